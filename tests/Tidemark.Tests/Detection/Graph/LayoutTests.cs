using CsCheck;
using Tidemark.Detection;
using Tidemark.Detection.Graph;
using Xunit;

namespace Tidemark.Tests.Detection.Graph;

public sealed class LayoutTests
{
    private static void AssertSound(string name, WeightedGraph graph, int[] groupOf, NetworkLayout layout)
    {
        for (int v = 0; v < graph.NodeCount; v++)
        {
            double r = layout.Radius[v];
            Assert.True(r > 0 && layout.X[v] >= r && layout.X[v] <= 1 - r && layout.Y[v] >= r && layout.Y[v] <= 1 - r,
                $"{name}: node {v} at {layout.X[v]}, {layout.Y[v]} with radius {r} is not inside the square");
            for (int u = 0; u < v; u++)
            {
                double distance = double.Hypot(layout.X[v] - layout.X[u], layout.Y[v] - layout.Y[u]);
                Assert.True(distance > r + layout.Radius[u], $"{name}: {u} and {v} overlap");
            }
            foreach (GroupCircle circle in layout.Groups)
            {
                double distance = double.Hypot(layout.X[v] - circle.X, layout.Y[v] - circle.Y);
                Assert.True(groupOf[v] == circle.Group ? distance + r <= circle.Radius + 1e-9 : distance >= circle.Radius + r - 1e-9,
                    $"{name}: node {v} of group {groupOf[v]} and the circle of group {circle.Group}");
            }
        }
    }

    [Fact]
    public void Discs_lie_inside_the_square_apart_from_each_other_and_only_their_own_group_holds_them()
    {
        foreach ((string name, WeightedGraph graph) in GraphFamilies.All())
        {
            int[] community = Leiden.Run(graph, 1).Community;
            int[] sizes = [.. community.GroupBy(c => c).OrderBy(g => g.Key).Select(g => g.Count())];
            int[] groupOf = [.. community.Select(c => sizes[c] > 1 ? c + 1 : 0)];
            NetworkLayout layout = Layout.Place(graph, groupOf, 1);
            AssertSound(name, graph, groupOf, layout);
            Assert.Equal(groupOf.Where(g => g > 0).Distinct().Order(), layout.Groups.Select(g => g.Group));
            AssertSound(name, graph, new int[groupOf.Length], Layout.Place(graph, new int[groupOf.Length], 1));
        }
    }

    [Fact]
    public void Discs_of_any_sizes_are_placed_in_their_proportions() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Double[0.2, 20].Array[1, 40]).Sample((seed, sizes) =>
        {
            var random = new SeededRandom((ulong)seed);
            WeightedGraph graph = GraphFamilies.Random(random, sizes.Length, 0.1, weights: true, loops: true);
            int[] groupOf = [.. sizes.Select(_ => random.Below(4))];
            NetworkLayout layout = Layout.Place(graph, groupOf, 3, sizes);
            AssertSound($"{seed}", graph, groupOf, layout);
            for (int v = 1; v < sizes.Length; v++)
            {
                Assert.Equal(sizes[v] / sizes[0], layout.Radius[v] / layout.Radius[0], 1e-9);
            }
        }, iter: 60);

    [Fact]
    public void The_same_seed_draws_the_same_picture()
    {
        (WeightedGraph graph, int[] truth) = GraphFamilies.Planted(new SeededRandom(1), 5, 30, 0.3, 0.01);
        int[] groupOf = [.. truth.Select(t => t + 1)];
        NetworkLayout first = Layout.Place(graph, groupOf, 1);
        NetworkLayout second = Layout.Place(graph, groupOf, 1);
        Assert.Equal(first.X, second.X);
        Assert.Equal(first.Y, second.Y);
        Assert.NotEqual(first.X, Layout.Place(graph, groupOf, 2).X);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Members_of_a_clique_lie_closer_to_each_other_than_to_others(bool told)
    {
        WeightedGraph graph = GraphFamilies.Cliques(8, 6, ring: true);
        NetworkLayout layout = Layout.Place(graph, [.. Enumerable.Range(0, 48).Select(v => told ? v / 6 + 1 : 0)], 1);
        double Mean(Func<int, int, bool> chosen) =>
            (from v in Enumerable.Range(0, 48)
             from u in Enumerable.Range(0, v)
             where chosen(v / 6, u / 6)
             select double.Hypot(layout.X[v] - layout.X[u], layout.Y[v] - layout.Y[u])).Average();
        Assert.True(Mean((a, b) => a == b) < 0.5 * Mean((a, b) => a != b));
    }

    [Fact]
    public void A_path_is_drawn_stretched_out()
    {
        NetworkLayout layout = Layout.Place(GraphFamilies.Path(20), new int[20], 1);
        double step = Enumerable.Range(1, 19).Average(v => double.Hypot(layout.X[v] - layout.X[v - 1], layout.Y[v] - layout.Y[v - 1]));
        Assert.True(double.Hypot(layout.X[19] - layout.X[0], layout.Y[19] - layout.Y[0]) > 5 * step);
    }

    [Fact]
    public void Five_thousand_nodes_are_placed_in_seconds_and_more_without_forces()
    {
        (WeightedGraph graph, int[] truth) = GraphFamilies.Large(5000, 20_000, 100, 0.9, 1);
        int[] groupOf = [.. truth.Select(t => t < 40 ? t + 1 : 0)];
        AssertSound("5,000", graph, groupOf, Layout.Place(graph, groupOf, 1));
        (graph, truth) = GraphFamilies.Large(Layout.MostByForces + 1000, 20_000, 100, 0.95, 1);
        groupOf = [.. truth.Select(t => t + 1)];
        AssertSound("6,000", graph, groupOf, Layout.Place(graph, groupOf, 1));
    }
}
