using System.Globalization;

namespace Tidemark.Evidence.Custody;

/// <summary>What a killed program left in a case, told in sentences and settled at the next start.</summary>
internal static class Interruptions
{
    /// <summary>
    /// Finishes what can be finished without the user's file: an original whose bytes are complete goes to its place. Copies that are
    /// not complete are deleted; the user's own file is still where it was.
    /// </summary>
    /// <returns>What was interrupted, in a sentence; or null.</returns>
    public static string? Settle(string folder, Journal journal)
    {
        var record = new CaseRecord(journal.Entries);
        foreach (Original original in record.Originals)
        {
            string incoming = Originals.IncomingPath(folder, original.Begun);
            if (!File.Exists(Originals.PathOf(folder, original.Sha256)) && IsComplete(incoming, original))
            {
                Originals.Settle(folder, incoming, original.Sha256);
            }
        }
        string waiting = Path.Combine(folder, Originals.IncomingName);
        if (Directory.Exists(waiting))
        {
            foreach (string left in Directory.EnumerateFiles(waiting))
            {
                File.Delete(left);
            }
        }
        DetectedFiles.Settle(folder, journal.Entries);
        return record.Open.Count == 0 ? null : string.Join('\n', record.Open.Select(open => Tell(open, folder)));
    }

    /// <summary>"The addition of posts.csv, begun … (journal line 2), was interrupted …".</summary>
    public static string Tell(OpenAddition open, string root)
    {
        string begun = string.Create(CultureInfo.InvariantCulture,
            $"The addition of {open.Name} ({open.Size:N0} bytes), begun {open.Time} (journal line {open.Begun}), was interrupted");
        return open.Sha256 is null
            ? $"{begun} before its bytes were complete. Nothing is damaged. Add the file again: `tidemark add {root} {open.Name}`; "
                + $"or, if it is no longer wanted, `tidemark retract {root} {open.Name} --reason …`."
            : $"{begun} after its bytes were complete (sha256 {open.Sha256[..8]}…), before it was read. Nothing is damaged. "
                + $"`tidemark add {root} {open.Name}` or `tidemark reindex {root}` finishes it.";
    }

    /// <summary>Whether a file still coming in holds all the bytes the journal already knows.</summary>
    public static bool IsComplete(string incoming, Original original)
    {
        var file = new FileInfo(incoming);
        if (!file.Exists || file.LinkTarget is not null || file.Length != original.Size)
        {
            return false;
        }
        using FileStream stream = file.OpenRead();
        return Originals.Hash(stream, null, CancellationToken.None) == original.Sha256;
    }
}
