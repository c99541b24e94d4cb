namespace Tidemark.Detection.Graph;

/// <summary>
/// Connected components and k-cores. A component says who is linked to whom at all; on real material it chains strangers
/// together through single edges, so groups come from <see cref="Leiden"/>, not from here. O(nodes + edges) each.
/// </summary>
public static class Components
{
    /// <summary>The component of every node, numbered from 0 by the smallest node in it.</summary>
    public static int[] Of(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] component = new int[graph.NodeCount];
        Array.Fill(component, -1);
        int[] stack = new int[graph.NodeCount];
        int count = 0;
        for (int start = 0; start < component.Length; start++)
        {
            if (component[start] >= 0)
            {
                continue;
            }
            int depth = 0;
            stack[depth++] = start;
            component[start] = count;
            while (depth > 0)
            {
                foreach (int u in graph.NeighboursOf(stack[--depth]))
                {
                    if (component[u] < 0)
                    {
                        component[u] = count;
                        stack[depth++] = u;
                    }
                }
            }
            count++;
        }
        return component;
    }

    /// <summary>
    /// The core number of every node: the largest k such that the node belongs to a set in which everybody has at least k
    /// neighbours within the set. Tells the core of a group from its fringe. Weights play no part.
    /// Batagelj and Zaveršnik 2011, doi 10.1007/s11634-010-0079-y.
    /// </summary>
    public static int[] Cores(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int nodes = graph.NodeCount;
        int[] core = new int[nodes];
        int highest = 0;
        for (int v = 0; v < nodes; v++)
        {
            core[v] = graph.DegreeOf(v);
            highest = Math.Max(highest, core[v]);
        }
        // Nodes in order of degree left; bucket[d] is where degree d begins, and removing a neighbour swaps a node one bucket down.
        int[] bucket = new int[highest + 2];
        foreach (int degree in core)
        {
            bucket[degree + 1]++;
        }
        for (int d = 0; d <= highest; d++)
        {
            bucket[d + 1] += bucket[d];
        }
        int[] order = new int[nodes];
        int[] place = new int[nodes];
        int[] next = bucket[..^1];
        for (int v = 0; v < nodes; v++)
        {
            place[v] = next[core[v]]++;
            order[place[v]] = v;
        }
        for (int i = 0; i < nodes; i++)
        {
            int v = order[i];
            foreach (int u in graph.NeighboursOf(v))
            {
                if (core[u] > core[v])
                {
                    int first = order[bucket[core[u]]];
                    (order[place[u]], order[place[first]]) = (first, u);
                    (place[u], place[first]) = (place[first], place[u]);
                    bucket[core[u]]++;
                    core[u]--;
                }
            }
        }
        return core;
    }
}
