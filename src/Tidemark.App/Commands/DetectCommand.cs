using System.CommandLine;
using System.Globalization;
using Tidemark.App.Assets;
using Tidemark.App.Coordination;
using Tidemark.App.Findings;
using Tidemark.App.Ledgers;
using Tidemark.App.Terminal;
using Tidemark.Detection.Activation;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark detect CASE</c>: runs detectors on a case and keeps what they find.</summary>
internal static class DetectCommand
{
    /// <summary>What is looked for when nobody says how.</summary>
    public static CoordinationOptions Defaults { get; } = new() { Window = 60 * UnixTime.PerSecond };

    public static CommandEntry Entry { get; } = new(
        "detect", "look for accounts that act in step or wake, and compare statements across texts",
        ["tidemark detect harbour", "tidemark detect harbour statements", "tidemark detect harbour activation", "tidemark detect harbour coordination --window 300 --trace repost", "tidemark detect harbour --trace link,hashtag,text", "tidemark detect harbour --window 60 --sweep"], Make);

    /// <summary>The false-discovery rate of detectors of assets when nobody says another, as in `tidemark activation`.</summary>
    internal const double UsualAssetRate = 0.05;

    private static Command Make()
    {
        var root = new Argument<string>("CASE") { Description = "the case folder" };
        var detectors = new Argument<string[]>("DETECTOR") { Description = "which detectors: coordination, statements, activation; if none is named, coordination and statements, as far as the case has material for them", Arity = ArgumentArity.ZeroOrMore };
        var window = new Option<double>("--window") { Description = "seconds two acts may lie apart, both ends included", DefaultValueFactory = _ => 60 };
        var trace = new Option<string?>("--trace")
        {
            Description = $"{TraceWords.Help}; {TraceChoice.InWords}", HelpName = "KIND[,KIND…]",
        };
        var weight = new Option<int>("--min-weight") { Description = "distinct objects a pair needs", DefaultValueFactory = _ => 3 };
        var q = new Option<double>("--q") { Description = "false-discovery rate; 0.05 for activation if not given", DefaultValueFactory = _ => 0.01 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the grouping and of the control run", DefaultValueFactory = _ => 1 };
        var sweep = new Option<bool>("--sweep") { Description = "also show how the result changes from 5 s to 1 h, and what each window could have seen; 45 passes instead of 2" };
        var command = new Command("detect", "Runs detectors on a case. coordination tests its result against null models and repeats itself on the same material with the timing destroyed; statements makes the ledger across texts; activation dates when accounts came to a new level of posting or a new subject, and which did so together.")
        {
            root, detectors, window, trace, weight, q, seed, sweep,
        };
        command.SetAction(call => Run(
            CaseAt.Named(call.GetValue(root)!), call.GetValue(detectors) ?? [], call.GetValue(trace),
            Options(call.GetValue(window), call.GetValue(weight), call.GetValue(q), call.GetValue(seed)), call.GetValue(sweep),
            call.GetResult(q) is { Implicit: false } ? call.GetValue(q) : UsualAssetRate));
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
        IReadOnlyList<TraceKind> kinds = Kinds(root, index, trace);
        if (sweep && kinds.Count > 1)
        {
            throw new Refusal("--sweep looks at one kind of trace; name one, or leave it out.");
        }
        var notices = new List<string>();
        ShareColumns[] shares = [.. kinds.Select(kind => kind == TraceKind.Similar
            ? NearCopies.Of(index.Shares(TraceKind.Text), notices, Interrupt.Token) : index.Shares(kind))];
        (DescribedResult result, WindowSweepResult? swept) = kinds.Count > 1
            ? (Several(shares, options, notices), null) : One(index, shares[0], options, sweep, notices);
        CoordinationReport report = CoordinationReporting.Build(result, new MaterialFacts
        {
            Title = Path.GetFileName(Path.GetFullPath(root)),
            Sources = CaseMaterial.Sources(folder, index),
            Command = string.Create(CultureInfo.InvariantCulture,
                $"tidemark detect CASE coordination --trace {TraceWords.Words(kinds)} --window {(decimal)options.Window / UnixTime.PerSecond:0.#########} --min-weight {options.MinWeight} --q {options.Q} --seed {options.Seed}{(sweep ? " --sweep" : "")}"),
            Sweep = swept,
            Notices = notices,
            Post = CaseMaterial.Posts(index, result),
            Planted = planted,
        });
        CaseFindings.Write(folder, CoordinationDetector.Name, report);
        return report;
    }

    private static (DescribedResult, WindowSweepResult?) One(
        CaseIndex index, ShareColumns shares, CoordinationOptions options, bool sweep, List<string> notices)
    {
        CoordinationResult result;
        using (var steps = new DetectorSteps())
        {
            result = CoordinationDetector.Run(shares, options, progress: steps.Say, cancel: Interrupt.Token);
        }
        string others = TraceChoice.Held(index.TraceCounts(), but: shares.Kind);
        notices.InsertRange(0,
        [
            $"Looked at one kind of trace only: {TraceWords.Word(shares.Kind)}." + (others.Length > 0 ? $" The material also holds: {others}." : ""),
            .. LeftOut(result),
        ]);
        return (DescribedResult.Of(shares, result), sweep
            ? SweepOutput.Run(shares, SweepOutput.With(
                new WindowSweepOptions { MinWeight = options.MinWeight, Q = options.Q, Seed = options.Seed }, options.Window), result.Index, Interrupt.Token)
            : null);
    }

    private static DescribedResult Several(ShareColumns[] shares, CoordinationOptions options, List<string> notices)
    {
        SeveralTraces found;
        using (var steps = new DetectorSteps())
        {
            found = SeveralTraces.Run(shares, options, steps.Say, Interrupt.Token);
        }
        List<string> own = [string.Create(CultureInfo.InvariantCulture,
            $"Looked at {found.Kinds} kinds of trace, each on its own at q = {options.Q:R} / {found.Kinds}: {string.Join(", ", shares.Select(s => TraceWords.Word(s.Kind)))}. A pair that two kinds keep is no better founded than one that one keeps: one post may leave both traces.")];
        for (int kind = 0; kind < found.Kinds; kind++)
        {
            CoordinationResult result = found.ByKind[kind];
            own.Add(string.Create(CultureInfo.InvariantCulture,
                $"By {TraceWords.Word(shares[kind].Kind)}: {result.Tests.Tests:N0} pairs that could have met, {result.Candidates.Count:N0} with {options.MinWeight} or more synchronous objects, {result.Edges.Count:N0} kept; with the timing destroyed {result.Control.Sum(c => c.Edges):N0}."));
            own.AddRange(LeftOut(result).Select(note => $"By {TraceWords.Word(shares[kind].Kind)}: {note}"));
        }
        notices.InsertRange(0, own);
        return DescribedResult.Of(shares, found, options);
    }

    private static int Run(string root, string[] detectors, string? trace, CoordinationOptions options, bool sweep, double assetRate)
    {
        if (detectors.FirstOrDefault(d => d is not (CoordinationDetector.Name or LedgerBuilder.Name or ActivationDetector.Name)) is { } unknown)
        {
            throw new Refusal($"there is no detector '{unknown}'; this version has: {CoordinationDetector.Name}, {LedgerBuilder.Name}, {ActivationDetector.Name}.");
        }
        if (detectors.Length == 0)
        {
            detectors = Fitting(root);
        }
        if (detectors.Contains(CoordinationDetector.Name, StringComparer.Ordinal))
        {
            Tell(root, Coordination(root, trace, options, sweep: sweep));
        }
        if (detectors.Contains(LedgerBuilder.Name, StringComparer.Ordinal))
        {
            Statements(root);
        }
        if (detectors.Contains(ActivationDetector.Name, StringComparer.Ordinal))
        {
            Activation(root, assetRate, options.Seed);
        }
        return Exit.Done;
    }

    /// <summary>The detectors a case has material for; with neither posts nor texts the answer of coordination is that there was nothing.</summary>
    internal static string[] Fitting(string root)
    {
        using CaseFolder folder = CaseAt.Write(root);
        CaseReading.Run(folder, anew: false);
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        using CaseIndex index = opened.Ok ? opened.Value : throw CaseAt.Refused(opened.Fault);
        bool texts = CaseTexts.Of(folder, index).Any(text => text.Kind != TextKind.Mail);
        return index.PostCount == 0 && texts ? [LedgerBuilder.Name] : texts ? [CoordinationDetector.Name, LedgerBuilder.Name] : [CoordinationDetector.Name];
    }

    /// <summary>Looks at the lives of a case's accounts and tells what was found.</summary>
    internal static void Activation(string root, double q, ulong seed)
    {
        using CaseFolder folder = CaseAt.Write(root);
        (AssetRun run, IReadOnlyList<Finding> findings) = CaseLives.Detect(folder, q, seed);
        foreach (string sentence in run.Sentences.Concat(findings.Select(finding => $"{finding.Id}: {finding.Sentence}")))
        {
            Console.Out.WriteLine(Plain.Text(sentence));
        }
        Console.Out.WriteLine($"A change is no proof of a hand behind it. Read it with its innocent explanations: tidemark report {Plain.Text(root)}");
    }

    /// <summary>Makes the ledger of a case and tells what is in it.</summary>
    internal static void Statements(string root)
    {
        using CaseFolder folder = CaseAt.Write(root);
        CaseReading.Run(folder, anew: false);
        (StatementLedger ledger, IReadOnlyList<string> unread) = CaseLedger.Detect(folder);
        foreach (string reason in unread)
        {
            Console.Out.WriteLine($"note: not read: {Plain.Text(reason)}");
        }
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ledger.Texts.Count:N0} texts, {ledger.Rows.Count:N0} statements, {ledger.Variants.Count:N0} of them in more than one text; {ledger.Checks.Count:N0} things to look at."));
        foreach (LedgerCheck check in ledger.Checks)
        {
            Console.Out.WriteLine($"[{check.Kind}] {Plain.Text(check.Sentence)}");
        }
        Console.Out.WriteLine($"None of it is a verdict. Read and decide: tidemark ledger {Plain.Text(root)}");
    }

