using CsCheck;
using Tidemark.Detection.Graph;
using Xunit;

namespace Tidemark.Tests.Detection.Graph;

public sealed class WeightedGraphTests
{
    [Fact]
    public void Parallel_edges_are_summed_whichever_way_they_run_and_loops_are_kept_aside()
    {
        WeightedGraph graph = GraphFamilies.Make(4, [(2, 0, 1), (0, 2, 2.5), (1, 1, 3), (3, 0, 1), (1, 0, 0)]);
        Assert.Equal(2, graph.EdgeCount);
        Assert.Equal([2, 3], graph.NeighboursOf(0).ToArray());
        Assert.Equal([3.5, 1], graph.WeightsOf(0).ToArray());
        Assert.Equal(0, graph.DegreeOf(1));
        Assert.Equal([4.5, 6, 3.5, 1], graph.Strengths);
        Assert.Equal(7.5, graph.TotalWeight);
    }

    [Fact]
    public void It_holds_exactly_the_edges_it_was_given() =>
        Gen.Select(Gen.Int[1, 12], Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 3]).Array[0, 60]).Sample((nodes, edges) =>
        {
            edges = [.. edges.Select(e => (e.Item1 % nodes, e.Item2 % nodes, e.Item3))];
            WeightedGraph graph = GraphFamilies.Make(nodes, edges.Select(e => (e.Item1, e.Item2, (double)e.Item3)));
            for (int a = 0; a < nodes; a++)
            {
                for (int b = 0; b < nodes; b++)
                {
                    double expected = edges.Where(e => (e.Item1, e.Item2) == (a, b) || (a != b && (e.Item1, e.Item2) == (b, a))).Sum(e => e.Item3);
                    int at = graph.NeighboursOf(a).IndexOf(b);
                    Assert.Equal(expected, a == b ? graph.Loops[a] : at < 0 ? 0 : graph.WeightsOf(a)[at]);
                    Assert.False(at >= 0 && expected == 0);
                }
                Assert.Equal(graph.NeighboursOf(a).ToArray().Distinct().Order(), graph.NeighboursOf(a).ToArray());
            }
        });

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, -1)]
    [InlineData(0, 1, double.NaN)]
    [InlineData(0, 1, double.PositiveInfinity)]
    public void An_edge_that_cannot_be_is_a_bug_and_throws(int a, int b, double weight) =>
        Assert.Throws<ArgumentException>(() => GraphFamilies.Make(3, [(a, b, weight)]));

    [Fact]
    public void Components_are_the_sets_that_paths_connect()
    {
        foreach ((string name, WeightedGraph graph) in GraphFamilies.All())
        {
            int[] component = Components.Of(graph);
            // A union-find, the slow way round, says the same.
            int[] expected = [.. Enumerable.Range(0, graph.NodeCount)];
            for (bool changed = true; changed;)
            {
                changed = false;
                for (int v = 0; v < graph.NodeCount; v++)
                {
                    foreach (int u in graph.NeighboursOf(v))
                    {
                        int least = Math.Min(expected[u], expected[v]);
                        changed |= expected[u] != least || expected[v] != least;
                        expected[u] = expected[v] = least;
                    }
                }
            }
            Assert.True(component.Zip(expected).Distinct().Count() == component.Distinct().Count()
                && component.Distinct().Count() == expected.Distinct().Count(), name);
        }
    }

    [Fact]
    public void Core_numbers_are_what_peeling_by_hand_gives()
    {
        foreach ((string name, WeightedGraph graph) in GraphFamilies.All())
        {
            int[] expected = new int[graph.NodeCount];
            var left = Enumerable.Range(0, graph.NodeCount).ToHashSet();
            for (int k = 1; left.Count > 0; k++)
            {
                while (left.FirstOrDefault(v => graph.NeighboursOf(v).ToArray().Count(left.Contains) < k, -1) is int v and >= 0)
                {
                    expected[v] = k - 1;
                    left.Remove(v);
                }
            }
            Assert.True(expected.SequenceEqual(Components.Cores(graph)), name);
        }
    }
}
