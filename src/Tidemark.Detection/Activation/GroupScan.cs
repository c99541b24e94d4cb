namespace Tidemark.Detection.Activation;

/// <summary>Assets that start within days of each other.</summary>
/// <param name="Kind">What started: <c>start</c> (posting after silence) or <c>topic</c> (a new subject).</param>
/// <param name="Day">The first day, counted from the first day of the data.</param>
/// <param name="From">The first start.</param>
/// <param name="To">The last start.</param>
/// <param name="Members">Asset and the day of its start, by asset.</param>
/// <param name="Expected">How many independent starts would fall into such a window.</param>
/// <param name="P">The chance of as many, in this window.</param>
/// <param name="Q">False-discovery rate over all windows looked at.</param>
/// <param name="ExplainedBy">A shared event that accounts for it, or null.</param>
public sealed record StartGroup(
    string Kind, int Day, int From, int To, IReadOnlyList<(int Asset, int Day)> Members, double Expected, double P, double Q, string? ExplainedBy);

/// <summary>A start: an asset that was quiet by its own measure begins.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Day">The day.</param>
/// <param name="Strength">0: posts again; 1: a handful more than it used to; 2: much more.</param>
internal readonly record struct Start(int Asset, int Day, int Strength);

/// <summary>
/// Group activation. Claims: more assets started within these days than independent starts give at the rate of this period. Does not
/// claim that they know of each other: a school holiday, a platform's outage or a deadline starts many, too.
/// </summary>
/// <remarks>
/// A scan over windows of one to five days and three strengths of start; the number of starts in a window is Poisson under independence
/// (a sum of many rare ones), with the mean of the whole period or of the three months around, whichever is larger, so that a period
/// in which everybody starts is not a group. On the days of a shared event silent assets are taken to be as much likelier to post as those
/// that are awake were. q: Benjamini and Hochberg over all windows of all widths and strengths; the best window goes
/// first and takes its members with it. After Kulldorff 1997, doi:10.1080/03610929708831995. O(days × widths) a group.
/// </remarks>
internal static class GroupScan
{
    /// <summary>Silent days before a start.</summary>
    public const int Silence = 14;

    private const int Widest = 5;
    private const int Around = 45;
    private const int Fewest = 5;
    private const int Most = 200;

    /// <summary>The starts after silence in a life.</summary>
    public static void AddStarts(AssetLives lives, int asset, List<Start> starts)
    {
        ReadOnlySpan<int> days = lives.PostDays(asset), counts = lives.PostCounts(asset);
        int before = 0;
        for (int i = 0; i < days.Length; i++)
        {
            // The first post of a life is an arrival, not a start.
            if (i > 0 && days[i] - days[i - 1] > Silence)
            {
                int week = 0;
                for (int j = i; j < days.Length && days[j] < days[i] + 7; j++)
                {
                    week += counts[j];
                }
                double usual = 7.0 * before / (days[i] - days[0]);
                starts.Add(new Start(asset, days[i], week >= 7 && week >= 5 * usual ? 2 : week >= 3 && week >= 3 * usual ? 1 : 0));
            }
            before += counts[i];
        }
    }

    /// <summary>The groups among starts.</summary>
    /// <param name="kind">What kind of start.</param>
    /// <param name="starts">The starts, in any order.</param>
    /// <param name="pull">For each day of the data how many times likelier a shared event makes it to post.</param>
    /// <param name="events">Shared events; one that a user gave explains a group on its days.</param>
    /// <param name="q">Groups above this rate are not returned.</param>
    public static List<StartGroup> Find(string kind, IReadOnlyList<Start> starts, double[] pull, IReadOnlyList<SharedEvent> events, double q)
    {
        int days = pull.Length;
        double[] pulled = new double[days + 1];
        for (int day = 0; day < days; day++)
        {
            // Who takes part in an event may begin the day before or after those who made it found.
            pulled[day + 1] = pulled[day] + Math.Max(pull[day], Math.Max(day > 0 ? pull[day - 1] : 1, day + 1 < days ? pull[day + 1] : 1));
        }
        var left = starts.OrderBy(start => start.Day).ThenBy(start => start.Asset).ToList();
        int strengths = 1 + (left.Count > 0 ? left.Max(start => start.Strength) : 0);
        long looked = (long)days * Widest * strengths;
        var groups = new List<StartGroup>();
        while (groups.Count < Most)
        {
            Window best = default;
            best.P = 1;
            for (int strength = 0; strength < strengths; strength++)
            {
                Scan(left, pulled, strength, ref best);
            }
            // The best of all windows that are left is as good as its rank among the groups so far.
            double rate = Math.Min(1, best.P * looked / (groups.Count + 1));
            if (best.Count < Fewest || rate > q)
            {
                break;
            }
            (int Asset, int Day)[] members = [.. left.Where(start => start.Strength >= best.Strength && start.Day >= best.From && start.Day < best.From + best.Width)
                .GroupBy(start => start.Asset).Select(same => (same.Key, same.Min(start => start.Day))).OrderBy(member => member.Key)];
            int first = members.Min(member => member.Day);
            groups.Add(new StartGroup(kind, first, first, members.Max(member => member.Day), members, best.Expected, best.P, rate,
                events.FirstOrDefault(e => e.Given && e.From <= first && e.To >= first)?.Label));
            // What stands beside a group is its fringe, not another one.
            left.RemoveAll(start => start.Day >= best.From - Widest && start.Day < best.From + best.Width + Widest);
        }
        return groups;
    }

    private static void Scan(List<Start> starts, double[] pulled, int strength, ref Window best)
    {
        int days = pulled.Length - 1;
        int[] sums = new int[days + 1];
        foreach (Start start in starts)
        {
            sums[start.Day + 1] += start.Strength >= strength ? 1 : 0;
        }
        for (int day = 0; day < days; day++)
        {
            sums[day + 1] += sums[day];
        }
        if (sums[days] < Fewest)
        {
            return;
        }
        for (int width = 1; width <= Widest; width++)
        {
            for (int from = 0; from + width <= days; from++)
            {
                int count = sums[from + width] - sums[from];
                if (count < Fewest)
                {
                    continue;
                }
                // The window itself, and its fringe, do not speak for the rate around it.
                (int low, int high) = (Math.Max(0, from - Widest), Math.Min(days, from + width + Widest));
                int fringe = sums[high] - sums[low];
                (int left, int right) = (Math.Max(0, from - Around), Math.Min(days, from + width + Around));
                double all = (double)(sums[days] - fringe + 1) / Math.Max(1, days - (high - low));
                double near = (double)(sums[right] - sums[left] - fringe + 1) / Math.Max(1, right - left - (high - low));
                double expected = (pulled[from + width] - pulled[from]) * Math.Max(all, near), p = SpecialFunctions.PoissonTail(count, expected);
                if (p < best.P)
                {
                    best = new Window { From = from, Width = width, Strength = strength, Count = count, Expected = expected, P = p };
                }
            }
        }
    }

    private struct Window
    {
        public int From, Width, Strength, Count;
        public double Expected, P;
    }
}
