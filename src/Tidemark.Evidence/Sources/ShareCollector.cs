using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Gathers shares from one or several sources into one table, and the rows that are none.</summary>
/// <remarks>Memory: 20 bytes a row and the names. Columns grow by doubling unless the number of rows can be foreseen.</remarks>
public sealed class ShareCollector
{
    // No id from a text file can hold a zero byte: the readers refuse it. So these names are never those of real posts.
    private const byte OwnPost = 0;

    private readonly byte[] _ownName = new byte[24];
    private int[] _account = new int[4096];
    private int[] _object = new int[4096];
    private int[] _content = new int[4096];
    private long[] _time = new long[4096];
    private bool _named;

    /// <summary>Accounts.</summary>
    public Names Accounts { get; } = new(1 << 12);

    /// <summary>Objects.</summary>
    public Names Objects { get; } = new(1 << 12);

    /// <summary>Posts; empty as long as no source names any.</summary>
    public Names Contents { get; } = new(1 << 12);

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Rows that were refused, in order.</summary>
    public List<Fault> Refused { get; } = [];

    /// <summary>Adds a share.</summary>
    /// <param name="account">The account.</param>
    /// <param name="obj">The object.</param>
    /// <param name="post">The post's id, where the source has such ids.</param>
    /// <param name="hasPost">Whether it has; otherwise the row is its own post.</param>
    /// <param name="time">Nanoseconds since the epoch.</param>
    public void Add(ReadOnlySpan<byte> account, ReadOnlySpan<byte> obj, ReadOnlySpan<byte> post, bool hasPost, long time)
    {
        if (Count == _account.Length)
        {
            Reserve(Count * 2L);
        }
        int row = Count;
        _account[row] = Accounts.Intern(account);
        _object[row] = Objects.Intern(obj);
        _time[row] = time;
        if (hasPost)
        {
            NamePosts();
            _content[row] = Contents.Intern(post);
        }
        else
        {
            _content[row] = _named ? Contents.Intern(OwnName(row)) : row;
        }
        Count++;
    }

    /// <summary>Adds a share of a post that has no id but may leave several traces.</summary>
    /// <param name="account">The account.</param>
    /// <param name="obj">The object.</param>
    /// <param name="post">A number the post alone has among those without an id.</param>
    /// <param name="time">Nanoseconds since the epoch.</param>
    public void AddUnnamed(ReadOnlySpan<byte> account, ReadOnlySpan<byte> obj, long post, long time) =>
        Add(account, obj, OwnName(post), hasPost: true, time);

    /// <summary>Makes room, so that the columns need not grow.</summary>
    public void Reserve(long rows)
    {
        int room = (int)Math.Min(Array.MaxLength, rows);
        if (room > _account.Length)
        {
            Array.Resize(ref _account, room);
            Array.Resize(ref _object, room);
            Array.Resize(ref _content, room);
            Array.Resize(ref _time, room);
        }
    }

    /// <summary>The table. The collector must not be used afterwards.</summary>
    public ShareColumns ToColumns(TraceKind kind = TraceKind.Object) => new()
    {
        Account = _account,
        Object = _object,
        Content = _content,
        Time = _time,
        Count = Count,
        Accounts = Accounts,
        Objects = Objects,
        Contents = _named ? Contents : null,
        Kind = kind,
    };

    /// <summary>A post's id for a reader: its own, or "row 17" where the source has none.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="post">Id of the post.</param>
    public static byte[] PostName(ShareColumns shares, int post)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Contents is null)
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"row {post + 1L}"));
        }
        ReadOnlySpan<byte> name = shares.Contents[post];
        return !name.IsEmpty && name[0] == OwnPost ? name[1..].ToArray() : name.ToArray();
    }

    private void NamePosts()
    {
        if (_named)
        {
            return;
        }
        _named = true;
        for (int row = 0; row < Count; row++)
        {
            _content[row] = Contents.Intern(OwnName(row));
        }
    }

    private ReadOnlySpan<byte> OwnName(long row)
    {
        _ownName[0] = OwnPost;
        "row "u8.CopyTo(_ownName.AsSpan(1));
        System.Buffers.Text.Utf8Formatter.TryFormat(row + 1, _ownName.AsSpan(5), out int digits);
        return _ownName.AsSpan(0, 5 + digits);
    }
}
