namespace Tidemark.Publishing.Reports;

/// <summary>The first sentences of a report: what was found, how it compares with chance, and what must not be made of it.</summary>
public static class BottomLine
{
    /// <summary>The headline: one sentence without a figure that could be misread alone.</summary>
    public static string Headline(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        CoordinationReport report = view.Report;
        if (report.Groups.Count > 0)
        {
            return $"{Figures.Count(report.Groups.Count, "group", "groups")} of accounts acted in step more often than chance explains.";
        }
        return report.Network.Edges.Count > 0
            ? $"{Figures.Count(report.Network.Edges.Count, "pair", "pairs")} of accounts acted in step more often than chance explains; they form no group."
            : "Nothing was found that chance does not explain.";
    }

    /// <summary>The sentences below the headline, in order.</summary>
    public static IReadOnlyList<string> Sentences(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Report.Network.Edges.Count == 0 ? Nothing(view) : Something(view);
    }

    /// <summary>What casts doubt on this run itself: shown beside the bottom line, never further down.</summary>
    public static IReadOnlyList<string> Cautions(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        CoordinationReport report = view.Report;
        var cautions = new List<string>();
        long bad = report.Control.Runs.Count(r => r.Edges > 0);
        if (report.Control.Runs.Count == 0)
        {
            cautions.Add("No control run was made. Do not publish this result.");
        }
        else if (bad > 0)
        {
            cautions.Add($"The control failed: with the timing destroyed, {bad} of {Figures.Count(report.Control.Runs.Count, "run", "runs")} " +
                $"still kept pairs (at most {Figures.Count(report.Control.Runs.Max(r => r.Edges))}). The null model does not describe this material well, " +
                "and the pairs below may be there by chance.");
        }
        if (report.Material.ClockSeconds > 1)
        {
            cautions.Add($"The clocks of this material are read to {Figures.Duration(report.Material.ClockSeconds)}. " +
                "Times apart that are smaller than this mean nothing.");
        }
        if (report.Material.Sources.Any(s => s.Zone == Model.ZoneSource.Assumed))
        {
            cautions.Add("Some times came without a time zone and were taken as UTC. Hours of the day may be wrong by the true offset; " +
                "within one source, seconds apart are not touched by it.");
        }
        return cautions;
    }

    /// <summary>Sentences the figures support, for quoting.</summary>
    public static IReadOnlyList<string> MayBeWritten(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        // What does not hold as a whole is not what somebody should quote first.
        return [.. view.Report.Groups.OrderBy(group => group.Whole is { Holds: false }).Take(3).Select(group => Sentence(view, group))];
    }

