using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// Sorts the rows of one object by time, account and post. Short or ordered segments by insertion; long ones by a radix
/// sort over the time in the coarsest of seconds, milliseconds, microseconds and nanoseconds that loses nothing, so that
/// clocks to the second cost three passes and not seven. O(rows) for a bounded range of times.
/// </summary>
internal sealed class TimeSort
{
    /// <summary>Below this many rows an insertion sort beats the histograms of a radix sort.</summary>
    private const int Short = 48;

    private readonly int[] _histogram = new int[256];
    private readonly ulong _unit;
    private ShareIndex.Row[] _spare = [];

    /// <summary>Finds the unit.</summary>
    /// <param name="times">All times, in nanoseconds.</param>
    public TimeSort(ReadOnlySpan<long> times) => _unit = Unit(times);

    /// <summary>Sorts a segment in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(Span<ShareIndex.Row> rows)
    {
        int ordered = 1;
        while (ordered < rows.Length && !rows[ordered].IsBefore(rows[ordered - 1]))
        {
            ordered++;
        }
        if (ordered >= rows.Length)
        {
            return;
        }
        if (rows.Length <= Short)
        {
            Insert(rows, ordered);
            return;
        }
        Radix(rows);
        SortTies(rows);
    }

    private static void Insert(Span<ShareIndex.Row> rows, int ordered)
    {
        for (int i = ordered; i < rows.Length; i++)
        {
            ShareIndex.Row row = rows[i];
            int at = i;
            while (at > 0 && row.IsBefore(rows[at - 1]))
            {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Radix(Span<ShareIndex.Row> rows)
    {
        if (_spare.Length < rows.Length)
        {
            _spare = GC.AllocateUninitializedArray<ShareIndex.Row>(Math.Max(rows.Length, 1024));
        }
        long min = long.MaxValue;
        long max = long.MinValue;
        foreach (ref readonly ShareIndex.Row row in rows)
        {
            min = Math.Min(min, row.Time);
            max = Math.Max(max, row.Time);
        }
        unchecked
        {
            // The difference of two longs fits a ulong even where it overflows a long.
            int bits = 64 - BitOperations.LeadingZeroCount((ulong)(max - min) / _unit);
            Span<ShareIndex.Row> from = rows;
            Span<ShareIndex.Row> to = _spare.AsSpan(0, rows.Length);
            for (int shift = 0; shift < bits; shift += 8)
            {
                Span<int> next = _histogram;
                next.Clear();
                foreach (ref readonly ShareIndex.Row row in from)
                {
                    next[(byte)((ulong)(row.Time - min) / _unit >> shift)]++;
                }
                int sum = 0;
                for (int i = 0; i < next.Length; i++)
                {
                    int count = next[i];
                    next[i] = sum;
                    sum += count;
                }
                foreach (ref readonly ShareIndex.Row row in from)
                {
                    to[next[(byte)((ulong)(row.Time - min) / _unit >> shift)]++] = row;
                }
                Span<ShareIndex.Row> swap = from;
                from = to;
                to = swap;
            }
            if ((bits + 7) / 8 % 2 == 1)
            {
                from.CopyTo(rows);
            }
        }
    }

    /// <summary>Orders runs of equal times by account and post.</summary>
    private static void SortTies(Span<ShareIndex.Row> rows)
    {
        for (int from = 0; from < rows.Length;)
        {
            int to = from + 1;
            while (to < rows.Length && rows[to].Time == rows[from].Time)
            {
                to++;
            }
            Span<ShareIndex.Row> run = rows[from..to];
            if (run.Length <= Short)
            {
                Insert(run, 1);
            }
            else
            {
                run.Sort(static (a, b) => a.Account != b.Account ? a.Account.CompareTo(b.Account) : a.Content.CompareTo(b.Content));
            }
            from = to;
        }
    }

    private static ulong Unit(ReadOnlySpan<long> times)
    {
        long unit = 1_000_000_000;
        foreach (long time in times)
        {
            while (time % unit != 0)
            {
                unit /= 1000;
            }
            if (unit == 1)
            {
                break;
            }
        }
        return (ulong)unit;
    }
}
