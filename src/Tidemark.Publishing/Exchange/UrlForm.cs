using System.Globalization;
using System.Text;
using Tidemark.Publishing.Stix;

namespace Tidemark.Publishing.Exchange;

/// <summary>An address in the form of RFC 3986: what is not ASCII, and what may not stand in a URI, is percent-encoded as UTF-8.</summary>
internal static class UrlForm
{
    private const string Allowed = "._~:/?#[]@!$&'()*+,;=-";

    /// <summary>The URI; null where it has no scheme and host, so that no encoding makes one of it.</summary>
    public static string? Of(string link)
    {
        int scheme = link.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || scheme + 3 >= link.Length)
        {
            return null;
        }
        var uri = new StringBuilder(link.Length);
        Span<byte> utf8 = stackalloc byte[4];
        int index = 0;
        foreach (Rune rune in link.EnumerateRunes())
        {
            bool percent = rune.Value == '%' && index + 2 < link.Length && char.IsAsciiHexDigit(link[index + 1]) && char.IsAsciiHexDigit(link[index + 2]);
            if (percent || (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Allowed.Contains((char)rune.Value, StringComparison.Ordinal))))
            {
                uri.Append((char)rune.Value);
            }
            else
            {
                foreach (byte b in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    uri.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
                }
            }
            index += rune.Utf16SequenceLength;
        }
        string text = uri.ToString();
        return StixForms.Uri().IsMatch(text) ? text : null;
    }
}
