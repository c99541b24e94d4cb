using System.Text.Json;
using Tidemark.Evidence.Custody;

namespace Tidemark.Evidence.Index;

/// <summary>Which originals an index holds, against those the journal says it should.</summary>
internal static class IndexState
{
    private const int NotesTold = 200;

    public static string TemporaryPath(string root) => Path.Combine(root, "index.duckdb.tmp");

    /// <summary>The originals an index of this case holds, in order: all that are not retracted.</summary>
    public static List<Original> Wanted(CaseRecord record) => [.. record.Originals.Where(original => original.Retracted is null)];

    /// <summary>Whether what the index holds is the beginning of what is wanted, read the same way.</summary>
    public static bool Fits(DuckFile file, List<Original> wanted, out int have)
    {
        have = 0;
        using (DuckRows version = file.Query("SELECT value FROM meta WHERE key = 'version'"))
        {
            if (!version.NextBlock() || version.Text(0, 0) != IndexSchema.Version)
            {
                return false;
            }
        }
        if (!IsWhole(file))
        {
            return false;
        }
        using DuckRows sources = file.Query("SELECT sha256, reading FROM sources ORDER BY source");
        while (sources.NextBlock())
        {
            for (int row = 0; row < sources.Count; row++, have++)
            {
                if (have >= wanted.Count || sources.Text(0, row) != wanted[have].Sha256 || sources.Text(1, row) != Words(wanted[have].Reading))
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>Ends a source: what it was, and how many rows every table has now.</summary>
    public static void Insert(DuckFile file, int source, Original original, string format, SourceCounts counts, string? failure)
    {
        file.Execute(
            "INSERT INTO sources VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            source, original.Sha256, original.Name, Words(original.Reading), format, counts.Rows, counts.Refused, counts.Repeated, failure);
        file.Execute($"INSERT INTO totals SELECT $1::INTEGER, * FROM ({IndexSchema.CountRows})", source);
    }

    /// <summary>Adds the texts of a source; before <see cref="Insert"/>, which counts them.</summary>
    public static void InsertTexts(DuckFile file, int source, IReadOnlyList<IndexedText> texts)
    {
        foreach (IndexedText text in texts)
        {
            file.Execute(
                "INSERT INTO texts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", source, (int)text.Kind, text.Place?.Member,
                (object?)text.Place?.Number, (object?)text.Place?.Offset, (object?)text.Place?.Length, text.Url, text.Captured, text.Charset);
        }
    }

    /// <summary>Adds what could not be read of a source; before <see cref="Insert"/>, which counts it.</summary>
    public static void InsertRefused(DuckFile file, int source, IReadOnlyList<RefusedRow> rows)
    {
        foreach (RefusedRow row in rows)
        {
            file.Execute("INSERT INTO refused VALUES ($1, $2, $3, $4, $5)", source, row.Line, row.Offset, row.Length, row.Reason);
        }
    }

    /// <summary>
    /// Whether the tables hold exactly the rows of the sources they say they hold. A process killed while it commits leaves a log cut
    /// short, and DuckDB (seen with 1.5) then keeps full blocks of the largest table though the transaction they belong to never ended.
    /// </summary>
    public static bool IsWhole(DuckFile file) => file.Whole($"""
        WITH now AS ({IndexSchema.CountRows}),
        told AS (SELECT * EXCLUDE (source) FROM totals ORDER BY source DESC LIMIT 1)
        SELECT CASE WHEN (SELECT count(*) FROM totals) <> (SELECT count(*) FROM sources) THEN 0
            WHEN (SELECT count(*) FROM totals) = 0 THEN (SELECT count(*) FROM (FROM now EXCEPT SELECT 0, 0, 0, 0, 0, 0, 0, 0)) = 0
            ELSE (SELECT count(*) FROM (FROM now EXCEPT FROM told)) = 0 END::BIGINT
        """) == 1;

    public static List<SourceOutcome> Outcomes(DuckFile file)
    {
        var notes = new Dictionary<int, List<string>>();
        using (DuckRows rows = file.Query("SELECT source, note FROM notes ORDER BY source, rowid"))
        {
            while (rows.NextBlock())
            {
                for (int row = 0; row < rows.Count; row++)
                {
                    int source = rows.Ints(0)[row];
                    if (!notes.TryGetValue(source, out List<string>? list))
                    {
                        notes.Add(source, list = []);
                    }
                    if (list.Count < NotesTold)
                    {
                        list.Add(rows.Text(1, row));
                    }
                }
            }
        }
        var texts = new Dictionary<int, long>();
        using (DuckRows rows = file.Query("SELECT source, count(*)::BIGINT FROM texts GROUP BY source"))
        {
            while (rows.NextBlock())
            {
                for (int row = 0; row < rows.Count; row++)
                {
                    texts[rows.Ints(0)[row]] = rows.Longs(1)[row];
                }
            }
        }
        var outcomes = new List<SourceOutcome>();
        using DuckRows sources = file.Query("""SELECT source, sha256, format, "rows", refused, repeated, failure FROM sources ORDER BY source""");
        while (sources.NextBlock())
        {
            for (int row = 0; row < sources.Count; row++)
            {
                string format = sources.Text(2, row);
                string? failure = sources.IsNull(6, row) ? null : sources.Text(6, row);
                outcomes.Add(new SourceOutcome(
                    sources.Text(1, row),
                    new ReadingReport
                    {
                        Format = format,
                        Rows = sources.Longs(3)[row],
                        Refused = sources.Longs(4)[row],
                        Repeated = sources.Longs(5)[row],
                        Texts = texts.GetValueOrDefault(sources.Ints(0)[row]),
                        Notes = failure is null ? notes.GetValueOrDefault(sources.Ints(0)[row]) ?? [] : [failure],
                    },
                    failure,
                    sources.Longs(3)[row] > 0));
            }
        }
        return outcomes;
    }

    /// <summary>Ends a transaction that failed. DuckDB may have ended it already, by itself; then there is none to roll back.</summary>
    public static void RollBack(DuckFile file)
    {
        try
        {
            file.Execute("ROLLBACK");
        }
        catch (DuckFailure none) when (none.Message.Contains("no transaction is active", StringComparison.OrdinalIgnoreCase))
        {
        }
    }

    /// <summary>Deletes the index and what DuckDB keeps beside it.</summary>
    public static void Forget(string root)
    {
        string index = Path.Combine(root, "index.duckdb");
        if (Directory.Exists(index))
        {
            throw new IOException($"{index} is a folder, and the index is a file. Move the folder away; `tidemark reindex {root}` then builds the index.");
        }
        File.Delete(index);
        File.Delete(index + ".wal");
        if (Directory.Exists(TemporaryPath(root)))
        {
            Directory.Delete(TemporaryPath(root), recursive: true);
        }
    }

    /// <summary>A reading choice as one line, to be compared.</summary>
    private static string Words(ReadingChoice reading) => JsonSerializer.Serialize((string[])[reading.As ?? "", reading.Zone ?? "", .. reading.Map]);
}
