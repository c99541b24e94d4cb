using Tidemark.Detection.Graph;

namespace Tidemark.Detection.Issues;

/// <summary>
/// Makes issues of words: the strongest words of one choice of assets are joined where they stand in the same posts of the assets
/// more often than chance, in the posts of several of them, and the graph is cut into communities. A pure function of scores and
/// weights, so that it is done again, from the start, for every exchange and every redraw of accounts.
/// </summary>
internal sealed class IssueDiscovery(WordIndex index, int[] account, IssueOptions options)
{
    /// <summary>Two words are joined only if posts of so many assets hold both.</summary>
    private const int LeastSharers = 2;

    /// <summary>The communities, each with its words by falling score; words without company are communities of one.</summary>
    /// <param name="z">Score of each candidate.</param>
    /// <param name="weight">How often each account counts as an asset; 0 for the background.</param>
    public List<int[]> Find(double[] z, ReadOnlySpan<int> weight)
    {
        int[] strong = Strongest(z);
        var edges = new SortedDictionary<(int, int), Shared>();
        double documents = CountTogether(strong, weight, edges, out double[] frequency);
        var from = new List<int>();
        var to = new List<int>();
        var weights = new List<double>();
        foreach (((int a, int b), Shared shared) in edges)
        {
            double expected = frequency[a] * frequency[b] / Math.Max(1, documents);
            double excess = Math.Log((shared.Posts + 0.5) / (expected + 0.5));
            if (shared.Accounts >= LeastSharers && excess > 0)
            {
                from.Add(a);
                to.Add(b);
                weights.Add(excess * Math.Sqrt(shared.Accounts));
            }
        }
        var found = new List<int[]>();
        if (strong.Length == 0)
        {
            return found;
        }
        WeightedGraph graph = WeightedGraph.FromEdges(strong.Length, [.. from], [.. to], [.. weights]);
        LeidenPartition partition = Leiden.Run(graph, options.Seed);
        var members = new List<int>[partition.Count];
        for (int i = 0; i < strong.Length; i++)
        {
            // The strongest come first, so each community's words stand by falling score.
            (members[partition.Community[i]] ??= []).Add(strong[i]);
        }
        foreach (List<int>? community in members)
        {
            if (community is not null)
            {
                found.Add([.. community]);
            }
        }
        return found;
    }

    private int[] Strongest(double[] z)
    {
        var order = new List<int>();
        for (int candidate = 0; candidate < z.Length; candidate++)
        {
            if (z[candidate] >= options.LeastZ)
            {
                order.Add(candidate);
            }
        }
        order.Sort((a, b) => z[b] != z[a] ? z[b].CompareTo(z[a]) : a.CompareTo(b));
        return [.. order.Take(options.StrongestWords)];
    }

    private double CountTogether(int[] strong, ReadOnlySpan<int> weight, SortedDictionary<(int, int), Shared> edges, out double[] frequency)
    {
        frequency = new double[strong.Length];
        var hits = new List<(int Post, int Word)>();
        for (int i = 0; i < strong.Length; i++)
        {
            foreach (int post in index.PostsOf(strong[i]))
            {
                int times = weight[account[post]];
                if (times > 0)
                {
                    frequency[i] += times;
                    hits.Add((post, i));
                }
            }
        }
        hits.Sort((a, b) => account[a.Post] != account[b.Post] ? account[a.Post].CompareTo(account[b.Post]) : a.CompareTo(b));
        for (int i = 0; i < hits.Count;)
        {
            int post = hits[i].Post;
            int end = i;
            while (end < hits.Count && hits[end].Post == post)
            {
                end++;
            }
            for (int a = i; a < end; a++)
            {
                for (int b = a + 1; b < end; b++)
                {
                    (int, int) key = (hits[a].Word, hits[b].Word);
                    Shared shared = edges.GetValueOrDefault(key) ?? new Shared();
                    shared.Add(account[post], weight[account[post]]);
                    edges[key] = shared;
                }
            }
            i = end;
        }
        double documents = 0;
        foreach (int of in account)
        {
            documents += weight[of];
        }
        return documents;
    }

    /// <summary>In how many posts, of how many accounts, two words stand together. Posts come by account.</summary>
    private sealed class Shared
    {
        private int _last = -1;

        public double Posts { get; private set; }

        public int Accounts { get; private set; }

        public void Add(int account, int times)
        {
            Posts += times;
            if (account != _last)
            {
                Accounts++;
                _last = account;
            }
        }
    }
}
