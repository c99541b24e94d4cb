using Tidemark.Model;

namespace Tidemark.Detection.Graph;

/// <summary>Every option that can change the stability of a group, except the seed.</summary>
public sealed record StabilityOptions
{
    /// <summary>How many draws at each resolution; fewer in a very large network, see <see cref="MostEdgeVisits"/>.</summary>
    public int Seeds { get; init; } = 20;

    /// <summary>
    /// The resolutions tried: the chosen one (0.05), and from less than half of it to four times it. Beyond that range groups differ because
    /// another question is asked, not because the answer is weak (docs/adr/0006).
    /// </summary>
    public IReadOnlyList<double> Resolutions { get; init; } = [0.02, 0.05, 0.1, 0.2];

    /// <summary>
    /// From this Jaccard similarity on, a group counts as the same. 0.8: one account in five may be lost or gained (4/5), and a group of
    /// three or four must come out exactly. Hennig calls clusters of 0.75 and more valid and of 0.85 and more highly stable.
    /// </summary>
    public double Same { get; init; } = 0.8;

    /// <summary>Who is with the greatest part of the group in at least this share of the runs is of its core, the others are its fringe.</summary>
    public double CoreShare { get; init; } = 0.8;

    /// <summary>
    /// Edges × runs are kept below this by drawing fewer seeds, never fewer than three: 20 seeds up to 250,000 edges, which is about half a
    /// minute; three beyond 1.7 million.
    /// </summary>
    public long MostEdgeVisits { get; init; } = 20_000_000;
}

/// <summary>How firmly a group holds together.</summary>
public sealed class GroupStability
{
    private GroupStability(int number, double coreShare, IReadOnlyList<AtResolution> byResolution, double meanJaccard, double[] together)
    {
        (Number, ByResolution, MeanJaccard, Together) = (number, byResolution, meanJaccard, together);
        IsCore = [.. together.Select(share => share >= coreShare)];
    }

    /// <summary>From this share on a group is called stable: Hennig's bound for a valid cluster.</summary>
    public const double StableFrom = 0.75;

    /// <summary>The runs at one resolution.</summary>
    /// <param name="Resolution">γ.</param>
    /// <param name="Runs">How many.</param>
    /// <param name="Reappeared">In how many of them the group came out again.</param>
    public readonly record struct AtResolution(double Resolution, int Runs, int Reappeared);

    /// <summary>The number of the group.</summary>
    public int Number { get; }

    /// <summary>The runs by resolution.</summary>
    public IReadOnlyList<AtResolution> ByResolution { get; }

    /// <summary>How many runs there were.</summary>
    public int Runs => ByResolution.Sum(r => r.Runs);

    /// <summary>In how many of them the group came out again.</summary>
    public int Reappeared => ByResolution.Sum(r => r.Reappeared);

    /// <summary>The share of the runs in which the group came out again, 0 to 1.</summary>
    public double Share => (double)Reappeared / Runs;

    /// <summary>Whether the group is stable: <see cref="Share"/> is at least <see cref="StableFrom"/>.</summary>
    public bool Stable => Share >= StableFrom;

    /// <summary>Mean over the runs of the Jaccard similarity of the group and what is most like it: the figure Hennig reports.</summary>
    public double MeanJaccard { get; }

    /// <summary>
    /// For each account of the group, in the order of <see cref="AccountGroup.Accounts"/>, the share of the runs in which it is with the greatest
    /// part of the group.
    /// </summary>
    public IReadOnlyList<double> Together { get; }

    /// <summary>For each of them whether it is of the core; the others are the fringe.</summary>
    public IReadOnlyList<bool> IsCore { get; }

