namespace Tidemark.Detection.Coordination;

/// <summary>
/// What the nulls say of each candidate pair, in the order of the candidates. Three nulls that differ in kind were asked, and
/// <see cref="P"/> is the largest of their answers: an edge is kept only if all agree.
/// </summary>
public sealed class PairTests
{
    /// <summary>Expected synchronous objects under the null that explains most (the one with the largest p).</summary>
    public required double[] Expected { get; init; }

    /// <summary>Global-rate null: any two sharers of an object as popular as this one.</summary>
    public required double[] RateP { get; init; }

    /// <summary>
    /// Rhythm null: the two accounts' own hours, the objects shuffled. 1 where the global rate explained the pair so well that it could be neither
    /// kept nor suspected, and it was not asked.
    /// </summary>
    public required double[] RhythmP { get; init; }

    /// <summary>
    /// Curve null: the other sharers of these very objects, suspects left out. 1 where the other two nulls had already
    /// explained the pair and it was not asked.
    /// </summary>
    public required double[] CurveP { get; init; }

    /// <summary>The largest of the three.</summary>
    public required double[] P { get; init; }

    /// <summary>Benjamini–Hochberg over <see cref="Tests"/>.</summary>
    public required double[] Q { get; init; }

    /// <summary>How many objects both accounts shared at all, synchronously or not.</summary>
    public required int[] SharedObjects { get; init; }

    /// <summary>
    /// How many of these objects the pair took from a source it has in common, or one from the other: these count as certain
    /// to be synchronous. 0 where the curve null was not asked.
    /// </summary>
    public required int[] FromSource { get; init; }

    /// <summary>
    /// Pairs that the global rate and the rhythm would have kept and that are not, because at least half of their synchronous objects
    /// came from a source: they look like an audience. Shown, so that a disagreement of the nulls is not hidden.
    /// </summary>
    public required int Audience { get; init; }

    /// <summary>
    /// How many pairs could have met: pairs of accounts with at least one object in common, counted from above as the lesser of
    /// all pairs of sharers over all objects and all pairs of accounts.
    /// </summary>
    public required long Tests { get; init; }

    /// <summary>Places of the kept candidates, ascending.</summary>
    public required int[] Kept { get; init; }

    /// <summary>Where no pair had the minimum weight.</summary>
    internal static PairTests None(long tests) => new()
    {
        Expected = [], RateP = [], RhythmP = [], CurveP = [], P = [], Q = [], SharedObjects = [], FromSource = [], Audience = 0, Tests = tests, Kept = [],
    };
}
