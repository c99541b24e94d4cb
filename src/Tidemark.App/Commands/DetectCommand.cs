using System.CommandLine;
using System.Globalization;
using Tidemark.App.Coordination;
using Tidemark.App.Findings;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark detect CASE</c>: runs detectors on a case and keeps what they find.</summary>
internal static class DetectCommand
{
    /// <summary>What is looked for when nobody says how.</summary>
    public static CoordinationOptions Defaults { get; } = new() { Window = 60 * UnixTime.PerSecond };

    public static CommandEntry Entry { get; } = new(
        "detect", "look for accounts that act in step more often than chance explains",
        ["tidemark detect harbour", "tidemark detect harbour coordination --window 300 --trace repost", "tidemark detect harbour --window 60 --sweep"], Make);

    private static Command Make()
    {
        var root = new Argument<string>("CASE") { Description = "the case folder" };
        var detectors = new Argument<string[]>("DETECTOR") { Description = "which detectors: coordination (all there are, if none is named)", Arity = ArgumentArity.ZeroOrMore };
        var window = new Option<double>("--window") { Description = "seconds two acts may lie apart, both ends included", DefaultValueFactory = _ => 60 };
        var trace = new Option<string?>("--trace")
        {
            Description = $"what two posts must have in common; {TraceChoice.InWords}",
        };
        var weight = new Option<int>("--min-weight") { Description = "distinct objects a pair needs", DefaultValueFactory = _ => 3 };
        var q = new Option<double>("--q") { Description = "false-discovery rate", DefaultValueFactory = _ => 0.01 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the grouping and of the control run", DefaultValueFactory = _ => 1 };
        var sweep = new Option<bool>("--sweep") { Description = "also show how the result changes from 5 s to 1 h, and what each window could have seen; 45 passes instead of 2" };
        var command = new Command("detect", "Runs detectors on a case. Each tests its result against null models and repeats itself on the same material with the timing destroyed.")
        {
            root, detectors, window, trace, weight, q, seed, sweep,
        };
        command.SetAction(call => Run(
            CaseAt.Named(call.GetValue(root)!), call.GetValue(detectors) ?? [], call.GetValue(trace),
            Options(call.GetValue(window), call.GetValue(weight), call.GetValue(q), call.GetValue(seed)), call.GetValue(sweep)));
        return command;
    }

    /// <summary>Runs the coordination detector and keeps its findings; the demonstration hands in what it planted.</summary>
    public static CoordinationReport Coordination(
        string root, string? trace, CoordinationOptions options, IReadOnlyList<PlantedGroup>? planted = null, bool sweep = false)
    {
        using CaseFolder folder = CaseAt.Write(root);
        CaseReading.Run(folder, anew: false);
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        using CaseIndex index = opened.Ok ? opened.Value : throw CaseAt.Refused(opened.Fault);
        TraceKind kind = Kind(root, index, trace);
        var read = new List<string>();
        ShareColumns shares = kind == TraceKind.Similar ? NearCopies.Of(index.Shares(TraceKind.Text), read, Interrupt.Token) : index.Shares(kind);
        CoordinationResult result;
        using (var steps = new DetectorSteps())
        {
            result = CoordinationDetector.Run(shares, options, progress: steps.Say, cancel: Interrupt.Token);
        }
        WindowSweepResult? swept = sweep
            ? SweepOutput.Run(shares, SweepOutput.With(
                new WindowSweepOptions { MinWeight = options.MinWeight, Q = options.Q, Seed = options.Seed }, options.Window), result.Index, Interrupt.Token)
            : null;
        CoordinationReport report = CoordinationReporting.Build(shares, result, new MaterialFacts
        {
            Title = Path.GetFileName(Path.GetFullPath(root)),
            Sources = CaseMaterial.Sources(folder, index),
            Command = string.Create(CultureInfo.InvariantCulture,
                $"tidemark detect CASE coordination --trace {Word(kind)} --window {(decimal)options.Window / UnixTime.PerSecond:0.#########} --min-weight {options.MinWeight} --q {options.Q} --seed {options.Seed}{(sweep ? " --sweep" : "")}"),
            Sweep = swept,
            Notices = [.. Notices(index, kind, result), .. read],
            Post = CaseMaterial.Posts(index, result),
            Planted = planted,
        });
        CaseFindings.Write(folder, CoordinationDetector.Name, report);
        return report;
    }

    private static int Run(string root, string[] detectors, string? trace, CoordinationOptions options, bool sweep)
    {
        if (detectors.FirstOrDefault(d => d != CoordinationDetector.Name) is { } unknown)
        {
            throw new Refusal($"there is no detector '{unknown}'; this version has: {CoordinationDetector.Name}.");
        }
        Tell(root, Coordination(root, trace, options, sweep: sweep));
        return Exit.Done;
    }

    private static void Tell(string root, CoordinationReport report)
    {
        foreach (string notice in report.Notices)
        {
            Console.Out.WriteLine($"note: {Plain.Text(notice)}");
        }
        long control = report.Control.Runs.Sum(r => r.Edges);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Material.Accounts:N0} accounts, {report.Method.Nulls[0].Tests:N0} pairs that could have met, {report.Method.Nulls[0].ObservedPairs:N0} with {report.Run.MinWeight} or more synchronous objects, {report.Network.Edges.Count:N0} kept; on the same material with the timing destroyed: {control:N0}."));
        if (report.Groups.Count == 0)
        {
            Console.Out.WriteLine("No group was found that chance does not explain. That is not proof of absence.");
        }
        foreach (Finding finding in report.Findings)
        {
            Console.Out.WriteLine($"{finding.Id}: {Plain.Text(finding.Sentence)}");
        }
        if (report.Windows.Count > 0)
        {
            Console.Out.WriteLine("How the result changes with the window, and what each window could have seen, is in the report.");
        }
        Console.Out.WriteLine($"Read it with its innocent explanations: tidemark report {Plain.Text(root)}");
    }

