namespace Tidemark.Detection.Issues;

/// <summary>How many posts each account wrote on each day: account <c>a</c> has the entries <c>Starts[a]..Starts[a + 1]</c>, by day.</summary>
internal sealed class Activity
{
    private Activity(int[] starts, int[] day, int[] posts, int[] total, int days)
    {
        Starts = starts;
        Day = day;
        Posts = posts;
        Total = total;
        Days = days;
    }

    public int[] Starts { get; }

    public int[] Day { get; }

    public int[] Posts { get; }

    /// <summary>Posts of each account.</summary>
    public int[] Total { get; }

    public int Days { get; }

    public int Accounts => Total.Length;

    public static Activity Build(int accounts, int days, int[] account, int[] day)
    {
        long[] keys = new long[account.Length];
        for (int post = 0; post < keys.Length; post++)
        {
            keys[post] = ((long)account[post] << 32) | (uint)day[post];
        }
        Array.Sort(keys);
        int[] starts = new int[accounts + 1];
        int[] total = new int[accounts];
        var cellDay = new List<int>();
        var posts = new List<int>();
        for (int i = 0; i < keys.Length; i++)
        {
            int of = (int)(keys[i] >> 32);
            total[of]++;
            if (i > 0 && keys[i] == keys[i - 1])
            {
                posts[^1]++;
                continue;
            }
            cellDay.Add((int)(keys[i] & 0x7FFFFFFF));
            posts.Add(1);
            starts[of + 1]++;
        }
        for (int of = 0; of < accounts; of++)
        {
            starts[of + 1] += starts[of];
        }
        return new Activity(starts, [.. cellDay], [.. posts], total, days);
    }

    /// <summary>Posts a day of all accounts, each counted as often as its weight says.</summary>
    public double[] PostsPerDay(ReadOnlySpan<int> weight)
    {
        double[] sum = new double[Days];
        for (int account = 0; account < Accounts; account++)
        {
            if (weight[account] == 0)
            {
                continue;
            }
            for (int cell = Starts[account]; cell < Starts[account + 1]; cell++)
            {
                sum[Day[cell]] += weight[account] * (double)Posts[cell];
            }
        }
        return sum;
    }
}
