using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>A group: accounts whose co-actions exceed what the null model allows, found together in the kept network.</summary>
public sealed record ReportGroup
{
    /// <summary>1 for the first. Names the group everywhere in the report.</summary>
    public required int Id { get; init; }

    /// <summary>Keys of its accounts.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The first co-action.</summary>
    public required UnixTime First { get; init; }

    /// <summary>The last co-action.</summary>
    public required UnixTime Last { get; init; }

    /// <summary>Distinct objects that at least two members shared within the window of each other.</summary>
    public required long ObjectsShared { get; init; }

    /// <summary>Posts of its members in the material.</summary>
    public required long Posts { get; init; }

    /// <summary>Median seconds between one member's act and the next member's on the same object; null if not computed.</summary>
    public double? MedianSecondsBetweenActs { get; init; }

    /// <summary>Who acted first, in how many of the shared objects; most first.</summary>
    public IReadOnlyList<GroupLead> Leads { get; init; } = [];

    /// <summary>Co-actions (sum of edge weights) the null model expects between these accounts.</summary>
    public required double Expected { get; init; }

    /// <summary>Co-actions (sum of edge weights) observed.</summary>
    public required double Observed { get; init; }

    /// <summary>Largest p of the group's edges; null if it is not stated.</summary>
    public double? P { get; init; }

    /// <summary>Largest q of the group's edges.</summary>
    public required double Q { get; init; }

    /// <summary>How firmly the group holds together; null if it was not computed.</summary>
    public GroupStanding? Standing { get; init; }

    /// <summary>What can be said of the group as a whole, its choice accounted for; null if it was not tested.</summary>
    public GroupWhole? Whole { get; init; }

    /// <summary>One sentence, quotable with its limits; null to let the report word it from the figures.</summary>
    public string? Sentence { get; init; }

    /// <summary>Ordinary life that would look the same, and what in this group speaks for or against it.</summary>
    public IReadOnlyList<InnocentExplanation> InnocentExplanations { get; init; } = [];

    /// <summary>What, if seen, would refute the finding.</summary>
    public IReadOnlyList<string> WouldRefute { get; init; } = [];
}

/// <summary>How firmly a group holds together when the grouping is repeated with other draws and resolutions.</summary>
/// <param name="Share">Share of the repetitions in which the group came out again.</param>
/// <param name="Runs">How many repetitions there were.</param>
/// <param name="Stable">Whether the group may be spoken of as one.</param>
/// <param name="Core">Keys of the accounts of its core; the others are its fringe.</param>
/// <param name="InWords">The same as a sentence or two; a group that is not stable says so.</param>
public sealed record GroupStanding(double Share, int Runs, bool Stable, IReadOnlyList<string> Core, string InWords);

/// <summary>A group as a whole.</summary>
/// <param name="Q">Smallest risk at which at least half of its kept pairs are said to be synchronised, for all groups at once.</param>
/// <param name="Holds">Whether that risk is within the rate of the run.</param>
/// <param name="Pairs">Its kept pairs.</param>
/// <param name="PairsAtLeast">So many of them are synchronised, at the rate of the run.</param>
/// <param name="AccountsAtLeast">So many of its accounts have such a pair, at the rate of the run.</param>
/// <param name="InWords">The same as a sentence or two.</param>
public sealed record GroupWhole(double Q, bool Holds, long Pairs, long PairsAtLeast, long AccountsAtLeast, string InWords);

/// <summary>How often an account of a group acted first.</summary>
/// <param name="Account">Its key.</param>
/// <param name="Objects">In how many of the shared objects.</param>
public sealed record GroupLead(string Account, long Objects);

/// <summary>Something innocent that would look the same.</summary>
/// <param name="Explanation">What it is, as a sentence.</param>
/// <param name="SignsFor">What in the material is consistent with it.</param>
/// <param name="SignsAgainst">What in the material is hard to square with it.</param>
/// <param name="NotTestable">Why the material cannot tell, and where to look instead; null where it can.</param>
public sealed record InnocentExplanation(
    string Explanation, IReadOnlyList<string> SignsFor, IReadOnlyList<string> SignsAgainst, string? NotTestable = null);

/// <summary>Posts over time in equal bins.</summary>
/// <param name="Start">Beginning of the first bin.</param>
/// <param name="BinSeconds">Length of a bin in seconds: 3,600 or 86,400.</param>
/// <param name="Everybody">Posts of everybody in the material, groups included, a bin.</param>
/// <param name="Groups">Posts of each group's members, a bin; as many bins.</param>
public sealed record ActivityTimeline(UnixTime Start, long BinSeconds, IReadOnlyList<long> Everybody, IReadOnlyList<GroupActivity> Groups);

/// <summary>A group's posts over time.</summary>
/// <param name="Group">Id of the group.</param>
/// <param name="Posts">Posts a bin.</param>
public sealed record GroupActivity(int Group, IReadOnlyList<long> Posts);

/// <summary>An object that groups share, seen beside everybody's use of it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Value">Its value; hostile.</param>
/// <param name="Posts">Posts with it, everybody's.</param>
/// <param name="Accounts">Accounts that used it, everybody.</param>
/// <param name="GroupPosts">Posts with it by accounts in groups.</param>
/// <param name="GroupAccounts">Accounts in groups that used it.</param>
/// <param name="Groups">Ids of the groups that used it.</param>
public sealed record SharedObject(
    TraceKind Kind, string Value, long Posts, long Accounts, long GroupPosts, long GroupAccounts, IReadOnlyList<int> Groups);
