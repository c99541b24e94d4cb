using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>How fine the clock is: an hour, a minute, a second or finer.</summary>
internal static class ClockTick
{
    /// <summary>
    /// Nanoseconds of the coarsest of hour, minute and second of which all but one in fifty times are multiples; else a
    /// millisecond. One in fifty, because one platform with a finer clock among others should not hide theirs; by chance one in sixty of
    /// finer times are full minutes. O(rows).
    /// </summary>
    public static long Of(ShareIndex index)
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
