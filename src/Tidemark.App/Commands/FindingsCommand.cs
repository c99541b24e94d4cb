using System.CommandLine;
using System.Globalization;
using Tidemark.App.Findings;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Findings;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark findings CASE</c>: what was found, with its null model and its innocent explanations.</summary>
internal static class FindingsCommand
{
    public static CommandEntry Entry { get; } = new(
        "findings", "list what was found in a case, each with what chance expects and what would explain it",
        ["tidemark findings harbour", "tidemark findings harbour --json"], Make);

    private static Command Make()
    {
        var root = new Argument<string>("CASE") { Description = "the case folder" };
        var json = new Option<bool>("--json") { Description = "one JSON array of findings on stdout" };
        var command = new Command("findings", "Lists the findings of a case. Findings that rest on retracted evidence are marked stale.") { root, json };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!), call.GetValue(json)));
        return command;
    }

    private static int Run(string root, bool json)
    {
        using CaseFolder folder = CaseAt.Read(root);
        IReadOnlyList<Finding> findings = CaseFindings.Read(folder);
        IReadOnlySet<string> stale = CaseFindings.Stale(folder, findings);
        if (json)
        {
            WriteJson(findings, stale);
            return Exit.Done;
        }
        bool looked = folder.Entries.Any(entry => entry.Kind == CaseFindings.Detected);
        if (findings.Count == 0)
        {
            Console.Out.WriteLine(looked
                ? "Nothing was found that chance does not explain. That is not proof of absence: see the report's limits."
                : $"Nothing was looked for yet: tidemark detect {Plain.Text(root)}");
        }
        foreach (Finding finding in findings)
        {
            Console.Out.WriteLine($"{finding.Id}  {finding.Detector} {finding.Version}{(stale.Contains(finding.Id) ? "  STALE: rests on retracted evidence" : "")}");
            Console.Out.WriteLine($"  {Plain.Text(finding.Sentence)}");
            if (finding.Null is { } chance)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  null model: {chance.Name}; expected {chance.Expected:0.##}, observed {chance.Observed:0.##}, largest p {chance.P:0.0e+0}, q {chance.Q:0.0e+0} over {chance.Tests:N0} {(finding.Detector == CoordinationDetector.Name ? "pairs" : "tests")}"));
            }
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  evidence: {finding.Evidence.Count:N0} rows"));
            Console.Out.WriteLine("  innocent explanations to test first:");
            foreach (string innocent in finding.InnocentExplanations)
            {
                Console.Out.WriteLine($"    - {Plain.Text(innocent)}");
            }
        }
        return Exit.Done;
    }

    private static void WriteJson(IReadOnlyList<Finding> findings, IReadOnlySet<string> stale)
    {
        using var lines = new MemoryStream();
        FindingLines.Write(findings, lines);
        string[] texts = System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // A finding as it lies in the case, with one word more.
        Console.Out.WriteLine("[" + string.Join(",\n", texts.Select((text, i) =>
            $"{text[..^1]},\"stale\":{(stale.Contains(findings[i].Id) ? "true" : "false")}}}")) + "]");
    }
}
