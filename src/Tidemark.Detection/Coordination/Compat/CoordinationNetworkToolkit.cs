namespace Tidemark.Detection.Coordination.Compat;

/// <summary>
/// The rules of coordination-network-toolkit (Graham, QUT Digital Observatory, 2020) for co_retweet, co_reply, co_link,
/// co_tweet and co_post, once rows are account, post, object and time: directed edges, weight(A→B) = posts of A that some post
/// of B matches. There is no null model. Its matches between posts without text or link are not reproduced: an empty object
/// is no object.
/// </summary>
/// <remarks>Each pair row is visited four times and none is stored: O(rows log rows + pairs) time, O(rows + accounts + edges) memory.</remarks>
public static class CoordinationNetworkToolkit
{
    /// <summary>Applies the rules.</summary>
    /// <param name="index">The rows, without duplicates.</param>
    /// <param name="options">Window, minimum weight of each direction alone, loops.</param>
    public static CompatResult Run(ShareIndex index, CoActionOptions options)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        var window = new WindowRows(index, options.Window);
        return new CompatResult(Edges(index, window, options), Pairs(index, window, options.KeepLoops));
    }

    private static EdgeColumns Edges(ShareIndex index, WindowRows window, CoActionOptions options)
    {
        var sums = new PartnerSums(index.Accounts);
        var found = new EdgeList();
        for (int a = 0; a < index.Accounts; a++)
        {
            int[] rows = index.AccountRows[index.AccountStart[a]..index.AccountStart[a + 1]];
            foreach (int i in rows)
            {
                for (int j = window.From[i]; j < window.To[i]; j++)
                {
                    if (IsPair(index, i, j, options.KeepLoops))
                    {
                        sums.Add(index.Account[j], index.ObjectOf[i], Math.Abs(index.Time[i] - index.Time[j]));
                    }
                }
            }
            // A post that carries several objects counts once: its rows must come together.
            Array.Sort(rows, (x, y) => index.Content[x] != index.Content[y] ? index.Content[x].CompareTo(index.Content[y]) : x.CompareTo(y));
            foreach (int i in rows)
            {
                for (int j = window.From[i]; j < window.To[i]; j++)
                {
                    if (IsPair(index, i, j, options.KeepLoops))
                    {
                        sums.Count(index.Account[j], index.Content[i]);
                    }
                }
            }
            foreach (int b in sums.Met)
            {
                PartnerSums.Sum sum = sums[b];
                if (sum.Posts >= options.MinWeight)
                {
                    // Within one account every pair row was met from both ends.
                    (long pairs, double delta) = a == b ? (sum.Pairs / 2, sum.Delta / 2) : (sum.Pairs, sum.Delta);
                    found.Add(new EdgeList.Edge(a, b, sum.Posts, sum.Objects, pairs, delta));
                }
            }
            sums.Clear();
        }
        return EdgeList.ToColumns([found], index, directed: true);
    }

    private static IEnumerable<PairRows.Pair> Pairs(ShareIndex index, WindowRows window, bool keepLoops)
    {
        for (int i = 0; i < index.Rows; i++)
        {
            for (int j = i + 1; j < window.To[i]; j++)
            {
                if (IsPair(index, i, j, keepLoops))
                {
                    yield return PairRows.Ordered(index, i, j);
                }
            }
        }
    }

    private static bool IsPair(ShareIndex index, int i, int j, bool keepLoops) =>
        index.Content[i] != index.Content[j] && (keepLoops || index.Account[i] != index.Account[j]);
}
