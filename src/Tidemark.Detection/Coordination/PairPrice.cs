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

    /// <summary>Counts by two pointers. O(rows + objects × <paramref name="hottest"/>).</summary>
    /// <param name="index">The shares.</param>
    /// <param name="window">The window in nanoseconds.</param>
    /// <param name="hottest">How many of the hottest objects to name.</param>
    public static PairPrice Of(ShareIndex index, long window, int hottest = 10)
    {
        ArgumentNullException.ThrowIfNull(index);
        long[] time = index.Time;
        // A short list kept in order: a queue of pairs of structs is code that must be compiled at every start.
        var hot = new HotObject[hottest];
        int found = 0;
        long total = 0;
        for (int o = 0; o < index.Objects; o++)
        {
            int start = index.ObjectStart[o];
            int end = index.ObjectStart[o + 1];
            long pairs = 0;
            for (int i = start + 1, from = start; i < end; i++)
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
                found = Place(hot, found, new HotObject(o, end - start, pairs));
            }
        }
        return new PairPrice(index.Rows, total, hot[..found]);
    }

    /// <summary>Puts an object where it belongs among the hottest, if it does; of equals the earlier id comes first.</summary>
    private static int Place(HotObject[] hot, int found, HotObject item)
    {
        int at = found;
        while (at > 0 && hot[at - 1].Pairs < item.Pairs)
        {
            at--;
        }
        if (at == hot.Length)
        {
            return found;
        }
        int last = Math.Min(found, hot.Length - 1);
        for (int i = last; i > at; i--)
        {
            hot[i] = hot[i - 1];
        }
        hot[at] = item;
        return last + 1;
    }
}