    private static CoordinationOptions Options(double window, int weight, double q, ulong seed)
    {
        if (!(window >= 0 && window <= 1e9))
        {
            throw new Refusal("--window is a number of seconds, 0 to 1,000,000,000.");
        }
        if (weight < 1)
        {
            throw new Refusal("--min-weight is a whole number, 1 or more.");
        }
        if (!(q > 0 && q <= 1))
        {
            throw new Refusal("--q is a rate above 0 and at most 1; 0.01 is usual.");
        }
        return new CoordinationOptions { Window = (long)((decimal)window * UnixTime.PerSecond), MinWeight = weight, Q = q, Seed = seed };
    }

    private static TraceKind Kind(string root, CaseIndex index, string? trace)
    {
        IReadOnlyDictionary<TraceKind, long> counts = index.TraceCounts();
        if (trace is null)
        {
            // Nothing to compare is an answer too: the report then says what was collected and that nothing could be tested.
            return TraceChoice.Of(counts, index.PostCount) ?? TraceKind.Link;
        }
        if (trace.Contains(',', StringComparison.Ordinal))
        {
            throw new Refusal($"--trace {trace} names several kinds; in a case one is tested at a time. `tidemark coordination` tests several at once.");
        }
        foreach (TraceKind kind in TraceChoice.Preferred)
        {
            if (Word(kind) == trace)
            {
                return counts.ContainsKey(kind == TraceKind.Similar ? TraceKind.Text : kind) ? kind : throw new Refusal(
                    $"no post in {root} has a {trace}; it holds: {string.Join(", ", counts.Keys.Select(Word))}.");
            }
        }
        throw new Refusal($"--trace {trace} is none of {string.Join(", ", TraceChoice.Preferred.Select(Word))}.");
    }

    private static List<string> Notices(CaseIndex index, TraceKind kind, CoordinationResult result)
    {
        var notices = new List<string>();
        string others = TraceChoice.Held(index.TraceCounts(), but: kind);
        notices.Add($"Looked at one kind of trace only: {Word(kind)}." + (others.Length > 0 ? $" The material also holds: {others}." : ""));
        if (result.Loose.Count > 0)
        {
            notices.Add(CoordinationNotes.Loose(result.Loose.Count) + ".");
        }
        if (result.Tests.Audience > 0)
        {
            notices.Add(CoordinationNotes.Audience(result.Tests.Audience) + ".");
        }
        return notices;
    }

    private static string Word(TraceKind kind) => TraceWords.Word(kind);
}
