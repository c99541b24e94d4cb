namespace Tidemark.Detection.Issues;

/// <summary>
/// Exchanges accounts between the two sides: as many are called assets as there are, drawn from all. Where both sides have enough
/// accounts of every size, accounts are exchanged only with accounts that wrote about as much.
/// </summary>
internal sealed class ExchangePlan
{
    /// <summary>A stratum needs so many accounts of each side.</summary>
    private const int LeastOfEachSide = 10;

    private readonly List<(int[] Accounts, int Assets)> _strata = [];

    public ExchangePlan(bool[] isAsset, int[] posts)
    {
        int[] order = [.. Enumerable.Range(0, isAsset.Length).Where(account => posts[account] > 0)];
        Array.Sort(order, (a, b) => posts[a] != posts[b] ? posts[a].CompareTo(posts[b]) : a.CompareTo(b));
        var current = new List<int>();
        int assets = 0;
        for (int i = 0; i < order.Length; i++)
        {
            current.Add(order[i]);
            assets += isAsset[order[i]] ? 1 : 0;
            bool sizeEnds = i + 1 == order.Length || posts[order[i + 1]] != posts[order[i]];
            if (assets >= LeastOfEachSide && current.Count - assets >= LeastOfEachSide && sizeEnds)
            {
                _strata.Add(([.. current], assets));
                current = [];
                assets = 0;
            }
        }
        if (current.Count > 0)
        {
            if (_strata.Count == 0)
            {
                _strata.Add(([.. current], assets));
            }
            else
            {
                (int[] last, int lastAssets) = _strata[^1];
                _strata[^1] = ([.. last, .. current], lastAssets + assets);
            }
        }
    }

    /// <summary>One exchange: 1 for the accounts called assets, 0 for the others.</summary>
    public int[] Draw(int accounts, SeededRandom random)
    {
        int[] weight = new int[accounts];
        foreach ((int[] members, int assets) in _strata)
        {
            int[] shuffled = (int[])members.Clone();
            random.Shuffle<int>(shuffled);
            for (int i = 0; i < assets; i++)
            {
                weight[shuffled[i]] = 1;
            }
        }
        return weight;
    }
}
