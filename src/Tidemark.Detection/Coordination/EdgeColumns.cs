namespace Tidemark.Detection.Coordination;

/// <summary>
/// Edges as parallel columns, in a stable order: by account a, then account b, both by name byte for byte.
/// Accounts are ids of the name table the shares came with.
/// </summary>
public sealed class EdgeColumns
{
    /// <summary>How many edges there are.</summary>
    public int Count => A.Length;

    /// <summary>The account whose name sorts first (the source, where edges are directed).</summary>
    public required int[] A { get; init; }

    /// <summary>The other account.</summary>
    public required int[] B { get; init; }

    /// <summary>Distinct objects; pair rows under CooRTweet's rules, distinct posts of the source under CNT's.</summary>
    public required int[] Weight { get; init; }

    /// <summary>Distinct objects for which the two accounts have at least one pair row.</summary>
    public required int[] Objects { get; init; }

    /// <summary>Pair rows.</summary>
    public required long[] PairRows { get; init; }

    /// <summary>
    /// Sum of |Δt| over the pair rows, in nanoseconds. A double: exact below 2^53 (104 days), and to a relative 1e-9 for five
    /// million pair rows of any length, where a 64-bit integer would overflow.
    /// </summary>
    public required double[] SumDelta { get; init; }

    /// <summary>Expected weight under the null model; null where none was asked.</summary>
    public double[]? Expected { get; init; }

    /// <summary>Probability under the null model of at least this weight.</summary>
    public double[]? P { get; init; }

    /// <summary>Smallest false-discovery rate at which the edge is kept.</summary>
    public double[]? Q { get; init; }

    /// <summary>Mean |Δt| of an edge's pair rows, in seconds.</summary>
    public double MeanDeltaSeconds(int edge) => SumDelta[edge] / PairRows[edge] / 1e9;

    /// <summary>The edges at the given places, in the given order.</summary>
    public EdgeColumns Select(ReadOnlySpan<int> edges) => new()
    {
        A = Pick(A, edges),
        B = Pick(B, edges),
        Weight = Pick(Weight, edges),
        Objects = Pick(Objects, edges),
        PairRows = Pick(PairRows, edges),
        SumDelta = Pick(SumDelta, edges),
        Expected = Expected is null ? null : Pick(Expected, edges),
        P = P is null ? null : Pick(P, edges),
        Q = Q is null ? null : Pick(Q, edges),
    };

    /// <summary>The same edges with what the nulls say of them.</summary>
    public EdgeColumns WithTests(PairTests tests) => new()
    {
        A = A,
        B = B,
        Weight = Weight,
        Objects = Objects,
        PairRows = PairRows,
        SumDelta = SumDelta,
        Expected = tests.Expected,
        P = tests.P,
        Q = tests.Q,
    };

    private static T[] Pick<T>(T[] column, ReadOnlySpan<int> edges)
    {
        var picked = new T[edges.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = column[edges[i]];
        }
        return picked;
    }
}
