using System.Diagnostics;

namespace Tidemark.Detection.Graph;

/// <summary>What a good partition is.</summary>
public enum PartitionQuality
{
    /// <summary>
    /// Modularity with resolution γ: Σ over communities of e/m − γ (K/2m)², with e the weight inside, K the sum of the strengths
    /// and m the weight of the whole graph (Reichardt and Bornholdt 2006, doi 10.1103/PhysRevE.74.016110). Depends on the whole
    /// graph: adding strangers can merge communities (resolution limit, Fortunato and Barthélemy 2007, doi 10.1073/pnas.0605965104).
    /// </summary>
    Modularity,

    /// <summary>
    /// Constant Potts model with resolution γ: Σ over communities of e − γ n(n−1)/2, with n the number of nodes (Traag, Van Dooren
    /// and Nesterov 2011, doi 10.1103/PhysRevE.84.016114). γ is a density, and what happens elsewhere in the graph plays no part.
    /// </summary>
    ConstantPotts,
}

/// <summary>Every option that can change the result of <see cref="Leiden"/>, except the seed.</summary>
public sealed record LeidenOptions
{
    /// <summary>What is maximised.</summary>
    public PartitionQuality Quality { get; init; } = PartitionQuality.Modularity;

    /// <summary>γ ≥ 0: higher means more and smaller communities.</summary>
    public double Resolution { get; init; } = 1;

    /// <summary>
    /// θ &gt; 0: how readily the refinement prefers a smaller gain, in units of the mean edge weight, so that counting the same
    /// edges in other units changes nothing. 0.01 is the value of the paper.
    /// </summary>
    public double Randomness { get; init; } = 0.01;

    /// <summary>Give up after so many iterations; a sparse graph of a million edges was stable after 9 (modularity) or 3.</summary>
    public int MaxIterations { get; init; } = 100;
}

/// <summary>A partition of the nodes of a graph.</summary>
/// <param name="Community">The community of each node, numbered from 0: largest first, among equals the one with the smallest node.</param>
/// <param name="Count">How many communities.</param>
/// <param name="Quality">The quality: modularity in [−½, 1], or the constant Potts model in units of edge weight.</param>
/// <param name="Iterations">How many iterations ran, the last one included, which changes nothing if <paramref name="Stable"/>.</param>
/// <param name="Stable">Whether the last iteration changed nothing.</param>
public sealed record LeidenPartition(int[] Community, int Count, double Quality, int Iterations, bool Stable)
{
    /// <summary>Sum of the gains of all moves, in units of edge weight: equals the quality gained over singletons.</summary>
    internal double Gained { get; init; }
}

/// <summary>
/// Leiden community detection: fast local moving, refinement within communities, aggregation on the refined partition,
/// repeated until an iteration changes nothing. Own implementation after Traag, Waltman and van Eck 2019,
/// doi 10.1038/s41598-019-41695-z.
/// </summary>
/// <remarks>
/// <para><b>Guaranteed after every iteration</b> (theorems of the paper, here up to rounding of 1e-10 of a node's strength): all
/// communities are γ-connected, hence connected in the plain sense for γ &gt; 0 and here, as merges only run along edges, for γ = 0
/// too; and γ-separated: no two of them would gain by merging. The quality never falls from one iteration to the next and is
/// never below that of every node alone.</para>
/// <para><b>Guaranteed at stability</b> (<see cref="LeidenPartition.Stable"/>): every node is in the best place, given all others
/// (node optimality), and all communities are subpartition γ-dense.</para>
/// <para><b>Only asymptotically</b>, if one kept iterating for ever: uniform γ-density and subset optimality, that is, no set of
/// nodes could move together with a gain.</para>
/// <para><b>Not guaranteed by this implementation:</b> the best partition there is (that is NP-hard); asymptotic properties, as it
/// stops at the first iteration that changes nothing, and such an iteration draws only one refinement; the same result when the
/// nodes are numbered otherwise, as visits are random and ties go to the first (callers who need that sort the nodes by name first,
/// as <see cref="Groups"/> does); that the communities mean anything: a random graph has communities too.</para>
/// <para>The same graph, options and seed give the same partition. Time about O(edges) an iteration in practice, memory about
/// 60 bytes an edge and 100 a node.</para>
/// </remarks>
public static class Leiden
{
    /// <summary>Sees each refinement: the level, the partition of its nodes, and the refined one. For tests.</summary>
    internal delegate void Observer(LeidenLevel level, int[] community, int[] refined);

