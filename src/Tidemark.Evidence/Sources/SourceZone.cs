using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>The zone of times that name none, and how it is known.</summary>
public sealed class SourceZone
{
    private readonly TimeZoneInfo? _zone;
    private readonly int _offset;

    private SourceZone(string name, ZoneSource source, TimeZoneInfo? zone, int offset) =>
        (Name, Source, _zone, _offset) = (name, source, zone, offset);

    /// <summary>UTC, because nobody said anything else: whoever uses it must tell the reader.</summary>
    public static SourceZone AssumedUtc { get; } = new("UTC", ZoneSource.Assumed, null, 0);

    /// <summary>UTC, because the source says so outside the time itself: a column called created_utc, or a format defined in UTC.</summary>
    public static SourceZone StatedUtc { get; } = new("UTC", ZoneSource.Stated, null, 0);

    /// <summary>The name, as it was given.</summary>
    public string Name { get; }

    /// <summary>How the zone is known.</summary>
    public ZoneSource Source { get; }

    /// <summary>Reads a zone as a user gives it: an IANA name ("Europe/Berlin"), "UTC", or an offset ("+02:00").</summary>
    public static Parsed<SourceZone> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text is "UTC" or "utc" or "Z" or "z")
        {
            return Parsed<SourceZone>.Of(new SourceZone("UTC", ZoneSource.Given, null, 0));
        }
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            return TimeText.TryOffset(System.Text.Encoding.UTF8.GetBytes(text), out int offset)
                ? Parsed<SourceZone>.Of(new SourceZone(text, ZoneSource.Given, null, offset))
                : Parsed<SourceZone>.Failed(default, $"'{text}' is no offset; write it as +02:00");
        }
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone)
            ? Parsed<SourceZone>.Of(new SourceZone(text, ZoneSource.Given, zone, 0))
            : Parsed<SourceZone>.Failed(default, $"there is no time zone '{text}'; write an IANA name like Europe/Berlin, or an offset like +02:00");
    }

    /// <summary>
    /// Seconds since the epoch of a local time. An hour that occurs twice, or never, when clocks change is refused: read either way it
    /// would put acts side by side that were an hour apart.
    /// </summary>
    internal TimeProblem ToUtc(long local, out long utc)
    {
        utc = local - _offset;
        if (_zone is null)
        {
            return TimeProblem.None;
        }
        if (local is < -62_135_596_800 or > 253_402_300_799)
        {
            return TimeProblem.OutOfRange;
        }
        DateTime clock = new(DateTime.UnixEpoch.Ticks + local * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(clock))
        {
            return TimeProblem.Skipped;
        }
        if (_zone.IsAmbiguousTime(clock))
        {
            return TimeProblem.Twice;
        }
        utc = local - (long)_zone.GetUtcOffset(clock).TotalSeconds;
        return TimeProblem.None;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Source})");
}
