using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>What came of taking a file into a case.</summary>
/// <param name="Original">The original, as the journal knows it now.</param>
/// <param name="Already">The same bytes were there before, to be read the same way: nothing was written.</param>
/// <param name="Note">What a person should know about it, or null.</param>
public sealed record Taken(Original Original, bool Already, string? Note);

/// <summary>What is written to the journal once an original was read, or kept without being read.</summary>
public sealed record ReadingReport
{
    /// <summary>What the original was taken for.</summary>
    public required string Format { get; init; }

    /// <summary>Good rows, and rows refused. Both 0 for material nothing is read out of.</summary>
    public long Rows { get; init; }

    /// <summary>Rows refused.</summary>
    public long Refused { get; init; }

    /// <summary>Good rows that repeat a post which was there already.</summary>
    public long Repeated { get; init; }

    /// <summary>Texts it holds: a page, a mail, or the pages of an archive.</summary>
    public long Texts { get; init; }

    /// <summary>What the reader decided or assumed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>
/// Takes a file into a case so that a kill at any moment leaves a state that can be told and finished: the intention is on the disk
/// before the first byte, the copy is made inside the case, and the record that the original is there comes before it moves to its place.
/// </summary>
public sealed class Addition
{
    private const int DiskFull = 28;
    private const int NotesKept = 200;

    private readonly CaseFolder _case;
    private readonly Func<UnixTime> _now;

    /// <summary>Additions to one case.</summary>
    /// <param name="case">Opened for writing.</param>
    /// <param name="now">The caller's clock.</param>
    public Addition(CaseFolder @case, Func<UnixTime> now) => (_case, _now) = (@case, now);

    /// <summary>The address the file was found at, as the user says; null where nobody does.</summary>
    public string? Url { get; init; }

    /// <summary>Told the bytes copied so far, once a block.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Makes the file the copy goes to; tests make one that runs full.</summary>
    internal Func<string, Stream> MakeFile { get; init; } = path =>
        new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Called between two steps; tests end the process here, so to speak.</summary>
    internal Action<string>? BetweenSteps { get; init; }

    /// <summary>Takes one file in. Its reading comes next, and then <see cref="Finish"/>.</summary>
    /// <param name="source">The user's file, open at its beginning.</param>
    /// <param name="name">Its name, without folders: where it lay on the user's machine is nobody's business.</param>
    /// <param name="from">From whom it came, or null.</param>
    /// <param name="reading">How it is to be read.</param>
    /// <param name="cancel">Stops between two blocks; the case is then as before, and the journal says so.</param>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public Parsed<Taken> Take(FileStream source, string name, string? from, ReadingChoice reading, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(reading);
        long size = source.Length;
        try
        {
            if (Known(source, size, cancel) is { } known)
            {
                return Parsed<Taken>.Of(Again(known, name, size, from, reading));
            }
            return Parsed<Taken>.Of(New(source, name, size, from, reading, cancel));
        }
        catch (IOException failure)
        {
            string reason = failure.HResult == DiskFull || (failure.HResult & 0xFFFF) is 112 or 39
                ? "the disk is full: make room and add it again; the case is as it was before"
                : $"it could not be copied ({failure.Message}); the case is as it was before, add it again";
            return Parsed<Taken>.Failed(new SourceLocation(name, 0, 0), reason);
        }
    }

