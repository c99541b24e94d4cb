using System.Globalization;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// A moment as a file claims it: no more exact than it is written, and in no zone unless one is written. A moment without a zone
/// is a stretch of 26 hours, for clocks on earth run from twelve hours behind UTC to fourteen before it.
/// </summary>
/// <param name="Text">ISO 8601, reduced as far as the file reduces it, with the zone exactly as far as the file gives one.</param>
/// <param name="ClockTicks">What the clock showed, in ticks of 100 ns since year 1, without regard to its zone.</param>
/// <param name="WidthTicks">How long the written precision lasts: a second, a minute, a day, a month, a year.</param>
/// <param name="OffsetMinutes">The written offset from UTC; null where none is written.</param>
internal readonly record struct ClaimedTime(string Text, long ClockTicks, long WidthTicks, int? OffsetMinutes)
{
    private const int EastMost = 14 * 60;
    private const int WestMost = -12 * 60;

    /// <summary>The earliest moment in UTC it can mean.</summary>
    public long Earliest => ClockTicks - ((OffsetMinutes ?? EastMost) * TimeSpan.TicksPerMinute);

    /// <summary>The moment in UTC before which it must lie.</summary>
    public long Latest => ClockTicks + WidthTicks - ((OffsetMinutes ?? WestMost) * TimeSpan.TicksPerMinute);

    /// <summary>How far it lies behind the other one at least, whatever the zones: negative or zero where it need not lie behind.</summary>
    public TimeSpan CertainlyAfter(ClaimedTime other) => TimeSpan.FromTicks(Earliest - other.Latest);

    /// <summary>A Windows FILETIME: ticks since 1601, in UTC by definition ([MS-DTYP] 2.3.3). Zero is no date.</summary>
    public static ClaimedTime? FromFileTime(ulong fileTime)
    {
        const ulong epoch = 504911232000000000; // 1601-01-01 in ticks since year 1.
        const ulong end = 3155378975999999999;
        if (fileTime == 0 || fileTime > end - epoch)
        {
            return null;
        }
        long ticks = (long)(fileTime + epoch);
        ticks -= ticks % TimeSpan.TicksPerSecond;
        string text = new DateTime(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new ClaimedTime(text, ticks, TimeSpan.TicksPerSecond, 0);
    }

    /// <summary>The parts of a date; null where they are none, or all zero.</summary>
    public static ClaimedTime? FromParts(int year, int month, int day, int hour, int minute, int? second) =>
        Build([year, month, day, hour, minute, second ?? 0], second is null ? 5 : 6, "", null, "");

    /// <summary>
    /// Reads a date as metadata write it: W3C-DTF and ISO 8601 (XMP, OOXML), EXIF ("2010:07:28 11:02:12"), PDF
    /// ("D:20100728110212+02'00'", ISO 32000-1, 7.9.4). Nothing is guessed: a named zone is no offset and is left over.
    /// </summary>
    /// <param name="raw">The text in the file.</param>
    /// <param name="leftOver">What stood behind the date and was not understood.</param>
    /// <returns>Null where there is no date: nothing, blanks, zeros, or something else.</returns>
    public static ClaimedTime? Read(string raw, out string leftOver)
    {
        ReadOnlySpan<char> rest = raw.AsSpan().Trim().TrimEnd('\0').Trim();
        leftOver = "";
        if (rest.StartsWith("D:", StringComparison.Ordinal))
        {
            rest = rest[2..].TrimStart();
        }
        Span<int> parts = [0, 1, 1, 0, 0, 0];
        if (!Digits(ref rest, 4, out parts[0]))
        {
            return null;
        }
        bool packed = !rest.IsEmpty && char.IsAsciiDigit(rest[0]);
        int known = 1;
        for (; known < 6; known++)
        {
            ReadOnlySpan<char> before = rest;
            if (!packed && !Separator(ref rest, known))
            {
                break;
            }
            if (!Digits(ref rest, 2, out int value))
            {
                rest = before;
                break;
            }
            parts[known] = value;
        }
        string fraction = known == 6 ? Fraction(ref rest) : "";
        int? offset = null;
        string zone = "";
        if (known >= 4)
        {
            Zone(ref rest, ref offset, ref zone);
        }
        leftOver = rest.Trim().Trim('\'').ToString();
        return Build(parts, known, fraction, offset, zone);
    }

    private static ClaimedTime? Build(ReadOnlySpan<int> parts, int known, string fraction, int? offset, string zone)
    {
        // Midnight as 24:00 and leap seconds are not in .NET's calendar; they are shown as no date rather than moved.
        if (parts[0] is < 1 or > 9990 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])
            || parts[3] is < 0 or > 23 || parts[4] is < 0 or > 59 || parts[5] is < 0 or > 59)
        {
            return null;
        }
        string text = string.Create(CultureInfo.InvariantCulture, $"{parts[0]:D4}");
        ReadOnlySpan<char> separators = ['-', '-', 'T', ':', ':'];
        // An hour without minutes is no ISO 8601 with a colon; the zero minutes then stand for "not said", as readers of PDF take it.
        int shown = known == 4 ? 5 : known;
        for (int i = 1; i < shown; i++)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"{separators[i - 1]}{parts[i]:D2}");
        }
        long clock = new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]).Ticks;
        long width = known switch
        {
            1 => 366 * TimeSpan.TicksPerDay,
            2 => 31 * TimeSpan.TicksPerDay,
            3 => TimeSpan.TicksPerDay,
            4 => TimeSpan.TicksPerHour,
            5 => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        };
        return new ClaimedTime(text + fraction + zone, clock, width, offset);
    }

    private static bool Digits(ref ReadOnlySpan<char> rest, int count, out int value)
    {
        value = 0;
        if (rest.Length < count)
        {
            return false;
        }
        for (int i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit(rest[i]))
            {
                return false;
            }
            value = (value * 10) + (rest[i] - '0');
        }
        rest = rest[count..];
        return true;
    }

    private static bool Separator(ref ReadOnlySpan<char> rest, int before)
    {
        bool fits = !rest.IsEmpty && before switch
        {
            1 or 2 => rest[0] is '-' or ':' or '/' or '.',
            3 => rest[0] is 'T' or 't' or ' ',
            _ => rest[0] == ':',
        };
        if (fits)
        {
            rest = before == 3 ? rest[1..].TrimStart() : rest[1..];
        }
        return fits;
    }

    private static string Fraction(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('.' or ',') || !char.IsAsciiDigit(rest[1]))
        {
            return "";
        }
        int length = 1;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]))
        {
            length++;
        }
        string fraction = string.Concat(".", rest[1..Math.Min(length, 10)]);
        rest = rest[length..];
        return fraction;
    }

    private static void Zone(ref ReadOnlySpan<char> rest, ref int? offset, ref string zone)
    {
        ReadOnlySpan<char> at = rest.TrimStart();
        if (at.IsEmpty)
        {
            return;
        }
        if (at[0] is 'Z' or 'z' && (at.Length == 1 || !char.IsAsciiLetter(at[1])))
        {
            at = at[1..];
            // PDF writers put Z00'00' and Z0000; that is still Z.
            while (!at.IsEmpty && at[0] is '0' or '\'' or ':')
            {
                at = at[1..];
                if (at.IsEmpty)
                {
                    break;
                }
            }
            (offset, zone) = (0, "Z");
            rest = at;
            return;
        }
        int sign = at[0] is '+' ? 1 : at[0] is '-' or '\u2212' ? -1 : 0;
        at = at[1..];
        if (sign == 0 || !Digits(ref at, 2, out int hours))
        {
            return;
        }
        int minutes = 0;
        if (!at.IsEmpty && at[0] is ':' or '\'')
        {
            at = at[1..];
        }
        if (Digits(ref at, 2, out int read))
        {
            minutes = read;
        }
        if (hours > 14 || minutes > 59)
        {
            return; // No clock on earth; the moment stays without a zone, and the text is left over.
        }
        offset = sign * ((hours * 60) + minutes);
        zone = string.Create(CultureInfo.InvariantCulture, $"{(sign < 0 ? '-' : '+')}{hours:D2}:{minutes:D2}");
        rest = at;
    }
}
