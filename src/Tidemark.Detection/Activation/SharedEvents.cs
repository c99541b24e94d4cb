namespace Tidemark.Detection.Activation;

/// <summary>Days, both ends included and counted from the first day of the data, on which something moved many.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Label">What explains: a user's words, or how it was found.</param>
/// <param name="Given">Whether a user gave it.</param>
public sealed record SharedEvent(int From, int To, string Label, bool Given);

/// <summary>
/// Finds the days on which assets that were awake rise together. Who was silent before has no vote: silent assets that wake together
/// are what a group is, and must not explain themselves.
/// </summary>
/// <remarks>
/// An asset is awake on a day if it posted on at least three of the 28 days before; it rises if it posts more than on all but two of
/// them. The share of the awake that rise is compared with its median over the same weekday; a day is shared where it lies four standard
/// deviations and a twentieth above. O(assets × days).
/// </remarks>
internal static class EventFinder
{
    private const int Memory = 28;
    private const int AwakeDays = 3;
    private const int FewestAwake = 20;
    private const double LeastRise = 0.05;
    private const double Deviations = 4;

    /// <summary>The share of the awake that rise, a day; NaN where fewer than twenty are awake.</summary>
    public static double[] Rising(AssetLives lives)
    {
        int[] awake = new int[lives.Days], rising = new int[lives.Days];
        int[] counts = new int[lives.Days];
        int[] top = new int[3];
        for (int asset = 0; asset < lives.Assets; asset++)
        {
            ReadOnlySpan<int> postDays = lives.PostDays(asset);
            if (postDays.Length < AwakeDays)
            {
                continue;
            }
            lives.Expand(asset, counts);
            int last = Math.Min(lives.Days - 1, postDays[^1] + Memory), before = 0;
            for (int day = postDays[0]; day <= last; day++)
            {
                if (day - postDays[0] >= 21 && before >= AwakeDays)
                {
                    awake[day]++;
                    if (counts[day] > ThirdLargest(counts.AsSpan(Math.Max(0, day - Memory), Math.Min(day, Memory)), top))
                    {
                        rising[day]++;
                    }
                }
                before += counts[day] > 0 ? 1 : 0;
                before -= day >= Memory && counts[day - Memory] > 0 ? 1 : 0;
            }
        }
        double[] share = new double[lives.Days];
        for (int day = 0; day < share.Length; day++)
        {
            share[day] = awake[day] < FewestAwake ? double.NaN : (double)rising[day] / awake[day];
        }
        return share;
    }

    /// <summary>The days that stand out, neighbours joined, as events without a name.</summary>
    /// <param name="lives">All lives.</param>
    /// <param name="date">How a day is written.</param>
    /// <param name="pull">On each such day, how many times more of the awake rose than usually do; 1 on all other days.</param>
    public static List<SharedEvent> Find(AssetLives lives, Func<int, string> date, out double[] pull)
    {
        double[] share = Rising(lives);
        pull = new double[share.Length];
        Array.Fill(pull, 1);
        double all = Median(share, 0, 1);
        double spread = 1.4826 * Median([.. share.Select(s => Math.Abs(s - all))], 0, 1);
        var events = new List<SharedEvent>();
        for (int day = 0; day < share.Length; day++)
        {
            double usual = share.Length >= 70 ? Median(share, day % 7, 7) : all;
            if (double.IsNaN(share[day]) || share[day] <= usual + Math.Max(LeastRise, Deviations * spread))
            {
                continue;
            }
            pull[day] = share[day] / Math.Max(0.02, usual);
            if (events.Count > 0 && events[^1].To == day - 1)
            {
                events[^1] = events[^1] with { To = day };
            }
            else
            {
                events.Add(new SharedEvent(day, day, $"event found {date(day)}", Given: false));
            }
        }
        return events;
    }

    private static int ThirdLargest(ReadOnlySpan<int> counts, int[] top)
    {
        Array.Clear(top);
        foreach (int count in counts)
        {
            if (count > top[2])
            {
                top[2] = count;
                if (top[2] > top[1])
                {
                    (top[1], top[2]) = (top[2], top[1]);
                }
                if (top[1] > top[0])
                {
                    (top[0], top[1]) = (top[1], top[0]);
                }
            }
        }
        return top[2];
    }

    private static double Median(double[] values, int from, int step)
    {
        var known = new List<double>();
        for (int i = from; i < values.Length; i += step)
        {
            if (!double.IsNaN(values[i]))
            {
                known.Add(values[i]);
            }
        }
        known.Sort();
        return known.Count == 0 ? 0 : known[known.Count / 2];
    }
}
