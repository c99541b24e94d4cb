using System.Numerics;
using System.Runtime.CompilerServices;
using Row = Tidemark.Detection.Coordination.ShareIndex.Row;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// Sorts the rows of one object by time, account and post. Short or ordered segments by insertion; long ones by a radix
/// sort over the time in the coarsest of seconds, milliseconds, microseconds and nanoseconds that loses nothing, so that
/// clocks to the second cost three passes and not seven. O(rows) for a bounded range of times.
/// </summary>
/// <remarks>
/// Arrays with bounds and not spans: a span of our own struct is code that no compiler prepares, and would be compiled, twice, at
/// every start.
/// </remarks>
internal sealed class TimeSort
{
    /// <summary>Below this many rows an insertion sort beats the histograms of a radix sort.</summary>
    private const int Short = 48;

    private readonly int[] _histogram = new int[256];
    private readonly long _unit;
    private Row[] _spare = [];

    /// <summary>Finds the unit.</summary>
    /// <param name="times">All times, in nanoseconds.</param>
    public TimeSort(ReadOnlySpan<long> times) => _unit = Unit(times);

    /// <summary>Sorts a segment in place.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="from">Its first row.</param>
    /// <param name="to">Its end, exclusive.</param>
    public void Sort(Row[] rows, int from, int to)
    {
        int ordered = from + 1;
        while (ordered < to && !rows[ordered].IsBefore(rows[ordered - 1]))
        {
            ordered++;
        }
        if (ordered >= to)
        {
            return;
        }
        if (to - from <= Short)
        {
            Insert(rows, from, ordered, to);
            return;
        }
        Radix(rows, from, to);
        SortTies(rows, from, to);
    }

    private static void Insert(Row[] rows, int from, int ordered, int to)
    {
        for (int i = ordered; i < to; i++)
        {
            Row row = rows[i];
            int at = i;
            while (at > from && row.IsBefore(rows[at - 1]))
            {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }

    // Called for hot objects only, but then what it does is all there is to do: worth compiling well at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Radix(Row[] rows, int from, int to)
    {
        int count = to - from;
        if (_spare.Length < count)
        {
            _spare = GC.AllocateUninitializedArray<Row>(Math.Max(count, 1024));
        }
        long min = long.MaxValue;
        long max = long.MinValue;
        for (int i = from; i < to; i++)
        {
            min = Math.Min(min, rows[i].Time);
            max = Math.Max(max, rows[i].Time);
        }
        unchecked
        {
            // The difference of two longs fits a ulong even where it overflows a long. Dividing once a row, and not twice a pass.
            ulong unit = (ulong)_unit;
            int bits = 64 - BitOperations.LeadingZeroCount((ulong)(max - min) / unit);
            for (int i = from; i < to; i++)
            {
                rows[i] = rows[i] with { Time = (long)((ulong)(rows[i].Time - min) / unit) };
            }
            (Row[] source, int sourceStart) = (rows, from);
            (Row[] target, int targetStart) = (_spare, 0);
            int[] next = _histogram;
            for (int shift = 0; shift < bits; shift += 8)
            {
                Array.Clear(next);
                for (int i = sourceStart; i < sourceStart + count; i++)
                {
                    next[(byte)((ulong)source[i].Time >> shift)]++;
                }
                int sum = targetStart;
                for (int i = 0; i < next.Length; i++)
                {
                    int here = next[i];
                    next[i] = sum;
                    sum += here;
                }
                for (int i = sourceStart; i < sourceStart + count; i++)
                {
                    target[next[(byte)((ulong)source[i].Time >> shift)]++] = source[i];
                }
                (source, target) = (target, source);
                (sourceStart, targetStart) = (targetStart, sourceStart);
            }
            for (int i = 0; i < count; i++)
            {
                rows[from + i] = source[sourceStart + i] with { Time = min + source[sourceStart + i].Time * (long)unit };
            }
        }
    }

    /// <summary>Orders runs of equal times by account and post.</summary>
    private static void SortTies(Row[] rows, int start, int end)
    {
        for (int from = start; from < end;)
        {
            int to = from + 1;
            while (to < end && rows[to].Time == rows[from].Time)
            {
                to++;
            }
            if (to - from <= Short)
            {
                Insert(rows, from, from + 1, to);
            }
            else
            {
                rows.AsSpan(from, to - from).Sort(
                    static (a, b) => a.Account != b.Account ? a.Account.CompareTo(b.Account) : a.Content.CompareTo(b.Content));
            }
            from = to;
        }
    }

    /// <summary>The coarsest unit all times are whole in. A division by a constant is a multiplication, so each unit has its loop.</summary>
    private static long Unit(ReadOnlySpan<long> times)
    {
        int at = 0;
        while (at < times.Length && times[at] % 1_000_000_000 == 0)
        {
            at++;
        }
        if (at == times.Length)
        {
            return 1_000_000_000;
        }
        while (at < times.Length && times[at] % 1_000_000 == 0)
        {
            at++;
        }
        if (at == times.Length)
        {
            return 1_000_000;
        }
        while (at < times.Length && times[at] % 1000 == 0)
        {
            at++;
        }
        return at == times.Length ? 1000 : 1;
    }
}
