namespace Tidemark.Detection.Activation;

/// <summary>What counts as a new level, before any test: the rule a person can check with a pencil.</summary>
internal static class VolumeRule
{
    /// <summary>Days a level must last.</summary>
    public const int Window = 28;

    /// <summary>Days of a life in which nothing can be activated.</summary>
    public const int Youth = 30;

    /// <summary>How many times the mean of the life before.</summary>
    public const double Times = 5;

    /// <summary>Posts a day at least.</summary>
    public const double LeastRate = 1;

    /// <summary>Days with posts among the 28.</summary>
    public const int LeastDays = 7;

    /// <summary>
    /// Further days a newcomer gets before it has a level of its own: the first weeks are a search, and a rise from them is an arrival.
    /// </summary>
    public const int Settling = 60;

    /// <summary>The days from which on the rule holds.</summary>
    /// <param name="counts">Posts a day.</param>
    /// <param name="first">The first day of the life.</param>
    /// <param name="newcomer">Whether the asset arrived after the data began.</param>
    public static int[] Starts(ReadOnlySpan<int> counts, int first, bool newcomer)
    {
        var starts = new List<int>();
        int[] posts = new int[counts.Length + 1], days = new int[counts.Length + 1];
        for (int day = 0; day < counts.Length; day++)
        {
            posts[day + 1] = posts[day] + counts[day];
            days[day + 1] = days[day] + (counts[day] > 0 ? 1 : 0);
        }
        for (int day = first + Youth + (newcomer ? Settling : 0); day + Window <= counts.Length; day++)
        {
            int after = posts[day + Window] - posts[day];
            // A newcomer's level is what it wrote once it had settled; else the whole life before.
            int from = newcomer ? first + Youth : first;
            double before = Math.Max((double)(posts[day] - posts[from]) / (day - from), (double)(posts[day] - posts[first]) / (day - first));
            if (counts[day] > 0 && after >= Window * LeastRate && days[day + Window] - days[day] >= LeastDays && after >= Times * Window * before)
            {
                starts.Add(day);
            }
        }
        return [.. starts];
    }

    /// <summary>
    /// Over how many days a level is judged without the shared ones: four weeks, and where these leave less than a fortnight, as many weeks
    /// more, up to eight, as leave one. Events that lie close together would else explain whatever began among them.
    /// </summary>
    public static int Span(ReadOnlySpan<bool> shared, int start)
    {
        const int Fortnight = 14;
        int span = Window;
        while (span < 2 * Window && start + span + 7 <= shared.Length && shared.Slice(start, span).Count(false) < Fortnight)
        {
            span += 7;
        }
        return span;
    }

    /// <summary>
    /// Whether all but one of the weeks from a day, as far as they are not days of a shared event, are themselves on the new level: a
    /// burst of a few days, however high, is not.
    /// </summary>
    public static bool Lasts(ReadOnlySpan<int> counts, ReadOnlySpan<bool> shared, int start, int span, double before)
    {
        const int LeastDaysLeft = 3;
        double level = 0;
        int left = 0;
        Span<double> rate = stackalloc double[span / 7];
        for (int week = 0; week < rate.Length; week++)
        {
            (int posts, int days) = (0, 0);
            for (int day = start + 7 * week; day < start + 7 * week + 7; day++)
            {
                (posts, days) = shared[day] ? (posts, days) : (posts + counts[day], days + 1);
            }
            rate[week] = days >= LeastDaysLeft ? (double)posts / days : double.NaN;
            (level, left) = (level + posts, left + days);
        }
        level /= Math.Max(1, left);
        int seen = 0, held = 0;
        foreach (double week in rate)
        {
            seen += double.IsNaN(week) ? 0 : 1;
            held += week >= Math.Max(2.5 * before, 0.3 * level) ? 1 : 0;
        }
        return seen >= 2 && held >= seen - 1 && held >= 2;
    }

    /// <summary>
    /// Whether the new level was there before: on five days or more within a fortnight of the life before, at more than half of it.
    /// Who comes back from a holiday or an outage is not activated. The last fortnight before the start does not count, for a start
    /// put a few days too late would find itself.
    /// </summary>
    public static bool IsReturn(ReadOnlySpan<int> counts, int first, int start)
    {
        const int Fortnight = 14;
        double level = (double)Sum(counts, start, start + Window) / Window;
        int cap = (int)Math.Ceiling(2 * level);
        for (int from = first; from < start - Fortnight; from++)
        {
            int to = Math.Min(from + Fortnight, start - Fortnight), posts = 0, days = 0;
            for (int day = from; day < to; day++)
            {
                posts += Math.Min(counts[day], cap);
                days += counts[day] > 0 ? 1 : 0;
            }
            // What the life or the data cuts off is judged by what is left of it, but not by less than a week.
            if (days >= 5 && posts >= 0.5 * level * Math.Max(7, to - from))
            {
                return true;
            }
        }
        return false;
    }

    private static int Sum(ReadOnlySpan<int> counts, int from, int to)
    {
        int sum = 0;
        for (int day = from; day < Math.Min(to, counts.Length); day++)
        {
            sum += counts[day];
        }
        return sum;
    }
}
