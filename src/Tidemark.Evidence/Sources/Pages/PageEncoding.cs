using System.Buffers;
using System.Text;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Bytes of a page to text: byte order mark, then what its server named, then what a <c>meta</c> element in the first 4,096 bytes declares, then UTF-8 if the bytes
/// are valid UTF-8, then a guess between Windows code pages. A declaration that the bytes contradict (UTF-8 that is not) is not followed.
/// </summary>
internal static class PageEncoding
{
    // The standard says 1,024; pages with long comments or scripts before the meta element are common.
    private const int Head = 4096;

    private static readonly SearchValues<char> ValueEnd = SearchValues.Create(" \t\r\n\"'/>;");

    /// <summary>The text, and the name of the encoding it was read in. Bytes that mean nothing become U+FFFD.</summary>
    public static (string Text, string Name) Decode(byte[] bytes, string? charset = null)
    {
        if (Marked(bytes) is { } marked)
        {
            return marked;
        }
        ReadOnlySpan<byte> all = bytes;
        string? declared = charset is not null && (ByName(charset) is not null || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? charset.ToLowerInvariant() : Declared(all[..Math.Min(Head, all.Length)]);
        if (declared is null or "utf-8" or "utf8" || Named(declared) is null)
        {
            return Guess(bytes, declared is "utf-8" or "utf8");
        }
        Encoding named = Named(declared)!;
        // Latin-1 declared over UTF-8 bytes is the commonest lie; text that is valid UTF-8 beyond ASCII is hardly ever anything else.
        return !System.Text.Ascii.IsValid(all) && IsUtf8(bytes) ? (Encoding.UTF8.GetString(bytes), "utf-8") : (named.GetString(bytes), named.WebName);
    }

    /// <summary>Likewise for bytes that declare nothing: a plain text.</summary>
    public static (string Text, string Name) DecodeText(byte[] bytes) => Marked(bytes) ?? Guess(bytes, false);

    /// <summary>The encoding with this name; null for UTF-8 and for names nobody knows.</summary>
    internal static Encoding? ByName(string name) => Named(name.Trim().ToLowerInvariant());

    private static (string Text, string Name)? Marked(byte[] bytes)
    {
        ReadOnlySpan<byte> all = bytes;
        if (all.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (Encoding.UTF8.GetString(all[3..]), "utf-8");
        }
        if (all.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (Encoding.Unicode.GetString(all[2..]), "utf-16le");
        }
        if (all.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (Encoding.BigEndianUnicode.GetString(all[2..]), "utf-16be");
        }
        return null;
    }

    private static (string, string) Guess(byte[] bytes, bool declaredUtf8)
    {
        if (IsUtf8(bytes))
        {
            return (Encoding.UTF8.GetString(bytes), "utf-8");
        }
        // Mostly valid UTF-8 with a few broken bytes (a cut or a foreign advertisement) is still UTF-8.
        string lenient = Encoding.UTF8.GetString(bytes);
        int broken = lenient.AsSpan().Count('\uFFFD');
        int beyond = 0;
        foreach (char c in lenient)
        {
            beyond += c > 0x7F ? 1 : 0;
        }
        if (declaredUtf8 ? broken * 2 <= beyond : broken * 10 <= beyond)
        {
            return (lenient, "utf-8");
        }
        if (Utf16(bytes) is { } wide)
        {
            return (wide.GetString(bytes), wide.WebName);
        }
        string name = Cyrillic(bytes) ? "windows-1251" : "windows-1252";
        return (Named(name)!.GetString(bytes), name);
    }

    private static bool IsUtf8(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>UTF-16 without a mark: every second byte of markup is NUL.</summary>
    private static Encoding? Utf16(byte[] bytes)
    {
        int length = Math.Min(bytes.Length, Head) & ~1;
        int even = 0, odd = 0;
        for (int i = 0; i < length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        return length < 8 ? null : odd * 10 > length * 4 ? Encoding.Unicode : even * 10 > length * 4 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>In Windows-1251 Russian text nearly all bytes beyond ASCII are letters (0xC0 to 0xFF) and they stand in runs.</summary>
    private static bool Cyrillic(byte[] bytes)
    {
        int high = 0, letters = 0, pairs = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }
            high++;
            letters += bytes[i] >= 0xC0 ? 1 : 0;
            pairs += i > 0 && bytes[i] >= 0xC0 && bytes[i - 1] >= 0xC0 ? 1 : 0;
        }
        return high > 40 && letters * 10 > high * 8 && pairs * 10 > high * 5;
    }

    private static Encoding? Named(string name)
    {
        // The names of the web mean Windows' supersets.
        name = name switch
        {
            "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "iso8859-1" or "cp1252" => "windows-1252",
            "iso-8859-9" => "windows-1254",
            "cp1251" or "win-1251" => "windows-1251",
            "gb2312" => "gbk",
            "utf-16" or "utf-16le" or "utf-16be" => "utf-8",
            _ => name,
        };
        if (name is "utf-8" or "utf8" or "utf-7")
        {
            return null;
        }
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null; // A name nobody knows: the bytes are asked instead.
        }
    }

    private static string? Declared(ReadOnlySpan<byte> head)
    {
        string text = Encoding.Latin1.GetString(head);
        for (int at = text.IndexOf("charset", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("charset", at + 7, StringComparison.OrdinalIgnoreCase))
        {
            int open = text.LastIndexOf('<', at);
            if (open < 0 || !text.AsSpan(open).StartsWith("<meta", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            ReadOnlySpan<char> rest = text.AsSpan(at + 7).TrimStart();
            if (rest.Length > 0 && rest[0] == '=')
            {
                rest = rest[1..].TrimStart(" \t\r\n\"'");
                int end = rest.IndexOfAny(ValueEnd);
                return (end < 0 ? rest : rest[..end]).ToString().ToLowerInvariant();
            }
        }
        return null;
    }
}
