using System.Globalization;

namespace Tidemark.Evidence.Custody;

/// <summary>How far the last append came before the program was ended.</summary>
internal enum UnfinishedAppend
{
    /// <summary>Nothing is unfinished.</summary>
    None,

    /// <summary>An entry was announced but not one byte of it is complete: the bytes after the head are dropped.</summary>
    Dropped,

    /// <summary>The entry is complete; only the head record was not yet moved into place.</summary>
    Complete,

    /// <summary>The case itself was not finished being created.</summary>
    Creation,
}

/// <summary>
/// The journal as it stands on the disk, checked byte by byte: the chain of hashes, the numbers of the lines, and its end against
/// the head record. Reads everything, changes nothing. Linear in the journal's length.
/// </summary>
/// <remarks>
/// An append writes the coming head beside the old one, then the line, then moves the new head into place. So a kill leaves one of
/// few states, each told apart from damage: the journal ends where the old head says (nothing happened), between the two (the line
/// is cut), or where the coming head says (all there). Anything else was not done by this program.
/// </remarks>
internal sealed class JournalReading
{
    public const string JournalFile = "journal.jsonl";
    public const string HeadFile = "journal.head";
    public const string ComingHeadFile = "journal.head.next";

    private readonly List<string> _faults = [];

    private JournalReading(IReadOnlyList<JournalEntry> entries, HeadRecord? head, UnfinishedAppend unfinished) =>
        (Entries, Head, Unfinished) = (entries, head, unfinished);

    /// <summary>The lines that are entries, in order, also those after a fault.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; private init; }

    /// <summary>The head that anchors the entries; null where there is none to trust.</summary>
    public HeadRecord? Head { get; }

    /// <summary>How far the last append came.</summary>
    public UnfinishedAppend Unfinished { get; }

    /// <summary>What was changed, one sentence each; empty = intact.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads and checks the journal of a case folder.</summary>
    public static JournalReading Read(string folder)
    {
        byte[]? journal = Bytes(Path.Combine(folder, JournalFile), int.MaxValue / 2);
        byte[]? headBytes = Bytes(Path.Combine(folder, HeadFile), HeadRecord.Longest);
        byte[]? comingBytes = Bytes(Path.Combine(folder, ComingHeadFile), HeadRecord.Longest);
        HeadRecord? head = headBytes is null ? null : HeadRecord.Parse(headBytes);
        HeadRecord? coming = comingBytes is null ? null : HeadRecord.Parse(comingBytes);
        return Check(journal, headBytes is not null, head, comingBytes is not null, coming);
    }

    private static JournalReading Check(byte[]? journal, bool hasHead, HeadRecord? head, bool hasComing, HeadRecord? coming)
    {
        if (!hasHead && hasComing is false && journal is null or { Length: 0 })
        {
            return new JournalReading([], null, UnfinishedAppend.Creation);
        }
        if (!hasHead && hasComing && (coming is null ? journal is null or { Length: 0 } : coming.Value.Lines == 1 && (journal?.Length ?? 0) < coming.Value.Bytes))
        {
            return new JournalReading([], null, UnfinishedAppend.Creation);
        }
        var faults = new List<string>();
        ReadOnlyMemory<byte> bytes = journal;
        if (journal is null)
        {
            faults.Add($"{JournalFile}: the journal is missing");
        }
        HeadRecord? anchor = head;
        UnfinishedAppend unfinished = UnfinishedAppend.None;
        if (hasHead && head is null)
        {
            faults.Add($"{HeadFile}: the head record was changed; it anchors the last line of {JournalFile}");
        }
        else if (!hasHead && !(coming is { Lines: 1 } first && first.Bytes == bytes.Length))
        {
            faults.Add($"{HeadFile}: the head record is missing; without it nobody can say whether the last lines of {JournalFile} were removed");
        }
        bool announced = coming is { } next && next.Lines == (head?.Lines ?? 0) + 1;
        if (hasComing && (head is not null || !hasHead))
        {
            (bytes, anchor, unfinished) = Settle(bytes, head, announced ? coming : null);
        }
        List<ReadOnlyMemory<byte>> lines = Lines(bytes);
        var entries = lines.Select(line => JournalEntry.Parse(line.Span)).ToList();
        CheckChain(lines, entries, anchor, faults);
        var reading = new JournalReading([.. entries.OfType<JournalEntry>()], anchor, faults.Count == 0 ? unfinished : UnfinishedAppend.None);
        reading._faults.AddRange(faults);
        return reading;
    }

