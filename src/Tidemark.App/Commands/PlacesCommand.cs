using System.CommandLine;
using System.Globalization;
using Tidemark.App.Coordination;
using Tidemark.App.Inputs;
using Tidemark.App.Outputs;
using Tidemark.App.Places;
using Tidemark.App.Terminal;
using Tidemark.Detection.Places;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark places FILE…</c>: which places texts name, and whose people they address.</summary>
internal static class PlacesCommand
{
    public static CommandEntry Entry { get; } = new(
        "places", "find the places texts name, and whose people they address",
        ["tidemark places posts.csv --out places", "tidemark places posts.csv letter.txt --baseline ordinary.csv --contested contested.csv --out places"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "posts (CSV with a column text; .gz is opened) and documents (.txt in UTF-8), as many as there are", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "the folder for the tables; made if it is missing", Required = true, HelpName = "DIR" };
        var baseline = new Option<string?>("--baseline") { Description = "what to compare with: posts, a document, or a folder of either", HelpName = "FILE" };
        var contested = new Option<string?>("--contested") { Description = "the case's list of contested places: CSV with place,from,to", HelpName = "FILE" };
        var q = new Option<double>("--q") { Description = "false-discovery rate: the share of places above the baseline that may be chance", DefaultValueFactory = _ => 0.05 };
        var seed = new Option<ulong>("--seed") { Description = "taken for the sake of the other commands; nothing here is drawn by lot", DefaultValueFactory = _ => 1 };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command("places", "Finds US states and other countries in texts, named themselves or by a town, a people, a team or an outlet, each with its place in the text, its role (target: its people are addressed; biography; outlet; mention) and the rule that says so. With a baseline: which places are targeted more than there. It does not say who was reached or why anybody wrote. Leaves mentions.csv, targets.csv, places.csv, map.svg and summary.json. English only.")
        {
            files, output, baseline, contested, q, seed, overwrite,
        };
        command.SetAction(call => Run(
            call.GetValue(files)!, OutputGuard.Named(call.GetValue(output)!, isFolder: true), call.GetValue(baseline), call.GetValue(contested),
            Rate(call.GetValue(q)), call.GetValue(seed), call.GetValue(overwrite)));
        return command;
    }

    private static double Rate(double q) =>
        q is > 0 and < 1 ? q : throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"--q {q} is no rate; it lies between 0 and 1."));

    private static int Run(string[] files, string folder, string? baseline, string? contested, double q, ulong seed, bool overwrite)
    {
        CancellationToken cancel = Interrupt.Token;
        foreach (string file in files)
        {
            InputFile.Regular(file);
        }
        string[] compared = baseline is null ? [] : BaselineFiles(baseline);
        OutputFolder.Check(folder, PlaceTables.Files, [.. files, .. compared, .. contested is null ? Array.Empty<string>() : [contested]], overwrite, "places");
        ContestedPlaces? list = contested is null ? null : ContestedPlaces.Read(contested);
        PlaceRun run = PlaceRun.Of(files, keep: true, "Looking for places", cancel);
        if (run.Inputs.Read == 0)
        {
            throw new Refusal("no row and no document could be read." + Reasons(run));
        }
        PlaceRun? usual = baseline is null ? null : PlaceRun.Of(compared, keep: false, "Looking for places in the baseline", cancel);
        if (usual is { Inputs.Read: 0 })
        {
            throw new Refusal("no row and no document of the baseline could be read." + Reasons(usual));
        }
        IReadOnlyList<PlaceTarget> targets = PlaceTargets.Test(run.Tally, usual?.Tally, list is null ? [] : list.Places.Where(place => list.Holds(place, run.First, run.Last)));
        Func<string, bool>? isContested = list is null ? null : place => list.Holds(place, run.First, run.Last);
        using var output = new OutputFolder(folder);
        output.Write("mentions.csv", to => PlaceTables.Mentions(to, run));
        output.Write("targets.csv", to => PlaceTables.Targets(to, targets, isContested));
        output.Write("places.csv", to => PlaceTables.Places(to, run));
        output.Write("map.svg", to => PlaceTables.Map(to, run, targets, isContested, q));
        output.Write("summary.json", to => PlaceTables.Summary(to, run, usual, targets, q, seed, contested));
        output.Finish(PlaceTables.Files);
        Tell(run, usual, targets, q, folder);
        return Exit.Done;
    }

    private static string[] BaselineFiles(string baseline)
    {
        if (baseline.Length > 0 && !baseline.Contains('\0', StringComparison.Ordinal) && Directory.Exists(baseline))
        {
            string[] inside = [.. Directory.EnumerateFiles(baseline).Where(file => file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            return inside.Length > 0 ? [.. inside.Select(InputFile.Regular)] : throw new Refusal($"the folder {baseline} holds no .txt, .csv or .csv.gz.");
        }
        return [InputFile.Regular(baseline)];
    }

    private static string Reasons(PlaceRun run) =>
        string.Concat(run.Inputs.Faults.Take(5).Select(fault => "\n" + fault)) + (run.Inputs.Rejected > 5 ? string.Create(CultureInfo.InvariantCulture, $"\nand {run.Inputs.Rejected - 5} more") : "");

    private static void Tell(PlaceRun run, PlaceRun? usual, IReadOnlyList<PlaceTarget> targets, double q, string folder)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        Console.Out.WriteLine(string.Create(plain, $"{run.Tally.Documents:N0} documents, {run.Mentions.Count:N0} places named, {targets.Count(target => target.Documents > 0):N0} places whose people are addressed"));
        foreach (PlaceTarget target in targets.Where(target => target.Documents > 0).OrderByDescending(target => target.Documents).ThenBy(target => target.Place, StringComparer.Ordinal).Take(10))
        {
            string lift = usual is null ? "" : string.Create(plain, $"  lift {(double.IsNaN(target.Lift) ? "none in the baseline" : target.Lift.ToString("0.0", plain))}  q {target.Q:0.0e+0}{(target.Q <= q ? "" : " (not above the baseline)")}");
            Console.Out.WriteLine(string.Create(plain, $"  {target.Place,-6} {target.Documents,8:N0}{lift}"));
        }
        if (usual is null)
        {
            Console.Out.WriteLine("Without --baseline nothing can be said about more or less than usual.");
        }
        Console.Out.WriteLine($"Results are in {Plain.Text(folder)}.");
        foreach (PlaceRun one in usual is null ? [run] : new[] { run, usual })
        {
            if (one.Inputs.Rejected > 0)
            {
                Fault first = one.Inputs.Faults[0];
                Console.Error.WriteLine(string.Create(plain, $"tidemark: {one.Inputs.Rejected:N0} rows or files could not be read; summary.json says where. The first: {Plain.Text(first.ToString())}"));
            }
        }
    }
}
