using Tidemark.Model;

namespace Tidemark.Evidence.Index;

public sealed partial class CaseIndex
{
    private const string PostColumnsSql = "post, account, time_ns, zone, source, line, byte_offset, byte_length, id, text, lang";

    /// <summary>One post by its number, or null where there is none.</summary>
    public IndexedPost? Post(int number) => Posts([number]) is [IndexedPost post] ? post : null;

    /// <summary>Posts by their numbers, in ascending order of numbers; unknown numbers are left out. One pass over the index.</summary>
    public IReadOnlyList<IndexedPost> Posts(IReadOnlyCollection<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        if (numbers.Count == 0)
        {
            return [];
        }
        string list = string.Join(',', numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        using DuckRows rows = _file.Query($"SELECT {PostColumnsSql} FROM posts WHERE post IN ({list}) ORDER BY post");
        return [.. Read(rows)];
    }

    /// <summary>
    /// All posts in an order that depends on their content alone: time, account, id, text, then place. Where a post stands in several
    /// originals, the place with the least hash counts, so that the order of additions does not show. DuckDB sorts on the disk.
    /// </summary>
    public IEnumerable<IndexedPost> PostsByContent()
    {
        using DuckRows rows = _file.Query(ByContent);
        foreach (IndexedPost post in Read(rows))
        {
            yield return post;
        }
    }

    /// <summary>The traces of posts, in the order of <see cref="PostsByContent"/> within the given kinds: post number, kind, value.</summary>
    public IEnumerable<(int Post, TraceKind Kind, string Value)> Traces(int firstPost, int lastPost)
    {
        using DuckRows rows = _file.Query(
            """
            SELECT t.post, t.kind, o.value FROM traces t JOIN objects o ON o.kind = t.kind AND o.object = t.object
            WHERE t.post BETWEEN $1 AND $2 ORDER BY t.post, t.kind, o.value
            """, firstPost, lastPost);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                yield return (rows.Ints(0)[row], (TraceKind)rows.Bytes(1)[row], rows.Text(2, row));
            }
        }
    }

    /// <summary>Days (UTC) on which there is at least one post, and how many posts each has, in order.</summary>
    public IReadOnlyList<(DateOnly Day, long Posts)> Days()
    {
        const long perDay = 86_400 * UnixTime.PerSecond;
        var days = new List<(DateOnly, long)>();
        using DuckRows rows = _file.Query($"""
            SELECT ((time_ns - ((time_ns % {perDay}) + {perDay}) % {perDay}) // {perDay})::BIGINT AS day, count(*)::BIGINT
            FROM posts GROUP BY day ORDER BY day
            """);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                days.Add((DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)rows.Longs(0)[row]), rows.Longs(1)[row]));
            }
        }
        return days;
    }

    internal const string ByContent = """
        WITH places AS (
            SELECT post, source, line, byte_offset, byte_length FROM posts WHERE post IN (SELECT post FROM repeats)
            UNION ALL SELECT post, source, line, byte_offset, byte_length FROM repeats),
        least AS (
            SELECT post, min({'sha256': s.sha256, 'line': p.line, 'byte_offset': p.byte_offset, 'source': p.source, 'byte_length': p.byte_length}) AS place
            FROM places p JOIN sources s ON s.source = p.source GROUP BY post)
        SELECT p.post, p.account, p.time_ns, p.zone,
            CASE WHEN l.post IS NULL THEN p.source ELSE l.place.source END::INTEGER AS source,
            CASE WHEN l.post IS NULL THEN p.line ELSE l.place.line END AS line,
            CASE WHEN l.post IS NULL THEN p.byte_offset ELSE l.place.byte_offset END AS byte_offset,
            CASE WHEN l.post IS NULL THEN p.byte_length ELSE l.place.byte_length END AS byte_length, p.id, p.text, p.lang
        FROM posts p LEFT JOIN least l ON l.post = p.post
        JOIN accounts a ON a.account = p.account
        JOIN sources s ON s.source = CASE WHEN l.post IS NULL THEN p.source ELSE l.place.source END
        ORDER BY p.time_ns, a.name, p.id, p.text, s.sha256, line, byte_offset
        """;

    private IEnumerable<IndexedPost> Read(DuckRows rows)
    {
        Names accounts = Accounts;
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                yield return new IndexedPost(
                    rows.Ints(0)[row], rows.Text(8, row), accounts.Text(rows.Ints(1)[row]), new UnixTime(rows.Longs(2)[row]),
                    (ZoneSource)rows.Bytes(3)[row], rows.Text(9, row), rows.Text(10, row),
                    new EvidenceRef(_hashes[rows.Ints(4)[row]], rows.Longs(5)[row], rows.Longs(6)[row], rows.Longs(7)[row]));
            }
        }
    }
}
