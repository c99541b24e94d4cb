using System.Globalization;
using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Article;

/// <summary>
/// A date line: "March 14, 2027, 6:20 PM CET", "3 October 2026 | 09:15 GMT", "2027-03-14T18:20:00+01:00", "14 de marzo de 2027". The
/// result is ISO 8601 with as much as is stated; the zone only if the line has one.
/// </summary>
internal static class PublishedDate
{
    /// <summary>The date of the line, and how many of its words are no part of it; null where there is none.</summary>
    public static (string Iso, DateOnly Day)? Of(string text, TextSpan span, Language language, out int other)
    {
        other = 0;
        int? year = null;
        int? month = null;
        int? day = null;
        int? hour = null;
        int minute = 0;
        int second = 0;
        string? zone = null;
        string[] words = Words(text[span.Start..span.End]);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            string lower = word.ToLowerInvariant();
            string bare = lower.TrimEnd('.');
            if (Iso(word, out DateOnly iso, out string? rest))
            {
                (year, month, day) = (iso.Year, iso.Month, iso.Day);
                if (rest is not null && Clock(rest, out int h, out int m, out int s, out string? z))
                {
                    (hour, minute, second, zone) = (h, m, s, z);
                }
            }
            else if (Month(bare, language) is int named)
            {
                month ??= named;
            }
            else if (hour is null && word.Contains(':', StringComparison.Ordinal) && Clock(word, out int h, out int m, out int s, out string? z))
            {
                (hour, minute, second, zone) = (h, m, s, z);
            }
            else if (Meridian(bare) is int half && (hour is not null || (i > 0 && int.TryParse(words[i - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int whole) && whole <= 12 && (hour = whole) is not null)))
            {
                hour = half == 12 ? (hour % 12) + 12 : hour % 12;
            }
            else if (Zone(word, language) is { } offset && hour is not null)
            {
                zone = offset;
            }
            else if (int.TryParse(bare.EndsWith("st", StringComparison.Ordinal) || bare.EndsWith("nd", StringComparison.Ordinal) || bare.EndsWith("rd", StringComparison.Ordinal) || bare.EndsWith("th", StringComparison.Ordinal) ? bare[..^2] : bare, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                if (number is >= 1900 and < 2200 && year is null)
                {
                    year = number;
                }
                else if (number is >= 1 and <= 31 && day is null)
                {
                    day = number;
                }
                else if (i + 1 >= words.Length || Meridian(words[i + 1].ToLowerInvariant().TrimEnd('.')) is null)
                {
                    other++;
                }
            }
            else if ((language.Find(lower).Classes & WordClass.Weekday) == 0 && !language.Phrases("date-words").Contains(bare))
            {
                other++;
            }
        }
        if (year is not int y || month is not int mo || day is not int d || d > DateTime.DaysInMonth(y, mo))
        {
            return null;
        }
        string date = string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{mo:00}-{d:00}");
        if (hour is int hh)
        {
            date += string.Create(CultureInfo.InvariantCulture, $"T{hh:00}:{minute:00}:{second:00}{zone}");
        }
        return (date, new DateOnly(y, mo, d));
    }

    /// <summary>1 to 12, or null.</summary>
    public static int? Month(string lower, Language language)
    {
        string[] months = language.Phrases("months");
        for (int i = 0; i < months.Length; i++)
        {
            foreach (string name in months[i].Split(' '))
            {
                if (string.Equals(name, lower, StringComparison.Ordinal))
                {
                    return i + 1;
                }
            }
        }
        return null;
    }

    private static string[] Words(string line) =>
        line.Split([' ', '\t', ',', '|', '·', '•', '(', ')', '\u00A0', '–', '—', ';'], StringSplitOptions.RemoveEmptyEntries);

    private static bool Iso(string word, out DateOnly date, out string? rest)
    {
        rest = null;
        date = default;
        if (word.Length < 10 || !DateOnly.TryParseExact(word[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return false;
        }
        rest = word.Length > 11 && word[10] == 'T' ? word[11..] : null;
        return word.Length == 10 || rest is not null;
    }

    private static bool Clock(string word, out int hour, out int minute, out int second, out string? zone)
    {
        (hour, minute, second, zone) = (0, 0, 0, null);
        string clock = word;
        string lower = word.ToLowerInvariant();
        int? half = null;
        foreach (string suffix in (string[])["am", "pm", "a.m.", "p.m.", "a.m", "p.m"])
        {
            if (lower.EndsWith(suffix, StringComparison.Ordinal))
            {
                half = suffix[0] == 'p' ? 12 : 0;
                clock = word[..^suffix.Length];
                break;
            }
        }
        int sign = clock.IndexOfAny(['+', '-', 'Z', 'z']);
        if (sign > 0)
        {
            zone = clock[sign] is 'Z' or 'z' ? "+00:00" : clock[sign..];
            clock = clock[..sign];
            if (zone.Length == 5 && zone[3] != ':')
            {
                zone = zone[..3] + ":" + zone[3..];
            }
            else if (zone.Length == 3)
            {
                zone += ":00";
            }
            if (zone.Length != 6 || zone[3] != ':' || !zone.AsSpan(1, 2).ContainsAnyInRange('0', '9'))
            {
                return false;
            }
        }
        string[] parts = clock.TrimEnd('h').Split('.')[0].Split(':');
        if (parts.Length is < 2 or > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minute)
            || (parts.Length == 3 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out second)))
        {
            return false;
        }
        if (half is int h)
        {
            hour = h == 12 ? (hour % 12) + 12 : hour % 12;
        }
        return hour < 24 && minute < 60 && second < 60;
    }

    private static int? Meridian(string lower) => lower switch
    {
        "am" or "a.m" => 0,
        "pm" or "p.m" => 12,
        _ => null,
    };

    private static string? Zone(string word, Language language)
    {
        if (word.Length is 6 && word[0] is '+' or '-' && word[3] == ':')
        {
            return word;
        }
        foreach (string phrase in language.Phrases("zones"))
        {
            int equals = phrase.IndexOf('=', StringComparison.Ordinal);
            if (string.Equals(phrase[..equals], word, StringComparison.OrdinalIgnoreCase))
            {
                return phrase[(equals + 1)..];
            }
            if (word.StartsWith(phrase[..equals], StringComparison.OrdinalIgnoreCase) && word.Length > equals && word[equals] is '+' or '-')
            {
                string offset = word[equals..];
                return offset.Length switch
                {
                    2 => $"{offset[0]}0{offset[1]}:00",
                    3 => offset + ":00",
                    6 => offset,
                    _ => null,
                };
            }
        }
        return null;
    }
}
