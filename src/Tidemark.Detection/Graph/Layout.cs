using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Detection.Graph;

/// <summary>Where a group lies in the picture: all its discs are inside this circle, and no disc of anybody else is.</summary>
/// <param name="Group">The group's number.</param>
/// <param name="X">Centre, from the left edge of the unit square.</param>
/// <param name="Y">Centre, from the top edge.</param>
/// <param name="Radius">Radius in the same unit.</param>
public readonly record struct GroupCircle(int Group, double X, double Y, double Radius);

/// <summary>
/// Where every node is drawn: discs in the unit square, x from the left and y from the top, 0 to 1. All discs lie wholly inside, and
/// no two overlap.
/// </summary>
/// <param name="X">Centre of each node's disc.</param>
/// <param name="Y">Centre of each node's disc.</param>
/// <param name="Radius">Radius of each node's disc, in the proportions of the sizes asked for.</param>
/// <param name="Groups">The circle of each group that has nodes, by number.</param>
public sealed record NetworkLayout(double[] X, double[] Y, double[] Radius, IReadOnlyList<GroupCircle> Groups);

/// <summary>
/// Draws a network: within a group by forces, groups and single nodes of a component by forces among their circles, components packed
/// around the largest. Says nothing: nearness in the picture is what the forces make of the edges, and no measure of anything.
/// </summary>
/// <remarks>
/// Forces are those of ForceAtlas2 (linear attraction, repulsion by degree; Jacomy et al. 2014, doi 10.1371/journal.pone.0098679), far
/// nodes lumped together (Barnes and Hut 1986, doi 10.1038/324446a0). The same graph, groups, sizes and seed give the same picture.
/// Up to <see cref="MostByForces"/> nodes; in larger networks the members of a group lie on a spiral and only groups are placed by forces.
/// </remarks>
public static class Layout
{
    /// <summary>More nodes are no picture a person can read.</summary>
    public const int MostByForces = 5000;

    /// <summary>Free space around a node's disc, in radii of a disc of size 1.</summary>
    private const double NodeGap = 0.8;

    /// <summary>Free space around a group's circle, in the same unit.</summary>
    private const double GroupGap = 3;

    private const double Margin = 0.01;

    /// <summary>Places the nodes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="groupOf">The group of each node, 0 = none.</param>
    /// <param name="seed">Seed of the first positions.</param>
    /// <param name="sizes">Relative radius of each disc, &gt; 0; null = all alike.</param>
    /// <exception cref="ArgumentException">Arrays of another length than there are nodes, or a size that is no size.</exception>
    public static NetworkLayout Place(WeightedGraph graph, int[] groupOf, ulong seed, double[]? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(groupOf);
        int nodes = graph.NodeCount;
        double[] radius = sizes is null ? Enumerable.Repeat(1.0, nodes).ToArray() : (double[])sizes.Clone();
        if (groupOf.Length != nodes || radius.Length != nodes || radius.Any(r => !(r > 0) || !double.IsFinite(r)))
        {
            ThrowBadSizes(nodes, groupOf.Length, radius.Length);
        }
        (int[] blockOf, List<List<int>> blocks) = Blocks(groupOf);
        double[] x = new double[nodes];
        double[] y = new double[nodes];
        double[] blockRadius = new double[blocks.Count];
        for (int b = 0; b < blocks.Count; b++)
        {
            bool isGroup = groupOf[blocks[b][0]] > 0;
            blockRadius[b] = Inside(graph, blocks[b], blockOf, radius, x, y, SeededRandom.Stream(seed, (ulong)b), nodes <= MostByForces)
                + (isGroup ? GroupGap / 2 : NodeGap / 2);
        }
        (double[] blockX, double[] blockY) = PlaceBlocks(graph, blockOf, blocks, blockRadius, x, y, seed);
        for (int v = 0; v < nodes; v++)
        {
            x[v] += blockX[blockOf[v]];
            y[v] += blockY[blockOf[v]];
        }
        return IntoUnitSquare(groupOf, blocks, blockX, blockY, blockRadius, x, y, radius);
    }

