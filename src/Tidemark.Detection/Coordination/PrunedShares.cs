using System.Numerics;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// The rows that can stand in an edge of the asked weight, laid out for the sweep. A row without a row of another account
/// in its window goes; an account with fewer such objects than the minimum weight goes, and with it all its rows; and so on.
/// What remains is renumbered: objects from cold to hot, accounts from few rows to many.
/// </summary>
internal sealed class PrunedShares
{
    /// <summary>A round that takes less than an eighth of the rows does not pay for itself.</summary>
    private const int WorthARound = 8;

    public required int Rows { get; init; }

    public required int Accounts { get; init; }

    /// <summary>Account (renumbered) of a row.</summary>
    public required int[] Account { get; init; }

    /// <summary>First row within the window of a row, of the same object.</summary>
    public required int[] From { get; init; }

    /// <summary>End of the window of a row, exclusive.</summary>
    public required int[] To { get; init; }

    /// <summary>Object (renumbered) of a row.</summary>
    public required int[] Object { get; init; }

    public required int[] ObjectStart { get; init; }

    public required int[] AccountStart { get; init; }

    public required int[] AccountRows { get; init; }

    /// <summary>Row of the index a row was.</summary>
    public required int[] Source { get; init; }

    /// <summary>Account id of the index an account was.</summary>
    public required int[] SourceAccount { get; init; }

