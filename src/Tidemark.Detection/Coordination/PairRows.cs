namespace Tidemark.Detection.Coordination;

/// <summary>
/// The evidence behind an edge: which two rows, and how far apart. Rows are those of a <see cref="ShareIndex"/>.
/// </summary>
public static class PairRows
{
    /// <summary>A pair row of an edge.</summary>
    /// <param name="RowA">Row of account a.</param>
    /// <param name="RowB">Row of account b; of a loop, the later row.</param>
    /// <param name="Delta">|Δt| in nanoseconds.</param>
    public readonly record struct Pair(int RowA, int RowB, long Delta);

    /// <summary>All pair rows of two accounts, by object, then by row of a. O(rows of a + rows of b + pairs).</summary>
    /// <param name="index">The shares.</param>
    /// <param name="a">An account.</param>
    /// <param name="b">Another, or the same for loops.</param>
    /// <param name="window">Largest |Δt|, in nanoseconds, inclusive.</param>
    public static IEnumerable<Pair> Of(ShareIndex index, int a, int b, long window)
    {
        ArgumentNullException.ThrowIfNull(index);
        int from = index.AccountStart[b];
        int end = index.AccountStart[b + 1];
        for (int i = index.AccountStart[a]; i < index.AccountStart[a + 1]; i++)
        {
            int row = index.AccountRows[i];
            int obj = index.ObjectOf[row];
            // Both lists ascend, and so do the windows' left ends within an object: "from" never goes back.
            while (from < end && IsBeforeWindow(index, index.AccountRows[from], row, obj, window))
            {
                from++;
            }
            for (int j = a == b ? i + 1 : from; j < end; j++)
            {
                int other = index.AccountRows[j];
                if (index.ObjectOf[other] != obj)
                {
                    break;
                }
                if (other > row && unchecked((ulong)(index.Time[other] - index.Time[row])) > (ulong)window)
                {
                    break;
                }
                if (index.Content[row] != index.Content[other])
                {
                    yield return new Pair(row, other, Math.Abs(index.Time[row] - index.Time[other]));
                }
            }
        }
    }

    /// <summary>Two rows as a pair: the account whose name sorts first is a; of one account, the earlier row.</summary>
    internal static Pair Ordered(ShareIndex index, int row, int later)
    {
        long delta = index.Time[later] - index.Time[row];
        return index.AccountRank[index.Account[row]] <= index.AccountRank[index.Account[later]]
            ? new Pair(row, later, delta)
            : new Pair(later, row, delta);
    }

    private static bool IsBeforeWindow(ShareIndex index, int other, int row, int obj, long window) =>
        index.ObjectOf[other] < obj
        || (index.ObjectOf[other] == obj && other < row
            && unchecked((ulong)(index.Time[row] - index.Time[other])) > (ulong)window);
}
