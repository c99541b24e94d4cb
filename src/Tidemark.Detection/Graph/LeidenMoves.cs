namespace Tidemark.Detection.Graph;

/// <summary>
/// Fast local moving: every node in random order goes to the community where H gains most, its neighbours elsewhere are looked
/// at again, until the queue is empty.
/// </summary>
internal static class LeidenMoves
{
    /// <summary>Moves nodes and returns what H gained; 0 exactly if nothing moved.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="community">In and out: the community of each node, 0 ≤ c &lt; number of nodes.</param>
    /// <param name="random">Draws the order of the first visits.</param>
    public static double Run(LeidenLevel level, int[] community, SeededRandom random)
    {
        WeightedGraph graph = level.Graph;
        int nodes = graph.NodeCount;
        double[] mass = new double[nodes];
        int[] size = new int[nodes];
        for (int v = 0; v < nodes; v++)
        {
            mass[community[v]] += level.Mass[v];
            size[community[v]]++;
        }
        int[] vacant = new int[nodes];
        int vacancies = 0;
        int[] queue = new int[nodes];
        bool[] queued = new bool[nodes];
        for (int v = nodes - 1; v >= 0; v--)
        {
            queue[v] = v;
            queued[v] = true;
            if (size[v] == 0)
            {
                vacant[vacancies++] = v;
            }
        }
        random.Shuffle<int>(queue);
        double[] shared = new double[nodes];
        int[] seen = new int[nodes];
        double gained = 0;
        int head = 0;
        for (int waiting = nodes; waiting > 0; waiting--)
        {
            int v = queue[head];
            head = head + 1 == nodes ? 0 : head + 1;
            queued[v] = false;
            ReadOnlySpan<int> neighbours = graph.NeighboursOf(v);
            ReadOnlySpan<double> weights = graph.WeightsOf(v);
            int seenCount = 0;
            for (int i = 0; i < neighbours.Length; i++)
            {
                int c = community[neighbours[i]];
                if (shared[c] == 0)
                {
                    seen[seenCount++] = c;
                }
                shared[c] += weights[i];
            }
            int own = community[v];
            double stay = level.Joining(v, shared[own], mass[own] - level.Mass[v]);
            int best = own;
            double bestGain = level.Tolerance(v);
            if (size[own] > 1 && -stay > bestGain)
            {
                (best, bestGain) = (vacant[vacancies - 1], -stay);
            }
            for (int i = 0; i < seenCount; i++)
            {
                int c = seen[i];
                double gain = level.Joining(v, shared[c], mass[c]) - stay;
                shared[c] = 0;
                if (c != own && gain > bestGain)
                {
                    (best, bestGain) = (c, gain);
                }
            }
            if (best == own)
            {
                continue;
            }
            gained += bestGain;
            community[v] = best;
            vacancies -= size[best] == 0 ? 1 : 0;
            size[best]++;
            mass[best] += level.Mass[v];
            size[own]--;
            mass[own] -= level.Mass[v];
            if (size[own] == 0)
            {
                mass[own] = 0;
                vacant[vacancies++] = own;
            }
            foreach (int u in neighbours)
            {
                if (!queued[u] && community[u] != best)
                {
                    queued[u] = true;
                    int tail = head + waiting - 1;
                    queue[tail >= nodes ? tail - nodes : tail] = u;
                    waiting++;
                }
            }
        }
        return gained;
    }
}
