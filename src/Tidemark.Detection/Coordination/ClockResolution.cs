using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>How finely the clocks of some material read: below it seconds apart mean nothing.</summary>
public static class ClockResolution
{
    /// <summary>A minute or a second in nanoseconds, whichever divides every single time, else one nanosecond. O(rows).</summary>
    public static long Of(ShareIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        long clock = 60 * UnixTime.PerSecond;
        foreach (long time in index.Time.AsSpan(0, index.Rows))
        {
            clock = clock == 60 * UnixTime.PerSecond && time % clock != 0 ? UnixTime.PerSecond : clock;
            if (time % clock != 0)
            {
                return 1;
            }
        }
        return index.Rows == 0 ? 1 : clock;
    }

    /// <summary>
    /// The clock that nearly all times keep to: the coarsest of hour, minute and second in nanoseconds of which all but one in fifty are
    /// multiples; else a millisecond. One in fifty, because one platform with a finer clock among others should not hide theirs; by chance one in
    /// sixty of finer times are full minutes. O(rows).
    /// </summary>
    internal static long OfMost(ShareIndex index)
    {
        foreach (long seconds in (ReadOnlySpan<long>)[3600, 60, 1])
        {
            long unit = seconds * UnixTime.PerSecond;
            long odd = 0;
            foreach (long time in index.Time.AsSpan(0, index.Rows))
            {
                odd += time % unit != 0 ? 1 : 0;
                if (odd * 50 > index.Rows)
                {
                    break;
                }
            }
            if (odd * 50 <= index.Rows)
            {
                return unit;
            }
        }
        return UnixTime.PerSecond / 1000;
    }
}
