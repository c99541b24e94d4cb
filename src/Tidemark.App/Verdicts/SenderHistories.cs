using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Traces;
using Tidemark.Forensics.Phishing;
using Tidemark.Forensics.Verdicts;
using Tidemark.Model;

namespace Tidemark.App.Verdicts;

/// <summary>The check against a sender's own earlier mails, read once for all files of a call.</summary>
internal static class SenderHistories
{
    // A folder of all mail of a newsroom; more would not be read within a call's time.
    private const int MostFiles = 200_000;

    /// <summary>What judges a mail against the folder; null if no folder is given.</summary>
    /// <remarks>
    /// The folder is read with those in it, links to folders are not followed; a file may be one mail or a mailbox. Files that hold no mail are
    /// passed over, and counted on stderr.
    /// </remarks>
    /// <exception cref="Refusal">There is no such folder, or no mail in it.</exception>
    public static Func<RawMail, IEnumerable<Check>>? Open(string? folder, CancellationToken cancel)
    {
        if (folder is null)
        {
            return null;
        }
        if (folder.Length == 0 || folder.Contains('\0', StringComparison.Ordinal) || !Directory.Exists(folder))
        {
            throw new Refusal($"--history: '{folder}' is no folder; name a folder of mails.");
        }
        var paths = new List<string>();
        int closed = 0;
        Collect(new DirectoryInfo(folder), paths, ref closed, cancel);
        paths.Sort(StringComparer.Ordinal); // The order of the disk must not matter to what is shown.
        using var progress = new Progress("Reading the history", "files", paths.Count);
        var habits = new SigningHabits();
        int done = 0, others = 0, cut = 0;
        MailSketch[][] read = [.. paths.Take(MostFiles).AsParallel().AsOrdered().WithCancellation(cancel).Select(path =>
        {
            IReadOnlyList<RawMail> mails = Read(path, out bool more);
            lock (habits)
            {
                foreach (RawMail mail in mails)
                {
                    habits.Add(mail); // Counts: the order does not matter.
                }
            }
            Interlocked.Add(ref others, mails.Count == 0 ? 1 : 0);
            Interlocked.Add(ref cut, more ? 1 : 0);
            progress.Report(Interlocked.Increment(ref done));
            return mails.Select(MailSketch.Read).ToArray();
        })];
        var archive = new MailArchive(read.SelectMany(mails => mails));
        if (archive.Mails == 0)
        {
            throw new Refusal($"--history: no mail was found in '{folder}'.");
        }
        Tell(folder, others, $"of {paths.Count} files are no mails and were passed over");
        Tell(folder, cut, $"files are mailboxes of more than {MailLimits.Mails} mails, of which the first {MailLimits.Mails} were read; split them");
        Tell(folder, closed, "folders may not be opened and were passed over");
        Tell(folder, Math.Max(0, paths.Count - MostFiles), $"files beyond the first {MostFiles} were not read");
        var history = new SenderHistory(archive);
        return mail => habits.Judge(mail) is { } habit ? [habit, history.Judge(mail)] : [history.Judge(mail)];
    }

    private static void Tell(string folder, int number, string what)
    {
        if (number > 0)
        {
            Console.Error.WriteLine($"tidemark: {Plain.Text(folder)}: {number} {what}.");
        }
    }

    private static void Collect(DirectoryInfo folder, List<string> paths, ref int closed, CancellationToken cancel)
    {
        var open = new Stack<DirectoryInfo>([folder]);
        while (open.TryPop(out DirectoryInfo? next))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                foreach (FileSystemInfo entry in next.EnumerateFileSystemInfos())
                {
                    if (entry is not DirectoryInfo inner)
                    {
                        paths.Add(entry.FullName);
                    }
                    else if (inner.LinkTarget is null)
                    {
                        open.Push(inner);
                    }
                }
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                closed++; // Told at the end.
            }
        }
    }

    private static IReadOnlyList<RawMail> Read(string path, out bool more)
    {
        more = false;
        try
        {
            InputFile.Regular(path);
            var file = new FileInfo(path);
            if (file.Length > MailLimits.FileBytes)
            {
                return [];
            }
            IReadOnlyList<Parsed<RawMail>> mails = Mailbox.Read(File.ReadAllBytes(path), path, out int total);
            more = total > mails.Count;
            return [.. mails.Where(mail => mail.Ok && mail.Value.First("From") is not null).Select(mail => mail.Value)];
        }
        catch (Exception failure) when (failure is Refusal or IOException or UnauthorizedAccessException)
        {
            return []; // Counted as a file without a mail.
        }
    }
}