    /// <summary>A block for each group, and one for each node without a group.</summary>
    private static (int[] BlockOf, List<List<int>> Blocks) Blocks(int[] groupOf)
    {
        var blocks = new List<List<int>>();
        var blockOfGroup = new SortedDictionary<int, int>();
        foreach (int group in groupOf.Where(g => g > 0).Distinct().Order())
        {
            blockOfGroup[group] = blocks.Count;
            blocks.Add([]);
        }
        int[] blockOf = new int[groupOf.Length];
        for (int v = 0; v < groupOf.Length; v++)
        {
            if (groupOf[v] > 0)
            {
                blockOf[v] = blockOfGroup[groupOf[v]];
                blocks[blockOf[v]].Add(v);
            }
            else
            {
                blockOf[v] = blocks.Count;
                blocks.Add([v]);
            }
        }
        return (blockOf, blocks);
    }

    /// <summary>Places the nodes of one block around (0, 0) and returns the radius that holds their discs.</summary>
    private static double Inside(
        WeightedGraph graph, List<int> block, int[] blockOf, double[] radius, double[] x, double[] y, SeededRandom random, bool byForces)
    {
        var place = new Dictionary<int, int>(block.Count);
        foreach (int v in block)
        {
            place.Add(v, place.Count);
        }
        var edges = new List<(int A, int B, double Weight)>();
        foreach (int v in byForces ? block : [])
        {
            ReadOnlySpan<int> near = graph.NeighboursOf(v);
            for (int i = 0; i < near.Length; i++)
            {
                if (near[i] < v && blockOf[near[i]] == blockOf[v])
                {
                    edges.Add((place[v], place[near[i]], graph.WeightsOf(v)[i]));
                }
            }
        }
        double[] own = [.. block.Select(v => radius[v] + NodeGap / 2)];
        var discs = new Discs(own, random);
        if (byForces)
        {
            discs.Settle(edges);
        }
        double outer = discs.Separate();
        for (int i = 0; i < block.Count; i++)
        {
            (x[block[i]], y[block[i]]) = (discs.X[i], discs.Y[i]);
        }
        return outer;
    }

