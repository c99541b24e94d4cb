using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>How finely the clocks of some material read: below it seconds apart mean nothing.</summary>
public static class ClockResolution
{
    /// <summary>A minute or a second in nanoseconds, whichever divides all times, else one nanosecond. O(rows).</summary>
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
}
