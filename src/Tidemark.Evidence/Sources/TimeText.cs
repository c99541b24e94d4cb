using System.Runtime.CompilerServices;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Reads times as platforms and exports write them, from UTF-8, exact to the nanosecond, without allocation and without culture:
/// ISO 8601 (T or blank, minutes or seconds, decimals, Z, offset or none; compact 20240815T223545Z too), Unix seconds with decimals,
/// milli-, micro- and nanoseconds by magnitude, the classic X form "Wed Aug 27 13:08:45 +0000 2008" and the mail form
/// "Wed, 27 Aug 2008 13:08:45 +0000".
/// </summary>
/// <remarks>
/// A number is seconds below 10^11, milliseconds below 10^14, microseconds below 10^17 and nanoseconds above: the ranges of the years
/// 1973 to 2262 do not overlap. Decimals beyond the nanosecond are cut. Dates that are not written year first are refused, for 03/04
/// is a day in March in one country and in April in another. Complexity: O(length); about 20 ns a time.
/// </remarks>
public static class TimeText
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text, blanks around it allowed.</param>
    /// <param name="zone">The zone where the text names none.</param>
    /// <param name="time">The time.</param>
    /// <param name="source">How its zone is known.</param>
    public static TimeProblem Read(ReadOnlySpan<byte> text, SourceZone zone, out UnixTime time, out ZoneSource source)
    {
        ArgumentNullException.ThrowIfNull(zone);
        unchecked
        {
            time = default;
            source = ZoneSource.Stated;
            if (text.Length > 0 && (text[0] <= ' ' || text[^1] <= ' '))
            {
                text = text.Trim(" \t\r\n"u8);
            }
            if (text.IsEmpty)
            {
                return TimeProblem.Empty;
            }
            if (text.Length > 64)
            {
                return TimeProblem.NotADate;
            }
            if (text.Length > 5 && text[4] is (byte)'-' or (byte)'/' && IsDigit(text[0]))
            {
                return Iso(text, zone, out time, out source);
            }
            if (IsDigit(text[0]) || (text[0] == '-' && text.Length > 1 && IsDigit(text[1])))
            {
                return Number(text, zone, out time, out source);
            }
            return Worded(text, out time);
        }
    }

    /// <summary>The end of a sentence that tells a person why a text is no time.</summary>
    public static string Reason(TimeProblem problem, ReadOnlySpan<byte> text, SourceZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        string shown = $"time '{Shown(text)}'";
        return problem switch
        {
            TimeProblem.Empty => "the time is empty",
            TimeProblem.DayOnly => $"{shown} is a day only, not a moment: a whole day would count as one instant",
            TimeProblem.NotYearFirst => $"{shown} is not written year first (2024-12-31T18:30:00Z), so day and month cannot be told apart",
            TimeProblem.OutOfRange => $"{shown} lies outside the years 1678 to 2261",
            TimeProblem.Scientific => $"{shown} is in scientific notation, which has lost digits (format the column as text or whole number before exporting)",
            TimeProblem.Zone => $"{shown} names a zone that is unknown or ambiguous (write an offset like +02:00)",
            TimeProblem.Skipped => $"{shown} does not exist in the zone {zone.Name}: clocks go forward past it",
            TimeProblem.Twice => $"{shown} occurs twice in the zone {zone.Name}: clocks go back over it",
            _ => $"{shown} is not a date",
        };
    }

    /// <summary>A value from the material for a sentence: at most 60 bytes of it. Control characters are the terminal's and page's business.</summary>
    internal static string Shown(ReadOnlySpan<byte> value)
    {
        if (value.Length <= 60)
        {
            return Encoding.UTF8.GetString(value);
        }
        int end = 57;
        while (end > 0 && (value[end] & 0xC0) == 0x80)
        {
            end--;
        }
        return Encoding.UTF8.GetString(value[..end]) + "…";
    }

    /// <summary>Reads "+02:00", "-0530" or "+01" as seconds.</summary>
    internal static bool TryOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-') || !Two(text, 1, out int hours))
        {
            return false;
        }
        int minutes = 0;
        bool ok = text.Length switch
        {
            3 => true,
            5 => Two(text, 3, out minutes),
            6 => text[3] == ':' && Two(text, 4, out minutes),
            _ => false,
        };
        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return ok && hours <= 15 && minutes < 60;
    }

    private static TimeProblem Iso(ReadOnlySpan<byte> text, SourceZone zone, out UnixTime time, out ZoneSource source)
    {
        unchecked
        {
            time = default;
            source = ZoneSource.Stated;
            byte dash = text[4];
            if (!Two(text, 0, out int century) || !Two(text, 2, out int years) || text.Length < 10
                || !Two(text, 5, out int month) || text[7] != dash || !Two(text, 8, out int day)
                || !IsDay(century * 100 + years, month, day))
            {
                return TimeProblem.NotADate;
            }
            long days = Days(century * 100 + years, month, day);
            if (text.Length == 10)
            {
                return TimeProblem.DayOnly;
            }
            if (text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text.Length < 15)
            {
                return TimeProblem.NotADate;
            }
            // "2017-08-06 8:15:00" and "2017-08-06 08:15" are both met.
            int at = 11;
            int hour;
            if (text[12] == ':' && IsDigit(text[11]))
            {
                hour = text[11] - '0';
                at += 1;
            }
            else if (Two(text, 11, out hour))
            {
                at += 2;
            }
            else
            {
                return TimeProblem.NotADate;
            }
            if (text.Length < at + 3 || text[at] != ':' || !Two(text, at + 1, out int minute))
            {
                return TimeProblem.NotADate;
            }
            at += 3;
            int second = 0;
            long fraction = 0;
            if (at < text.Length && text[at] == ':')
            {
                if (!Two(text, at + 1, out second))
                {
                    return TimeProblem.NotADate;
                }
                at += 3;
                if (at < text.Length && text[at] is (byte)'.' or (byte)',' && !Fraction(text, ref at, out fraction))
                {
                    return TimeProblem.NotADate;
                }
            }
            return Clock(days, hour, minute, second, fraction, text[at..], zone, out time, out source);
        }
    }

    private static TimeProblem Clock(long days, int hour, int minute, int second, long fraction, ReadOnlySpan<byte> rest,
        SourceZone zone, out UnixTime time, out ZoneSource source)
    {
        unchecked
        {
            time = default;
            source = ZoneSource.Stated;
            if (hour > 23 || minute > 59 || second > 59)
            {
                return TimeProblem.NotADate;
            }
            long local = ((days * 24 + hour) * 60 + minute) * 60 + second;
            long utc;
            if (rest.IsEmpty)
            {
                source = zone.Source;
                TimeProblem problem = zone.ToUtc(local, out utc);
                if (problem != TimeProblem.None)
                {
                    return problem;
                }
            }
            else
            {
                TimeProblem problem = ZoneText(rest.TrimStart((byte)' '), out int offset);
                if (problem != TimeProblem.None)
                {
                    return problem;
                }
                utc = local - offset;
            }
            return Moment(utc, fraction, out time);
        }
    }

    /// <summary>The zones RFC 5322 defines, and those of Central Europe; others share their letters with another continent.</summary>
    private static TimeProblem ZoneText(ReadOnlySpan<byte> text, out int offset)
    {
        offset = 0;
        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')
        {
            return TimeProblem.None;
        }
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
        {
            return TryOffset(text, out offset) ? TimeProblem.None : TimeProblem.NotADate;
        }
        if (text.Length is < 2 or > 5)
        {
            return TimeProblem.NotADate;
        }
        foreach (byte b in text)
        {
            if (b is < (byte)'A' or > (byte)'Z')
            {
                return TimeProblem.NotADate;
            }
        }
        int? hours = text switch
        {
            _ when text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8) || text.SequenceEqual("UT"u8) => 0,
            _ when text.SequenceEqual("EST"u8) => -5,
            _ when text.SequenceEqual("EDT"u8) => -4,
            _ when text.SequenceEqual("CST"u8) => -6,
            _ when text.SequenceEqual("CDT"u8) => -5,
            _ when text.SequenceEqual("MST"u8) => -7,
            _ when text.SequenceEqual("MDT"u8) => -6,
            _ when text.SequenceEqual("PST"u8) => -8,
            _ when text.SequenceEqual("PDT"u8) => -7,
            _ when text.SequenceEqual("CET"u8) => 1,
            _ when text.SequenceEqual("CEST"u8) => 2,
            _ => null,
        };
        offset = (hours ?? 0) * 3600;
        return hours is null ? TimeProblem.Zone : TimeProblem.None;
    }

    private static TimeProblem Number(ReadOnlySpan<byte> text, SourceZone zone, out UnixTime time, out ZoneSource source)
    {
        unchecked
        {
            time = default;
            source = ZoneSource.Stated;
            bool negative = text[0] == '-';
            int at = negative ? 1 : 0;
            int first = at;
            ulong whole = 0;
            while (at < text.Length && IsDigit(text[at]) && at - first < 19)
            {
                whole = whole * 10 + (uint)(text[at++] - '0');
            }
            int digits = at - first;
            if (at == text.Length || text[at] == '.')
            {
                if (digits == 14 && at == text.Length && !negative)
                {
                    TimeProblem compact = Compact(text, text[8..], zone, out time, out source);
                    if (compact != TimeProblem.NotADate)
                    {
                        return compact;
                    }
                }
                return Ticks(text, negative, whole, ref at, out time);
            }
            if (digits == 8 && text[at] is (byte)'T' or (byte)'t')
            {
                return Compact(text, text[9..], zone, out time, out source);
            }
            if (text[at] is (byte)'e' or (byte)'E')
            {
                return TimeProblem.Scientific;
            }
            return digits is 1 or 2 && text[at] is (byte)'/' or (byte)'.' or (byte)'-' ? DayFirst(text) : TimeProblem.NotADate;
        }
    }

    private static TimeProblem Ticks(ReadOnlySpan<byte> text, bool negative, ulong whole, ref int at, out UnixTime time)
    {
        unchecked
        {
            time = default;
            ulong unit = whole < 100_000_000_000 ? 1_000_000_000UL : whole < 100_000_000_000_000 ? 1_000_000UL
                : whole < 100_000_000_000_000_000 ? 1_000UL : 1UL;
            long fraction = 0;
            if (at < text.Length && !Fraction(text, ref at, out fraction))
            {
                return text[at - 1] is (byte)'e' or (byte)'E' || (at < text.Length && text[at] is (byte)'e' or (byte)'E')
                    ? TimeProblem.Scientific : TimeProblem.NotADate;
            }
            if (at != text.Length)
            {
                return text[at] is (byte)'e' or (byte)'E' ? TimeProblem.Scientific : TimeProblem.NotADate;
            }
            UInt128 nanoseconds = (UInt128)whole * unit + (ulong)fraction / (1_000_000_000UL / unit);
            if (nanoseconds > long.MaxValue)
            {
                return TimeProblem.OutOfRange;
            }
            time = new UnixTime(negative ? -(long)nanoseconds : (long)nanoseconds);
            return TimeProblem.None;
        }
    }

    /// <summary>"20240815T223545Z" and "20240815223545", as GDELT and others write them.</summary>
    private static TimeProblem Compact(ReadOnlySpan<byte> text, ReadOnlySpan<byte> clock, SourceZone zone, out UnixTime time, out ZoneSource source)
    {
        time = default;
        source = ZoneSource.Stated;
        if (!Two(text, 0, out int century) || !Two(text, 2, out int years) || !Two(text, 4, out int month) || !Two(text, 6, out int day)
            || century is < 19 or > 21 || !IsDay(century * 100 + years, month, day)
            || !Two(clock, 0, out int hour) || !Two(clock, 2, out int minute))
        {
            return TimeProblem.NotADate;
        }
        int at = 4, second = 0;
        long fraction = 0;
        if (Two(clock, 4, out int seconds))
        {
            (second, at) = (seconds, 6);
            if (at < clock.Length && clock[at] == '.' && !Fraction(clock, ref at, out fraction))
            {
                return TimeProblem.NotADate;
            }
        }
        return Clock(Days(century * 100 + years, month, day), hour, minute, second, fraction, clock[at..], zone, out time, out source);
    }

    /// <summary>Tells a date in another order ("31/12/2024 10:00") from what is no date in any order ("31/13/2024").</summary>
    private static TimeProblem DayFirst(ReadOnlySpan<byte> text)
    {
        Span<int> parts = stackalloc int[3];
        int at = 0;
        for (int i = 0; i < 3; i++)
        {
            int start = at;
            while (at < text.Length && IsDigit(text[at]) && at - start < 4)
            {
                parts[i] = parts[i] * 10 + text[at++] - '0';
            }
            if (at == start || (i < 2 && (at >= text.Length || text[at++] is not ((byte)'/' or (byte)'.' or (byte)'-'))))
            {
                return TimeProblem.NotADate;
            }
        }
        int year = parts[2] < 100 ? 2000 + parts[2] : parts[2];
        return IsDay(year, parts[1], parts[0]) || IsDay(year, parts[0], parts[1]) ? TimeProblem.NotYearFirst : TimeProblem.NotADate;
    }

    /// <summary>"Wed Aug 27 13:08:45 +0000 2008" and "Wed, 27 Aug 2008 13:08:45 +0000".</summary>
    private static TimeProblem Worded(ReadOnlySpan<byte> text, out UnixTime time)
    {
        time = default;
        bool classic = text.Length == 30 && text[3] == ' ' && text[7] == ' ' && text[10] == ' ' && text[19] == ' ' && text[25] == ' ';
        bool mail = text.Length >= 27 && text[3] == ',' && text[4] == ' ';
        if (!classic && !mail)
        {
            return TimeProblem.NotADate;
        }
        ReadOnlySpan<byte> zoneText;
        int month, day, century, years, clock;
        if (classic)
        {
            month = Month(text.Slice(4, 3));
            zoneText = text.Slice(20, 5);
            clock = 11;
            if (!Two(text, 8, out day) || !Two(text, 26, out century) || !Two(text, 28, out years))
            {
                return TimeProblem.NotADate;
            }
        }
        else
        {
            // The day has one digit or two.
            bool one = text[6] == ' ';
            day = one ? text[5] - '0' : 0;
            int at = one ? 7 : 8;
            if ((one ? !IsDigit(text[5]) : !Two(text, 5, out day) || text[7] != ' ') || text.Length < at + 18)
            {
                return TimeProblem.NotADate;
            }
            month = Month(text.Slice(at, 3));
            clock = at + 9;
            if (text[at + 3] != ' ' || !Two(text, at + 4, out century) || !Two(text, at + 6, out years) || text[at + 8] != ' ')
            {
                return TimeProblem.NotADate;
            }
            zoneText = text[Math.Min(text.Length, clock + 8)..].TrimStart((byte)' ');
        }
        if (month == 0 || !IsDay(century * 100 + years, month, day) || !Two(text, clock, out int hour) || text[clock + 2] != ':'
            || !Two(text, clock + 3, out int minute) || text[clock + 5] != ':' || !Two(text, clock + 6, out int second) || zoneText.IsEmpty)
        {
            return TimeProblem.NotADate;
        }
        return Clock(Days(century * 100 + years, month, day), hour, minute, second, 0, zoneText, SourceZone.StatedUtc, out time, out _);
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }

    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out long nanoseconds)
    {
        unchecked
        {
            nanoseconds = 0;
            int start = ++at;
            long unit = 100_000_000;
            while (at < text.Length && IsDigit(text[at]))
            {
                nanoseconds += (text[at++] - '0') * unit;
                unit /= 10;
            }
            return at > start;
        }
    }

    private static TimeProblem Moment(long seconds, long fraction, out UnixTime time)
    {
        time = default;
        // One second inside the range of a long of nanoseconds, so that the fraction always fits.
        if (seconds is < -9_223_372_035 or > 9_223_372_035)
        {
            return TimeProblem.OutOfRange;
        }
        time = new UnixTime(seconds * UnixTime.PerSecond + fraction);
        return TimeProblem.None;
    }

    /// <summary>Days since 1970-01-01 in the proleptic Gregorian calendar: years that start in March have their leap day last.</summary>
    private static long Days(int year, int month, int day)
    {
        unchecked
        {
            int y = month <= 2 ? year - 1 : year;
            int m = month <= 2 ? month + 9 : month - 3;
            return 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
        }
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if ((uint)at + 1 >= (uint)text.Length || !IsDigit(text[at]) || !IsDigit(text[at + 1]))
        {
            return false;
        }
        value = (text[at] - '0') * 10 + text[at + 1] - '0';
        return true;
    }
}
