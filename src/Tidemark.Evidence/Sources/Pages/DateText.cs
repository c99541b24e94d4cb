using System.Globalization;
using System.Text.RegularExpressions;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>A date as a page writes it: a day, with a time and a zone only where the page gives them.</summary>
/// <param name="Day">The day, in the page's own zone.</param>
/// <param name="Time">Seconds since midnight, or null.</param>
/// <param name="Zone">"Z", "+01:00", or null.</param>
internal readonly record struct PageDate(DateOnly Day, int? Time, string? Zone)
{
    private static readonly int Epoch = new DateOnly(1990, 1, 1).DayNumber;

    /// <summary>Minutes since 1990 in universal time, where the page gives a time and a zone.</summary>
    public int? Instant => Time is not { } time || Zone is null
        ? null
        : (Day.DayNumber - Epoch) * 1440 + time / 60 - Offset;

    /// <summary>Minutes since 1990 by the page's clock, where it gives a time.</summary>
    public int? Local => Time is not { } time ? null : (Day.DayNumber - Epoch) * 1440 + time / 60;

    private int Offset => Zone is null or "Z"
        ? 0
        : (Zone[0] == '-' ? -1 : 1) * (int.Parse(Zone.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(Zone.AsSpan(4, 2), CultureInfo.InvariantCulture));

    /// <summary>"2027-03-14", "2027-03-14T18:20:00" or "2027-03-14T18:20:00+01:00".</summary>
    public string Iso
    {
        get
        {
            string day = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Time is not { } time
                ? day
                : string.Create(CultureInfo.InvariantCulture, $"{day}T{time / 3600:00}:{time / 60 % 60:00}:{time % 60:00}{Zone}");
        }
    }
}

/// <summary>
/// Dates in the forms pages use: ISO 8601, RFC 822 with named zones, numbers with dots, slashes or dashes, months by name in the
/// languages of <c>month-names.txt</c>, East Asian, and Unix seconds. Days outside 1990 to 2100 are no dates of pages. No more than
/// the first 300 characters of a text are looked at.
/// </summary>
internal static partial class DateText
{
    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Longer texts are cut: no form is longer, and so the expressions' time is bounded whatever they meet.</summary>
    private const int Longest = 300;

    private static readonly Dictionary<string, int> Months = ReadMonths();

    /// <summary>The first date in a text, or null; <paramref name="monthFirst"/> tells how 3/4/2020 is meant.</summary>
    public static PageDate? Find(string text, bool monthFirst) => FindAt(text, monthFirst, out _, out _);

    /// <summary>The same, with the span it was read from.</summary>
    public static PageDate? FindAt(string text, bool monthFirst, out int start, out int length)
    {
        start = 0;
        length = 0;
        if (text.Length > Longest)
        {
            text = text[..Longest];
        }
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }
        PageDate? best = null;
        int at = int.MaxValue;
        foreach ((Regex form, Func<Match, bool, PageDate?> read) in Forms)
        {
            Match match = form.Match(text);
            while (match.Success && match.Index < at)
            {
                if (read(match, monthFirst) is { } date)
                {
                    (best, at, start, length) = (date, match.Index, match.Index, match.Length);
                    break;
                }
                match = match.NextMatch();
            }
        }
        if (best is { Time: null } day && start + length < text.Length)
        {
            best = WithTime(day, text, start, ref length);
        }
        return best;
    }

    /// <summary>A machine's date: as <see cref="Find"/>, and compact numbers and Unix seconds or milliseconds.</summary>
    public static PageDate? Machine(string text, bool monthFirst)
    {
        text = text.Trim();
        if (text.Length is 0 or > 120)
        {
            return null;
        }
        Match compact = Compact().Match(text);
        if (compact.Success)
        {
            return FromIso(compact, false);
        }
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            DateTime time = DateTime.UnixEpoch.AddSeconds(text.Length == 13 ? seconds / 1000 : seconds);
            return Make(time.Year, time.Month, time.Day, (int)time.TimeOfDay.TotalSeconds, "Z");
        }
        return Find(text, monthFirst);
    }

    /// <summary>A day that exists, between 1990 and 2100.</summary>
    public static PageDate? Make(int year, int month, int day, int? time = null, string? zone = null) =>
        year is >= 1990 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new PageDate(new DateOnly(year, month, day), time, time is null ? null : zone)
            : null;

    private static readonly (Regex Form, Func<Match, bool, PageDate?> Read)[] Forms =
        [(IsoForm(), FromIso), (DayFirst(), FromNamed), (NameFirst(), FromNamed), (Numbers(), FromNumbers), (EastAsian(), FromIso), (UnixForm(), FromUnix)];

    private static PageDate? FromIso(Match match, bool monthFirst)
    {
        int? time = match.Groups["h"].Success ? Int(match, "h") * 3600 + Int(match, "n") * 60 + (match.Groups["s"].Success ? Int(match, "s") : 0) : null;
        return Make(Int(match, "y"), Int(match, "m"), Int(match, "d"), time, match.Groups["z"].Success ? Zone(match.Groups["z"].Value) : null);
    }

    private static PageDate? FromNamed(Match match, bool monthFirst) =>
        Months.TryGetValue(match.Groups["mon"].Value, out int month) ? Make(Int(match, "y"), month, Int(match, "d")) : null;

    /// <summary>As Java and Unix print a time: "Tue Jul 30 09:35:14 CEST 2019".</summary>
    private static PageDate? FromUnix(Match match, bool monthFirst) =>
        Months.TryGetValue(match.Groups["mon"].Value, out int month)
            ? Make(Int(match, "y"), month, Int(match, "d"), Int(match, "h") * 3600 + Int(match, "n") * 60 + Int(match, "s"), match.Groups["z"].Success ? Zone(match.Groups["z"].Value) : null)
            : null;

    private static PageDate? FromNumbers(Match match, bool monthFirst)
    {
        int a = Int(match, "a"), b = Int(match, "b"), year = Int(match, "y");
        string separator = match.Groups["sep"].Value;
        if (match.Groups["y"].Length == 2)
        {
            if (separator == "-")
            {
                return null; // 10-12-14 is rather a score or a size.
            }
            year += year < 70 ? 2000 : 1900;
        }
        bool month = separator == "/" && monthFirst ? a <= 12 : b > 12;
        return month ? Make(year, a, b) : Make(year, b, a);
    }

    private static PageDate WithTime(PageDate day, string text, int start, ref int length)
    {
        int from = start + length;
        Match clock = Clock().Match(text, from);
        if (!clock.Success || clock.Index - from > 16 || text.AsSpan(from, clock.Index - from).ContainsAnyInRange('0', '9'))
        {
            return day;
        }
        int hour = Int(clock, "h");
        if (clock.Groups["ap"].Success)
        {
            if (hour is 0 or > 12)
            {
                return day;
            }
            hour = hour % 12 + (clock.Groups["ap"].Value is "p" or "P" ? 12 : 0);
        }
        length = clock.Index + clock.Length - start;
        int seconds = clock.Groups["s"].Success ? Int(clock, "s") : 0;
        return day with
        {
            Time = hour * 3600 + Int(clock, "n") * 60 + seconds,
            Zone = clock.Groups["z"].Success ? Zone(clock.Groups["z"].Value) : null,
        };
    }

    /// <summary>A named zone that means one offset, as an offset; names that mean several (IST, CST outside America) stay unknown.</summary>
    private static string? Zone(string zone) => zone.ToUpperInvariant() switch
    {
        "Z" or "UTC" or "GMT" => "Z",
        "BST" => "+01:00",
        "CET" or "MEZ" => "+01:00",
        "CEST" or "MESZ" => "+02:00",
        "EST" => "-05:00",
        "EDT" => "-04:00",
        "CDT" => "-05:00",
        "MST" => "-07:00",
        "MDT" => "-06:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "MSK" => "+03:00",
        "IST" or "CST" => null,
        { Length: 3 } hours when hours[0] is '+' or '-' => hours + ":00",
        { Length: 5 } digits when digits[0] is '+' or '-' => digits[..3] + ":" + digits[3..],
        { Length: 6 } full when full[0] is '+' or '-' => full,
        _ => null,
    };

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, int> ReadMonths()
    {
        var months = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] line in PageData.Rules("month-names.txt"))
        {
            foreach (string name in line.AsSpan(2))
            {
                months.TryAdd(name, int.Parse(line[1], CultureInfo.InvariantCulture));
            }
        }
        return months;
    }

    [GeneratedRegex(@"(?<![\d.])(?<y>(?:19|20)\d\d)[-./](?<m>1[0-2]|0?[1-9])[-./](?<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:(?:T|[ ,]+)(?<h>[01]?\d|2[0-3])[:.](?<n>[0-5]\d)(?:[:.](?<s>[0-5]\d)(?:[.,]\d{1,9})?)?(?: ?(?<z>Z|UTC|GMT|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?)?", Plain)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d\d)(?<m>1[0-2]|0[1-9])(?<d>3[01]|[12]\d|0[1-9])(?:T?(?<h>[01]\d|2[0-3])(?<n>[0-5]\d)(?<s>[0-5]\d)(?<z>Z|[+-]\d{4})?)?$", Plain)]
    private static partial Regex Compact();

    [GeneratedRegex(@"(?<![\d.:])(?<d>3[01]|[12]\d|0?[1-9])(?:\.|st|nd|rd|th|er|º|°|ª)?[ -]{0,2}(?:(?:of|de|del|d') ?)?(?<mon>\p{L}{3,14})\.?,?[ -]{1,2}(?:(?:de|del) )?(?<y>(?:19|20)\d\d)(?!\d)", Plain)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\p{L})(?<mon>\p{L}{3,14})\.?[ -]{1,2}(?<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:, ?| {1,2})(?<y>(?:19|20)\d\d)(?!\d)", Plain)]
    private static partial Regex NameFirst();

    [GeneratedRegex(@"(?<![\d.])(?<a>\d{1,2})(?<sep>[./-]) ?(?<b>\d{1,2})[./-] ?(?<y>(?:19|20)\d\d|\d\d)(?![\d.])", Plain)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<y>(?:19|20)\d\d) ?[年년] ?(?<m>1[0-2]|0?[1-9]) ?[月월] ?(?<d>3[01]|[12]\d|0?[1-9]) ?[日일]", Plain)]
    private static partial Regex EastAsian();

    [GeneratedRegex(@"\b(?<mon>\p{L}{3,4}) (?<d>[ 0-3]?\d) (?<h>[0-2]\d):(?<n>[0-5]\d):(?<s>[0-5]\d) (?:(?<z>UTC|GMT|[A-Z]{2,4}|[+-]\d{4}) )?(?<y>(?:19|20)\d\d)(?!\d)", Plain)]
    private static partial Regex UnixForm();

    [GeneratedRegex(@"(?<h>[01]?\d|2[0-3])[:.h](?<n>[0-5]\d)(?::(?<s>[0-5]\d))?(?: ?(?<ap>[ap])\.? ?m\b\.?)?(?: ?\(?(?<z>Z|UTC|GMT|BST|CET|CEST|MEZ|MESZ|EST|EDT|CST|CDT|MST|MDT|PST|PDT|IST|MSK|[+-](?:0\d|1[0-4]):?[0-5]\d)\b)?", Plain)]
    private static partial Regex Clock();
}
