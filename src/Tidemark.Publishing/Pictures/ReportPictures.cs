using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Pictures;

/// <summary>The pictures of a coordination report, each computed from the same rows as its table.</summary>
public static class ReportPictures
{
    private const int MostRows = 15;

    /// <summary>The network of kept pairs; null if nothing was kept.</summary>
    public static Picture? Network(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Report.Network.Edges.Count == 0 ? null : NetworkPicture.Draw(view);
    }

    /// <summary>Posts over time; null if no post has a time.</summary>
    public static Picture? Timeline(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return TimelinePicture.Draw(view);
    }

    /// <summary>Top shared objects, groups against everybody; null if there are none.</summary>
    public static Picture? Objects(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        IReadOnlyList<SharedObject> objects = view.Report.TopObjects;
        if (objects.Count == 0)
        {
            return null;
        }
        SharedObject[] drawn = [.. objects.Take(MostRows)];
        string title = $"Top shared {view.ObjectWords.Many}: accounts that used them";
        return DotsPicture.Draw("objects", title,
            $"For each of the {drawn.Length} {view.ObjectWords.Many} that accounts in groups shared most: how many accounts used it, in groups and altogether. " +
            "Where the two marks meet, hardly anybody outside the groups used it.",
            "accounts", "everybody", "accounts in groups",
            [.. drawn.Select(o => (view.Object(o.Kind, o.Value, 120), (double)o.Accounts, (double)o.GroupAccounts))],
            new PictureTable(title, ["Object", "#Accounts", "#of these in groups", "#Posts", "#of these by groups", "Groups"],
                [.. objects.Take(view.Options.RowsPerTable).Select(o => (IReadOnlyList<string>)
                [
                    view.Object(o.Kind, o.Value), Figures.Count(o.Accounts), Figures.Count(o.GroupAccounts), Figures.Count(o.Posts),
                    Figures.Count(o.GroupPosts), string.Join(", ", o.Groups),
                ])],
                objects.Count));
    }

    /// <summary>Observed against expected weight for the strongest pairs; null if nothing was kept.</summary>
    public static Picture? Chance(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Report.Network.Edges.Count == 0)
        {
            return null;
        }
        // The pairs nearest to chance are the ones a critic looks at: half the picture is theirs.
        ReportEdge[] byP = [.. view.Report.Network.Edges.OrderBy(e => e.P).ThenByDescending(e => e.Weight).ThenBy(e => view.Order(e.A)).ThenBy(e => view.Order(e.B))];
        ReportEdge[] drawn = byP.Length <= MostRows ? byP : [.. byP.Take(MostRows / 2), .. byP.TakeLast(MostRows - MostRows / 2)];
        string title = $"Observed against expected: shared {view.ObjectWords.Many} a pair";
        return DotsPicture.Draw("chance", title,
            byP.Length <= MostRows
                ? "For each pair kept: how many it shared within the window, and how many the null model expects."
                : $"The {MostRows / 2} pairs furthest from chance and the {MostRows - MostRows / 2} nearest to it: how many each shared within the window, and how many the null model expects.",
            $"shared {view.ObjectWords.Many}", "expected by chance", "observed",
            [.. drawn.Select(e => (Pair(view, e), e.Expected, (double)e.Weight))],
            new PictureTable(title, ["Pair", "#Expected", "#Observed", "#p", "#q"],
                [.. drawn.Select(e => (IReadOnlyList<string>)
                    [Pair(view, e), Figures.Number(e.Expected), Figures.Count(e.Weight), Figures.Probability(e.P), Figures.Probability(e.Q)])],
                drawn.Length));
    }

    /// <summary>What was kept, beside what the control runs kept; null without a control run.</summary>
    public static Picture? Control(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        IReadOnlyList<ControlOutcome> runs = view.Report.Control.Runs;
        if (runs.Count == 0)
        {
            return null;
        }
        long edges = view.Report.Network.Edges.Count;
        var bars = new List<(string, double, bool)> { ("Real timing", edges, true) };
        if (runs.Count <= 8)
        {
            bars.AddRange(runs.Select((r, i) => ($"Timing destroyed, run {i + 1}", (double)r.Edges, false)));
        }
        else
        {
            bars.Add(($"Destroyed: most of {runs.Count} runs", runs.Max(r => r.Edges), false));
            bars.Add(($"Destroyed: mean of {runs.Count} runs", runs.Average(r => r.Edges), false));
        }
        string title = "Pairs kept: real timing against destroyed timing";
        return BarsPicture.Draw("control", title,
            "The solid bar is the result of this report; hatched bars are the same method on the same material with its timing destroyed. They should be empty.",
            "pairs kept", bars,
            new PictureTable(title, ["Run", "#Pairs kept", "#Groups", "#Accounts in groups"],
            [
                ["Real timing", Figures.Count(edges), Figures.Count(view.Report.Groups.Count), Figures.Count(view.GroupAccounts)],
                .. runs.Take(view.Options.RowsPerTable).Select((r, i) => (IReadOnlyList<string>)
                    [$"Timing destroyed, run {i + 1}", Figures.Count(r.Edges), Figures.Count(r.Groups), Figures.Count(r.Accounts)]),
                .. runs.Count <= 8 ? Array.Empty<IReadOnlyList<string>>() :
                [
                    [$"Destroyed: most of {runs.Count} runs", Figures.Number(runs.Max(r => r.Edges)), Figures.Number(runs.Max(r => r.Groups)), Figures.Number(runs.Max(r => r.Accounts))],
                    [$"Destroyed: mean of {runs.Count} runs", Figures.Number(runs.Average(r => r.Edges)), Figures.Number(runs.Average(r => r.Groups)), Figures.Number(runs.Average(r => r.Accounts))],
                ],
            ], runs.Count + (runs.Count <= 8 ? 1 : 3)));
    }

    /// <summary>How the result changes with the window; null if it was not computed.</summary>
    public static Picture? Windows(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        IReadOnlyList<WindowResult> windows = view.Report.Windows;
        if (windows.Count == 0)
        {
            return null;
        }
        if (windows.All(w => w.Swept is not null))
        {
            return SweepPicture.Draw(windows, view.Report.Run.WindowSeconds);
        }
        string title = "Pairs kept, by window";
        return BarsPicture.Draw("windows", title,
            "The solid bar is the window of this report. A result that exists at one window only deserves distrust.", "pairs kept",
            [.. windows.Select(w => (Figures.Window(w.WindowSeconds), (double)w.Edges, w.WindowSeconds == view.Report.Run.WindowSeconds))],
            new PictureTable(title, ["Window", "#Pairs kept", "#Groups", "#Accounts in groups"],
                [.. windows.Select(w => (IReadOnlyList<string>)
                    [Figures.Window(w.WindowSeconds), Figures.Count(w.Edges), Figures.Count(w.Groups), Figures.Count(w.Accounts)])],
                windows.Count));
    }

    private static string Pair(ReportView view, ReportEdge edge) => string.Join(" – ", view.Ordered([edge.A, edge.B]).Select(view.Name));
}
