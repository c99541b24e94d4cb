using System.Globalization;
using CsCheck;
using Tidemark.Detection;
using Tidemark.Detection.Graph;
using Xunit;

namespace Tidemark.Tests.Detection.Graph;

public sealed class LeidenTests(ITestOutputHelper output)
{
    private static readonly LeidenOptions[] Settings =
    [
        new() { Resolution = 1 },
        new() { Resolution = 0.3 },
        new() { Resolution = 3 },
        new() { Resolution = 0 },
        new() { Quality = PartitionQuality.ConstantPotts, Resolution = 0.05 },
        new() { Quality = PartitionQuality.ConstantPotts, Resolution = 0.5 },
        new() { Quality = PartitionQuality.ConstantPotts, Resolution = 2 },
    ];

    private static IEnumerable<(string Name, WeightedGraph Graph, LeidenOptions Options)> Cases() =>
        from family in GraphFamilies.All()
        from options in Settings
        select ($"{family.Name}, {options.Quality} {options.Resolution}", family.Graph, options);

    [Fact]
    public void Every_community_is_connected()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            // One iteration is enough for the guarantee, so it is tested after one.
            foreach (int iterations in (int[])[1, 100])
            {
                int[] community = Leiden.Run(graph, 1, options with { MaxIterations = iterations }).Community;
                int[] inside = Components.Of(Within(graph, community));
                Assert.True(
                    community.Zip(inside).Distinct().Count() == community.Distinct().Count(), $"{name}: a community falls apart");
            }
        }
    }

    [Fact]
    public void No_two_communities_would_gain_by_merging_after_any_iteration()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            LeidenPartition found = Leiden.Run(graph, 2, options with { MaxIterations = 1 });
            LeidenLevel whole = LeidenLevel.Ground(graph, options).Aggregate(found.Community, found.Count);
            for (int c = 0; c < found.Count; c++)
            {
                for (int i = whole.Graph.Offsets[c]; i < whole.Graph.Offsets[c + 1]; i++)
                {
                    double gain = whole.Joining(c, whole.Graph.Weights[i], whole.Mass[whole.Graph.Neighbours[i]]);
                    Assert.True(gain <= 1e-8, $"{name}: merging gains {gain}");
                }
            }
        }
    }

    [Fact]
    public void At_stability_no_node_would_gain_by_moving()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            LeidenPartition found = Leiden.Run(graph, 3, options);
            Assert.True(found.Stable, name);
            int vacant = Enumerable.Range(0, graph.NodeCount).Except(found.Community).FirstOrDefault(-1);
            for (int v = 0; v < graph.NodeCount; v++)
            {
                int own = found.Community[v];
                foreach (int target in graph.NeighboursOf(v).ToArray().Select(u => found.Community[u]).Append(vacant).Distinct())
                {
                    if (target != own && target >= 0)
                    {
                        int[] moved = (int[])found.Community.Clone();
                        moved[v] = target;
                        double gain = Leiden.Quality(graph, moved, options) - found.Quality;
                        Assert.True(gain <= 1e-8, $"{name}: moving {v} gains {gain}");
                    }
                }
            }
        }
    }

    [Fact]
    public void The_refined_parts_are_well_connected_and_lie_within_their_community()
    {
        int refinements = 0;
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            Leiden.Run(graph, 4, options, (level, community, refined) =>
            {
                refinements++;
                for (int v = 0; v < refined.Length; v++)
                {
                    Assert.Equal(community[v], community[refined[v]]);
                }
                foreach (int part in refined.Distinct())
                {
                    int[] members = [.. Enumerable.Range(0, refined.Length).Where(v => refined[v] == part)];
                    Assert.True(IsGammaConnected(level, [.. members]), $"{name}: part {part} is not γ-connected");
                    double mass = members.Sum(v => level.Mass[v]);
                    double alone = members.Sum(v => level.Graph.Loops[v] - level.Gamma * level.Mass[v] * level.Mass[v] / 2);
                    Assert.True(Held(level, members) - level.Gamma * mass * mass / 2 >= alone - 1e-8, $"{name}: merging lost");
                }
            });
        }
        Assert.True(refinements > 100);
    }

    [Fact]
    public void At_stability_small_communities_are_subpartition_dense()
    {
        int looked = 0;
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            LeidenPartition found = Leiden.Run(graph, 8, options);
            Assert.True(found.Stable, name);
            LeidenLevel level = LeidenLevel.Ground(graph, options);
            foreach (IGrouping<int, int> community in Enumerable.Range(0, graph.NodeCount).GroupBy(v => found.Community[v]))
            {
                int[] members = [.. community];
                if (members.Length is > 1 and <= 8)
                {
                    looked++;
                    Assert.True(IsSubpartitionDense(level, found.Community, members), $"{name}: community {community.Key} is not subpartition γ-dense");
                }
            }
        }
        output.WriteLine($"{looked} communities of two to eight nodes");
        Assert.True(looked > 500);
    }

    [Fact]
    public void Each_gain_equals_the_quality_after_less_the_quality_before() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, Settings.Length - 1], Gen.Int[2, 25]).Sample((seed, setting, nodes) =>
        {
            var random = new SeededRandom((ulong)seed);
            WeightedGraph graph = GraphFamilies.Random(random, nodes, 0.3, weights: true, loops: true);
            LeidenLevel level = LeidenLevel.Ground(graph, Settings[setting]);
            int[] community = [.. Enumerable.Range(0, nodes).Select(_ => random.Below(nodes))];
            for (int step = 0; step < 20; step++)
            {
                int v = random.Below(nodes);
                int target = random.Below(nodes);
                if (target == community[v])
                {
                    continue;
                }
                double gain = Joining(level, community, v, target) - Joining(level, community, v, community[v]);
                double before = level.Quality(community);
                community[v] = target;
                Assert.Equal(gain, level.Quality(community) - before, 1e-9 * (1 + graph.TotalWeight));
            }
        });

    [Fact]
    public void The_gains_of_all_moves_add_up_to_the_quality_and_it_is_never_below_that_of_singletons()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            LeidenPartition found = Leiden.Run(graph, 5, options);
            double alone = Leiden.Quality(graph, [.. Enumerable.Range(0, graph.NodeCount)], options);
            double unit = options.Quality == PartitionQuality.Modularity && graph.TotalWeight > 0 ? graph.TotalWeight : 1;
            Assert.True(found.Quality >= alone - 1e-9, name);
            Assert.True(Math.Abs((found.Quality - alone) * unit - found.Gained) <= 1e-7 * (1 + graph.TotalWeight), name);
        }
    }

    [Fact]
    public void The_quality_never_falls_from_one_iteration_to_the_next()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            double last = double.NegativeInfinity;
            for (int iterations = 1; iterations <= 4; iterations++)
            {
                double quality = Leiden.Run(graph, 6, options with { MaxIterations = iterations }).Quality;
                Assert.True(quality >= last - 1e-9, $"{name}: {last} then {quality}");
                last = quality;
            }
        }
    }

    [Fact]
    public void Modularity_is_what_textbooks_print()
    {
        // Two triangles joined by one edge: 2 (3/7 − (7/14)²) = 5/14.
        WeightedGraph graph = GraphFamilies.Make(6, [(0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1), (2, 3, 1)]);
        LeidenPartition found = Leiden.Run(graph, 1);
        Assert.Equal([0, 0, 0, 1, 1, 1], found.Community);
        Assert.Equal(5.0 / 14, found.Quality, 12);
        // The constant Potts model at γ = ½: 2 (3 − 3/2) = 3.
        Assert.Equal(3, Leiden.Quality(graph, found.Community, new() { Quality = PartitionQuality.ConstantPotts, Resolution = 0.5 }), 12);
    }

    [Fact]
    public void Zacharys_karate_club_reaches_the_best_known_modularity()
    {
        // Zachary 1977; the best partition is known by exhaustive optimisation: 0.4198 (Brandes et al. 2008, doi 10.1109/TKDE.2007.190689).
        string pairs =
            "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 1-14 2-14 3-14 4-14 " +
            "6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 9-31 1-32 25-32 26-32 29-32 " +
            "3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 15-34 16-34 19-34 20-34 21-34 23-34 " +
            "24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34";
        WeightedGraph graph = GraphFamilies.Make(34, pairs.Split(' ').Select(pair => pair.Split('-'))
            .Select(ends => (int.Parse(ends[0], CultureInfo.InvariantCulture) - 1, int.Parse(ends[1], CultureInfo.InvariantCulture) - 1, 1.0)));
        Assert.Equal(78, graph.EdgeCount);
        double best = Enumerable.Range(0, 10).Max(seed => Leiden.Run(graph, (ulong)seed).Quality);
        Assert.Equal(0.4198, best, 4);
    }

    [Fact]
    public void A_ring_of_cliques_falls_into_its_cliques()
    {
        WeightedGraph ring = GraphFamilies.Cliques(30, 5, ring: true);
        LeidenPartition potts = Leiden.Run(ring, 1, new() { Quality = PartitionQuality.ConstantPotts, Resolution = 0.05 });
        Assert.Equal(30, potts.Count);
        Assert.All(potts.Community.Chunk(5), clique => Assert.Single(clique.Distinct()));
        // The resolution limit in plain sight: modularity is higher when neighbouring cliques are merged.
        Assert.True(Leiden.Run(ring, 1).Count < 30);
    }

    [Theory]
    [InlineData(4, 30, 0.5, 0.02)]
    [InlineData(10, 20, 0.6, 0.02)]
    [InlineData(3, 100, 0.2, 0.01)]
    public void Planted_partitions_are_recovered(int groups, int size, double inside, double between)
    {
        foreach (LeidenOptions options in (LeidenOptions[])[new(), new() { Quality = PartitionQuality.ConstantPotts, Resolution = 0.07 }])
        {
            double[] nmi = [.. Enumerable.Range(0, 10).Select(seed =>
            {
                (WeightedGraph graph, int[] truth) = GraphFamilies.Planted(new SeededRandom((ulong)seed), groups, size, inside, between);
                return GraphFamilies.Nmi(Leiden.Run(graph, (ulong)seed, options).Community, truth);
            })];
            output.WriteLine($"{groups} groups of {size}, {inside} inside, {between} between, {options.Quality}: NMI mean {nmi.Average():F4}, least {nmi.Min():F4}");
            Assert.True(nmi.Average() > 0.97);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_partition_and_the_scale_of_weights_plays_no_part()
    {
        (WeightedGraph graph, int[] _) = GraphFamilies.Planted(new SeededRandom(9), 6, 20, 0.3, 0.05);
        var scaled = new WeightedGraph(graph.Offsets, graph.Neighbours, [.. graph.Weights.Select(w => w * 1024)], graph.Loops);
        for (ulong seed = 0; seed < 5; seed++)
        {
            int[] community = Leiden.Run(graph, seed).Community;
            Assert.Equal(community, Leiden.Run(graph, seed).Community);
            Assert.Equal(community, Leiden.Run(scaled, seed).Community);
        }
    }

    [Fact]
    public void Communities_are_numbered_by_size_and_then_by_their_smallest_node()
    {
        foreach ((string name, WeightedGraph graph, LeidenOptions options) in Cases())
        {
            LeidenPartition found = Leiden.Run(graph, 7, options);
            (int Size, int First)[] order = [.. Enumerable.Range(0, found.Count)
                .Select(c => (-found.Community.Count(x => x == c), Array.IndexOf(found.Community, c)))];
            Assert.True(order.SequenceEqual(order.Order()), name);
        }
    }

    private static double Joining(LeidenLevel level, int[] community, int v, int target)
    {
        double shared = 0;
        ReadOnlySpan<int> near = level.Graph.NeighboursOf(v);
        for (int i = 0; i < near.Length; i++)
        {
            shared += community[near[i]] == target ? level.Graph.WeightsOf(v)[i] : 0;
        }
        return level.Joining(v, shared, Enumerable.Range(0, community.Length).Where(u => u != v && community[u] == target).Sum(u => level.Mass[u]));
    }

    private static double Held(LeidenLevel level, int[] members)
    {
        double held = members.Sum(v => level.Graph.Loops[v]);
        var set = members.ToHashSet();
        foreach (int v in members)
        {
            ReadOnlySpan<int> near = level.Graph.NeighboursOf(v);
            for (int i = 0; i < near.Length; i++)
            {
                held += near[i] < v && set.Contains(near[i]) ? level.Graph.WeightsOf(v)[i] : 0;
            }
        }
        return held;
    }

    /// <summary>
    /// γ-connected (definition of the paper): one node, or two γ-connected halves with E(A, B) ≥ γ·|A|·|B|. Merging greedily from
    /// single nodes decides a sufficient condition; where it fails, all halves are tried for small sets.
    /// </summary>
    private static bool IsGammaConnected(LeidenLevel level, HashSet<int> set)
    {
        if (set.Count == 1)
        {
            return true;
        }
        if (set.Count <= 10)
        {
            int[] items = [.. set];
            for (int mask = 1; mask < (1 << (items.Length - 1)); mask++)
            {
                HashSet<int> left = [.. items.Where((_, i) => (mask >> i & 1) == 1)];
                HashSet<int> right = [.. items.Except(left)];
                if (Pays(left, right) && IsGammaConnected(level, left) && IsGammaConnected(level, right))
                {
                    return true;
                }
            }
            return false;
        }
        // Adding one node after the other is one way to be γ-connected, and the way in which the refinement builds parts.
        foreach (int start in set)
        {
            HashSet<int> grown = [start];
            while (grown.Count < set.Count)
            {
                int next = set.Where(v => !grown.Contains(v) && Pays([v], grown)).Append(-1).First();
                if (next < 0)
                {
                    break;
                }
                grown.Add(next);
            }
            if (grown.Count == set.Count)
            {
                return true;
            }
        }
        return false;

        bool Pays(HashSet<int> left, HashSet<int> right)
        {
            double shared = left.Sum(v =>
            {
                double sum = 0;
                ReadOnlySpan<int> near = level.Graph.NeighboursOf(v);
                for (int i = 0; i < near.Length; i++)
                {
                    sum += right.Contains(near[i]) ? level.Graph.WeightsOf(v)[i] : 0;
                }
                return sum;
            });
            return shared >= level.Gamma * left.Sum(v => level.Mass[v]) * right.Sum(v => level.Mass[v]) - 1e-8;
        }
    }

    /// <summary>
    /// Subpartition γ-dense (definition of the paper): one node, or two subpartition γ-dense halves with E(A, B) ≥ γ·|A|·|B|, and the set and
    /// both halves have nothing to gain by leaving their community as a whole for another or for one of their own.
    /// </summary>
    private static bool IsSubpartitionDense(LeidenLevel level, int[] community, int[] set)
    {
        if (!IsLocallyOptimal(level, community, set))
        {
            return false;
        }
        if (set.Length == 1)
        {
            return true;
        }
        for (int mask = 1; mask < (1 << (set.Length - 1)); mask++)
        {
            int[] left = [.. set.Where((_, i) => (mask >> i & 1) == 1)];
            int[] right = [.. set.Except(left)];
            if (Between(level, left, right.Contains) >= level.Gamma * left.Sum(v => level.Mass[v]) * right.Sum(v => level.Mass[v]) - 1e-8
                && IsSubpartitionDense(level, community, left) && IsSubpartitionDense(level, community, right))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsLocallyOptimal(LeidenLevel level, int[] community, int[] set)
    {
        int own = community[set[0]];
        double mass = set.Sum(v => level.Mass[v]);
        double stays = Between(level, set, u => community[u] == own && !set.Contains(u))
            - level.Gamma * mass * Enumerable.Range(0, community.Length).Where(u => community[u] == own && !set.Contains(u)).Sum(u => level.Mass[u]);
        // To a community of its own the set would gain nothing.
        double best = set.SelectMany(v => level.Graph.NeighboursOf(v).ToArray()).Select(u => community[u]).Where(c => c != own).Distinct()
            .Select(c => Between(level, set, u => community[u] == c)
                - level.Gamma * mass * Enumerable.Range(0, community.Length).Where(u => community[u] == c).Sum(u => level.Mass[u]))
            .Append(0).Max();
        return stays >= best - 1e-8;
    }

    private static double Between(LeidenLevel level, int[] set, Func<int, bool> other)
    {
        double sum = 0;
        foreach (int v in set)
        {
            ReadOnlySpan<int> near = level.Graph.NeighboursOf(v);
            for (int i = 0; i < near.Length; i++)
            {
                sum += other(near[i]) ? level.Graph.WeightsOf(v)[i] : 0;
            }
        }
        return sum;
    }

    private static WeightedGraph Within(WeightedGraph graph, int[] community)
    {
        var edges = new List<(int, int, double)>();
        for (int v = 0; v < graph.NodeCount; v++)
        {
            edges.AddRange(graph.NeighboursOf(v).ToArray().Where(u => u < v && community[u] == community[v]).Select(u => (v, u, 1.0)));
        }
        return GraphFamilies.Make(graph.NodeCount, edges);
    }
}
