using System.Numerics;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// Some times in order, ready to be asked how many of them lie near another time. Pairs come sorted by their first account, so its times are laid out
/// once and asked for one partner after the other.
/// </summary>
/// <remarks>
/// A table of buckets of equal length says where to look; with four buckets a time most hold none or one, and no branch is
/// guessed wrong. In a crowded bucket it is a binary search. Setting: O(times), an answer: O(1) as a rule, O(log times) at worst. One instance a thread.
/// </remarks>
internal sealed class TimeRanks
{
    private const int MostBuckets = 4096;

    private const int Crowded = 8;

    private readonly int[] _before = new int[MostBuckets + 1];
    private long[] _times = [];
    private long _first;
    private long _last;
    private int _shift;

    /// <summary>Lays some times out; nothing is done if they are the last ones.</summary>
    /// <param name="times">Ascending, not empty.</param>
    public void Set(long[] times)
    {
        if (ReferenceEquals(times, _times))
        {
            return;
        }
        _times = times;
        _first = times[0];
        _last = times[^1];
        int buckets = (int)Math.Min(MostBuckets, BitOperations.RoundUpToPowerOf2((uint)Math.Min(times.Length, MostBuckets) * 4));
        _shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(Since(_last)) - BitOperations.Log2((uint)buckets));
        int used = (int)(Since(_last) >> _shift) + 1;
        int at = 0;
        for (int b = 0; b <= used; b++)
        {
            while (at < times.Length && (int)(Since(times[at]) >> _shift) < b)
            {
                at++;
            }
            _before[b] = at;
        }
    }

    /// <summary>How many of the times lie at most so far from one time, before or after.</summary>
    public int Near(long time, long distance)
    {
        // Clamped, the sums cannot wrap.
        long least = time < long.MinValue + distance ? long.MinValue : time - distance;
        long most = time > long.MaxValue - distance ? long.MaxValue : time + distance;
        return (most >= _last ? _times.Length : CountBefore(most + 1)) - CountBefore(least);
    }

    private int CountBefore(long time)
    {
        if (time <= _first)
        {
            return 0;
        }
        if (time > _last)
        {
            return _times.Length;
        }
        int bucket = (int)(Since(time) >> _shift);
        int at = _before[bucket];
        int end = _before[bucket + 1];
        if (end - at > Crowded)
        {
            while (at < end)
            {
                int middle = (at + end) >>> 1;
                if (_times[middle] < time)
                {
                    at = middle + 1;
                }
                else
                {
                    end = middle;
                }
            }
            return at;
        }
        while (at < end && _times[at] < time)
        {
            at++;
        }
        return at;
    }

    private ulong Since(long time) => unchecked((ulong)(time - _first));
}