    /// <summary>Places the blocks of each component by forces, turns each towards its neighbours, and packs the components.</summary>
    private static (double[] X, double[] Y) PlaceBlocks(
        WeightedGraph graph, int[] blockOf, List<List<int>> blocks, double[] blockRadius, double[] x, double[] y, ulong seed)
    {
        var between = new List<(int A, int B, double Weight)>();
        for (int v = 0; v < graph.NodeCount; v++)
        {
            ReadOnlySpan<int> near = graph.NeighboursOf(v);
            for (int i = 0; i < near.Length && near[i] < v; i++)
            {
                if (blockOf[near[i]] != blockOf[v])
                {
                    between.Add((blockOf[v], blockOf[near[i]], graph.WeightsOf(v)[i]));
                }
            }
        }
        WeightedGraph among = WeightedGraph.FromEdges(
            blocks.Count, [.. between.Select(e => e.A)], [.. between.Select(e => e.B)], [.. between.Select(e => e.Weight)]);
        int[] componentOf = Components.Of(among);
        int[][] components = [.. Enumerable.Range(0, blocks.Count).GroupBy(b => componentOf[b]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        double[] blockX = new double[blocks.Count];
        double[] blockY = new double[blocks.Count];
        double[] componentRadius = new double[components.Length];
        int[] place = new int[blocks.Count];
        for (int c = 0; c < components.Length; c++)
        {
            int[] members = components[c];
            for (int i = 0; i < members.Length; i++)
            {
                place[members[i]] = i;
            }
            var edges = new List<(int A, int B, double Weight)>();
            foreach (int b in members)
            {
                ReadOnlySpan<int> near = among.NeighboursOf(b);
                for (int i = 0; i < near.Length && near[i] < b; i++)
                {
                    edges.Add((place[b], place[near[i]], among.WeightsOf(b)[i]));
                }
            }
            // Streams of blocks and of components must not be the same numbers.
            var discs = new Discs([.. members.Select(b => blockRadius[b])], SeededRandom.Stream(~seed, (ulong)c));
            discs.Settle(edges);
            componentRadius[c] = discs.Separate();
            for (int i = 0; i < members.Length; i++)
            {
                (blockX[members[i]], blockY[members[i]]) = (discs.X[i], discs.Y[i]);
            }
        }
        Turn(graph, blockOf, blocks, blockX, blockY, x, y);
        (double[] packX, double[] packY) = Packing.Spiral(componentRadius);
        for (int b = 0; b < blocks.Count; b++)
        {
            blockX[b] += packX[componentOf[b]];
            blockY[b] += packY[componentOf[b]];
        }
        return (blockX, blockY);
    }

    /// <summary>Turns each block so that nodes with edges outwards look where those edges go: the least-squares rotation.</summary>
    private static void Turn(
        WeightedGraph graph, int[] blockOf, List<List<int>> blocks, double[] blockX, double[] blockY, double[] x, double[] y)
    {
        for (int b = 0; b < blocks.Count; b++)
        {
            double along = 0, across = 0;
            foreach (int v in blocks[b])
            {
                foreach (int u in graph.NeighboursOf(v))
                {
                    double dx = blockX[blockOf[u]] - blockX[b], dy = blockY[blockOf[u]] - blockY[b];
                    along += x[v] * dx + y[v] * dy;
                    across += x[v] * dy - y[v] * dx;
                }
            }
            double length = Math.Sqrt(along * along + across * across);
            if (length > 0)
            {
                (double cos, double sin) = (along / length, across / length);
                foreach (int v in blocks[b])
                {
                    (x[v], y[v]) = (x[v] * cos - y[v] * sin, x[v] * sin + y[v] * cos);
                }
            }
        }
    }

    private static NetworkLayout IntoUnitSquare(
        int[] groupOf, List<List<int>> blocks, double[] blockX, double[] blockY, double[] blockRadius, double[] x, double[] y, double[] radius)
    {
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
        for (int b = 0; b < blocks.Count; b++)
        {
            left = Math.Min(left, blockX[b] - blockRadius[b]);
            right = Math.Max(right, blockX[b] + blockRadius[b]);
            top = Math.Min(top, blockY[b] - blockRadius[b]);
            bottom = Math.Max(bottom, blockY[b] + blockRadius[b]);
        }
        double scale = blocks.Count == 0 ? 1 : (1 - 2 * Margin) / Math.Max(right - left, bottom - top);
        double centreX = (left + right) / 2, centreY = (top + bottom) / 2;
        for (int v = 0; v < x.Length; v++)
        {
            x[v] = 0.5 + (x[v] - centreX) * scale;
            y[v] = 0.5 + (y[v] - centreY) * scale;
            radius[v] *= scale;
        }
        var circles = new List<GroupCircle>();
        for (int b = 0; b < blocks.Count; b++)
        {
            if (groupOf[blocks[b][0]] is int group and > 0)
            {
                // A third of the gap is drawn inside the circle, so that circles of neighbours do not touch.
                circles.Add(new GroupCircle(group, 0.5 + (blockX[b] - centreX) * scale, 0.5 + (blockY[b] - centreY) * scale,
                    (blockRadius[b] - GroupGap / 3) * scale));
            }
        }
        return new NetworkLayout(x, y, radius, circles);
    }

    [DoesNotReturn]
    private static void ThrowBadSizes(int nodes, int groups, int sizes) =>
        throw new ArgumentException($"{nodes} nodes need {nodes} groups ({groups} given) and {nodes} positive sizes ({sizes} given).");
}
