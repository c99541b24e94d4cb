using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// The control world: the same accounts share the same objects as often, but all times are dealt out anew, so that pairwise
/// timing is destroyed while activity, popularity and the clock's resolution are kept. Whatever a detector finds here is a
/// false alarm. It does not keep each object's burst; for that the nulls are tested on synthetic breaking news.
/// </summary>
public static class TimeScramble
{
    /// <summary>
    /// The sorted shares with the times of their rows, each counted once, permuted. Who shared what is not sorted again. O(rows), and 20 bytes a row of memory.
    /// </summary>
    internal static ShareIndex Of(ShareIndex index, ulong seed)
    {
        long[] time = index.Time.AsSpan(0, index.Rows).ToArray();
        new SeededRandom(seed).Shuffle(time.AsSpan());
        return index.WithTimes(time);
    }

    /// <summary>The shares with their times permuted over all rows. O(rows).</summary>
    public static ShareColumns Of(ShareColumns shares, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(shares);
        long[] time = shares.Time.AsSpan(0, shares.Count).ToArray();
        new SeededRandom(seed).Shuffle(time.AsSpan());
        return new ShareColumns
        {
            Account = shares.Account, Object = shares.Object, Content = shares.Content, Time = time, Count = shares.Count,
            Accounts = shares.Accounts, Objects = shares.Objects, Contents = shares.Contents, Kind = shares.Kind,
        };
    }
}
