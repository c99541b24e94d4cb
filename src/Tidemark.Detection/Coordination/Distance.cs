namespace Tidemark.Detection.Coordination;

/// <summary>
/// How far apart two times are, without overflow: times span 585 years of nanoseconds, so a difference may need all 64 bits.
/// </summary>
internal static class Distance
{
    /// <summary>Whether <paramref name="earlier"/> lies more than the distance before <paramref name="later"/>.</summary>
    public static bool IsFarBefore(long earlier, long later, long distance) =>
        earlier < later && unchecked((ulong)(later - earlier)) > (ulong)distance;

    /// <summary>First place from which on times are not far before t, and first from which on they are far after it.</summary>
    public static void Advance(ReadOnlySpan<long> times, long t, long distance, ref int low, ref int high)
    {
        while (low < times.Length && IsFarBefore(times[low], t, distance))
        {
            low++;
        }
        high = Math.Max(high, low);
        while (high < times.Length && !IsFarBefore(t, times[high], distance))
        {
            high++;
        }
    }
}
