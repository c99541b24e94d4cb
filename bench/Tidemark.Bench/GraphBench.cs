using System.Diagnostics;
using Tidemark.Detection;
using Tidemark.Detection.Graph;

namespace Tidemark.Bench;

/// <summary>
/// Groups and layout: 100,000 nodes and 1,000,000 edges in planted groups of 100, and a picture of 5,000 nodes. In process, so that
/// building the input is not counted.
/// </summary>
internal static class GraphBench
{
    public static int Run()
    {
        Console.WriteLine("| work | CPU s | result |");
        Console.WriteLine("|---|---|---|");
        WeightedGraph graph = Planted(100_000, 1_000_000, 100, 0.8, 1);
        Measure("Leiden, modularity γ = 1", () => Tell(Leiden.Run(graph, 1)));
        Measure("Leiden, constant Potts γ = 0.05", () => Tell(Leiden.Run(
            graph, 1, new LeidenOptions { Quality = PartitionQuality.ConstantPotts, Resolution = 0.05 })));
        WeightedGraph small = Planted(Layout.MostByForces, 20_000, 100, 0.9, 1);
        int[] groupOf = [.. Enumerable.Range(0, small.NodeCount).Select(v => v / 100 + 1)];
        Measure("layout of 5,000 nodes, 20,000 edges, 50 groups", () => $"{Layout.Place(small, groupOf, 1).Groups.Count} circles");
        Measure("layout of 5,000 nodes, 20,000 edges, no group", () => $"{Layout.Place(small, new int[small.NodeCount], 1).X.Length} discs");
        return 0;
    }

    private static string Tell(LeidenPartition found) =>
        $"{found.Count} groups, quality {found.Quality:0.0000}, {found.Iterations} iterations, {(found.Stable ? "stable" : "not stable")}";

    private static void Measure(string work, Func<string> run)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        string result = run();
        self.Refresh();
        Console.WriteLine($"| {work} | {(self.TotalProcessorTime - before).TotalSeconds:0.00} | {result} |");
    }

    private static WeightedGraph Planted(int nodes, int edges, int groupSize, double inside, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] from = new int[edges];
        int[] to = new int[edges];
        for (int i = 0; i < edges; i++)
        {
            from[i] = random.Below(nodes);
            to[i] = random.Chance(inside) ? from[i] / groupSize * groupSize + random.Below(groupSize) : random.Below(nodes);
        }
        return WeightedGraph.FromEdges(nodes, from, to);
    }
}
