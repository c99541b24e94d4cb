using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark audit CASE</c>: is everything as the journal says? Changes nothing.</summary>
internal static class AuditCommand
{
    public static CommandEntry Entry { get; } = new(
        "audit", "check every original and every line of the journal", ["tidemark audit harbour", "tidemark audit harbour --json"], Make);

    /// <summary>So many problems of a kind are told on a terminal.</summary>
    private const int Told = 50;

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the case folder" });
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout" };
        var command = new Command(
            "audit", "Checks every byte of the journal, every original against its hash, and that nothing else lies among the originals.")
        {
            root, json,
        };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!), call.GetValue(json)));
        return command;
    }

    private static int Run(string root, bool json)
    {
        using var progress = new Progress("Checking originals", "bytes");
        Parsed<AuditReport> audited = Audit.Run(root, (done, _) => progress.Report(done), Interrupt.Token);
        progress.Dispose();
        if (!audited.Ok)
        {
            throw CaseAt.Refused(audited.Fault);
        }
        AuditReport report = audited.Value;
        if (json)
        {
            WriteJson(report);
        }
        else
        {
            Write(report);
        }
        return report.Intact ? Exit.Done : Exit.AnswerIsNo;
    }

    private static void Write(AuditReport report)
    {
        foreach (IGrouping<string, string> kind in report.Problems.GroupBy(Kind))
        {
            foreach (string problem in kind.Take(Told))
            {
                Console.Out.WriteLine(Plain.Text(problem));
            }
            if (kind.Count() > Told)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {kind.Count() - Told:N0} more about {kind.Key}; --json tells all"));
            }
        }
        foreach (string sentence in report.Unfinished)
        {
            Console.Out.WriteLine($"unfinished: {Plain.Text(sentence)}");
        }
        string checkedSoFar = string.Create(
            CultureInfo.InvariantCulture, $"{Count(report.Originals, "original")} ({report.Bytes:N0} bytes) and {Count(report.Lines, "journal line")} checked");
        Console.Out.WriteLine(report.Intact
            ? $"Intact: {checkedSoFar}."
            : string.Create(CultureInfo.InvariantCulture, $"Changed: {checkedSoFar}; {Count(report.Problems.Count, "problem")}."));
        if (report.Intact && report.Head is not null)
        {
            Console.Out.WriteLine($"Journal head: {report.Head}");
        }
    }

    /// <summary>What a problem is about, by how its sentence begins.</summary>
    private static string Kind(string problem) =>
        problem.StartsWith("journal.", StringComparison.Ordinal) ? "the journal"
        : problem.StartsWith("findings/", StringComparison.Ordinal) ? "findings"
        : problem.StartsWith("evidence/", StringComparison.Ordinal) ? "files among the originals"
        : "originals";

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static void WriteJson(AuditReport report)
    {
        using Stream output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("intact", report.Intact);
            Texts(writer, "problems", report.Problems);
            Texts(writer, "unfinished", report.Unfinished);
            writer.WriteNumber("originals", report.Originals);
            writer.WriteNumber("bytes", report.Bytes);
            writer.WriteNumber("journal_lines", report.Lines);
            writer.WriteString("head", report.Head);
            writer.WriteEndObject();
        }
        output.Position = 0;
        using var text = new StreamReader(output);
        Console.Out.WriteLine(text.ReadToEnd());
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }
        writer.WriteEndArray();
    }
}
