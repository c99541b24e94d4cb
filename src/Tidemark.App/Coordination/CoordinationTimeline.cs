using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>Posts over time, everybody's and each group's: in minutes for up to six hours, in hours for up to two weeks, in days beyond.</summary>
internal static class CoordinationTimeline
{
    /// <summary>More bins than this are no picture; a table with a forged date a century off must not ask for a million.</summary>
    private const long MostBins = 4_000;

    /// <summary>
    /// Times this close to the ends of what can be counted in nanoseconds (1677 and 2262) are wrong, and an axis with joined bins of
    /// up to twelve weeks would lead past them.
    /// </summary>
    private const long Edge = 100 * 86_400;

    public static ActivityTimeline? Of(DescribedResult result)
    {
        IReadOnlyList<GroupProfile> profiles = result.Profiles;
        ShareIndex index = result.Index;
        if (index.Rows == 0)
        {
            return null;
        }
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (long t in index.Time.AsSpan(0, index.Rows))
        {
            first = Math.Min(first, new UnixTime(t).Seconds);
            last = Math.Max(last, new UnixTime(t).Seconds);
        }
        // Bins begin with a day, or within a few hours with an hour, so that their ends are times people know.
        long whole = last - first <= 6 * 3_600 ? 3_600 : 86_400;
        long from = first - (first % whole + whole) % whole;
        long bin = whole == 3_600 ? 60 : last - from <= 14 * 86_400 ? 3_600 : 86_400;
        long bins = (last - from) / bin + 1;
        if (bins > MostBins || from < long.MinValue / UnixTime.PerSecond + Edge || last > long.MaxValue / UnixTime.PerSecond - Edge)
        {
            return null;
        }
        long[] everybody = new long[bins];
        long[][] groups = [.. profiles.Select(_ => new long[bins])];
        // A post that carries several objects, or stands in several rows, is one post.
        var counted = new HashSet<int>();
        for (int row = 0; row < index.Rows; row++)
        {
            if (!counted.Add(index.Content[row]))
            {
                continue;
            }
            long at = (new UnixTime(index.Time[row]).Seconds - from) / bin;
            everybody[at]++;
            int group = result.Groups.GroupOf[index.Account[row]];
            if (group > 0)
            {
                groups[group - 1][at]++;
            }
        }
        return new ActivityTimeline(
            UnixTime.FromSeconds(from), bin, everybody, [.. profiles.Select((p, i) => new GroupActivity(p.Group.Number, groups[i]))]);
    }
}
