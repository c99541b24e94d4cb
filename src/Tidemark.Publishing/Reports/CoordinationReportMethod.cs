namespace Tidemark.Publishing.Reports;

/// <summary>How it was computed, in words and with figures.</summary>
public sealed record MethodNotes
{
    /// <summary>The method, step by step, one sentence or two a step.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The null models, each with what it expected.</summary>
    public required IReadOnlyList<NullExpectation> Nulls { get; init; }

    /// <summary>Where the method is described.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
}

/// <summary>A null model and what it expected over the whole run.</summary>
public sealed record NullExpectation
{
    /// <summary>Its name, as a statistician would look it up.</summary>
    public required string Name { get; init; }

    /// <summary>What it keeps and what it lets chance decide, in plain words.</summary>
    public required string InWords { get; init; }

    /// <summary>How many pairs of accounts the false-discovery rate is over: all that could have met, not only those that did.</summary>
    public required long Tests { get; init; }

    /// <summary>Pairs at or above the minimum weight that the null model expects.</summary>
    public double? ExpectedPairs { get; init; }

    /// <summary>Pairs at or above the minimum weight that were observed.</summary>
    public long? ObservedPairs { get; init; }

    /// <summary>Pairs that were kept.</summary>
    public required long Kept { get; init; }
}

/// <summary>A work that describes the method.</summary>
/// <param name="Text">Author, year, title, journal.</param>
/// <param name="Doi">DOI without resolver, or null.</param>
public sealed record Reference(string Text, string? Doi = null);

/// <summary>The same method on the same accounts, objects and popularity with pairwise timing destroyed.</summary>
/// <param name="InWords">What was destroyed and what was kept.</param>
/// <param name="Seed">Seed of the first run; the others follow from it.</param>
/// <param name="Runs">Each run's result.</param>
public sealed record ControlResult(string InWords, ulong Seed, IReadOnlyList<ControlOutcome> Runs);

/// <summary>What one control run kept.</summary>
/// <param name="Edges">Edges kept.</param>
/// <param name="Groups">Groups kept.</param>
/// <param name="Accounts">Accounts in groups.</param>
public sealed record ControlOutcome(long Edges, long Groups, long Accounts);

/// <summary>What the method can find in material of this size, measured by planting groups into it.</summary>
/// <param name="InWords">How it was measured.</param>
/// <param name="Points">The results.</param>
public sealed record PowerNotes(string InWords, IReadOnlyList<PowerPoint> Points);

/// <summary>How often a planted group was found.</summary>
/// <param name="Style">How the group acts: "within 10 seconds".</param>
/// <param name="Accounts">Its size.</param>
/// <param name="Objects">Objects it shares.</param>
/// <param name="Found">In how many trials it was found.</param>
/// <param name="Trials">How many trials.</param>
public sealed record PowerPoint(string Style, int Accounts, int Objects, int Found, int Trials);

/// <summary>What another window would have kept.</summary>
/// <param name="WindowSeconds">The window.</param>
/// <param name="Edges">Edges kept.</param>
/// <param name="Groups">Groups kept.</param>
/// <param name="Accounts">Accounts in groups.</param>
/// <param name="Swept">What a sweep over windows told beside this; null if there was none.</param>
public sealed record WindowResult(double WindowSeconds, long Edges, long Groups, long Accounts, SweptFigures? Swept = null);

/// <summary>What a sweep tells of one window beside what was kept.</summary>
/// <param name="LeftOut">Whether the window was too dear and not looked at; then all other figures are 0.</param>
/// <param name="PairsBeforeTest">Pairs of accounts with the minimum weight: what a threshold alone would accuse.</param>
/// <param name="AccountsCorrected">Accounts kept where q is divided by the number of windows tried.</param>
/// <param name="ControlAccounts">Accounts kept with the timing destroyed.</param>
/// <param name="Planted">Members of planted groups.</param>
/// <param name="PlantedFound">How many of them were found.</param>
public sealed record SweptFigures(bool LeftOut, long PairsBeforeTest, long AccountsCorrected, long ControlAccounts, long Planted, long PlantedFound);
