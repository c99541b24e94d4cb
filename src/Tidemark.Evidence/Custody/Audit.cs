using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>What an audit found.</summary>
/// <param name="Problems">What was changed, one sentence each; empty = intact.</param>
/// <param name="Unfinished">What was interrupted without damage, and what to do; one sentence each.</param>
/// <param name="Originals">Originals the journal knows.</param>
/// <param name="Bytes">Bytes of originals that were hashed.</param>
/// <param name="Lines">Lines of the journal.</param>
/// <param name="Head">SHA-256 of the journal's last line; null where there is none to trust.</param>
public sealed record AuditReport(
    IReadOnlyList<string> Problems, IReadOnlyList<string> Unfinished, int Originals, long Bytes, long Lines, string? Head)
{
    /// <summary>Nothing was changed.</summary>
    public bool Intact => Problems.Count == 0;
}

/// <summary>
/// Checks a case against its own record: every byte of the journal, every original and every file of findings against its hash, and that
/// neither folder holds anything the journal does not know. Changes nothing.
/// </summary>
/// <remarks>
/// It finds damage and careless or partial changes. Whoever rewrites journal, head record and originals together leaves a consistent
/// case: against that only the head's hash helps, told to somebody else in time.
/// </remarks>
public static class Audit
{
    /// <summary>Runs the audit. Linear in the bytes of the case.</summary>
    /// <param name="root">The case folder.</param>
    /// <param name="progress">Told bytes hashed and bytes in all, once a block; or null.</param>
    /// <param name="cancel">Stops between two blocks.</param>
    /// <returns>The report, or why there is no case to audit.</returns>
    public static Parsed<AuditReport> Run(string root, Action<long, long>? progress, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Parsed<FileStream> held = CaseFolder.Lock(root, forWriting: false);
        if (!held.Ok)
        {
            return Parsed<AuditReport>.Failed(held.Fault);
        }
        using (held.Value)
        {
            return Parsed<AuditReport>.Of(Check(root, progress, cancel));
        }
    }

    private static AuditReport Check(string root, Action<long, long>? progress, CancellationToken cancel)
    {
        JournalReading reading = JournalReading.Read(root);
        var record = new CaseRecord(reading.Entries);
        var problems = new List<string>(reading.Faults);
        var unfinished = new List<string>();
        long total = record.Originals.Sum(original => original.Size);
        long hashed = 0;
        foreach (Original original in record.Originals)
        {
            long before = hashed;
            long size = CheckOriginal(root, original, problems, unfinished, done => progress?.Invoke(before + done, total), cancel);
            hashed += size;
        }
        problems.AddRange(Strangers(root, record));
        problems.AddRange(DetectedFiles.Check(root, reading.Entries, unfinished));
        TellUnfinished(root, reading, record, problems, unfinished);
        return new AuditReport(problems, unfinished, record.Originals.Count, hashed, reading.Entries.Count, reading.Head?.Last);
    }

    private static long CheckOriginal(
        string root, Original original, List<string> problems, List<string> unfinished, Action<long> progress, CancellationToken cancel)
    {
        string named = $"{original.Name} ({original.Short}, {Originals.FolderName}/{original.RelativePath})";
        string path = Originals.PathOf(root, original.Sha256);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            if (Interruptions.IsComplete(Originals.IncomingPath(root, original.Begun), original))
            {
                unfinished.Add($"The addition of {original.Name} was interrupted at its last step: all its bytes are there. "
                    + "The next `tidemark add` or `tidemark reindex` on this case moves them to their place.");
            }
            else
            {
                problems.Add($"{named}: the original is missing");
            }
            return 0;
        }
        Parsed<FileStream> file = Originals.Open(root, original.Sha256);
        if (!file.Ok)
        {
            problems.Add($"{named}: the original cannot be read: {file.Fault.Reason}");
            return 0;
        }
        using FileStream stream = file.Value;
        try
        {
            string found = Originals.Hash(stream, progress, cancel);
            if (found != original.Sha256)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{named}: the original was changed: its bytes now hash to {found[..8]}… ({stream.Length:N0} bytes, {original.Size:N0} came in)"));
            }
        }
        catch (IOException failure)
        {
            problems.Add($"{named}: the original cannot be read: {failure.Message}");
        }
        return original.Size;
    }

    /// <summary>Whatever lies among the originals without the journal knowing it.</summary>
    private static IEnumerable<string> Strangers(string root, CaseRecord record)
    {
        string evidence = Path.Combine(root, Originals.FolderName);
        if (!Directory.Exists(evidence))
        {
            if (record.Originals.Count > 0)
            {
                yield return $"{Originals.FolderName}/: the folder of originals is missing";
            }
            yield break;
        }
        foreach (FileSystemInfo entry in Sorted(evidence))
        {
            if (entry is not DirectoryInfo folder || entry.LinkTarget is not null || !IsHashPart(entry.Name, 2))
            {
                yield return $"{Originals.FolderName}/{entry.Name}: the journal knows nothing of this; it does not belong among the originals";
                continue;
            }
            foreach (FileSystemInfo file in Sorted(folder.FullName))
            {
                if (file is DirectoryInfo || record.Find(folder.Name + file.Name) is null)
                {
                    yield return $"{Originals.FolderName}/{folder.Name}/{file.Name}: the journal knows no such original; it was put here by something else";
                }
            }
        }
    }

    private static void TellUnfinished(
        string root, JournalReading reading, CaseRecord record, List<string> problems, List<string> unfinished)
    {
        if (reading.Unfinished == UnfinishedAppend.Creation)
        {
            if (CaseFolder.BeyondCreation(root) is { } more)
            {
                problems.Insert(0, CaseFolder.JournalGone(more));
                return;
            }
            unfinished.Add($"Creating this case was interrupted. `tidemark new {root}` finishes it.");
            return;
        }
        if (reading.Unfinished == UnfinishedAppend.Dropped)
        {
            unfinished.Add("Writing an entry to the journal was interrupted before it was complete; the entry counts as not written. "
                + "The next command that writes to this case clears what is left of it; repeat what you were doing.");
        }
        else if (reading.Unfinished == UnfinishedAppend.Complete)
        {
            unfinished.Add("Writing the last entry of the journal was interrupted after it was complete; the entry counts. "
                + "The next command that writes to this case finishes it.");
        }
        unfinished.AddRange(record.Open.Select(open => Interruptions.Tell(open, root)));
        if (!File.Exists(Path.Combine(root, CaseFolder.CaseFile)))
        {
            problems.Add($"{CaseFolder.CaseFile}: the description of the case is missing");
        }
    }

    private static IEnumerable<FileSystemInfo> Sorted(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private static bool IsHashPart(string name, int length) => name.Length == length && name.All(char.IsAsciiHexDigitLower);
}
