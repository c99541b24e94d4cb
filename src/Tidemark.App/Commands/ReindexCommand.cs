using System.CommandLine;
using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark reindex CASE</c>: forgets the index and reads all originals again.</summary>
internal static class ReindexCommand
{
    public static CommandEntry Entry { get; } = new(
        "reindex", "build the index of a case anew from its originals", ["tidemark reindex harbour"], Make);

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the case folder" });
        var command = new Command("reindex", "Builds the index of a case anew from its originals. The index holds nothing the originals do not.") { root };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!)));
        return command;
    }

    private static int Run(string root)
    {
        using CaseFolder folder = CaseAt.Write(root);
        Dictionary<string, SourceOutcome> outcomes = CaseReading.Run(folder, anew: true);
        long rows = outcomes.Values.Sum(outcome => outcome.Report.Rows);
        long refused = outcomes.Values.Sum(outcome => outcome.Report.Refused);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Read {outcomes.Count:N0} {(outcomes.Count == 1 ? "original" : "originals")} again: {rows:N0} rows in, {refused:N0} refused."));
        foreach (Original original in folder.Record.Originals)
        {
            if (outcomes.TryGetValue(original.Sha256, out SourceOutcome? outcome) && outcome.Failure is { } failure)
            {
                Console.Out.WriteLine($"  nothing could be read out of {Plain.Text(original.Name)}: {Plain.Text(failure)}");
            }
        }
        return Exit.Done;
    }
}
