using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// The journal opened for appending, under the case's lock. Each append is on the disk when it returns. Costs four forced writes,
/// some milliseconds: fit for what people do, not for rows.
/// </summary>
public sealed class Journal
{
    private readonly string _folder;
    private readonly List<JournalEntry> _entries;
    private HeadRecord _head;

    private Journal(string folder, List<JournalEntry> entries, HeadRecord head) => (_folder, _entries, _head) = (folder, entries, head);

    /// <summary>All entries, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>SHA-256 of the last line: tell it to somebody else, and nobody can rewrite the journal unnoticed.</summary>
    public string Head => _head.Last;

    /// <summary>Called between two steps of an append; tests end the process here, so to speak.</summary>
    internal Action<string>? BetweenSteps { get; set; }

    /// <summary>Starts a journal with its first entry, or finishes one whose start was interrupted.</summary>
    internal static Journal Start(string folder, UnixTime now, Action<Utf8JsonWriter> fields)
    {
        File.Delete(Path.Combine(folder, JournalReading.ComingHeadFile));
        var journal = new Journal(folder, [], new HeadRecord(0, 0, JournalEntry.Beginning));
        journal.Truncate();
        journal.Append(now, JournalKind.Created, fields);
        return journal;
    }

    /// <summary>Opens a journal that was found intact, and settles an append that was interrupted.</summary>
    internal static Journal Open(string folder, JournalReading reading)
    {
        if (reading.Faults.Count > 0 || reading.Head is not { } head)
        {
            throw new InvalidOperationException("A journal that was changed is not opened for writing.");
        }
        var journal = new Journal(folder, [.. reading.Entries], head);
        if (reading.Unfinished == UnfinishedAppend.Complete)
        {
            Durable.Move(Path.Combine(folder, JournalReading.ComingHeadFile), Path.Combine(folder, JournalReading.HeadFile));
        }
        else if (reading.Unfinished == UnfinishedAppend.Dropped)
        {
            journal.Truncate();
            File.Delete(Path.Combine(folder, JournalReading.ComingHeadFile));
            Durable.Folder(folder);
        }
        return journal;
    }

    /// <summary>Appends one entry and forces it to the disk.</summary>
    /// <param name="now">When; the caller's clock.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="fields">Writes the entry's own fields.</param>
    /// <exception cref="IOException">The disk is full or gone; the journal is as before.</exception>
    public JournalEntry Append(UnixTime now, string kind, Action<Utf8JsonWriter> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        byte[] line = JournalEntry.Format(_head.Lines + 1, now, kind, _head.Last, fields);
        var coming = new HeadRecord(_head.Lines + 1, _head.Bytes + line.Length, HeadRecord.Hash(line));
        string comingPath = Path.Combine(_folder, JournalReading.ComingHeadFile);
        try
        {
            Durable.Write(comingPath, coming.ToBytes());
            Durable.Folder(_folder);
            BetweenSteps?.Invoke("announced");
            WriteLine(line);
        }
        catch (IOException)
        {
            // A full disk must leave no half line behind; cutting back needs no space.
            Truncate();
            File.Delete(comingPath);
            throw;
        }
        BetweenSteps?.Invoke("written");
        Durable.Move(comingPath, Path.Combine(_folder, JournalReading.HeadFile));
        _head = coming;
        JournalEntry entry = JournalEntry.Parse(line)
            ?? throw new InvalidOperationException($"The entry {kind} cannot be read back.");
        _entries.Add(entry);
        return entry;
    }

    private void WriteLine(byte[] line)
    {
        using FileStream file = OpenForWriting();
        if (file.Length != _head.Bytes)
        {
            throw new InvalidOperationException($"The journal has {file.Length} bytes where {_head.Bytes} were left: something else wrote to it.");
        }
        file.Position = file.Length;
        file.Write(line);
        file.Flush(flushToDisk: true);
    }

    private void Truncate()
    {
        using FileStream file = OpenForWriting();
        file.SetLength(_head.Bytes);
        file.Flush(flushToDisk: true);
    }

    private FileStream OpenForWriting() => new(
        Path.Combine(_folder, JournalReading.JournalFile), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
