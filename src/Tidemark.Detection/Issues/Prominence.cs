namespace Tidemark.Detection.Issues;

/// <summary>
/// The score of words where there is nothing to compare with: the root of how many accounts use a word times the log of how rare it is among
/// the posts. It orders words, and says nothing about chance.
/// </summary>
internal static class Prominence
{
    /// <summary>Scores every word. O(uses).</summary>
    /// <param name="use">Who used what.</param>
    /// <param name="activity">Who wrote how much.</param>
    /// <param name="weight">How often each account counts.</param>
    /// <param name="leastAccounts">A word fewer accounts used scores 0.</param>
    public static double[] Scores(UseTable use, Activity activity, ReadOnlySpan<int> weight, int leastAccounts)
    {
        double all = 0;
        for (int account = 0; account < weight.Length; account++)
        {
            all += weight[account] * (double)activity.Total[account];
        }
        double[] z = new double[use.Terms];
        for (int word = 0; word < z.Length; word++)
        {
            double posts = 0;
            int users = 0;
            int last = -1;
            for (int i = use.Starts[word]; i < use.Starts[word + 1]; i++)
            {
                posts += weight[use.Account[i]] * (double)use.Posts[i];
                users += use.Account[i] != last && weight[use.Account[i]] > 0 ? 1 : 0;
                last = use.Account[i];
            }
            z[word] = users < leastAccounts || posts <= 0 ? 0 : Math.Sqrt(users) * Math.Log(Math.Max(1, all / posts));
        }
        return z;
    }
}
