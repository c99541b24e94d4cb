using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.App.Verdicts;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark verify FILE…</c>: what can and cannot be said of one message or file. Nothing is looked up on the network.</summary>
internal static class VerifyCommand
{
    private const int MostKeyBytes = 64 << 20;

    public static CommandEntry Entry { get; } = new(
        "verify", "say what can be tested of a mail, document or picture, and what does not fit",
        ["tidemark verify message.eml --keys keys.json", "tidemark verify inbox/*.eml --keys keys.json --history earlier --json"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "mails (.eml, .mbox, .msg), documents, pictures", Arity = ArgumentArity.OneOrMore };
        var keys = new Option<string[]>("--keys") { Description = "archive of DKIM keys: a JSON list of selector, domain, txt, source, or what dig or host printed; may be given several times", HelpName = "KEYS.json", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        var history = new Option<string?>("--history") { Description = "a folder of earlier mails to compare each sender with", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "one JSON array on stdout, an object for each file" };
        var command = new Command(
            "verify",
            "Tests what can be tested of a file and says what does not fit: signatures of mail servers against an archive of keys, headers, dates, metadata. Each check is consistent, inconsistent or not testable, and says what it does not show. Exit code 1: at least one check is inconsistent.")
        {
            files, keys, history, json,
        };
        command.SetAction(call => Run(call.GetValue(files)!, call.GetValue(keys) ?? [], call.GetValue(history), call.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string[] keyFiles, string? historyFolder, bool json)
    {
        CancellationToken cancel = Interrupt.Token;
        var keys = new KeyArchive();
        foreach (string file in keyFiles)
        {
            keys.Add(Keys(file));
        }
        Func<RawMail, IEnumerable<Check>>? history = SenderHistories.Open(historyFolder, cancel);
        using var child = new ExaminerProcess(ExaminerLimits.Standard, cancel);
        using var progress = new Progress("Verifying", "files", files.Length);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        bool missing = false, no = false;
        Console.Out.Write(json ? "[" : "");
        for (int i = 0; i < files.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            string sha256 = "";
            FileVerdict verdict;
            try
            {
                FileAtHand file = FileAtHand.Read(files[i]);
                sha256 = file.Sha256;
                verdict = Examine(file, files[i], keys, history, child);
            }
            catch (Exception failure) when (failure is Refusal or IOException or UnauthorizedAccessException)
            {
                // Exit code 2, and the others still get their answer.
                missing = true;
                Console.Error.WriteLine("tidemark: " + Plain.Text(Named(files[i], failure.Message)));
                verdict = Examination.CannotRead("other", failure.Message, 0);
            }
            no |= verdict.Checks.Any(check => check.Outcome == CheckOutcome.Inconsistent);
            if (json)
            {
                buffer.ResetWrittenCount();
                using (var writer = new Utf8JsonWriter(buffer, VerdictJson.Options))
                {
                    VerdictJson.Write(writer, files[i], sha256, verdict);
                }
                Console.Out.Write((i > 0 ? ",\n" : "\n") + VerdictJson.Escaped(Encoding.UTF8.GetString(buffer.WrittenSpan)));
            }
            else
            {
                Console.Out.Write(i > 0 ? "\n" : "");
                VerdictText.Write(Console.Out, files[i], sha256, verdict);
            }
            progress.Report(i + 1);
        }
        Console.Out.Write(json ? "\n]\n" : "");
        return missing ? Exit.WrongInput : no ? Exit.AnswerIsNo : Exit.Done;
    }

    private static FileVerdict Examine(FileAtHand file, string path, KeyArchive keys, Func<RawMail, IEnumerable<Check>>? history, ExaminerProcess child) =>
        file.TooLarge is { } reason ? Examination.CannotRead(Examination.KindName(file.Kind), reason, 0)
        : file.Kind is FileKind.Mail or FileKind.Mbox ? MailExaminer.Examine(file.Bytes, keys, history)
        : Examination.InChild(file.Kind) ? child.Examine(path, file.Sha256, file.Kind)
        : Examination.WithoutReader(file.Kind, path);

    private static KeyArchive Keys(string path)
    {
        InputFile.Regular(path);
        long length = new FileInfo(path).Length;
        if (length > MostKeyBytes)
        {
            throw new Refusal($"'{path}' has {length} bytes; an archive of keys may have {MostKeyBytes}.");
        }
        Parsed<KeyArchive> read = KeyArchive.Read(File.ReadAllBytes(path), path);
        return read.Ok ? read.Value : throw new Refusal($"--keys: {read.Fault}.");
    }

    private static string Named(string path, string message) =>
        message.Contains(path, StringComparison.Ordinal) ? message : $"'{path}': {message}";
}
