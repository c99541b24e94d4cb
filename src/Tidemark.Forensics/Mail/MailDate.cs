using System.Globalization;

namespace Tidemark.Forensics.Mail;

/// <summary>
/// A date as mails write it (RFC 5322, sections 3.3 and 4.3): also two-digit years, zones by name, missing weekday or seconds, comments.
/// </summary>
/// <param name="Instant">The moment; the zone is the one the mail gives, or UTC where it gives none.</param>
/// <param name="HasZone">Whether the mail gives a zone. "-0000" gives the moment, but says that the zone is not known.</param>
public readonly record struct MailDate(DateTimeOffset Instant, bool HasZone)
{
    private const int Longest = 200;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Seconds since 1970.</summary>
    public long Seconds => Instant.ToUnixTimeSeconds();

    /// <summary>ISO 8601 with the zone exactly as far as the mail gives one.</summary>
    public string Iso => Instant.ToString(HasZone ? Instant.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Reads a date; null if it is none.</summary>
    public static MailDate? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
        {
            text = text[..Longest];
        }
        string[] words = WithoutComments(text).Replace(',', ' ').Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        int at = words.Length > 0 && words[0].All(char.IsAsciiLetter) ? 1 : 0;
        if (words.Length < at + 4)
        {
            return null;
        }
        // "Thu Jan 1 00:00:00 1970" is how separators of mailboxes and some old programs write it.
        bool american = Month(words[at]) > 0;
        int month = Month(words[american ? at : at + 1]);
        if (month == 0 || !Digits(words[american ? at + 1 : at], 2, out int day))
        {
            return null;
        }
        string clock = words[american ? at + 2 : at + 3];
        string yearWord = words[american ? at + 3 : at + 2];
        if (!Digits(yearWord, 4, out int year) || yearWord.Length < 2)
        {
            return null;
        }
        year += yearWord.Length == 2 ? year < 50 ? 2000 : 1900 : yearWord.Length == 3 ? 1900 : 0;
        string[] parts = clock.Split(':', '.');
        if (parts.Length is not (2 or 3) || !Digits(parts[0], 2, out int hour) || !Digits(parts[1], 2, out int minute))
        {
            return null;
        }
        int second = 0;
        if (parts.Length == 3 && !Digits(parts[2], 2, out second))
        {
            return null;
        }
        if (year is < 1970 or > 9998 || day is 0 or > 31 || hour > 23 || minute > 59 || second > 60 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }
        TimeSpan offset = default;
        bool zone = words.Length > at + 4 && Zone(words[at + 4], out offset);
        var local = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified);
        return new MailDate(new DateTimeOffset(local, zone ? offset : TimeSpan.Zero), zone);
    }

    private static int Month(string word) => word.Length >= 3 ? Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1 : 0;

    private static bool Digits(string text, int most, out int value)
    {
        value = 0;
        return text.Length > 0 && text.Length <= most && text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool Zone(string word, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (word.Length == 5 && word[0] is '+' or '-' && Digits(word[1..3], 2, out int hours) && Digits(word[3..], 2, out int minutes))
        {
            if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            {
                return false;
            }
            offset = new TimeSpan(hours, minutes, 0);
            offset = word[0] == '-' ? -offset : offset;
            return true;
        }
        // RFC 5322, section 4.3; all others by name were never agreed on.
        int? named = word.ToUpperInvariant() switch { "UT" or "GMT" or "UTC" or "Z" => 0, "EST" => -5, "EDT" => -4, "CST" => -6, "CDT" => -5, "MST" => -7, "MDT" => -6, "PST" => -8, "PDT" => -7, _ => null };
        offset = TimeSpan.FromHours(named ?? 0);
        return named is not null;
    }

    private static string WithoutComments(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? text : text[..open];
    }
}
