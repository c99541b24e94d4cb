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
    /// <summary>What judges a mail against the folder: its sender's history, and how often its domain signs; null if no folder is given.</summary>
    /// <remarks>
    /// The folder is read with those in it, links to folders are not followed; a file may be one mail or a mailbox. What holds no mail, or
    /// cannot be read, is counted on stderr and left out: it says nothing of any sender.
    /// </remarks>
    /// <exception cref="Refusal">There is no such folder, or no mail in it.</exception>
    public static Func<RawMail, IEnumerable<Check>>? Open(string? folder, CancellationToken cancel)
    {
        if (folder is null)
        {
            return null;
        }
        if (folder.Length == 0 || !Directory.Exists(folder))
        {
            throw new Refusal($"--history: '{folder}' is no folder that can be read; name the folder that holds the earlier mails.");
        }
        var paths = new List<string>();
        int closed = 0;
        Collect(new DirectoryInfo(folder), paths, ref closed, cancel);
        paths.Sort(StringComparer.Ordinal); // The order of the disk must not matter to what is shown.
        using var progress = new Progress("Reading the history", "files", paths.Count);
        var habits = new SigningHabits();
        int done = 0, without = 0, cut = 0;
        MailSketch[][] read = [.. paths.AsParallel().AsOrdered().WithCancellation(cancel).Select(path =>
        {
            MailSketch[] mails = Read(path, habits, out bool more);
            Interlocked.Add(ref without, mails.Length == 0 ? 1 : 0);
            Interlocked.Add(ref cut, more ? 1 : 0);
            progress.Report(Interlocked.Increment(ref done));
            return mails;
        })];
        var archive = new MailArchive(read.SelectMany(mails => mails));
        Tell(without, "hold no mail that can be read and were left out");
        Tell(cut, $"are mailboxes of more than {MailLimits.Mails} mails, of which the first {MailLimits.Mails} were read; split them");
        Tell(closed, "may not be opened and were left out", "folders");
        if (archive.Mails == 0)
        {
            throw new Refusal($"--history: '{folder}' holds no mail that can be read.");
        }
        var history = new SenderHistory(archive);
        return mail => habits.Judge(mail) is { } habit ? [history.Judge(mail), habit] : [history.Judge(mail)];
    }

    private static void Tell(int number, string what, string of = "files")
    {
        if (number > 0)
        {
            Console.Error.WriteLine($"tidemark: --history: {number} {of} {what}.");
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

    private static MailSketch[] Read(string path, SigningHabits habits, out bool more)
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
            lock (habits)
            {
                foreach (Parsed<RawMail> mail in mails.Where(mail => mail.Ok))
                {
                    habits.Add(mail.Value);
                }
            }
            return [.. mails.Where(mail => mail.Ok).Select(mail => MailSketch.Read(mail.Value))];
        }
        catch (Exception failure) when (failure is Refusal or IOException or UnauthorizedAccessException)
        {
            return []; // Counted as a file without a mail.
        }
    }
}
