using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Detection.Graph;

/// <summary>
/// An undirected graph with weighted edges in compressed rows: the neighbours of node v are
/// <c>Neighbours[Offsets[v]..Offsets[v + 1]]</c>, ascending, each with its weight. Parallel edges are summed, edges of weight 0
/// are no edges, loops are kept aside in <see cref="Loops"/>. Immutable. Memory: 24 bytes an edge and 20 bytes a node.
/// </summary>
public sealed class WeightedGraph
{
    internal WeightedGraph(int[] offsets, int[] neighbours, double[] weights, double[] loops)
    {
        Offsets = offsets;
        Neighbours = neighbours;
        Weights = weights;
        Loops = loops;
        Strengths = new double[loops.Length];
        double twice = 0;
        for (int v = 0; v < loops.Length; v++)
        {
            double strength = 2 * loops[v];
            for (int i = offsets[v]; i < offsets[v + 1]; i++)
            {
                strength += weights[i];
            }
            Strengths[v] = strength;
            twice += strength;
        }
        TotalWeight = twice / 2;
    }

    /// <summary>How many nodes; they are numbered from 0.</summary>
    public int NodeCount => Loops.Length;

    /// <summary>How many edges, loops not counted.</summary>
    public int EdgeCount => Neighbours.Length / 2;

    /// <summary>Sum of the weights of all edges, each once, loops included.</summary>
    public double TotalWeight { get; }

    internal int[] Offsets { get; }

    internal int[] Neighbours { get; }

    internal double[] Weights { get; }

    internal double[] Loops { get; }

    /// <summary>Sum of the weights at a node, a loop counting twice.</summary>
    internal double[] Strengths { get; }

    /// <summary>The neighbours of a node, ascending, without itself.</summary>
    public ReadOnlySpan<int> NeighboursOf(int node) => Neighbours.AsSpan(Offsets[node], Offsets[node + 1] - Offsets[node]);

    /// <summary>The weights of the edges to <see cref="NeighboursOf"/>, in the same order.</summary>
    public ReadOnlySpan<double> WeightsOf(int node) => Weights.AsSpan(Offsets[node], Offsets[node + 1] - Offsets[node]);

    /// <summary>How many neighbours a node has, itself not counted.</summary>
    public int DegreeOf(int node) => Offsets[node + 1] - Offsets[node];

    /// <summary>A graph from parallel arrays: edge i joins <c>from[i]</c> and <c>to[i]</c>. O(nodes + edges).</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="from">One end of each edge.</param>
    /// <param name="to">The other end.</param>
    /// <param name="weights">Weight of each edge, ≥ 0; empty = every edge weighs 1.</param>
    /// <exception cref="ArgumentException">Arrays of unequal length, a node outside the graph, a weight that is negative or not finite.</exception>
    public static WeightedGraph FromEdges(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        if (from.Length != to.Length || (weights.Length != 0 && weights.Length != from.Length))
        {
            ThrowUnequal(from.Length, to.Length, weights.Length);
        }
        double[] loops = new double[nodes];
        int[] starts = new int[nodes + 1];
        for (int i = 0; i < from.Length; i++)
        {
            (int a, int b, double weight) = (from[i], to[i], weights.IsEmpty ? 1 : weights[i]);
            if (a < 0 || a >= nodes || b < 0 || b >= nodes || !double.IsFinite(weight) || weight < 0)
            {
                ThrowBadEdge(i, a, b, weight, nodes);
            }
            if (a == b)
            {
                loops[a] += weight;
            }
            else if (weight > 0)
            {
                starts[a + 1]++;
                starts[b + 1]++;
            }
        }
        for (int v = 0; v < nodes; v++)
        {
            starts[v + 1] += starts[v];
        }
        // Filling rows twice, the second time in the order of the first, leaves every row sorted: a two-pass radix sort.
        int[] ends = new int[starts[nodes]];
        double[] firstWeights = new double[ends.Length];
        int[] at = starts[..nodes];
        for (int i = 0; i < from.Length; i++)
        {
            (int a, int b, double weight) = (from[i], to[i], weights.IsEmpty ? 1 : weights[i]);
            if (a != b && weight > 0)
            {
                (ends[at[a]], firstWeights[at[a]++]) = (b, weight);
                (ends[at[b]], firstWeights[at[b]++]) = (a, weight);
            }
        }
        int[] neighbours = new int[ends.Length];
        double[] sorted = new double[ends.Length];
        starts.AsSpan(0, nodes).CopyTo(at);
        for (int v = 0; v < nodes; v++)
        {
            for (int i = starts[v]; i < starts[v + 1]; i++)
            {
                int u = ends[i];
                (neighbours[at[u]], sorted[at[u]++]) = (v, firstWeights[i]);
            }
        }
        return Merged(starts, neighbours, sorted, loops);
    }

    /// <summary>Sums parallel edges in rows that are sorted.</summary>
    private static WeightedGraph Merged(int[] starts, int[] neighbours, double[] weights, double[] loops)
    {
        int[] offsets = new int[starts.Length];
        int used = 0;
        for (int v = 0; v < loops.Length; v++)
        {
            offsets[v] = used;
            for (int i = starts[v]; i < starts[v + 1]; i++)
            {
                if (used > offsets[v] && neighbours[used - 1] == neighbours[i])
                {
                    weights[used - 1] += weights[i];
                }
                else
                {
                    (neighbours[used], weights[used]) = (neighbours[i], weights[i]);
                    used++;
                }
            }
        }
        offsets[loops.Length] = used;
        return new WeightedGraph(offsets, neighbours[..used], weights[..used], loops);
    }

    [DoesNotReturn]
    private static void ThrowUnequal(int from, int to, int weights) =>
        throw new ArgumentException($"An edge needs two ends and a weight: {from} from, {to} to, {weights} weights.");

    [DoesNotReturn]
    private static void ThrowBadEdge(int i, int a, int b, double weight, int nodes) =>
        throw new ArgumentException($"Edge {i} joins {a} and {b} with weight {weight}; nodes run from 0 to {nodes - 1}, weights are finite and not negative.");
}
