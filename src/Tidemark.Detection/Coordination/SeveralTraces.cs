using Tidemark.Detection.Graph;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// Several kinds of trace at once, without counting one act three times: each kind is tested on its own, and a pair is kept where at least one
/// kind keeps it.
/// </summary>
/// <remarks>
/// <para><b>Why not one table.</b> A post with a link, a hashtag and a text leaves three traces for one act. In one table of objects one
/// synchronous act would weigh three, the nulls would take the three for independent trials, and the p-values would be far too small.</para>
/// <para><b>Claims</b> of a kept pair what <see cref="CoordinationDetector"/> claims, for at least one kind. With K kinds each is run at q/K: the
/// expected share of false pairs among all that are kept is at most the sum of the shares within the kinds, so at most q. (Bonferroni over
/// kinds; valid however the kinds depend on each other.) p and q are told multiplied by K, at most 1.</para>
/// <para><b>Does not claim</b> that a pair kept by two kinds is better founded than two pairs kept by one each: the kinds may show the same acts.
/// A pair that is a little in step in every kind and enough in none is missed. <b>Fails innocently</b> as each kind does.</para>
/// <para>Complexity: that of the kinds, one after the other; memory: the shares of all of them.</para>
/// </remarks>
public sealed class SeveralTraces
{
    /// <summary>What each kind found on its own, in the order of the shares.</summary>
    public required IReadOnlyList<CoordinationResult> ByKind { get; init; }

    /// <summary>The kept pairs in the order of names; each has the figures of the kind with the smallest q, p and q corrected.</summary>
    public required EdgeColumns Edges { get; init; }

    /// <summary>For each kept pair the place of that kind.</summary>
    public required int[] BestKind { get; init; }

    /// <summary>The groups of all kept pairs.</summary>
    public required Groups Groups { get; init; }

    /// <summary>How many kinds there are: what p and q were multiplied by.</summary>
    public int Kinds => ByKind.Count;

    /// <summary>Runs the detector on each kind.</summary>
    /// <param name="shares">One table a kind, with one and the same table of account names.</param>
    /// <param name="options">As for one kind; q is that of the whole.</param>
    /// <param name="progress">Told what is being done, and how many of how many; may be null.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="ArgumentException">No table, or tables with names of their own.</exception>
    public static SeveralTraces Run(
        IReadOnlyList<ShareColumns> shares, CoordinationOptions options, Action<string, int, int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(options);
        if (shares.Count == 0 || shares.Any(s => s.Accounts != shares[0].Accounts))
        {
            throw new ArgumentException($"{shares.Count} tables of shares; needed is one or more, all with the same table of names", nameof(shares));
        }
        CoordinationOptions each = options with { Q = options.Q / shares.Count };
        CoordinationResult[] results = [.. shares.Select(s => CoordinationDetector.Run(
            s, each, null, progress is null ? null : (doing, done, all) => progress($"{s.Kind} traces, {doing}", done, all), cancel))];
        (EdgeColumns edges, int[] best) = Union(results, shares[0].Accounts.OrdinalRanks());
        return new SeveralTraces
        {
            ByKind = results, Edges = edges, BestKind = best, Groups = CoordinationDetector.GroupsOf(shares[0], edges, options.Seed),
        };
    }

    /// <summary>What one kind says of a pair, whether it kept it or not. O(shares of the two accounts) where the pair was no candidate.</summary>
    /// <param name="kind">Place of the kind.</param>
    /// <param name="a">An account.</param>
    /// <param name="b">The other.</param>
    public PairInKind Of(int kind, int a, int b)
    {
        CoordinationResult result = ByKind[kind];
        EdgeColumns candidates = result.Candidates;
        if (!Places(kind).TryGetValue((a, b), out int e))
        {
            // Below the minimum weight a pair counts as tested with p = 1.
            var objects = new HashSet<int>();
            double sum = 0;
            int rows = 0;
            foreach (PairRows.Pair pair in PairRows.Of(result.Index, a, b, result.Options.Window))
            {
                objects.Add(result.Index.ObjectOf[pair.RowA]);
                sum += pair.Delta;
                rows++;
            }
            return new PairInKind(objects.Count, rows == 0 ? double.NaN : sum / rows / 1e9, double.NaN, 1, 1, Outcome.NotKept);
        }
        Outcome outcome = Kept(kind).Contains((a, b)) ? Outcome.Kept
            : result.Tests.Q[e] <= result.Options.Q ? Outcome.StandsAlone : Outcome.NotKept;
        return new PairInKind(
            candidates.Weight[e], candidates.MeanDeltaSeconds(e), result.Tests.Expected[e],
            Corrected(result.Tests.P[e], Kinds), Corrected(result.Tests.Q[e], Kinds), outcome);
    }

