using System.Text;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>Text strings of a PDF (ISO 32000-1, 7.9.2): UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding (annex D.2).</summary>
internal static class PdfText
{
    private const string From18 = "\u02D8\u02C7\u02C6\u02D9\u02DD\u02DB\u02DA\u02DC";
    private const string From80 = "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203A\u2212\u2030\u201E\u201C\u201D\u2018"
        + "\u2019\u201A\u2122\uFB01\uFB02\u0141\u0152\u0160\u0178\u017D\u0131\u0142\u0153\u0161\u017E\uFFFD\u20AC";

    /// <summary>The text of a string.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return WithoutLanguage(Encoding.BigEndianUnicode.GetString(bytes[2..(bytes.Length & ~1)]));
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return WithoutLanguage(Encoding.Unicode.GetString(bytes[2..(bytes.Length & ~1)])); // Not in the standard, but written.
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return WithoutLanguage(Encoding.UTF8.GetString(bytes[3..]));
        }
        StringBuilder text = new(bytes.Length);
        foreach (byte b in bytes)
        {
            text.Append(b switch
            {
                >= 0x18 and <= 0x1F => From18[b - 0x18],
                >= 0x80 and <= 0xA0 => From80[b - 0x80],
                _ => (char)b,
            });
        }
        return text.ToString();
    }

    /// <summary>Escape sequences that name a language (7.9.2.2) are no part of the text.</summary>
    private static string WithoutLanguage(string text)
    {
        int at = text.IndexOf('\u001B', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }
        StringBuilder plain = new();
        bool inside = false;
        foreach (char c in text)
        {
            if (c == '\u001B')
            {
                inside = !inside;
            }
            else if (!inside)
            {
                plain.Append(c);
            }
        }
        return plain.ToString();
    }
}
