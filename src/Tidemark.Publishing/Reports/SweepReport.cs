namespace Tidemark.Publishing.Reports;

/// <summary>Everything the page of a sweep over windows says. Texts of the material stay raw here and are made safe where they are shown.</summary>
public sealed record SweepReport
{
    /// <summary>The names of the files.</summary>
    public required string Title { get; init; }

    /// <summary>Version of the program.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The exact command, without paths that exist on one machine only.</summary>
    public required string Command { get; init; }

    /// <summary>The files' hashes, by name.</summary>
    public required IReadOnlyList<(string Name, string Sha256)> Sources { get; init; }

    /// <summary>The windows, ascending; each with <see cref="WindowResult.Swept"/>.</summary>
    public required IReadOnlyList<WindowResult> Windows { get; init; }

    /// <summary>How to read it.</summary>
    public required string HowToRead { get; init; }

    /// <summary>What must not be made of it.</summary>
    public required string Warning { get; init; }

    /// <summary>What was planted.</summary>
    public required string Planting { get; init; }

    /// <summary>What a reader has to know about this run.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <summary>The sentences that go with a sweep, on the screen, in the tables' summary and on pages alike.</summary>
public static class SweepTexts
{
    /// <summary>How to read it, in plain words.</summary>
    /// <param name="clockSeconds">Resolution of the material's clocks.</param>
    public static string HowToRead(double clockSeconds) =>
        "How to read it: decide first how far apart the acts are that you ask about; then choose the shortest window that is at least twice as long" +
        (clockSeconds >= 1 ? $", not shorter than the clock of this material ({Figures.Duration(clockSeconds)})" : "") +
        ", at which nobody is kept with the timing destroyed and at least eight in ten planted members are found. " +
        "A window is not chosen because it accuses most.";

    /// <summary>Why the best of many windows is no result.</summary>
    /// <param name="tried">How many windows were tried.</param>
    /// <param name="q">The false-discovery rate of one window.</param>
    public static string Warning(int tried, double q) =>
        $"Trying many windows and reporting the best is itself a way to accuse innocents: q ≤ {Figures.Number(q)} holds for one window, chosen before looking. Who chooses " +
        $"among these {Figures.Count(tried)} by their results must divide q by {Figures.Count(tried)} ({Figures.Number(q)} / {Figures.Count(tried)} = {Figures.Probability(q / Math.Max(1, tried))}; Bonferroni); " +
        "what then stands is given beside what was kept. The number of windows tried belongs in whatever is published.";

    /// <summary>What was planted.</summary>
    public static string Planting(int trials, int members, int objects) => trials == 0 || objects == 0
        ? "No group was planted: the power at these windows is unknown."
        : $"Planted: {Figures.Count(trials, "group", "groups")} at each window, each alone, of {members} accounts added to this very material. Its accounts act on {objects} existing " +
          "objects of moderate popularity within half a window of each other, around an act that is already there; beside this each does what some existing account does, " +
          "its times dealt out anew. A group found here says what the window can see, not what is there.";
}
