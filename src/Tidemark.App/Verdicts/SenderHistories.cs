using Tidemark.App.Terminal;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Traces;
using Tidemark.Forensics.Verdicts;
using Tidemark.Model;

namespace Tidemark.App.Verdicts;

/// <summary>The checks of a mail against a folder of earlier ones, which is read once for all files of a call.</summary>
internal static class SenderHistories
{
    // A folder of all mail of a newsroom; more would not be read within a call's time.
    private const int MostFiles = 200_000;

    // Headers alone are looked at here: a longer file is read as far as its header can reach.
    private const int MostBytes = MailLimits.HeaderBytes + (64 << 10);

    /// <summary>What judges a mail against the folder; null if no folder is given. Files that are no mails are passed over, and counted on stderr.</summary>
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
        var habits = new SigningHabits();
        int mails = 0, others = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device }).Order(StringComparer.Ordinal).Take(MostFiles))
        {
            cancel.ThrowIfCancellationRequested();
            if (Read(path) is { } mail)
            {
                habits.Add(mail);
                mails++;
            }
            else
            {
                others++;
            }
        }
        if (mails == 0)
        {
            throw new Refusal($"--history: no mail was found in '{folder}'.");
        }
        if (others > 0)
        {
            Console.Error.WriteLine($"tidemark: {Plain.Text(folder)}: {others} of {mails + others} files are no mails and were passed over.");
        }
        return mail => habits.Judge(mail) is { } habit ? [habit] : [];
    }

    private static RawMail? Read(string path)
    {
        try
        {
            if (Inputs.FileTypes.Of(path) != Inputs.FileType.Regular)
            {
                return null;
            }
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[Math.Min(file.Length, MostBytes)];
            file.ReadExactly(bytes);
            Parsed<RawMail> read = MailReader.Read(bytes, path);
            return read.Ok && read.Value.First("From") is not null ? read.Value : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // Counted with the others that could not be read as a mail.
        }
    }
}
