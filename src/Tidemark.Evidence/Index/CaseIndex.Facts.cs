using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>What the posts of one original are, in figures.</summary>
/// <param name="Sha256">The original.</param>
/// <param name="Posts">Posts that came in first with this original.</param>
/// <param name="Accounts">Accounts of these posts.</param>
/// <param name="From">Earliest time, or null without posts.</param>
/// <param name="To">Latest time, or null without posts.</param>
/// <param name="Zone">How its times have their zone; the weakest counts.</param>
public sealed record SourceFacts(string Sha256, long Posts, long Accounts, UnixTime? From, UnixTime? To, ZoneSource Zone);

public sealed partial class CaseIndex
{
    /// <summary>The figures of every original, in the order of <see cref="Sources"/>. One pass over the posts.</summary>
    public IReadOnlyList<SourceFacts> Facts()
    {
        var facts = Sources.Select(source => new SourceFacts(source.Sha256, 0, 0, null, null, ZoneSource.Stated)).ToArray();
        using DuckRows rows = _file.Query("""
            SELECT source::BIGINT, count(*)::BIGINT, count(DISTINCT account)::BIGINT, min(time_ns)::BIGINT, max(time_ns)::BIGINT, max(zone)::BIGINT
            FROM posts GROUP BY source ORDER BY source
            """);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                int source = checked((int)rows.Longs(0)[row]);
                facts[source] = new SourceFacts(
                    _hashes[source], rows.Longs(1)[row], rows.Longs(2)[row], new UnixTime(rows.Longs(3)[row]), new UnixTime(rows.Longs(4)[row]),
                    (ZoneSource)rows.Longs(5)[row]);
            }
        }
        return facts;
    }

    /// <summary>Why rows of an original were refused: reasons without the offending values, most frequent first.</summary>
    public IReadOnlyList<(string Reason, long Rows)> RefusedByReason(string sha256)
    {
        int source = Array.IndexOf(_hashes, sha256);
        var reasons = new List<(string, long)>();
        using DuckRows rows = _file.Query("""
            SELECT regexp_replace(regexp_replace(reason, '''[^'']*''', '…', 'g'), '[0-9]+', '…', 'g') AS why, count(*)::BIGINT AS n
            FROM refused WHERE source = $1 GROUP BY why ORDER BY n DESC, why LIMIT 20
            """, source);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                reasons.Add((rows.Text(0, row), rows.Longs(1)[row]));
            }
        }
        return reasons;
    }
}