    /// <summary>What a group's figures say, in one sentence with its limits.</summary>
    public static string Sentence(ReportView view, ReportGroup group)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(group);
        if (group.Sentence is not null)
        {
            return view.Words(group.Sentence);
        }
        (string one, string many) = view.ObjectWords;
        return $"Between {Figures.Day(group.First)} and {Figures.Day(group.Last)}, {Figures.Count(group.Members.Count, "account", "accounts")} " +
            $"shared {Figures.Count(group.ObjectsShared, one, many)} within {Figures.Window(view.Report.Run.WindowSeconds)} of each other: " +
            $"{Figures.Number(group.Observed)} co-actions, where the null models expect at most {Figures.Number(group.Expected)} " +
            $"(false-discovery rate q of a pair ≤ {Figures.Probability(group.Q)}{(group.Whole is { } whole ? $", group q {Figures.Probability(whole.Q)}" : "")}). " +
            (group.Whole is { Holds: false } ? "As a whole the group is not borne out: single pairs may be spoken of. " : "") + "This is synchronised activity; it does not show who is behind it or why.";
    }

    private static List<string> Something(ReportView view)
    {
        CoordinationReport report = view.Report;
        bool grouped = report.Groups.Count > 0;
        double observed = grouped ? report.Groups.Sum(g => g.Observed) : report.Network.Edges.Sum(e => (double)e.Weight);
        double expected = grouped ? report.Groups.Sum(g => g.Expected) : report.Network.Edges.Sum(e => e.Expected);
        int accounts = grouped ? view.GroupAccounts : report.Network.Nodes.Count;
        long tests = report.Method.Nulls.Count > 0 ? report.Method.Nulls.Max(n => n.Tests) : 0;
        var sentences = new List<string>
        {
            $"{Figures.Count(accounts, "account", "accounts")} of {Figures.Count(Accounts(report))} {(report.Material.TakingPart is null ? "" : $"that shared any {view.ObjectWords.One} ")}shared the same {view.ObjectWords.Many} " +
            $"within {Figures.Window(report.Run.WindowSeconds)} of each other {Figures.Count((long)observed)} times, where the most generous null models expect at most {Figures.Number(expected)}. " +
            "Their timing is synchronised.",
            $"Every pair kept has q ≤ {Figures.Number(report.Run.Q)} over {Figures.Count(tests, "pair", "pairs")} that could have met" +
            (report.Run.Kinds.Count > 1 ? $" in the kind of trace with most, corrected for {report.Run.Kinds.Count} kinds: about " : ": about ") +
            $"{Figures.Number(report.Run.Q * report.Network.Edges.Count)} of the {Figures.Count(report.Network.Edges.Count, "pair", "pairs")} kept may be chance, " +
            "if the null model describes ordinary behaviour.",
        };
        int tested = report.Groups.Count(g => g.Whole is not null), hold = report.Groups.Count(g => g.Whole is { Holds: true });
        if (tested > 0)
        {
            sentences.Add($"That at least half of the pairs of a group are synchronised holds of {(hold == tested ? tested == 1 ? "the group" : tested == 2 ? "both groups" : $"all {Figures.Count(tested)} groups" : $"{Figures.Count(hold)} of {Figures.Count(tested, "group", "groups")}")} " +
                $"at {Figures.Number(report.Run.Q)}, although they were chosen by looking (group q)." + (hold == tested ? "" : " Of the others single pairs may be spoken of, not the group."));
        }
        if (report.Control.Runs.Count > 0 && report.Control.Runs.All(r => r.Edges == 0))
        {
            sentences.Add($"With the timing destroyed and everything else kept, the same method kept nothing in {Figures.Count(report.Control.Runs.Count, "control run", "control runs")}.");
        }
        sentences.Add("This is consistent with accounts that follow a common signal. It does not say who gave the signal, whether it was agreed, or whether anybody did wrong: " +
            "ordinary life can look the same, and the innocent explanations below come first.");
        return sentences;
    }

    private static long Accounts(CoordinationReport report) => report.Material.TakingPart?.Accounts ?? report.Material.Accounts;

    private static List<string> Nothing(ReportView view)
    {
        CoordinationReport report = view.Report;
        long tests = report.Method.Nulls.Count > 0 ? report.Method.Nulls.Max(n => n.Tests) : 0;
        return
        [
            $"{Figures.Count(tests, "pair", "pairs")} of accounts that could have met were tested among {Figures.Count(Accounts(report), "account", "accounts")} and " +
            $"{Figures.Count(report.Material.TakingPart?.Posts ?? report.Material.Posts, "post", "posts")}{(report.Material.TakingPart is null ? "" : $" with a {view.ObjectWords.One}")}. No pair shared the same {view.ObjectWords.Many} within {Figures.Window(report.Run.WindowSeconds)} " +
            $"more often than the null model allows at a false-discovery rate of {Figures.Number(report.Run.Q)}.",
            "That is not proof of absence. " + (report.Power is { Points.Count: > 0 } power
                ? "Of groups planted into material of this size, this search found: " + string.Join("; ", power.Points.Take(5).Select(p =>
                    $"acting {view.Short(p.Style)}, {Figures.Count(p.Accounts, "account", "accounts")} with {Figures.Count(p.Objects, view.ObjectWords.One, view.ObjectWords.Many)}, {p.Found} of {p.Trials}")) + "."
                : "The power of this run was not measured: which groups it would have missed is unknown."),
            "Groups that wait longer than the window, share fewer objects than the minimum, or act on something that was not collected stay unseen.",
        ];
    }
}