    /// <summary>The pair rows of a kept pair in every kind that kept it, by kind; rows are those of the joined table.</summary>
    /// <param name="edge">Place of the pair in <see cref="Edges"/>.</param>
    /// <param name="joined">The same tables of shares, joined.</param>
    public IEnumerable<PairRows.Pair> RowsOf(int edge, JoinedTraces joined)
    {
        ArgumentNullException.ThrowIfNull(joined);
        (int a, int b) = (Edges.A[edge], Edges.B[edge]);
        return PairRows.Of(joined.Index, a, b, ByKind[0].Options.Window)
            .Where(pair => Kept(joined.PlaceOf(joined.Index.ObjectOf[pair.RowA])).Contains((a, b)));
    }

    private Dictionary<(int, int), int>[]? _places;
    private HashSet<(int, int)>[]? _kept;

    private Dictionary<(int, int), int> Places(int kind) => (_places ??= [.. ByKind.Select(r =>
        Enumerable.Range(0, r.Candidates.Count).ToDictionary(e => (r.Candidates.A[e], r.Candidates.B[e])))])[kind];

    private HashSet<(int, int)> Kept(int kind) => (_kept ??= [.. ByKind.Select(r => r.Edges.A.Zip(r.Edges.B).ToHashSet())])[kind];

    private static double Corrected(double p, int kinds) => Math.Min(1, p * kinds);

    private static (EdgeColumns Edges, int[] Best) Union(CoordinationResult[] results, int[] rank)
    {
        var best = new Dictionary<(int A, int B), (int Kind, int Edge)>();
        for (int kind = 0; kind < results.Length; kind++)
        {
            EdgeColumns edges = results[kind].Edges;
            for (int e = 0; e < edges.Count; e++)
            {
                (int, int) pair = (edges.A[e], edges.B[e]);
                if (!best.TryGetValue(pair, out (int Kind, int Edge) known) || Smaller(edges, e, results[known.Kind].Edges, known.Edge))
                {
                    best[pair] = (kind, e);
                }
            }
        }
        var order = best.OrderBy(b => rank[b.Key.A]).ThenBy(b => rank[b.Key.B]).Select(b => (b.Key.A, b.Key.B, b.Value.Kind, b.Value.Edge)).ToList();
        T[] Column<T>(Func<EdgeColumns, T[]> column) => [.. order.Select(o => column(results[o.Kind].Edges)[o.Edge])];
        return (new EdgeColumns
        {
            A = [.. order.Select(o => o.A)],
            B = [.. order.Select(o => o.B)],
            Weight = Column(e => e.Weight),
            Objects = Column(e => e.Objects),
            PairRows = Column(e => e.PairRows),
            SumDelta = Column(e => e.SumDelta),
            Expected = Column(e => e.Expected!),
            P = [.. Column(e => e.P!).Select(p => Corrected(p, results.Length))],
            Q = [.. Column(e => e.Q!).Select(q => Corrected(q, results.Length))],
        }, [.. order.Select(o => o.Kind)]);
    }

    /// <summary>By q, then p; among equals the earlier kind stays.</summary>
    private static bool Smaller(EdgeColumns edges, int e, EdgeColumns known, int k) =>
        edges.Q![e] < known.Q![k] || (edges.Q[e] == known.Q[k] && edges.P![e] < known.P![k]);

    /// <summary>What became of a pair within one kind.</summary>
    public enum Outcome
    {
        /// <summary>The tests did not pass it, or it was below the minimum weight.</summary>
        NotKept,

        /// <summary>It passed the tests, but no group of this kind bears it out.</summary>
        StandsAlone,

        /// <summary>This kind kept it.</summary>
        Kept,
    }

    /// <summary>A pair within one kind.</summary>
    /// <param name="Weight">Distinct objects on which the pair was synchronous.</param>
    /// <param name="MeanDeltaSeconds">Mean |Δt| of its pair rows; NaN without any.</param>
    /// <param name="Expected">Expected weight under the null that explains most; NaN where it was not asked.</param>
    /// <param name="P">Corrected for the number of kinds.</param>
    /// <param name="Q">Corrected for the number of kinds.</param>
    /// <param name="Outcome">What became of it.</param>
    public readonly record struct PairInKind(int Weight, double MeanDeltaSeconds, double Expected, double P, double Q, Outcome Outcome);
}
