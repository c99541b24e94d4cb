namespace Tidemark.Detection.Graph;

/// <summary>
/// A graph at one level of aggregation, with the mass of each node. Both qualities are one formula in units of edge weight,
/// H = Σ over communities of (e − γ M²/2): for modularity mass is strength and γ is resolution / 2m (H is then m times the
/// modularity), for the constant Potts model mass is the number of nodes (H is then short by the constant γ n/2).
/// </summary>
internal sealed class LeidenLevel
{
    /// <summary>Gains below this share of a node's strength are rounding, not gain: without it, moves can circle for ever.</summary>
    private const double Rounding = 1e-10;

    private LeidenLevel(WeightedGraph graph, double[] mass, double gamma, double unit) =>
        (Graph, Mass, Gamma, Unit) = (graph, mass, gamma, unit);

    public WeightedGraph Graph { get; }

    /// <summary>Strength or number of ground nodes.</summary>
    public double[] Mass { get; }

    /// <summary>Price of a unit of mass times mass.</summary>
    public double Gamma { get; }

    /// <summary>Mean edge weight of the ground graph: the unit of the refinement's randomness.</summary>
    public double Unit { get; }

    public static LeidenLevel Ground(WeightedGraph graph, LeidenOptions options)
    {
        double unit = graph.EdgeCount > 0 ? Math.Max(graph.Weights.Sum() / 2 / graph.EdgeCount, double.Epsilon) : 1;
        if (options.Quality == PartitionQuality.Modularity)
        {
            double gamma = graph.TotalWeight > 0 ? options.Resolution / (2 * graph.TotalWeight) : 0;
            return new LeidenLevel(graph, graph.Strengths, gamma, unit);
        }
        double[] one = new double[graph.NodeCount];
        Array.Fill(one, 1);
        return new LeidenLevel(graph, one, options.Resolution, unit);
    }

    /// <summary>What counts as nothing for this node.</summary>
    public double Tolerance(int node) => Rounding * Graph.Strengths[node];

    /// <summary>What H gains when a node joins a community it is not in: the weight it shares, less the price of the mass there.</summary>
    public double Joining(int node, double sharedWeight, double massThere) => sharedWeight - Gamma * Mass[node] * massThere;

    /// <summary>H of a partition, from scratch.</summary>
    public double Quality(int[] community)
    {
        double[] mass = new double[Graph.NodeCount];
        double inside = 0;
        for (int v = 0; v < community.Length; v++)
        {
            mass[community[v]] += Mass[v];
            inside += Graph.Loops[v];
            ReadOnlySpan<int> neighbours = Graph.NeighboursOf(v);
            ReadOnlySpan<double> weights = Graph.WeightsOf(v);
            for (int i = 0; i < neighbours.Length; i++)
            {
                if (neighbours[i] < v && community[neighbours[i]] == community[v])
                {
                    inside += weights[i];
                }
            }
        }
        double price = 0;
        foreach (double m in mass)
        {
            price += m * m;
        }
        return inside - Gamma * price / 2;
    }

    /// <summary>The level above: every part becomes a node, what it held inside becomes its loop.</summary>
    /// <param name="part">The part of each node, numbered 0 ≤ part &lt; count.</param>
    /// <param name="count">How many parts.</param>
    public LeidenLevel Aggregate(int[] part, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int p in part)
        {
            starts[p + 1]++;
        }
        for (int p = 0; p < count; p++)
        {
            starts[p + 1] += starts[p];
        }
        int[] members = new int[part.Length];
        int[] at = starts[..count];
        for (int v = 0; v < part.Length; v++)
        {
            members[at[part[v]]++] = v;
        }
        int[] offsets = new int[count + 1];
        int[] neighbours = new int[Graph.Neighbours.Length];
        double[] weights = new double[Graph.Neighbours.Length];
        double[] loops = new double[count];
        double[] mass = new double[count];
        double[] shared = new double[count];
        int used = 0;
        for (int p = 0; p < count; p++)
        {
            double twiceInside = 0;
            for (int i = starts[p]; i < starts[p + 1]; i++)
            {
                int v = members[i];
                mass[p] += Mass[v];
                loops[p] += Graph.Loops[v];
                ReadOnlySpan<int> near = Graph.NeighboursOf(v);
                ReadOnlySpan<double> nearWeights = Graph.WeightsOf(v);
                for (int j = 0; j < near.Length; j++)
                {
                    int q = part[near[j]];
                    if (q == p)
                    {
                        twiceInside += nearWeights[j];
                        continue;
                    }
                    if (shared[q] == 0)
                    {
                        neighbours[used++] = q;
                    }
                    shared[q] += nearWeights[j];
                }
            }
            loops[p] += twiceInside / 2;
            for (int i = offsets[p]; i < used; i++)
            {
                weights[i] = shared[neighbours[i]];
                shared[neighbours[i]] = 0;
            }
            offsets[p + 1] = used;
        }
        return new LeidenLevel(new WeightedGraph(offsets, neighbours[..used], weights[..used], loops), mass, Gamma, Unit);
    }
}
