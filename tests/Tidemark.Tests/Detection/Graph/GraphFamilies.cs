using Tidemark.Detection;
using Tidemark.Detection.Graph;

namespace Tidemark.Tests.Detection.Graph;

/// <summary>Graphs of many kinds, small enough to check every invariant on each.</summary>
internal static class GraphFamilies
{
    public static IEnumerable<(string Name, WeightedGraph Graph)> All()
    {
        yield return ("no node", Make(0, []));
        yield return ("one node", Make(1, []));
        yield return ("one loop", Make(1, [(0, 0, 2)]));
        yield return ("no edge", Make(7, []));
        yield return ("one edge", Make(2, [(0, 1, 1)]));
        yield return ("weights 0", Make(4, [(0, 1, 0), (1, 2, 0), (2, 3, 1)]));
        yield return ("path", Path(30));
        yield return ("star", Make(25, Enumerable.Range(1, 24).Select(i => (0, i, 1.0))));
        yield return ("clique", Cliques(1, 12, false));
        yield return ("ring of cliques", Cliques(12, 5, true));
        yield return ("cliques apart", Cliques(6, 4, false));
        yield return ("grid", Grid(9, 7));
        yield return ("two hubs", Make(22, Enumerable.Range(2, 20).SelectMany(i => new[] { (0, i, 1.0), (1, i, 1.0) })));
        for (int i = 0; i < 12; i++)
        {
            var random = new SeededRandom((ulong)i);
            yield return ($"random {i}", Random(random, 10 + random.Below(60), random.Unit() * 0.3, weights: i % 2 == 1, loops: i % 3 == 2));
            yield return ($"planted {i}", Planted(random, 2 + random.Below(5), 6 + random.Below(12), 0.6, 0.03).Graph);
        }
    }

    public static WeightedGraph Make(int nodes, IEnumerable<(int A, int B, double Weight)> edges)
    {
        (int A, int B, double Weight)[] all = [.. edges];
        return WeightedGraph.FromEdges(nodes, [.. all.Select(e => e.A)], [.. all.Select(e => e.B)], [.. all.Select(e => e.Weight)]);
    }

    public static WeightedGraph Path(int nodes) => Make(nodes, Enumerable.Range(1, nodes - 1).Select(i => (i - 1, i, 1.0)));

    public static WeightedGraph Cliques(int count, int size, bool ring)
    {
        var edges = new List<(int, int, double)>();
        for (int c = 0; c < count; c++)
        {
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    edges.Add((c * size + i, c * size + j, 1));
                }
            }
            if (ring)
            {
                edges.Add((c * size, (c + 1) % count * size + 1, 1));
            }
        }
        return Make(count * size, edges);
    }

    public static WeightedGraph Grid(int width, int height) => Make(width * height, Enumerable.Range(0, width * height).SelectMany(i =>
        new[] { (i, i + 1, i % width < width - 1 ? 1.0 : -1), (i, i + width, i / width < height - 1 ? 1.0 : -1) }).Where(e => e.Item3 > 0));

    public static WeightedGraph Random(SeededRandom random, int nodes, double density, bool weights, bool loops)
    {
        var edges = new List<(int, int, double)>();
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < (loops ? i + 1 : i); j++)
            {
                if (random.Chance(density))
                {
                    edges.Add((i, j, weights ? random.Exponential(7) : 1));
                }
            }
        }
        return Make(nodes, edges);
    }

    public static (WeightedGraph Graph, int[] Truth) Planted(SeededRandom random, int groups, int size, double inside, double between)
    {
        var edges = new List<(int, int, double)>();
        int[] truth = [.. Enumerable.Range(0, groups * size).Select(i => i % groups)];
        random.Shuffle<int>(truth);
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (random.Chance(truth[i] == truth[j] ? inside : between))
                {
                    edges.Add((i, j, 1));
                }
            }
        }
        return (Make(truth.Length, edges), truth);
    }

    /// <summary>A large sparse graph with planted communities, straight from arrays; for speed.</summary>
    public static (WeightedGraph Graph, int[] Truth) Large(int nodes, int edges, int groupSize, double inside, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] from = new int[edges];
        int[] to = new int[edges];
        for (int i = 0; i < edges; i++)
        {
            from[i] = random.Below(nodes);
            to[i] = random.Chance(inside) ? from[i] / groupSize * groupSize + random.Below(groupSize) : random.Below(nodes);
        }
        return (WeightedGraph.FromEdges(nodes, from, to), [.. Enumerable.Range(0, nodes).Select(v => v / groupSize)]);
    }

    /// <summary>Normalised mutual information of two partitions, 1 if they are the same (arithmetic mean of the entropies).</summary>
    public static double Nmi(int[] a, int[] b)
    {
        double n = a.Length;
        double Entropy(IEnumerable<int> counts) => -counts.Sum(c => c / n * Math.Log(c / n));
        double left = Entropy(a.CountBy(x => x).Select(x => x.Value));
        double right = Entropy(b.CountBy(x => x).Select(x => x.Value));
        double both = Entropy(a.Zip(b).CountBy(x => x).Select(x => x.Value));
        return left + right == 0 ? 1 : 2 * (left + right - both) / (left + right);
    }
}
