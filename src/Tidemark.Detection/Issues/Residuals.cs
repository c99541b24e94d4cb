namespace Tidemark.Detection.Issues;

/// <summary>
/// For every term and every account that used it: in how many posts, and in how many one would expect if the account had written
/// as everybody did on its days. The expectation is the Mantel–Haenszel one: on each day the share of posts with the term, both
/// sides together, times the account's posts of the day. So it holds whoever is called an asset, and accounts may be exchanged.
/// </summary>
internal sealed class Residuals
{
    private readonly UseTable _use;
    private readonly Activity _activity;

    private Residuals(UseTable use, Activity activity, int[] starts, int[] account, double[] used, double[] expected, double[] rate)
    {
        _use = use;
        _activity = activity;
        Starts = starts;
        Account = account;
        Used = used;
        Expected = expected;
        Rate = rate;
    }

    /// <summary>Term <c>t</c> has the pairs <c>Starts[t]..Starts[t + 1]</c>, by account.</summary>
    public int[] Starts { get; }

    public int[] Account { get; }

    public double[] Used { get; }

    public double[] Expected { get; }

    /// <summary>By entry of the use table: the share of all posts of that day that hold the term. Repeated for each account of the day.</summary>
    public double[] Rate { get; }

    public int Terms => _use.Terms;

    /// <summary>O(entries × days of an account).</summary>
    /// <param name="weight">How often each account counts: 1, or how often it was drawn.</param>
    public static Residuals Of(UseTable use, Activity activity, ReadOnlySpan<int> weight)
    {
        double[] postsPerDay = activity.PostsPerDay(weight);
        double[] share = new double[activity.Days];
        double[] rate = new double[use.Day.Length];
        int[] starts = new int[use.Terms + 1];
        var accounts = new List<int>(use.Day.Length);
        var used = new List<double>(use.Day.Length);
        var expected = new List<double>(use.Day.Length);
        for (int term = 0; term < use.Terms; term++)
        {
            int from = use.Starts[term];
            int to = use.Starts[term + 1];
            for (int i = from; i < to; i++)
            {
                share[use.Day[i]] += weight[use.Account[i]] * (double)use.Posts[i] / Math.Max(1, postsPerDay[use.Day[i]]);
            }
            for (int i = from; i < to;)
            {
                int account = use.Account[i];
                double count = 0;
                for (; i < to && use.Account[i] == account; i++)
                {
                    count += use.Posts[i];
                    rate[i] = share[use.Day[i]];
                }
                if (weight[account] == 0)
                {
                    continue;
                }
                double sum = 0;
                for (int cell = activity.Starts[account]; cell < activity.Starts[account + 1]; cell++)
                {
                    sum += activity.Posts[cell] * share[activity.Day[cell]];
                }
                accounts.Add(account);
                used.Add(count);
                expected.Add(sum);
            }
            for (int i = from; i < to; i++)
            {
                share[use.Day[i]] = 0;
            }
            starts[term + 1] = accounts.Count;
        }
        return new Residuals(use, activity, starts, [.. accounts], [.. used], [.. expected], rate);
    }

    /// <summary>
    /// The score of every term for one choice of assets. What an account brings counts up to <see cref="Cap"/>: beyond it, its posts
    /// are its own affair. Of all that counts, the assets' part is compared with the part expected on the days they wrote: the signed
    /// root of twice the binomial log-likelihood ratio, which is the likelihood-ratio test of the log-odds. O(entries).
    /// </summary>
    /// <param name="both">How often each account counts; the weight the expectations were made with.</param>
    /// <param name="assets">How often each asset counts; 0 for the background.</param>
    /// <param name="leastAccounts">A term fewer assets used scores 0.</param>
    public double[] Scores(ReadOnlySpan<int> both, ReadOnlySpan<int> assets, int leastAccounts)
    {
        double[] z = new double[Terms];
        double[] load = _activity.PostsPerDay(assets);
        bool[] seen = new bool[_activity.Days];
        for (int term = 0; term < Terms; term++)
        {
            double ofAssets = 0;
            double ofAll = 0;
            double used = 0;
            int users = 0;
            for (int i = Starts[term]; i < Starts[term + 1]; i++)
            {
                double counts = Math.Min(Used[i], Cap(Expected[i]));
                ofAll += both[Account[i]] * counts;
                used += both[Account[i]] * Used[i];
                if (assets[Account[i]] > 0)
                {
                    ofAssets += assets[Account[i]] * counts;
                    users++;
                }
            }
            if (users < leastAccounts)
            {
                continue;
            }
            double expected = 0;
            for (int i = _use.Starts[term]; i < _use.Starts[term + 1]; i++)
            {
                if (!seen[_use.Day[i]])
                {
                    seen[_use.Day[i]] = true;
                    expected += load[_use.Day[i]] * Rate[i];
                }
            }
            for (int i = _use.Starts[term]; i < _use.Starts[term + 1]; i++)
            {
                seen[_use.Day[i]] = false;
            }
            z[term] = SignedRoot(ofAssets, ofAll, expected / used);
        }
        return z;
    }

    /// <summary>What one account may bring: what was expected of it, and as much as chance would add.</summary>
    private static double Cap(double expected) => 1 + expected + (2 * Math.Sqrt(expected));

    private static double SignedRoot(double part, double all, double share)
    {
        if (share <= 0 || share >= 1)
        {
            return 0;
        }
        double rest = all - part;
        double twice = 2 * ((part > 0 ? part * Math.Log(part / (all * share)) : 0) + (rest > 1e-9 ? rest * Math.Log(rest / (all * (1 - share))) : 0));
        return Math.Sign(part - (all * share)) * Math.Sqrt(Math.Max(0, twice));
    }
}