    /// <summary>Finds out how far an announced append came. A coming head that is itself cut announces nothing.</summary>
    private static (ReadOnlyMemory<byte> Bytes, HeadRecord? Anchor, UnfinishedAppend Unfinished) Settle(
        ReadOnlyMemory<byte> bytes, HeadRecord? head, HeadRecord? coming)
    {
        long committed = head?.Bytes ?? 0;
        if (coming is { } next && bytes.Length >= next.Bytes)
        {
            return (bytes, next, UnfinishedAppend.Complete);
        }
        if (coming is not null && bytes.Length > committed)
        {
            return (bytes[..(int)committed], head, UnfinishedAppend.Dropped);
        }
        return (bytes, head, UnfinishedAppend.Dropped);
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!bytes.IsEmpty)
        {
            int end = bytes.Span.IndexOf((byte)'\n');
            int length = end < 0 ? bytes.Length : end + 1;
            lines.Add(bytes[..length]);
            bytes = bytes[length..];
        }
        return lines;
    }

    private static void CheckChain(
        List<ReadOnlyMemory<byte>> lines, List<JournalEntry?> entries, HeadRecord? anchor, List<string> faults)
    {
        string before = JournalEntry.Beginning;
        long expected = 1;
        bool blamed = false;
        for (int i = 0; i < lines.Count; i++)
        {
            JournalEntry? entry = entries[i];
            string here = HeadRecord.Hash(lines[i].Span);
            if (entry is null)
            {
                faults.Add(Line(i, "was changed: it is no journal line any more"));
                blamed = true;
            }
            else if (entry.Number != expected && !blamed)
            {
                faults.Add(Line(i, string.Create(
                    CultureInfo.InvariantCulture, $"bears the number {entry.Number}, but {expected} belongs here: a line was changed, removed, put in or moved")));
                blamed = true;
            }
            else if (entry.Previous != before && !blamed)
            {
                faults.Add(i == 0
                    ? Line(0, "was changed: the first line must continue nothing")
                    : Line(i - 1, string.Create(CultureInfo.InvariantCulture, $"was changed, or line {i + 1} was: line {i + 1} does not continue it")));
                blamed = true;
            }
            else
            {
                // After a fault the next line cannot fit; one sentence for one change.
                blamed = false;
            }
            expected = (entry?.Number ?? expected) + 1;
            before = here;
        }
        if (anchor is not { } head)
        {
            return;
        }
        if (lines.Count < head.Lines)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture,
                $"{JournalFile}: {head.Lines - lines.Count} of {head.Lines} lines are missing; the head record names the last one"));
        }
        else if (lines.Count > head.Lines)
        {
            faults.Add(Line((int)Math.Min(head.Lines, int.MaxValue), "stands after the end that the head record names"));
        }
        else if (before != head.Last && !blamed)
        {
            faults.Add(Line(lines.Count - 1, "was changed: the head record names another last line"));
        }
    }

    private static string Line(int index, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{JournalFile} line {index + 1}: {what}");

    private static byte[]? Bytes(string path, int longest)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }
        if (file.LinkTarget is not null)
        {
            // A link would let someone keep the record elsewhere; what it points to is not this case's record.
            return [];
        }
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[(int)Math.Min(stream.Length, longest)];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
