using System.Globalization;

namespace Tidemark.Model;

/// <summary>
/// A moment in nanoseconds since 1970-01-01T00:00:00Z, exact to nine decimals of a second, so that windows are
/// compared as decimals and never rounded. Range: 1677-09-21 to 2262-04-11.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since the epoch, negative before it.</param>
public readonly record struct UnixTime(long Nanoseconds) : IComparable<UnixTime>
{
    /// <summary>Nanoseconds in a second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>Whole seconds since the epoch, rounded towards the past.</summary>
    public long Seconds => Math.DivRem(Nanoseconds, PerSecond, out long rest) - (rest < 0 ? 1 : 0);

    /// <summary>From whole seconds since the epoch.</summary>
    /// <exception cref="OverflowException">Outside the range of nanoseconds.</exception>
    public static UnixTime FromSeconds(long seconds) => new(checked(seconds * PerSecond));

    /// <summary>From a moment of .NET's, which counts in steps of 100 nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range of nanoseconds.</exception>
    public static UnixTime From(DateTimeOffset moment)
    {
        const long nanosecondsATick = 100;
        long ticks = moment.UtcTicks - DateTime.UnixEpoch.Ticks;
        ArgumentOutOfRangeException.ThrowIfLessThan(ticks, long.MinValue / nanosecondsATick, nameof(moment));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ticks, long.MaxValue / nanosecondsATick, nameof(moment));
        return new UnixTime(ticks * nanosecondsATick);
    }

    /// <inheritdoc/>
    public int CompareTo(UnixTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>ISO 8601 in UTC with as many decimals as the time has: "2024-08-15T22:35:45Z", "2020-11-26T22:39:30.518101Z".</summary>
    public override string ToString()
    {
        long rest = Nanoseconds - Seconds * PerSecond;
        string head = DateTime.UnixEpoch.AddSeconds(Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return rest == 0
            ? head + "Z"
            : head + "." + rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0') + "Z";
    }

    /// <summary>Earlier than.</summary>
    public static bool operator <(UnixTime left, UnixTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Later than.</summary>
    public static bool operator >(UnixTime left, UnixTime right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Not later than.</summary>
    public static bool operator <=(UnixTime left, UnixTime right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(UnixTime left, UnixTime right) => left.Nanoseconds >= right.Nanoseconds;
}
