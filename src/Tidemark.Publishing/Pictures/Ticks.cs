using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Pictures;

/// <summary>Where an axis has its marks, and what stands there.</summary>
internal static class Ticks
{
    private static readonly long[] Steps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600,
    ];

    /// <summary>Round values from 0 up to at least the largest: at most <paramref name="most"/> steps of 1, 2 or 5 × 10ⁿ, never below 1.</summary>
    public static IReadOnlyList<long> Counts(long largest, int most)
    {
        long step = 1;
        for (long power = 1; ; power *= 10)
        {
            long[] three = [power, 2 * power, 5 * power];
            step = Array.Find(three, s => (largest + s - 1) / s <= most);
            if (step > 0)
            {
                break;
            }
        }
        long end = Math.Max(1, (largest + step - 1) / step);
        return [.. Enumerable.Range(0, (int)end + 1).Select(i => i * step)];
    }

    /// <summary>Moments for a time axis: full minutes, hours, days, weeks, or firsts of months and years.</summary>
    public static IReadOnlyList<(UnixTime At, string Label)> Times(UnixTime from, UnixTime to, int most)
    {
        long a = from.Seconds, b = Math.Max(to.Seconds, from.Seconds + 1);
        foreach (long step in Steps)
        {
            if ((b - a) / step <= most)
            {
                var ticks = new List<(UnixTime, string)>();
                // Weeks begin on a Monday: the epoch was a Thursday.
                long shift = step >= 604_800 ? 345_600 : 0;
                for (long at = Up(a - shift, step) + shift; at <= b; at += step)
                {
                    ticks.Add((UnixTime.FromSeconds(at), Label(UnixTime.FromSeconds(at), step)));
                }
                return ticks;
            }
        }
        return Months(a, b, most);
    }

    private static List<(UnixTime, string)> Months(long a, long b, int most)
    {
        DateTime first = DateTime.UnixEpoch.AddSeconds(a);
        long months = (b - a) / 2_600_000;
        int[] steps = [1, 2, 3, 6, 12, 24, 60, 120];
        int step = Array.Find(steps, s => months / s <= most);
        step = step == 0 ? 240 : step;
        var ticks = new List<(UnixTime, string)>();
        int month = first.Year * 12 + first.Month - 1;
        for (int at = (month / step + 1) * step; ; at += step)
        {
            long seconds = (long)(new DateTime(at / 12, at % 12 + 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;
            if (seconds > b)
            {
                return ticks;
            }
            UnixTime time = UnixTime.FromSeconds(seconds);
            ticks.Add((time, step % 12 == 0 ? time.ToString()[..4] : time.ToString()[..7]));
        }
    }

    private static long Up(long value, long step) => (long)Math.Ceiling((double)value / step) * step;

    private static string Label(UnixTime time, long step) => step switch
    {
        < 60 => time.ToString()[11..19],
        < 86_400 when time.ToString()[11..16] != "00:00" => time.ToString()[11..16],
        _ => Figures.Day(time),
    };
}
