namespace Tidemark.Detection.Issues;

/// <summary>
/// Draws the accounts of each side again, with replacement, and searches anew: how often an issue comes back, how far its figures
/// move. The pooled rates of each day are those of the drawn accounts too.
/// </summary>
internal sealed class Redraws(IssueMaterial material, IssueOptions options, UseTable use, Activity activity, IssueDiscovery discovery, Scored found)
{
    /// <summary>Redraws are drawn from other streams than exchanges.</summary>
    private const ulong FirstStream = 1UL << 32;

    private readonly double[][] _z = new double[options.Redraws][];
    private readonly int[][] _weight = new int[options.Redraws][];
    private readonly bool[][] _back = new bool[options.Redraws][];
    private readonly bool[][] _strong = new bool[options.Redraws][];

    /// <summary>How often each account was drawn, by redraw.</summary>
    public IReadOnlyList<int[]> Weights => _weight;

    public void Run(int leastUsers, Action step, CancellationToken stop) =>
        Parallel.For(0, options.Redraws, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop }, round =>
        {
            One(round, leastUsers);
            step();
        });

    /// <summary>Share of redraws in which at least half of the first ten words of an issue stand in one issue again.</summary>
    public double Stability(int issue) => _back.Length == 0 ? 0 : _back.Count(back => back[issue]) / (double)_back.Length;

    /// <summary>Share of redraws in which a word is among the strongest again.</summary>
    public double WordStability(int word) => _strong.Length == 0 ? 0 : _strong.Count(strong => strong[word]) / (double)_strong.Length;

    /// <summary>The scores of a word in all redraws, ascending.</summary>
    public double[] WordScores(int word)
    {
        double[] scores = [.. _z.Select(z => z[word])];
        Array.Sort(scores);
        return scores;
    }

    private void One(int round, int leastUsers)
    {
        SeededRandom random = SeededRandom.Stream(options.Seed, FirstStream + (ulong)round);
        int[] both = new int[material.IsAsset.Length];
        Draw(true, both, random);
        Draw(false, both, random);
        int[] assets = new int[both.Length];
        for (int account = 0; account < both.Length; account++)
        {
            assets[account] = material.IsAsset[account] ? both[account] : 0;
        }
        double[] z = material.HasBackground
            ? Residuals.Of(use, activity, both).Scores(both, assets, leastUsers)
            : Prominence.Scores(use, activity, assets, leastUsers);
        List<int[]> issues = discovery.Find(z, assets);
        int[] of = new int[use.Terms];
        Array.Fill(of, -1);
        for (int i = 0; i < issues.Count; i++)
        {
            foreach (int word in issues[i])
            {
                of[word] = i;
            }
        }
        bool[] back = new bool[found.Issues.Count];
        for (int i = 0; i < back.Length; i++)
        {
            int[] first = [.. found.Issues[i].Take(OnIssue.FirstWords)];
            back[i] = first.Where(word => of[word] >= 0).GroupBy(word => of[word]).Any(group => 2 * group.Count() >= first.Length);
        }
        _z[round] = z;
        _weight[round] = both;
        _back[round] = back;
        _strong[round] = [.. of.Select(issue => issue >= 0)];
    }

    private void Draw(bool side, int[] weight, SeededRandom random)
    {
        int[] accounts = [.. Enumerable.Range(0, weight.Length).Where(account => material.IsAsset[account] == side && activity.Total[account] > 0)];
        for (int i = 0; i < accounts.Length; i++)
        {
            weight[accounts[random.Below(accounts.Length)]]++;
        }
    }
}
