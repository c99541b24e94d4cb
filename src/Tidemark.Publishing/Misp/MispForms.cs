using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Publishing.Json;
using Tidemark.Publishing.Stix;

namespace Tidemark.Publishing.Misp;

/// <summary>The forms of single values of MISP. Every expression is linear in the text.</summary>
internal static partial class MispForms
{
    [GeneratedRegex(@"^[0-9]{9,11}\z")]
    public static partial Regex Seconds();

    [GeneratedRegex(@"^[0-9]{1,11}\z")]
    public static partial Regex AnySeconds();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})\z")]
    public static partial Regex Time();

    [GeneratedRegex(@"^#[0-9a-fA-F]{3,6}\z")]
    public static partial Regex Colour();

    [GeneratedRegex("""^misp-galaxy:([^=]+)="([^\n]*)"\z""")]
    public static partial Regex GalaxyTag();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*://\S")]
    private static partial Regex Url();

    [GeneratedRegex(@"^[^\s/@:]+\.[^\s/@:]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    /// <summary>36 characters in five groups; MISP takes either case and any version.</summary>
    public static bool IsUuid(string text) => text.Length == 36 && Guid.TryParseExact(text, "D", out _);

    /// <summary>Null, false, zero or an empty text: nothing was said.</summary>
    public static bool IsNothing(JsonValue value) =>
        value.Kind is JsonKind.Null or JsonKind.False || value.Number == 0 || (value.IsText && value.Text.Length == 0)
        || ((value.IsList || value.IsObject) && value.Count == 0);

    /// <summary>Whether a value has the form its type asks for; types without a form take anything.</summary>
    public static bool Fits(string type, string value) => type switch
    {
        "md5" => IsHex(value, 32),
        "sha1" => IsHex(value, 40),
        "sha224" => IsHex(value, 56),
        "sha256" => IsHex(value, 64),
        "sha384" => IsHex(value, 96),
        "sha512" => IsHex(value, 128),
        "url" => Url().IsMatch(value),
        "email-src" or "email-dst" or "email" => StixForms.Mail().IsMatch(value),
        "domain" or "hostname" => Host().IsMatch(value),
        "ip-src" or "ip-dst" => StixForms.IsIpv4(value) || StixForms.IsIpv6(value),
        "datetime" => IsTime(value),
        "boolean" => value.ToLowerInvariant() is "true" or "false" or "0" or "1",
        "counter" => value.Length > 0 && value.All(char.IsAsciiDigit),
        _ => true,
    };

    /// <summary>ISO 8601: a date, or a date and a time, with or without a zone.</summary>
    private static bool IsTime(string value) =>
        value.Length >= 8 && char.IsAsciiDigit(value[0])
        && (IsDate(value) || (DateTimeForm().Match(value) is { Success: true } form && IsDate(form.Groups[1].Value)));

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}).([01][0-9]|2[0-3])(:?[0-5][0-9](:?[0-5][0-9]([.,][0-9]+)?)?)?(Z|[+-](0[0-9]|1[0-9]|2[0-3])(:?[0-5][0-9](:?[0-5][0-9])?)?)?\z")]
    private static partial Regex DateTimeForm();

    /// <summary>A day of the calendar.</summary>
    public static bool IsDate(string value) =>
        DateOnly.TryParseExact(value, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsHex(string value, int digits) => value.Length == digits && value.All(char.IsAsciiHexDigit);
}
