using Tidemark.Model;

namespace Tidemark.Detection.Activation;

/// <summary>How many posts each asset wrote on which day: the only thing volume, events and groups look at.</summary>
/// <remarks>Days are counted from the first day of the data, which is 0, so that a shift by whole days changes nothing.</remarks>
public sealed class AssetLives
{
    private readonly int[] _start;
    private readonly int[] _day;
    private readonly int[] _count;

    private AssetLives(int firstDay, int days, int[] start, int[] day, int[] count) =>
        (FirstDay, Days, _start, _day, _count) = (firstDay, days, start, day, count);

    /// <summary>The first day of the data as days since 1970.</summary>
    public int FirstDay { get; }

    /// <summary>Days from the first to the last day of the data, both included.</summary>
    public int Days { get; }

    /// <summary>How many assets there are.</summary>
    public int Assets => _start.Length - 1;

    /// <summary>Counts posts. O(posts).</summary>
    /// <param name="posts">Posts in their fixed order, every one with a time; at least one.</param>
    public static AssetLives Of(PostColumns posts)
    {
        int first = int.MaxValue, last = int.MinValue;
        int[] day = new int[posts.Count];
        for (int i = 0; i < day.Length; i++)
        {
            day[i] = posts.Day(i);
            (first, last) = (Math.Min(first, day[i]), Math.Max(last, day[i]));
        }
        int[] start = new int[posts.Accounts.Count + 1];
        int[] count = new int[posts.Count];
        int used = 0;
        for (int i = 0, asset = 0; i < day.Length; i++)
        {
            for (; asset < posts.Account[i]; asset++)
            {
                start[asset + 1] = used;
            }
            int here = day[i] - first;
            if (used > start[asset] && day[used - 1] == here)
            {
                count[used - 1]++;
            }
            else
            {
                (day[used], count[used]) = (here, 1);
                used++;
            }
            if (i == day.Length - 1)
            {
                start.AsSpan(asset + 1).Fill(used);
            }
        }
        return new AssetLives(first, last - first + 1, start, day[..used], count[..used]);
    }

    /// <summary>The days on which an asset posted, in order.</summary>
    public ReadOnlySpan<int> PostDays(int asset) => _day.AsSpan(_start[asset], _start[asset + 1] - _start[asset]);

    /// <summary>How often it posted on these days.</summary>
    public ReadOnlySpan<int> PostCounts(int asset) => _count.AsSpan(_start[asset], _start[asset + 1] - _start[asset]);

    /// <summary>How many posts it wrote.</summary>
    public int Posts(int asset)
    {
        int sum = 0;
        foreach (int count in PostCounts(asset))
        {
            sum += count;
        }
        return sum;
    }

    /// <summary>The day of its first post.</summary>
    public int First(int asset) => _day[_start[asset]];

    /// <summary>Writes the counts of all days of the data into a span of <see cref="Days"/>.</summary>
    public void Expand(int asset, Span<int> counts)
    {
        counts.Clear();
        ReadOnlySpan<int> days = PostDays(asset), many = PostCounts(asset);
        for (int i = 0; i < days.Length; i++)
        {
            counts[days[i]] = many[i];
        }
    }
}
