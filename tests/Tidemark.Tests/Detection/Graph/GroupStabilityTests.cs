using System.Diagnostics;
using Tidemark.Detection;
using Tidemark.Detection.Graph;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Graph;

public sealed class GroupStabilityTests(ITestOutputHelper output)
{
    private sealed record Measured(Groups Groups, IReadOnlyList<GroupStability> Stability);

    private static Measured Of(WeightedGraph graph, ulong seed = 1, StabilityOptions? options = null)
    {
        var names = new Names();
        for (int v = 0; v < graph.NodeCount; v++)
        {
            names.Intern($"n{v:D5}");
        }
        var a = new List<int>();
        var b = new List<int>();
        for (int v = 0; v < graph.NodeCount; v++)
        {
            foreach (int u in graph.NeighboursOf(v))
            {
                if (u < v)
                {
                    a.Add(v);
                    b.Add(u);
                }
            }
        }
        Groups groups = Groups.Find(names, [.. a], [.. b], default, seed, new GroupOptions { MinimumSize = 3 });
        return new Measured(groups, GroupStability.Of(names, [.. a], [.. b], groups, seed, options, TestContext.Current.CancellationToken));
    }

    private void Say(string name, Measured found)
    {
        foreach (GroupStability s in found.Stability.Take(6))
        {
            output.WriteLine($"{name}, group {s.Number} of {s.Together.Count}: {s.Reappeared} of {s.Runs} runs, mean Jaccard {s.MeanJaccard:F2}, " +
                $"core {s.IsCore.Count(c => c)}, by resolution {string.Join(' ', s.ByResolution.Select(r => $"{r.Resolution}:{r.Reappeared}"))}");
        }
    }

    [Fact]
    public void The_cliques_of_a_ring_are_stable_and_all_core()
    {
        Measured found = Of(GraphFamilies.Cliques(12, 5, ring: true));
        Say("ring of cliques", found);
        Assert.Equal(12, found.Stability.Count);
        // At γ = 0.02 one pair of 25 is enough to join two of them, so a quarter of the runs tells them otherwise.
        Assert.All(found.Stability, s => Assert.Equal([20, 20, 20], s.ByResolution.Skip(1).Select(r => r.Reappeared)));
        Assert.All(found.Stability, s => Assert.True(s.Stable && s.IsCore.All(c => c)));
    }

    [Fact]
    public void Planted_groups_of_which_most_pairs_were_kept_are_stable()
    {
        int groups = 0;
        int stable = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            Measured found = Of(GraphFamilies.Planted(new SeededRandom(seed), 5, 12, 0.7, 0.005).Graph, seed);
            Say($"planted {seed}", found);
            groups += found.Stability.Count;
            stable += found.Stability.Count(s => s.Stable);
        }
        Assert.Equal(25, groups);
        Assert.True(stable >= 24, $"{stable} of {groups}");
    }

    [Fact]
    public void A_path_a_star_and_a_homogeneous_random_graph_hold_no_stable_group()
    {
        foreach ((string name, WeightedGraph graph) in new[]
        {
            ("path", GraphFamilies.Path(60)),
            ("star", GraphFamilies.Make(25, Enumerable.Range(1, 24).Select(i => (0, i, 1.0)))),
            ("random, density 0.06", GraphFamilies.Random(new SeededRandom(3), 80, 0.06, weights: false, loops: false)),
            ("random, density 0.1", GraphFamilies.Random(new SeededRandom(4), 60, 0.1, weights: false, loops: false)),
        })
        {
            Measured found = Of(graph);
            Say(name, found);
            Assert.NotEmpty(found.Stability);
            Assert.All(found.Stability, s => Assert.False(s.Stable, $"{name}: group {s.Number} reappeared in {s.Reappeared} of {s.Runs}"));
        }
    }

    [Fact]
    public void A_member_by_one_pair_is_of_the_fringe_and_the_group_is_still_the_same_without_it()
    {
        IEnumerable<(int, int, double)> clique = from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, i) select (i, j, 1.0);
        Measured found = Of(GraphFamilies.Make(7, [.. clique, (0, 6, 1)]));
        Say("clique of six and one by a single pair", found);
        GroupStability group = Assert.Single(found.Stability);
        Assert.Equal(1, group.Share);
        Assert.Equal([true, true, true, true, true, true, false], group.IsCore);
        // At γ = 0.2 one kept pair of six is too little.
        Assert.Equal(0.75, group.Together[6]);
    }

    [Fact]
    public void Figures_are_shares_and_belong_to_the_groups_on_every_graph_and_repeat_themselves()
    {
        foreach ((string name, WeightedGraph graph) in GraphFamilies.All())
        {
            Measured found = Of(graph, 5, new StabilityOptions { Seeds = 3 });
            Measured again = Of(graph, 5, new StabilityOptions { Seeds = 3 });
            Assert.Equal(found.Groups.All.Select(g => (g.Number, g.Accounts.Length)), found.Stability.Select(s => (s.Number, s.Together.Count)));
            foreach ((GroupStability one, GroupStability two) in found.Stability.Zip(again.Stability))
            {
                Assert.True(one.Runs == 12 && one.Share is >= 0 and <= 1 && one.MeanJaccard is > 0 and <= 1.0000001, name);
                Assert.All(one.Together, share => Assert.InRange(share, 0, 1));
                // Somebody is always with the greatest part.
                Assert.True(one.Together.Max() > 0, name);
                Assert.Equal(one.ByResolution, two.ByResolution);
                Assert.Equal(one.Together, two.Together);
            }
        }
    }

    [Fact]
    public void Five_thousand_kept_pairs_cost_seconds_and_a_huge_network_gets_fewer_seeds()
    {
        (WeightedGraph graph, int[] _) = GraphFamilies.Large(1_000, 5_500, 20, 0.9, 1);
        long start = Stopwatch.GetTimestamp();
        Measured found = Of(graph);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine($"{graph.EdgeCount} edges, {found.Stability.Count} groups, 80 runs and the grouping: {seconds:F2} s");
        Assert.True(seconds < 30, $"{seconds} s");
        Assert.Equal(20, GroupStability.SeedsFor(250_000, new StabilityOptions()));
        Assert.Equal(5, GroupStability.SeedsFor(1_000_000, new StabilityOptions()));
        Assert.Equal(3, GroupStability.SeedsFor(50_000_000, new StabilityOptions()));
    }
}
