using System.Globalization;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>What an original was, and what the index holds of it.</summary>
/// <param name="Sha256">The original.</param>
/// <param name="Report">What the journal is told of it.</param>
/// <param name="Failure">Why nothing could be read out of it though something should; null otherwise.</param>
/// <param name="Posts">Whether it is material that posts are read out of.</param>
public sealed record SourceOutcome(string Sha256, ReadingReport Report, string? Failure, bool Posts);

/// <summary>
/// Brings the index up to the journal: reads what is missing, source by source, each in one transaction, so that a kill costs at most the
/// source being read; builds everything anew where the index does not fit the journal.
/// </summary>
public sealed class IndexUpdate
{
    private readonly CaseFolder _case;
    private FileStream? _reading;
    private long _bytesBefore;
    private long _bytesInAll;

    /// <summary>Updates of one case's index.</summary>
    /// <param name="case">Opened for writing.</param>
    public IndexUpdate(CaseFolder @case) => _case = @case;

    /// <summary>Told the rows read so far, and how many there will be as far as the bytes read so far let one reckon.</summary>
    public Action<long, long>? Progress { get; init; }

    internal IndexLimits Limits { get; init; } = IndexLimits.Default;

    /// <summary>Brings the index up to date.</summary>
    /// <param name="anew">Whether to forget the index first and build all of it.</param>
    /// <param name="cancel">Stops between two rows; what was read of that source is forgotten.</param>
    /// <returns>The outcome for every original of the index, in the order of the journal.</returns>
    /// <exception cref="IOException">An original or the index could not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public IReadOnlyList<SourceOutcome> Run(bool anew, CancellationToken cancel)
    {
        List<Original> wanted = IndexState.Wanted(_case.Record);
        if (anew)
        {
            IndexState.Forget(_case.Root);
        }
        using DuckFile file = OpenFitting(wanted, out int have);
        if (have < wanted.Count)
        {
            // Sources without posts need no names in memory; the writer is made for the first that has some.
            IndexWriter? writer = null;
            try
            {
                _bytesInAll = wanted.Skip(have).Sum(original => original.Size);
                for (int source = have; source < wanted.Count; source++)
                {
                    cancel.ThrowIfCancellationRequested();
                    ReadSource(file, ref writer, source, wanted[source], cancel);
                    _bytesBefore += wanted[source].Size;
                }
            }
            finally
            {
                writer?.Dispose();
            }
        }
        return IndexState.Outcomes(file);
    }

    private void Tell(long rows)
    {
        long bytes = _bytesBefore + (_reading?.Position ?? 0);
        Progress?.Invoke(rows, bytes > 0 ? (long)((double)rows / bytes * _bytesInAll) : 0);
    }

    /// <exception cref="IOException">What was read is not what came in; nothing of it is kept.</exception>
    private static void RefuseChanged(Original original, HashingStream read)
    {
        string found = read.Finish();
        if (found != original.Sha256)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"The original of {original.Name} was changed: {Originals.FolderName}/{original.RelativePath} ({read.Bytes:N0} bytes, {original.Size:N0} came in) hashes to {found}, the journal says {original.Sha256}. Nothing is read out of it, and the index stays incomplete; `tidemark audit` tells all that was changed. Restore the original from a copy, or retract it."));
        }
    }

    private DuckFile OpenFitting(List<Original> wanted, out int have)
    {
        try
        {
            DuckFile file = DuckFile.Open(_case.IndexPath, IndexState.TemporaryPath(_case.Root), readOnly: false);
            if (IndexState.Fits(file, wanted, out have))
            {
                return file;
            }
            file.Dispose();
        }
        catch (DuckFailure)
        {
            // Not a database, or one a newer version wrote: the index is a cache, so it is made anew. A full disk says so again below.
        }
        IndexState.Forget(_case.Root);
        DuckFile empty = DuckFile.Open(_case.IndexPath, IndexState.TemporaryPath(_case.Root), readOnly: false);
        empty.Execute("BEGIN");
        empty.Execute(IndexSchema.Create);
        empty.Execute("INSERT INTO meta VALUES ('version', $1)", IndexSchema.Version);
        empty.Execute("COMMIT");
        have = 0;
        return empty;
    }

    private void ReadSource(DuckFile file, ref IndexWriter? writer, int source, Original original, CancellationToken cancel)
    {
        Parsed<FileStream> opened = _case.OpenOriginal(original.Sha256);
        if (!opened.Ok)
        {
            throw new IOException($"The original of {original.Name} ({original.Short}) cannot be read: {opened.Fault.Reason}. "
                + "`tidemark audit` tells what was changed.");
        }
        using FileStream bytes = opened.Value;
        _reading = bytes;
        Parsed<ReadOptions> options = ReadingWords.Options(original.Reading);
        if (!options.Ok)
        {
            throw new IOException($"The journal says to read {original.Name} in a way this version does not know: {options.Fault.Reason}.");
        }
        Recognised found = SourceReader.Recognise(bytes, original.Name);
        // What goes into the index is hashed as it is read: rows of an original that was changed must not be taken for evidence.
        using var hashing = new HashingStream(bytes);
        SourceFormat format = options.Value.Format ?? found.Format;
        file.Execute("BEGIN");
        bool committed = false;
        try
        {
            if (TextListing.Lists(format))
            {
                ListedTexts texts = TextListing.Of(bytes, original, found, options.Value.Format, cancel);
                bytes.Position = 0;
                IndexState.InsertTexts(file, source, texts.Texts);
                IndexState.InsertRefused(file, source, texts.Refused);
                IndexState.Insert(file, source, original, texts.Format, new SourceCounts(0, texts.Refused.Count, 0, 0), texts.Failure);
            }
            else
            {
                writer ??= new IndexWriter(file, Limits, Tell);
                writer.Begin(source);
                Parsed<ReadSummary> read = SourceReader.Read(hashing, original.Name, options.Value, writer, cancel);
                SourceCounts counts = writer.End();
                IndexState.Insert(
                    file, source, original, read.Ok ? read.Value.Source.PlainName : found.PlainName, counts, read.Ok ? null : read.Fault.ToString());
            }
            RefuseChanged(original, hashing);
            file.Execute("COMMIT");
            committed = true;
        }
        finally
        {
            if (!committed)
            {
                // What was appended but not handed over must not reach the table after the rollback.
                writer?.Dispose();
                writer = null;
                IndexState.RollBack(file);
            }
        }
    }
}
