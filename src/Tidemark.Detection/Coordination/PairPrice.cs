using System.Runtime.CompilerServices;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// What a window will cost, counted before anything is enumerated: pairs of rows of one object within the window. Nothing is
/// capped; a person is shown the price and the objects that cause it, and may choose a shorter window.
/// </summary>
/// <param name="Rows">Rows priced.</param>
/// <param name="Pairs">Pairs of rows within the window, of any accounts.</param>
/// <param name="Hottest">The objects with most pairs, most first.</param>
public sealed record PairPrice(long Rows, long Pairs, IReadOnlyList<PairPrice.HotObject> Hottest)
{
    /// <summary>An object and its share of the price.</summary>
    /// <param name="Object">The object's id.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Pairs">Its pairs of rows within the window.</param>
    public readonly record struct HotObject(int Object, int Rows, long Pairs);

    /// <summary>Counts by two pointers. O(rows).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PairPrice Of(ShareIndex index, long window, int hottest = 10)
    {
        ArgumentNullException.ThrowIfNull(index);
        var hot = new PriorityQueue<HotObject, (long, int)>();
        long total = 0;
        for (int o = 0; o < index.Objects; o++)
        {
            ReadOnlySpan<long> time = index.Time.AsSpan(index.ObjectStart[o], index.ObjectStart[o + 1] - index.ObjectStart[o]);
            long pairs = 0;
            for (int i = 1, from = 0; i < time.Length; i++)
            {
                while (unchecked((ulong)(time[i] - time[from])) > (ulong)window)
                {
                    from++;
                }
                pairs += i - from;
            }
            total += pairs;
            if (pairs > 0)
            {
                // Of equals the earlier id stays, so that the list does not depend on the queue.
                hot.Enqueue(new HotObject(o, time.Length, pairs), (pairs, -o));
                if (hot.Count > hottest)
                {
                    hot.Dequeue();
                }
            }
        }
        var list = new List<HotObject>();
        while (hot.TryDequeue(out HotObject item, out _))
        {
            list.Add(item);
        }
        list.Reverse();
        return new PairPrice(index.Rows, total, list);
    }
}
