using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Tidemark.Publishing.Stix;

/// <summary>The forms of single values: times, language tags, addresses. Every expression is linear in the text.</summary>
internal static partial class StixForms
{
    /// <summary>RFC 3339 in UTC with a capital T and Z (3.14), digits after the second as wanted; the form alone.</summary>
    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?Z\z")]
    public static partial Regex Time();

    /// <summary>A language tag of RFC 5646.</summary>
    [GeneratedRegex(@"^(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8}|[xX](?=-))(?:-[A-Za-z0-9]{1,8})*\z")]
    public static partial Regex Language();

    /// <summary>A URI of RFC 3986; whatever is not ASCII must be percent-encoded.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+\z", RegexOptions.NonBacktracking)]
    public static partial Regex Uri();

    /// <summary>A host name (RFC 1034), internationalised ones too (RFC 5890): labels of up to 63 characters, 255 in all.</summary>
    [GeneratedRegex("""^[^\s./:@!?#\[\]\\<>,;"'()]{1,63}(\.[^\s./:@!?#\[\]\\<>,;"'()]{1,63})*\.?\z""")]
    private static partial Regex HostLabels();

    /// <summary>An address as far as a reader relies on it: something, an @, something.</summary>
    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    public static partial Regex Mail();

    [GeneratedRegex("^([0-9a-f]{2}:){5}[0-9a-f]{2}\\z")]
    public static partial Regex Mac();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,250}\\z")]
    public static partial Regex DictionaryKey();

    [GeneratedRegex("^[a-z][a-z0-9-]{2,249}\\z")]
    public static partial Regex TypeName();

    [GeneratedRegex("^[a-z0-9-]+\\z")]
    public static partial Regex Verb();

    [GeneratedRegex("^CVE-[0-9]{4}-(0[0-9]{3}|[1-9][0-9]{3,})\\z")]
    public static partial Regex Cve();

    [GeneratedRegex("^CAPEC-[0-9]+\\z")]
    public static partial Regex Capec();

    public static bool IsHost(string text) => text.Length is > 0 and <= 255 && HostLabels().IsMatch(text);

    /// <summary>Whether the day exists; the form has been looked at before.</summary>
    public static bool IsCalendarDate(string time)
    {
        int year = int.Parse(time.AsSpan(0, 4), CultureInfo.InvariantCulture);
        int month = int.Parse(time.AsSpan(5, 2), CultureInfo.InvariantCulture);
        int day = int.Parse(time.AsSpan(8, 2), CultureInfo.InvariantCulture);
        return year > 0 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>Compares two times of the form, whatever their number of digits.</summary>
    public static int Compare(string a, string b)
    {
        int seconds = string.CompareOrdinal(a, 0, b, 0, 19);
        return seconds != 0 ? seconds : string.CompareOrdinal(Fraction(a), Fraction(b));

        static string Fraction(string time) => time.Length > 20 ? time[20..^1].TrimEnd('0') : "";
    }

    /// <summary>An IPv4 address, or a network in CIDR form.</summary>
    public static bool IsIpv4(string text)
    {
        (string address, string? bits) = Cidr(text);
        return IsDotted(address) && (bits is null || IsBelow(bits, 32) || IsMask(bits));
    }

    /// <summary>An IPv6 address, or a network in CIDR form.</summary>
    public static bool IsIpv6(string text)
    {
        (string address, string? bits) = Cidr(text);
        int tail = address.LastIndexOf(':');
        return tail >= 0 && address.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && (!address.Contains('.', StringComparison.Ordinal) || IsDotted(address[(tail + 1)..]))
            && IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            && (bits is null || IsBelow(bits, 128));
    }

    private static (string Address, string? Bits) Cidr(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
    }

    private static bool IsBelow(string bits, int most) =>
        bits.Length is > 0 and <= 3 && bits.All(char.IsAsciiDigit) && int.Parse(bits, CultureInfo.InvariantCulture) <= most;

    /// <summary>A netmask written out: ones, then zeros; or a host mask, the other way round.</summary>
    private static bool IsMask(string text)
    {
        if (!IsDotted(text))
        {
            return false;
        }
        uint mask = 0;
        foreach (string part in text.Split('.'))
        {
            mask = (mask << 8) | uint.Parse(part, CultureInfo.InvariantCulture);
        }
        uint host = ~mask;
        return (host & unchecked(host + 1)) == 0 || (mask & unchecked(mask + 1)) == 0;
    }

    private static bool IsDotted(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit)
            && (part.Length == 1 || part[0] != '0') && int.Parse(part, CultureInfo.InvariantCulture) <= 255);
    }
}
