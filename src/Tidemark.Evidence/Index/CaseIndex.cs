using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>A row that could not be read.</summary>
/// <param name="Line">Line in the decompressed original.</param>
/// <param name="Offset">Byte offset in the decompressed original.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Reason">Why; hostile text.</param>
public readonly record struct RefusedRow(long Line, long Offset, long Length, string Reason);

/// <summary>What the index holds of one original.</summary>
/// <param name="Sha256">The original.</param>
/// <param name="Name">Its file name; hostile text.</param>
/// <param name="Format">What it was taken for.</param>
/// <param name="Rows">Good rows.</param>
/// <param name="Refused">Refused rows.</param>
/// <param name="Repeated">Good rows that repeat a post which was there already.</param>
/// <param name="Failure">Why nothing could be read, or null.</param>
/// <param name="Notes">What the reader decided or assumed.</param>
public sealed record IndexedSource(
    string Sha256, string Name, string Format, long Rows, long Refused, long Repeated, string? Failure, IReadOnlyList<string> Notes);

/// <summary>One post as the index holds it.</summary>
/// <param name="Number">Its number in the index, as in <see cref="ShareColumns.Content"/>.</param>
/// <param name="Id">The platform's id; empty where the source has none.</param>
/// <param name="Account">The account.</param>
/// <param name="Time">When.</param>
/// <param name="Zone">How the zone is known.</param>
/// <param name="Text">The text; hostile.</param>
/// <param name="Language">The language the source declares; may be empty.</param>
/// <param name="Evidence">The row it comes from.</param>
public sealed record IndexedPost(
    int Number, string Id, string Account, UnixTime Time, ZoneSource Zone, string Text, string Language, EvidenceRef Evidence);

/// <summary>
/// The index of a case, opened for reading: shares as columns for detectors, posts and their places for reports, counts for both.
/// A cache of the originals: it can be deleted at any time and built again.
/// </summary>
/// <remarks>Not safe for concurrent callers.</remarks>
public sealed partial class CaseIndex : IDisposable
{
    private readonly DuckFile _file;
    private readonly string[] _hashes;
    private Names? _accounts;

    private CaseIndex(DuckFile file)
    {
        _file = file;
        Sources = ReadSources(file);
        _hashes = [.. Sources.Select(source => source.Sha256)];
    }

    /// <summary>Every original of the index, in the order of the journal; retracted ones are not among them.</summary>
    public IReadOnlyList<IndexedSource> Sources { get; }

    /// <summary>How many posts there are.</summary>
    public long PostCount => _file.Whole("SELECT count(*) FROM posts");

    /// <summary>Accounts by number.</summary>
    public Names Accounts => _accounts ??= ReadNames("SELECT name FROM accounts ORDER BY account", "SELECT count(*) FROM accounts");

    /// <summary>Opens the index of a case.</summary>
    /// <returns>The index; or why it cannot be used, and what to do.</returns>
    public static Parsed<CaseIndex> Open(CaseFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.IndexPath))
        {
            return Unusable(folder, "has no index");
        }
        try
        {
            DuckFile file = DuckFile.Open(folder.IndexPath, IndexState.TemporaryPath(folder.Root), readOnly: true);
            List<Original> wanted = IndexState.Wanted(folder.Record);
            if (IndexState.Fits(file, wanted, out int have) && have == wanted.Count)
            {
                return Parsed<CaseIndex>.Of(new CaseIndex(file));
            }
            file.Dispose();
            return Unusable(folder, "has an index that does not fit its journal");
        }
        catch (DuckFailure failure)
        {
            return Unusable(folder, $"has an index that cannot be read ({failure.Reason})");
        }
    }

    /// <summary>The rows of an original that could not be read, in the order of the original.</summary>
    public IEnumerable<RefusedRow> Refused(string sha256)
    {
        int source = Array.IndexOf(_hashes, sha256);
        using DuckRows rows = _file.Query("SELECT line, byte_offset, byte_length, reason FROM refused WHERE source = $1 ORDER BY rowid", source);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                yield return new RefusedRow(rows.Longs(0)[row], rows.Longs(1)[row], rows.Longs(2)[row], rows.Text(3, row));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private Names ReadNames(string sql, string count)
    {
        var names = new Names((int)_file.Whole(count));
        using DuckRows rows = _file.Query(sql);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                names.Intern(rows.Utf8(0, row));
            }
        }
        return names;
    }

    private static List<IndexedSource> ReadSources(DuckFile file)
    {
        List<SourceOutcome> outcomes = IndexState.Outcomes(file);
        var sources = new List<IndexedSource>();
        using DuckRows rows = file.Query("SELECT name FROM sources ORDER BY source");
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                SourceOutcome outcome = outcomes[sources.Count];
                ReadingReport report = outcome.Report;
                sources.Add(new IndexedSource(
                    outcome.Sha256, rows.Text(0, row), report.Format, report.Rows, report.Refused, report.Repeated, outcome.Failure, report.Notes));
            }
        }
        return sources;
    }

    private static Parsed<CaseIndex> Unusable(CaseFolder folder, string why) => Parsed<CaseIndex>.Failed(
        new SourceLocation(folder.Root, 0, 0), $"the case {why}; `tidemark reindex {folder.Root}` builds it from the originals");
}