    /// <summary>Finds communities.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="options">Quality and resolution; null = modularity with γ = 1.</param>
    public static LeidenPartition Run(WeightedGraph graph, ulong seed, LeidenOptions? options = null) =>
        Run(graph, seed, options ?? new LeidenOptions(), null);

    internal static LeidenPartition Run(WeightedGraph graph, ulong seed, LeidenOptions options, Observer? observer)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Resolution);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Randomness);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxIterations);
        var random = new SeededRandom(seed);
        LeidenLevel ground = LeidenLevel.Ground(graph, options);
        int[] community = new int[graph.NodeCount];
        for (int v = 0; v < community.Length; v++)
        {
            community[v] = v;
        }
        double gained = 0;
        int iterations = 0;
        bool stable = false;
        while (!stable && iterations < options.MaxIterations)
        {
            iterations++;
            (community, double gain) = Iterate(ground, community, random, options.Randomness, observer);
            gained += gain;
            stable = gain == 0;
        }
        int count = NumberBySize(community);
        return new LeidenPartition(community, count, Quality(graph, community, options), iterations, stable) { Gained = gained };
    }

    /// <summary>The quality of any partition: modularity, or the constant Potts model in units of edge weight. O(nodes + edges).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="community">A community for each node, numbered 0 ≤ c &lt; number of nodes.</param>
    /// <param name="options">Quality and resolution.</param>
    public static double Quality(WeightedGraph graph, int[] community, LeidenOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(options);
        double quality = LeidenLevel.Ground(graph, options).Quality(community);
        return options.Quality == PartitionQuality.ConstantPotts ? quality + options.Resolution * graph.NodeCount / 2
            : graph.TotalWeight > 0 ? quality / graph.TotalWeight : 0;
    }

    /// <summary>One iteration, from the ground up until every community is one node; returns the partition and its gain.</summary>
    private static (int[] Community, double Gain) Iterate(
        LeidenLevel ground, int[] start, SeededRandom random, double randomness, Observer? observer)
    {
        LeidenLevel level = ground;
        int[] community = (int[])start.Clone();
        int[] nodeOf = new int[ground.Graph.NodeCount];
        for (int v = 0; v < nodeOf.Length; v++)
        {
            nodeOf[v] = v;
        }
        double gain = 0;
        int idle = 0;
        while (true)
        {
            gain += LeidenMoves.Run(level, community, random);
            if (Renumber(community) == level.Graph.NodeCount)
            {
                break;
            }
            int[] refined = LeidenRefinement.Run(level, community, random, randomness, mustMerge: idle > 0);
            observer?.Invoke(level, community, refined);
            int coarse = Renumber(refined);
            // With all gains zero, chance may merge nothing; then the next refinement takes any merge that loses nothing.
            idle = coarse == level.Graph.NodeCount ? idle + 1 : 0;
            if (idle > 100)
            {
                throw new UnreachableException($"No merge among {coarse} nodes in {idle} refinements although a community has several.");
            }
            int[] coarseCommunity = new int[coarse];
            for (int v = 0; v < refined.Length; v++)
            {
                coarseCommunity[refined[v]] = community[v];
            }
            level = level.Aggregate(refined, coarse);
            community = coarseCommunity;
            for (int v = 0; v < nodeOf.Length; v++)
            {
                nodeOf[v] = refined[nodeOf[v]];
            }
        }
        int[] flat = new int[nodeOf.Length];
        for (int v = 0; v < flat.Length; v++)
        {
            flat[v] = community[nodeOf[v]];
        }
        return (flat, gain);
    }

    /// <summary>Numbers communities from 0 in order of first appearance; returns how many there are.</summary>
    private static int Renumber(int[] community)
    {
        int[] number = new int[community.Length];
        int count = 0;
        for (int v = 0; v < community.Length; v++)
        {
            ref int own = ref number[community[v]];
            own = own == 0 ? ++count : own;
            community[v] = own - 1;
        }
        return count;
    }

    /// <summary>Numbers communities from 0, largest first, among equals by their smallest node.</summary>
    private static int NumberBySize(int[] community)
    {
        int count = Renumber(community);
        int[] size = new int[count];
        foreach (int c in community)
        {
            size[c]++;
        }
        int[] order = new int[count];
        for (int c = 0; c < count; c++)
        {
            order[c] = c;
        }
        Array.Sort(order, (a, b) => size[a] != size[b] ? size[b].CompareTo(size[a]) : a.CompareTo(b));
        int[] number = new int[count];
        for (int i = 0; i < count; i++)
        {
            number[order[i]] = i;
        }
        for (int v = 0; v < community.Length; v++)
        {
            community[v] = number[community[v]];
        }
        return count;
    }
}
