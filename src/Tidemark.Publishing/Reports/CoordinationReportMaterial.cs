using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>What was collected: the sources one by one, and their total after joining.</summary>
public sealed record CollectedMaterial
{
    /// <summary>The sources, in the order they came in.</summary>
    public required IReadOnlyList<CollectedSource> Sources { get; init; }

    /// <summary>Distinct posts over all sources.</summary>
    public required long Posts { get; init; }

    /// <summary>Distinct accounts over all sources.</summary>
    public required long Accounts { get; init; }

    /// <summary>Distinct objects (things that can be shared) over all sources.</summary>
    public required long Objects { get; init; }

    /// <summary>Earliest time in the material; null if there is none.</summary>
    public UnixTime? From { get; init; }

    /// <summary>Latest time in the material.</summary>
    public UnixTime? To { get; init; }

    /// <summary>Those posts that left a trace of the kind looked at, and their accounts: only they took part in the tests. Null where it is not known.</summary>
    public TakingPart? TakingPart { get; init; }

    /// <summary>
    /// Resolution of the clocks in seconds (60: times are given to the minute). Seconds apart below it mean nothing.
    /// </summary>
    public double ClockSeconds { get; init; }
}

/// <summary>What took part in the tests.</summary>
/// <param name="Posts">Distinct posts with a trace of the kind looked at.</param>
/// <param name="Accounts">Their accounts.</param>
public sealed record TakingPart(long Posts, long Accounts);

/// <summary>One original as it came in.</summary>
public sealed record CollectedSource
{
    /// <summary>The name the user gave; hostile.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its bytes as it came in, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size in bytes as it came in.</summary>
    public required long Bytes { get; init; }

    /// <summary>What it was read as, e.g. "CSV", "X API v2, JSON lines".</summary>
    public required string Format { get; init; }

    /// <summary>Who handed it over or where it was collected, in the user's words; null if nobody said.</summary>
    public string? Origin { get; init; }

    /// <summary>Rows that went in.</summary>
    public required long RowsIn { get; init; }

    /// <summary>Rows that were refused.</summary>
    public required long RowsRefused { get; init; }

    /// <summary>The first refused rows, located, with the reason.</summary>
    public IReadOnlyList<Fault> FirstRefused { get; init; } = [];

    /// <summary>Refusals by reason, most frequent first.</summary>
    public IReadOnlyList<RefusalCount> RefusedBy { get; init; } = [];

    /// <summary>Earliest time in it.</summary>
    public UnixTime? From { get; init; }

    /// <summary>Latest time in it.</summary>
    public UnixTime? To { get; init; }

    /// <summary>How its times have their zone.</summary>
    public ZoneSource Zone { get; init; }

    /// <summary>What the reader decided or assumed: which columns it took, what it left as it was; hostile.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Distinct accounts in it.</summary>
    public required long Accounts { get; init; }

    /// <summary>Distinct posts in it.</summary>
    public required long Posts { get; init; }
}

/// <summary>How many rows were refused for one reason.</summary>
/// <param name="Reason">The reason without the offending value: "no time".</param>
/// <param name="Rows">How many.</param>
public sealed record RefusalCount(string Reason, long Rows);

/// <summary>All that is needed to compute the result again.</summary>
public sealed record RunRecipe
{
    /// <summary>The exact command, without paths that exist on one machine only.</summary>
    public required string Command { get; init; }

    /// <summary>Every option that can change the result, by name, with its value as used (also the defaults).</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The window in seconds, inclusive.</summary>
    public required double WindowSeconds { get; init; }

    /// <summary>False-discovery rate the result is cut at.</summary>
    public required double Q { get; init; }

    /// <summary>Smallest number of distinct objects an edge needs.</summary>
    public required long MinWeight { get; init; }

    /// <summary>What two posts had to have in common; of several kinds the first.</summary>
    public required TraceKind Kind { get; init; }

    /// <summary>All kinds, where several were looked at, each on its own; otherwise empty.</summary>
    public IReadOnlyList<TraceKind> Kinds { get; init; } = [];
}