    private static void Tell(string root, CoordinationReport report)
    {
        foreach (string notice in report.Notices)
        {
            Console.Out.WriteLine($"note: {Plain.Text(notice)}");
        }
        long control = report.Control.Runs.Sum(r => r.Edges);
        // Of several kinds the notices have the figures of each.
        string tested = report.Run.Kinds.Count > 1 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{report.Method.Nulls[0].Tests:N0} pairs that could have met, {report.Method.Nulls[0].ObservedPairs:N0} with {report.Run.MinWeight} or more synchronous objects, ");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Material.Accounts:N0} accounts, {tested}{report.Network.Edges.Count:N0} {(report.Run.Kinds.Count > 1 ? "pairs kept by one kind or more" : "kept")}; on the same material with the timing destroyed: {control:N0}."));
        if (report.Groups.Count == 0)
        {
            Console.Out.WriteLine("No group was found that chance does not explain. That is not proof of absence.");
        }
        if (report.Groups.Count > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"As a whole at group q ≤ {report.Run.Q:R}: {report.Groups.Count(g => g.Whole?.Holds == true):N0} of {Figures.Count(report.Groups.Count, "group", "groups")}."));
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

    private static IReadOnlyList<TraceKind> Kinds(string root, CaseIndex index, string? trace)
    {
        IReadOnlyDictionary<TraceKind, long> counts = index.TraceCounts();
        // Nothing to compare is an answer too: the report then says what was collected and that nothing could be tested.
        IReadOnlyList<TraceKind> kinds = trace is null ? [TraceChoice.Of(counts, index.PostCount) ?? TraceKind.Link] : TraceWords.Parse(trace);
        foreach (TraceKind kind in trace is null ? [] : kinds)
        {
            if (!counts.ContainsKey(kind == TraceKind.Similar ? TraceKind.Text : kind))
            {
                throw new Refusal($"no post in {root} has a {TraceWords.Word(kind)}; it holds: {string.Join(", ", counts.Keys.Select(TraceWords.Word))}.");
            }
        }
        return kinds;
    }

    private static IEnumerable<string> LeftOut(CoordinationResult result)
    {
        if (result.Loose.Count > 0)
        {
            yield return CoordinationNotes.Loose(result.Loose.Count) + ".";
        }
        if (result.Tests.Audience > 0)
        {
            yield return CoordinationNotes.Audience(result.Tests.Audience) + ".";
        }
    }
}
