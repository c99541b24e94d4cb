namespace Tidemark.Detection.Coordination;

/// <summary>
/// The accounts that suspected ones follow: where they act in company, they act first. Hubs, wires, channels. Being one is no finding;
/// it explains why others act together.
/// </summary>
/// <remarks>
/// Measured on objects on which two or more accounts suspected together acted: the share of these that act within reach after an account, of
/// those within reach before or after it, averaged over objects. Members of a group that take turns have a mean of one half; with n others
/// all places are equally likely, so its variance is (n + 2) / 12n. A source is far above that. Companies of more than
/// <see cref="News"/> are left out: in the middle of the news being early is luck. O(rows of such objects × company).
/// </remarks>
internal static class Sources
{
    /// <summary>Larger companies are news, not an audience.</summary>
    private const int News = 64;

    /// <summary>Fewer objects say nothing about who leads.</summary>
    private const int Fewest = 6;

    /// <summary>Whoever leads less is a quick member of a group, not its source.</summary>
    private const double LeastShare = 0.8;

    /// <summary>Standard deviations above one half; every account is tested, so 3.5 (1 in 4,000).</summary>
    private const double Deviations = 3.5;

    /// <summary>For each account whether it is one.</summary>
    /// <param name="index">All shares.</param>
    /// <param name="suspects">Who is suspected together with whom.</param>
    /// <param name="reach">How soon after it others must act to have followed it, nanoseconds.</param>
    public static bool[] Of(ShareIndex index, Suspects suspects, long reach)
    {
        double[] lead = new double[index.Accounts];
        double[] variance = new double[index.Accounts];
        int[] objects = new int[index.Accounts];
        int[] on = new int[index.Accounts];
        var first = new List<(long Time, int Account, bool Suspect)>();
        for (int o = 0; o < index.Objects; o++)
        {
            int start = index.ObjectStart[o];
            int end = index.ObjectStart[o + 1];
            if (end - start < 3)
            {
                continue;
            }
            first.Clear();
            for (int row = start; row < end; row++)
            {
                if (on[index.Account[row]] != o + 1)
                {
                    on[index.Account[row]] = o + 1;
                    first.Add((index.Time[row], index.Account[row], false));
                }
            }
            int together = 0;
            for (int i = 0; i < first.Count; i++)
            {
                bool suspect = false;
                foreach (int partner in suspects.Of(first[i].Account))
                {
                    suspect |= on[partner] == o + 1;
                }
                first[i] = first[i] with { Suspect = suspect };
                together += suspect ? 1 : 0;
            }
            if (together >= 2)
            {
                Count(first, reach, lead, variance, objects);
            }
        }
        bool[] sources = new bool[index.Accounts];
        for (int a = 0; a < sources.Length; a++)
        {
            sources[a] = objects[a] >= Fewest && lead[a] >= LeastShare * objects[a]
                && lead[a] - 0.5 * objects[a] >= Deviations * Math.Sqrt(variance[a]);
        }
        return sources;
    }

    private static void Count(List<(long Time, int Account, bool Suspect)> first, long reach, double[] lead, double[] variance, int[] objects)
    {
        int low = 0;
        int high = 0;
        for (int i = 0; i < first.Count; i++)
        {
            long at = first[i].Time;
            while (Distance.IsFarBefore(first[low].Time, at, reach))
            {
                low++;
            }
            high = Math.Max(high, i);
            while (high < first.Count && !Distance.IsFarBefore(at, first[high].Time, reach))
            {
                high++;
            }
            if (high - low > News)
            {
                continue;
            }
            int before = 0;
            int after = 0;
            for (int k = low; k < high; k++)
            {
                before += first[k].Suspect && first[k].Time < at ? 1 : 0;
                after += first[k].Suspect && first[k].Time > at ? 1 : 0;
            }
            if (before + after > 0)
            {
                double others = before + after;
                lead[first[i].Account] += after / others;
                variance[first[i].Account] += (others + 2) / (12 * others);
                objects[first[i].Account]++;
            }
        }
    }
}
