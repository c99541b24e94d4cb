namespace Tidemark.Detection.Graph;

/// <summary>
/// Refinement: within each community every node starts alone, and nodes that are still alone and well connected to the rest of the
/// community merge, in random order, into a well-connected part where H loses nothing, with probability ∝ exp(gain / θ).
/// The parts are γ-connected by construction.
/// </summary>
internal static class LeidenRefinement
{
    /// <summary>The part of each node, numbered by one of its nodes; every part lies within one community.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="community">The community of each node, numbered without gaps.</param>
    /// <param name="random">Draws order and choices.</param>
    /// <param name="randomness">θ in units of the mean edge weight.</param>
    /// <param name="mustMerge">A node never stays alone where it could merge without loss.</param>
    public static int[] Run(LeidenLevel level, int[] community, SeededRandom random, double randomness, bool mustMerge)
    {
        WeightedGraph graph = level.Graph;
        int nodes = graph.NodeCount;
        (int[] starts, int[] members) = ByCommunity(community);
        int[] part = new int[nodes];
        int[] size = new int[nodes];
        double[] mass = (double[])level.Mass.Clone();
        // Weight between a part and the rest of its community.
        double[] outside = new double[nodes];
        for (int v = 0; v < nodes; v++)
        {
            part[v] = v;
            size[v] = 1;
            ReadOnlySpan<int> neighbours = graph.NeighboursOf(v);
            ReadOnlySpan<double> weights = graph.WeightsOf(v);
            for (int i = 0; i < neighbours.Length; i++)
            {
                outside[v] += community[neighbours[i]] == community[v] ? weights[i] : 0;
            }
        }
        double[] shared = new double[nodes];
        int[] seen = new int[nodes];
        var choices = new Choices(randomness * level.Unit);
        for (int c = 0; c + 1 < starts.Length; c++)
        {
            Span<int> set = members.AsSpan(starts[c], starts[c + 1] - starts[c]);
            if (set.Length == 1)
            {
                continue;
            }
            double setMass = 0;
            foreach (int v in set)
            {
                setMass += level.Mass[v];
            }
            random.Shuffle(set);
            foreach (int v in set)
            {
                double tolerance = level.Tolerance(v);
                if (part[v] != v || size[v] != 1 || !IsWellConnected(v, tolerance))
                {
                    continue;
                }
                int seenCount = 0;
                ReadOnlySpan<int> neighbours = graph.NeighboursOf(v);
                ReadOnlySpan<double> weights = graph.WeightsOf(v);
                for (int i = 0; i < neighbours.Length; i++)
                {
                    int u = neighbours[i];
                    if (community[u] == c)
                    {
                        if (shared[part[u]] == 0)
                        {
                            seen[seenCount++] = part[u];
                        }
                        shared[part[u]] += weights[i];
                    }
                }
                choices.Clear();
                for (int i = 0; i < seenCount; i++)
                {
                    double gain = level.Joining(v, shared[seen[i]], mass[seen[i]]);
                    if (gain >= -tolerance && IsWellConnected(seen[i], tolerance))
                    {
                        choices.Add(seen[i], gain);
                    }
                }
                if (choices.Count == 0 || !mustMerge)
                {
                    choices.Add(v, 0);
                }
                int chosen = choices.Draw(random);
                if (chosen != v)
                {
                    part[v] = chosen;
                    size[v] = 0;
                    size[chosen]++;
                    mass[chosen] += mass[v];
                    outside[chosen] += outside[v] - 2 * shared[chosen];
                }
                for (int i = 0; i < seenCount; i++)
                {
                    shared[seen[i]] = 0;
                }
            }

            bool IsWellConnected(int p, double tolerance) => outside[p] >= level.Gamma * mass[p] * (setMass - mass[p]) - tolerance;
        }
        return part;
    }

    private static (int[] Starts, int[] Members) ByCommunity(int[] community)
    {
        int count = 0;
        foreach (int c in community)
        {
            count = Math.Max(count, c + 1);
        }
        int[] starts = new int[count + 1];
        foreach (int c in community)
        {
            starts[c + 1]++;
        }
        for (int c = 0; c < count; c++)
        {
            starts[c + 1] += starts[c];
        }
        int[] members = new int[community.Length];
        int[] at = starts[..count];
        for (int v = 0; v < community.Length; v++)
        {
            members[at[community[v]]++] = v;
        }
        return (starts, members);
    }

    /// <summary>A draw among parts with probability ∝ exp(gain / scale).</summary>
    private sealed class Choices(double scale)
    {
        private readonly List<int> _parts = [];
        private readonly List<double> _gains = [];
        private double _best;

        public int Count => _parts.Count;

        public void Clear()
        {
            _parts.Clear();
            _gains.Clear();
            _best = double.NegativeInfinity;
        }

        public void Add(int part, double gain)
        {
            _parts.Add(part);
            _gains.Add(gain);
            _best = Math.Max(_best, gain);
        }

        public int Draw(SeededRandom random)
        {
            if (_parts.Count == 1)
            {
                return _parts[0];
            }
            // Gains relative to the best one, or exp would overflow.
            double sum = 0;
            foreach (double gain in _gains)
            {
                sum += Math.Exp((gain - _best) / scale);
            }
            double left = random.Unit() * sum;
            for (int i = 0; i < _parts.Count; i++)
            {
                left -= Math.Exp((_gains[i] - _best) / scale);
                if (left < 0)
                {
                    return _parts[i];
                }
            }
            return _parts[_gains.IndexOf(_best)];
        }
    }
}
