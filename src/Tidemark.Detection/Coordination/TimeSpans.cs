namespace Tidemark.Detection.Coordination;

/// <summary>Where a window begins and ends among the rows of an object, which are in order of time.</summary>
/// <remarks>Steps of doubling length away from a row that is inside, then halving: O(log rows in the window), for most windows hold few rows.</remarks>
internal static class TimeSpans
{
    /// <summary>First row not far before the time of <paramref name="row"/>.</summary>
    /// <param name="times">Ascending between the two rows.</param>
    /// <param name="from">Rows before this are not looked at.</param>
    /// <param name="row">A row at or after it.</param>
    /// <param name="distance">How far is still near, nanoseconds.</param>
    public static int First(long[] times, int from, int row, long distance)
    {
        long time = times[row];
        int inside = row;
        int outside = from - 1;
        for (int step = 1; inside - step >= from; step *= 2)
        {
            if (Distance.IsFarBefore(times[inside - step], time, distance))
            {
                outside = inside - step;
                break;
            }
            inside -= step;
        }
        while (inside - outside > 1)
        {
            int middle = outside + (inside - outside) / 2;
            if (Distance.IsFarBefore(times[middle], time, distance))
            {
                outside = middle;
            }
            else
            {
                inside = middle;
            }
        }
        return inside;
    }

    /// <summary>First row far after a time.</summary>
    /// <param name="times">Ascending between the two rows.</param>
    /// <param name="from">Rows before this are not looked at, and are not far after.</param>
    /// <param name="to">Where the rows end.</param>
    /// <param name="time">The time.</param>
    /// <param name="distance">How far is still near, nanoseconds.</param>
    public static int After(long[] times, int from, int to, long time, long distance)
    {
        int inside = from - 1;
        int outside = to;
        for (int step = 1; inside + step < to; step *= 2)
        {
            if (Distance.IsFarBefore(time, times[inside + step], distance))
            {
                outside = inside + step;
                break;
            }
            inside += step;
        }
        while (outside - inside > 1)
        {
            int middle = inside + (outside - inside) / 2;
            if (Distance.IsFarBefore(time, times[middle], distance))
            {
                outside = middle;
            }
            else
            {
                inside = middle;
            }
        }
        return outside;
    }
}
