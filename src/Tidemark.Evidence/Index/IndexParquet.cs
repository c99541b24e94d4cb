using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>
/// Writes the tables of an index as Parquet files, through DuckDB, in an order that depends on the content alone. Numbers of
/// accounts and objects, which depend on the order of additions, are resolved to their names.
/// </summary>
public static class IndexParquet
{
    private static readonly (string Name, string Sql)[] Tables =
    [
        ("posts", $"""
            SELECT q.id, b.name AS account, make_timestamp_ns(q.time_ns) AS time, {Words<ZoneSource>("q.zone")} AS zone,
                q.lang AS language, q.text, u.sha256 AS source_sha256, q.line, q.byte_offset, q.byte_length
            FROM ({CaseIndex.ByContent}) q JOIN accounts b ON b.account = q.account JOIN sources u ON u.source = q.source
            ORDER BY q.time_ns, b.name, q.id, q.text, u.sha256, q.line, q.byte_offset
            """),
        ("accounts", """
            SELECT a.name AS account, count(*)::BIGINT AS posts,
                make_timestamp_ns(min(p.time_ns)) AS first_post, make_timestamp_ns(max(p.time_ns)) AS last_post
            FROM posts p JOIN accounts a ON a.account = p.account GROUP BY a.name ORDER BY a.name
            """),
        ("traces", $"""
            SELECT b.name AS account, q.id AS post_id, make_timestamp_ns(q.time_ns) AS time, {Words<TraceKind>("t.kind")} AS kind, o.value,
                u.sha256 AS source_sha256, q.line
            FROM ({CaseIndex.ByContent}) q JOIN traces t ON t.post = q.post JOIN objects o ON o.kind = t.kind AND o.object = t.object
            JOIN accounts b ON b.account = q.account JOIN sources u ON u.source = q.source
            ORDER BY q.time_ns, b.name, q.id, u.sha256, q.line, q.byte_offset, t.kind, o.value
            """),
        ("sources", "SELECT sha256, name, format, \"rows\", refused, failure FROM sources ORDER BY sha256"),
        ("refused", """
            SELECT s.sha256 AS source_sha256, r.line, r.byte_offset, r.byte_length, r.reason
            FROM refused r JOIN sources s ON s.source = r.source ORDER BY s.sha256, r.line, r.byte_offset, r.reason
            """),
    ];

    /// <summary>The files it writes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Tables.Select(table => table.Name + ".parquet")];

    /// <summary>Writes all files into a folder that exists.</summary>
    /// <param name="folder">The case; its index fits its journal (<see cref="CaseIndex.Open"/> said so).</param>
    /// <param name="directory">Where to; the only place this connection may write to.</param>
    /// <exception cref="DuckFailure">The disk is full or the index is damaged.</exception>
    public static void Write(CaseFolder folder, string directory)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string full = Path.GetFullPath(directory);
        using DuckFile file = DuckFile.Open(folder.IndexPath, IndexState.TemporaryPath(folder.Root), readOnly: true, mayWriteTo: full);
        for (int i = 0; i < Tables.Length; i++)
        {
            string path = Path.Combine(full, Files[i]).Replace("'", "''", StringComparison.Ordinal);
            file.Execute($"COPY ({Tables[i].Sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /// <summary>The words of an enumeration, lower case, for a column that holds its numbers from 0.</summary>
    private static string Words<T>(string column)
        where T : struct, Enum =>
        $"[{string.Join(", ", Enum.GetNames<T>().Select(name => $"'{name.ToLowerInvariant()}'"))}][{column} + 1]";
}