    /// <summary>Writes to the journal what came of reading an original; that ends its addition.</summary>
    public void Finish(Original original, ReadingReport report)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(report);
        _case.Journal.Append(_now(), JournalKind.Read, writer =>
        {
            writer.WriteString("sha256", original.Sha256);
            writer.WriteString("format", report.Format);
            writer.WriteNumber("rows", report.Rows);
            writer.WriteNumber("refused", report.Refused);
            writer.WriteNumber("repeated", report.Repeated);
            if (report.Texts > 0)
            {
                writer.WriteNumber("texts", report.Texts);
            }
            if (report.Notes.Count > 0)
            {
                writer.WriteStartArray("notes");
                foreach (string note in report.Notes.Take(NotesKept))
                {
                    writer.WriteStringValue(note.Length <= 500 ? note : string.Concat(note.AsSpan(0, 500), "…"));
                }
                writer.WriteEndArray();
            }
        });
        _case.Refresh();
    }

    /// <summary>The original with the same bytes, or null. Only a file whose size is known is hashed before it is copied.</summary>
    private Original? Known(FileStream source, long size, CancellationToken cancel)
    {
        if (!_case.Record.Originals.Any(original => original.Size == size))
        {
            return null;
        }
        string sha256 = Originals.Hash(source, Progress, cancel);
        source.Position = 0;
        return _case.Record.Find(sha256);
    }

    private Taken Again(Original known, string name, long size, string? from, ReadingChoice reading)
    {
        foreach (OpenAddition open in _case.Record.Open.Where(open => open.Name == name && open.Size == size && open.Sha256 is null).ToList())
        {
            Stop(open.Begun, $"the same bytes are in the case already, as {known.Name}");
        }
        bool told = Url is null || known.Urls.Contains(Url, StringComparer.Ordinal);
        bool same = known.Reading.Equals(reading) && known.Retracted is null;
        if (same && told)
        {
            return new Taken(known, known.Finished, null);
        }
        _case.Journal.Append(_now(), JournalKind.Added, writer => Describe(writer, null, name, known.Size, known.Sha256, from, Url, reading));
        _case.Refresh();
        string note = same
            ? "The same bytes were in the case already; the journal now says that they were found at this address too."
            : known.Retracted is null
            ? "The same bytes were in the case already; they are read anew, as this call says."
            : $"It was retracted before ({known.Retracted}); adding it again takes it back in.";
        return new Taken(_case.Record.Find(known.Sha256)!, false, note);
    }

    private Taken New(FileStream source, string name, long size, string? from, ReadingChoice reading, CancellationToken cancel)
    {
        JournalEntry begun = _case.Journal.Append(_now(), JournalKind.AddBegun, writer =>
        {
            writer.WriteString("name", name);
            writer.WriteNumber("size", size);
        });
        string incoming = Originals.IncomingPath(_case.Root, begun.Number);
        (string Sha256, long Size) copy;
        try
        {
            BetweenSteps?.Invoke("begun");
            copy = Copy(source, incoming, cancel);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            File.Delete(incoming);
            Stop(begun.Number, failure is OperationCanceledException ? "stopped by the user" : failure.Message);
            throw;
        }
        BetweenSteps?.Invoke("copied");
        _case.Journal.Append(
            _now(), JournalKind.Added, writer => Describe(writer, begun.Number, name, copy.Size, copy.Sha256, from, Url, reading));
        BetweenSteps?.Invoke("added");
        Originals.Settle(_case.Root, incoming, copy.Sha256);
        BetweenSteps?.Invoke("settled");
        _case.Refresh();
        string? note = copy.Size == size
            ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The file changed while it was copied: it had {size:N0} bytes at first and {copy.Size:N0} at the end. What was copied is what was hashed.");
        return new Taken(_case.Record.Find(copy.Sha256)!, false, note);
    }

    private (string Sha256, long Size) Copy(FileStream source, string incoming, CancellationToken cancel)
    {
        using Stream to = MakeFile(incoming);
        (string Sha256, long Size) copy = Originals.Copy(source, to, Progress, cancel);
        if (to is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        return copy;
    }

    private void Stop(long begun, string reason)
    {
        _case.Journal.Append(_now(), JournalKind.AddStopped, writer =>
        {
            writer.WriteNumber("begun", begun);
            writer.WriteString("reason", reason);
        });
        _case.Refresh();
    }

    private static void Describe(
        Utf8JsonWriter writer, long? begun, string name, long size, string sha256, string? from, string? url, ReadingChoice reading)
    {
        if (begun is { } line)
        {
            writer.WriteNumber("begun", line);
        }
        writer.WriteString("name", name);
        writer.WriteNumber("size", size);
        writer.WriteString("sha256", sha256);
        if (from is not null)
        {
            writer.WriteString("from", from);
        }
        if (url is not null)
        {
            writer.WriteString("url", url);
        }
        if (reading.As is not null)
        {
            writer.WriteString("as", reading.As);
        }
        if (reading.Map.Count > 0)
        {
            writer.WriteStartArray("map");
            foreach (string choice in reading.Map)
            {
                writer.WriteStringValue(choice);
            }
            writer.WriteEndArray();
        }
        if (reading.Zone is not null)
        {
            writer.WriteString("zone", reading.Zone);
        }
    }
}
