namespace Tidemark.Model;

/// <summary>A figure with its unit and, where it is an estimate, its interval.</summary>
/// <param name="Name">The field's standard term.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">"accounts", "seconds", "1" …</param>
/// <param name="Low">Lower end of the interval, or null.</param>
/// <param name="High">Upper end of the interval, or null.</param>
public sealed record Measure(string Name, double Value, string Unit, double? Low = null, double? High = null);

/// <summary>What chance alone would give, and how far the observation is from it.</summary>
/// <param name="Name">Which null model, in words a statistician can look up.</param>
/// <param name="Expected">Expected value of the test statistic under the null.</param>
/// <param name="Observed">Observed value of the test statistic.</param>
/// <param name="P">Probability under the null of a value at least as extreme.</param>
/// <param name="Q">Smallest false-discovery rate at which this one is kept, over all tests of the run.</param>
/// <param name="Tests">How many tests the false-discovery rate is over.</param>
public sealed record NullModel(string Name, double Expected, double Observed, double P, double Q, long Tests);

/// <summary>
/// What a detector measured. A finding never travels alone: it carries what produced it, the null model, the evidence, the
/// innocent explanations and what would refute it. It never names an actor and never says "inauthentic".
/// </summary>
public sealed record Finding
{
    /// <summary>Derived from detector, version, options, seed, inputs and subjects: the same finding has the same id everywhere.</summary>
    public required string Id { get; init; }

    /// <summary>Which detector, e.g. "coordination".</summary>
    public required string Detector { get; init; }

    /// <summary>Version of the detector's definition, not of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Every option that can change the result, by name, in ordinal order of names.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of each original the detector read, ordinal order.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whom or what it is about: account ids, sites …</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>One sentence a reporter can quote, with its limits.</summary>
    public required string Sentence { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>The null model; null only for descriptive findings, which accuse nobody.</summary>
    public NullModel? Null { get; init; }

    /// <summary>The rows it rests on.</summary>
    public required IReadOnlyList<EvidenceRef> Evidence { get; init; }

    /// <summary>Ordinary life that would look the same.</summary>
    public required IReadOnlyList<string> InnocentExplanations { get; init; }

    /// <summary>What, if seen, would refute it.</summary>
    public required IReadOnlyList<string> WouldRefute { get; init; }
}