    /// <summary>
    /// Repeats the grouping with other draws and other resolutions and counts how often each group comes out again.
    /// <para><b>Claims</b>: a group with a high share does not owe its shape to the draws of the search, nor to the choice of γ within the
    /// range tried; a member of the core is with the greatest part of the group in nearly all runs.</para>
    /// <para><b>Does not claim</b> that the group is more than chance (for that are the tests of its pairs), nor that it would come out of
    /// other material: pairs are taken as they are, nothing is resampled, as a bootstrap over accounts tears small groups apart
    /// for want of members. A member of the fringe is not less involved; it has fewer kept pairs with the rest.</para>
    /// <para><b>Fails innocently</b> where a group was only thinly seen: the tests find a part of a group's pairs, and at γ = 0.2 a group of which
    /// a fifth of the pairs was found falls apart although all its members belong together. Then the core is told too small, which
    /// is the smaller fault. Where a group hangs by single accounts (a star) any half of it is as good as the other: no core at all.</para>
    /// <para><b>Reference</b>: Hennig 2007, Cluster-wise assessment of cluster stability, doi 10.1016/j.csda.2006.11.025: similarity by
    /// Jaccard, cluster by cluster, because one partition has both firm and loose groups. He resamples; here draws and resolution
    /// vary.</para>
    /// <para><b>Cost</b>: one Leiden run (about O(edges)) a seed and resolution, 80 of them by default, bounded by
    /// <see cref="StabilityOptions.MostEdgeVisits"/>; memory of one run. The same edges, options and seed give the same figures.</para>
    /// </summary>
    /// <param name="accounts">The accounts; edges name them by id.</param>
    /// <param name="from">One account of each edge the groups were found in.</param>
    /// <param name="to">The other account.</param>
    /// <param name="groups">The groups, as <see cref="Groups.Find"/> gave them.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="options">Null = defaults.</param>
    /// <param name="cancel">Stops between two runs.</param>
    /// <returns>One for each group, in the order of their numbers.</returns>
    public static IReadOnlyList<GroupStability> Of(
        Names accounts, ReadOnlySpan<int> from, ReadOnlySpan<int> to, Groups groups, ulong seed, StabilityOptions? options = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(groups);
        options ??= new StabilityOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Seeds);
        ArgumentOutOfRangeException.ThrowIfZero(options.Resolutions.Count);
        if (groups.All.Count == 0)
        {
            return [];
        }
        (int[] accountOf, WeightedGraph graph) = Groups.InOrdinalOrder(accounts, from, to, default);
        int[] nodeOf = new int[accounts.Count];
        for (int v = 0; v < accountOf.Length; v++)
        {
            nodeOf[accountOf[v]] = v;
        }
        var tallies = groups.All.Select(g => new Tally([.. g.Accounts.Select(a => nodeOf[a])], options.Resolutions.Count)).ToArray();
        int seeds = SeedsFor(graph.EdgeCount, options);
        int[] overlap = new int[graph.NodeCount];
        for (int r = 0; r < options.Resolutions.Count; r++)
        {
            var leiden = new LeidenOptions { Quality = PartitionQuality.ConstantPotts, Resolution = options.Resolutions[r] };
            for (int s = 0; s < seeds; s++)
            {
                cancel.ThrowIfCancellationRequested();
                LeidenPartition partition = Leiden.Run(graph, SeededRandom.Stream(seed, (ulong)(r * seeds + s)).Next(), leiden);
                int[] size = new int[partition.Count];
                foreach (int community in partition.Community)
                {
                    size[community]++;
                }
                foreach (Tally tally in tallies)
                {
                    tally.Add(partition.Community, size, overlap, r, options.Same);
                }
            }
        }
        double runs = seeds * options.Resolutions.Count;
        return [.. tallies.Select((t, g) => new GroupStability(
            groups.All[g].Number, options.CoreShare,
            [.. options.Resolutions.Select((resolution, r) => new AtResolution(resolution, seeds, t.Reappeared[r]))],
            t.Jaccard / runs, [.. t.Together.Select(count => count / runs)]))];
    }

    /// <summary>How many seeds a network of so many edges gets.</summary>
    internal static int SeedsFor(int edges, StabilityOptions options) => (int)Math.Min(
        options.Seeds, Math.Max(3, options.MostEdgeVisits / (Math.Max(1L, edges) * options.Resolutions.Count)));

    /// <summary>What one group has met so far.</summary>
    private sealed class Tally(int[] nodes, int resolutions)
    {
        public int[] Reappeared { get; } = new int[resolutions];

        public int[] Together { get; } = new int[nodes.Length];

        public double Jaccard { get; private set; }

        /// <param name="community">A partition of all nodes.</param>
        /// <param name="size">Its communities' sizes.</param>
        /// <param name="overlap">Zeros; left as zeros.</param>
        /// <param name="resolution">Which resolution it came from.</param>
        /// <param name="same">From which similarity on the group counts as found again.</param>
        public void Add(int[] community, int[] size, int[] overlap, int resolution, double same)
        {
            foreach (int v in nodes)
            {
                overlap[community[v]]++;
            }
            // What holds most of the group; of equals the smaller, then the first. Whatever is 0.5 similar or more holds most of it.
            int best = community[nodes[0]];
            foreach (int v in nodes)
            {
                int c = community[v];
                int more = overlap[c] != overlap[best] ? overlap[c] - overlap[best] : size[best] != size[c] ? size[best] - size[c] : best - c;
                best = more > 0 ? c : best;
            }
            double jaccard = (double)overlap[best] / (nodes.Length + size[best] - overlap[best]);
            Jaccard += jaccard;
            Reappeared[resolution] += jaccard >= same ? 1 : 0;
            for (int i = 0; i < nodes.Length; i++)
            {
                Together[i] += community[nodes[i]] == best ? 1 : 0;
                overlap[community[nodes[i]]] = 0;
            }
        }
    }
}