    public static PrunedShares Of(ShareIndex index, long window, int minWeight)
    {
        int[] rows = GC.AllocateUninitializedArray<int>(index.Rows);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }
        int count = rows.Length;
        var tally = new Tally[index.Accounts];
        while (true)
        {
            Array.Clear(tally);
            int left = Prune(index, rows.AsSpan(0, count), tally, window, minWeight);
            bool worth = (count - left) * (long)WorthARound > count && left > 0;
            count = left;
            if (!worth)
            {
                break;
            }
        }
        return Lay(index, rows.AsSpan(0, count), window);
    }

    /// <summary>One round over rows in index order; moves what stays to the front and returns how many stay.</summary>
    private static int Prune(ShareIndex index, Span<int> rows, Tally[] tally, long window, int minWeight)
    {
        int[] account = index.Account;
        long[] time = index.Time;
        int[] objectOf = index.ObjectOf;
        int kept = 0;
        unchecked
        {
            for (int from = 0; from < rows.Length;)
            {
                int obj = objectOf[rows[from]];
                int end = index.ObjectStart[obj + 1];
                int to = from + 1;
                while (to < rows.Length && rows[to] < end)
                {
                    to++;
                }
                // A row stays if the nearest row of another account, before or after, is within the window. "other" is the
                // nearest row whose account differs from that of the row just seen.
                int marked = from;
                int lastAccount = -1;
                long last = 0;
                long other = 0;
                bool hasOther = false;
                for (int k = from; k < to; k++)
                {
                    int row = rows[k];
                    int a = account[row];
                    long t = time[row];
                    bool near;
                    if (a != lastAccount)
                    {
                        near = lastAccount >= 0 && (ulong)(t - last) <= (ulong)window;
                        hasOther = lastAccount >= 0;
                        other = last;
                        lastAccount = a;
                    }
                    else
                    {
                        near = hasOther && (ulong)(t - other) <= (ulong)window;
                    }
                    last = t;
                    rows[k] = near ? ~row : row;
                }
                lastAccount = -1;
                hasOther = false;
                for (int k = to - 1; k >= from; k--)
                {
                    int row = rows[k] < 0 ? ~rows[k] : rows[k];
                    int a = account[row];
                    long t = time[row];
                    bool near;
                    if (a != lastAccount)
                    {
                        near = lastAccount >= 0 && (ulong)(last - t) <= (ulong)window;
                        hasOther = lastAccount >= 0;
                        other = last;
                        lastAccount = a;
                    }
                    else
                    {
                        near = hasOther && (ulong)(other - t) <= (ulong)window;
                    }
                    last = t;
                    rows[k] = near ? ~row : rows[k];
                }
                for (int k = from; k < to; k++)
                {
                    if (rows[k] < 0)
                    {
                        int row = ~rows[k];
                        rows[marked++] = row;
                        ref Tally of = ref tally[account[row]];
                        if (of.LastObject != obj + 1)
                        {
                            of.LastObject = obj + 1;
                            of.Objects++;
                        }
                    }
                }
                rows[from..marked].CopyTo(rows[kept..]);
                kept += marked - from;
                from = to;
            }
            int stay = 0;
            for (int k = 0; k < kept; k++)
            {
                int row = rows[k];
                rows[stay] = row;
                stay += tally[account[row]].Objects >= minWeight ? 1 : 0;
            }
            return stay;
        }
    }

    private static PrunedShares Lay(ShareIndex index, ReadOnlySpan<int> rows, long window)
    {
        (int[] order, int[] starts) = ColdFirst(index, rows, window);
        (int[] accountOf, int[] sourceAccount) = FewRowsFirst(index, rows);
        int n = rows.Length;
        int[] account = GC.AllocateUninitializedArray<int>(n);
        int[] from = GC.AllocateUninitializedArray<int>(n);
        int[] to = GC.AllocateUninitializedArray<int>(n);
        int[] obj = GC.AllocateUninitializedArray<int>(n);
        int[] source = GC.AllocateUninitializedArray<int>(n);
        int[] objectStart = new int[order.Length + 1];
        int[] accountStart = new int[sourceAccount.Length + 1];
        long[] time = index.Time;
        unchecked
        {
            int at = 0;
            for (int o = 0; o < order.Length; o++)
            {
                int start = at;
                objectStart[o] = start;
                for (int k = starts[order[o]]; k < starts[order[o] + 1]; k++, at++)
                {
                    int row = rows[k];
                    source[at] = row;
                    obj[at] = o;
                    int a = accountOf[index.Account[row]];
                    account[at] = a;
                    accountStart[a + 1]++;
                }
                int left = start;
                int right = start;
                for (int i = start; i < at; i++)
                {
                    long t = time[source[i]];
                    while ((ulong)(t - time[source[left]]) > (ulong)window)
                    {
                        left++;
                    }
                    while (right < at && (ulong)(time[source[right]] - t) <= (ulong)window)
                    {
                        right++;
                    }
                    from[i] = left;
                    to[i] = right;
                    // Rows before i count as within the window of the next i only as far as its own left end.
                    right = Math.Max(right, i + 1);
                }
            }
            objectStart[order.Length] = at;
            for (int a = 1; a < accountStart.Length; a++)
            {
                accountStart[a] += accountStart[a - 1];
            }
            int[] next = accountStart.AsSpan(0, sourceAccount.Length).ToArray();
            int[] accountRows = GC.AllocateUninitializedArray<int>(n);
            for (int i = 0; i < n; i++)
            {
                accountRows[next[account[i]]++] = i;
            }
            return new PrunedShares
            {
                Rows = n,
                Accounts = sourceAccount.Length,
                Account = account,
                From = from,
                To = to,
                Object = obj,
                ObjectStart = objectStart,
                AccountStart = accountStart,
                AccountRows = accountRows,
                Source = source,
                SourceAccount = sourceAccount,
            };
        }
    }

    /// <summary>
    /// Objects by pairs a row, on a logarithmic scale. The sweep of an account stops, or only looks up what it has, before
    /// its last objects: those should be the dear ones.
    /// </summary>
    private static (int[] Order, int[] Starts) ColdFirst(ShareIndex index, ReadOnlySpan<int> rows, long window)
    {
        var starts = new List<int>();
        var heat = new List<byte>();
        int[] counts = new int[65];
        for (int from = 0; from < rows.Length;)
        {
            int end = index.ObjectStart[index.ObjectOf[rows[from]] + 1];
            long pairs = 0;
            int left = from;
            int to = from;
            for (; to < rows.Length && rows[to] < end; to++)
            {
                while (unchecked((ulong)(index.Time[rows[to]] - index.Time[rows[left]])) > (ulong)window)
                {
                    left++;
                }
                pairs += to - left;
            }
            int scale = BitOperations.Log2((ulong)(16 * pairs / (to - from)) | 1);
            starts.Add(from);
            heat.Add((byte)scale);
            counts[scale + 1]++;
            from = to;
        }
        starts.Add(rows.Length);
        for (int i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }
        int[] order = new int[heat.Count];
        for (int o = 0; o < order.Length; o++)
        {
            order[counts[heat[o]]++] = o;
        }
        return (order, [.. starts]);
    }

    /// <summary>Accounts by number of rows: an edge is found from the side of the account with fewer.</summary>
    private static (int[] AccountOf, int[] Source) FewRowsFirst(ShareIndex index, ReadOnlySpan<int> rows)
    {
        const int Many = 4096;
        int[] count = new int[index.Accounts];
        foreach (int row in rows)
        {
            count[index.Account[row]]++;
        }
        int[] next = new int[Many + 2];
        foreach (int c in count)
        {
            next[c == 0 ? 0 : Math.Min(c, Many) + 1]++;
        }
        next[0] = 0;
        for (int i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }
        int[] source = new int[next[^1]];
        for (int a = 0; a < count.Length; a++)
        {
            if (count[a] > 0)
            {
                int place = next[Math.Min(count[a], Many)]++;
                source[place] = a;
                count[a] = place;
            }
        }
        return (count, source);
    }

    private struct Tally
    {
        public int LastObject;
        public int Objects;
    }
}
