using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>One post as a table shows it: spans into the index's memory, valid only during the call.</summary>
public ref struct PostCells
{
    /// <summary>The platform's id; empty where the source has none.</summary>
    public ReadOnlySpan<byte> Id;

    /// <summary>The account.</summary>
    public ReadOnlySpan<byte> Account;

    /// <summary>When.</summary>
    public UnixTime Time;

    /// <summary>How the zone is known.</summary>
    public ZoneSource Zone;

    /// <summary>The text; hostile.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>The language the source declares; may be empty.</summary>
    public ReadOnlySpan<byte> Language;

    /// <summary>The row it comes from.</summary>
    public EvidenceRef Evidence;
}

/// <summary>One trace of one post as a table shows it: spans into the index's memory, valid only during the call.</summary>
public ref struct TraceCells
{
    /// <summary>The post's account.</summary>
    public ReadOnlySpan<byte> Account;

    /// <summary>The post's id; empty where the source has none.</summary>
    public ReadOnlySpan<byte> PostId;

    /// <summary>When the post was made.</summary>
    public UnixTime Time;

    /// <summary>Which kind of trace.</summary>
    public TraceKind Kind;

    /// <summary>Its value; hostile.</summary>
    public ReadOnlySpan<byte> Value;

    /// <summary>The row the post comes from.</summary>
    public EvidenceRef Evidence;
}

/// <summary>Takes one post of a table.</summary>
public delegate void PostVisitor(in PostCells post);

/// <summary>Takes one trace of a table.</summary>
public delegate void TraceVisitor(in TraceCells trace);

/// <summary>What an account did, as a table shows it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Posts">How many posts.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct AccountActivity(string Account, long Posts, UnixTime First, UnixTime Last);

public sealed partial class CaseIndex
{
    /// <summary>Every post, as <see cref="PostsByContent"/> orders them, without an allocation a post.</summary>
    public void EachPost(PostVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        Names accounts = Accounts;
        using DuckRows rows = _file.Query(ByContent);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                visit(new PostCells
                {
                    Id = rows.Utf8(8, row),
                    Account = accounts[rows.Ints(1)[row]],
                    Time = new UnixTime(rows.Longs(2)[row]),
                    Zone = (ZoneSource)rows.Bytes(3)[row],
                    Text = rows.Utf8(9, row),
                    Language = rows.Utf8(10, row),
                    Evidence = new EvidenceRef(_hashes[rows.Ints(4)[row]], rows.Longs(5)[row], rows.Longs(6)[row], rows.Longs(7)[row]),
                });
            }
        }
    }

    /// <summary>
    /// Every trace of every post, ordered by time, account, post id, place of the post, kind and value: by content alone.
    /// </summary>
    public void EachTrace(TraceVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        Names accounts = Accounts;
        using DuckRows rows = _file.Query(TracesByContent);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                visit(new TraceCells
                {
                    Account = accounts[rows.Ints(0)[row]],
                    PostId = rows.Utf8(1, row),
                    Time = new UnixTime(rows.Longs(2)[row]),
                    Kind = (TraceKind)rows.Bytes(3)[row],
                    Value = rows.Utf8(4, row),
                    Evidence = new EvidenceRef(_hashes[rows.Ints(5)[row]], rows.Longs(6)[row], rows.Longs(7)[row], rows.Longs(8)[row]),
                });
            }
        }
    }

    /// <summary>Every account that has a post, in ordinal order.</summary>
    public IReadOnlyList<AccountActivity> AccountsByName()
    {
        var activities = new List<AccountActivity>();
        using DuckRows rows = _file.Query(AccountsByNameSql);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                activities.Add(new AccountActivity(
                    rows.Text(0, row), rows.Longs(1)[row], new UnixTime(rows.Longs(2)[row]), new UnixTime(rows.Longs(3)[row])));
            }
        }
        return activities;
    }

    private const string AccountsByNameSql = """
        SELECT a.name AS account, count(*)::BIGINT AS posts, min(p.time_ns) AS first_ns, max(p.time_ns) AS last_ns
        FROM posts p JOIN accounts a ON a.account = p.account GROUP BY a.name ORDER BY a.name
        """;

    private const string TracesByContent = $"""
        SELECT q.account, q.id, q.time_ns, t.kind, o.value, q.source, q.line, q.byte_offset, q.byte_length
        FROM ({ByContent}) q JOIN traces t ON t.post = q.post JOIN objects o ON o.kind = t.kind AND o.object = t.object
        JOIN accounts b ON b.account = q.account JOIN sources u ON u.source = q.source
        ORDER BY q.time_ns, b.name, q.id, u.sha256, q.line, q.byte_offset, t.kind, o.value
        """;
}
