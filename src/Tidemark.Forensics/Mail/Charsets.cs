using System.Text;

namespace Tidemark.Forensics.Mail;

/// <summary>Text from bytes by the name of a charset; the names are those mails use, and bytes that do not fit become U+FFFD.</summary>
internal static class Charsets
{
    private static readonly EncodingProvider Pages = CodePagesEncodingProvider.Instance;

    /// <summary>Whether a charset of this name can be read.</summary>
    public static bool Knows(string name) => Find(name) is not null;

    /// <summary>The text; UTF-8 if the bytes are that, else Windows-1252, where no charset is named or it is not known.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? name)
    {
        Encoding? encoding = name is null ? null : Find(name);
        // What calls itself ASCII and is not, is UTF-8 far more often than anything else.
        if (encoding is null || encoding.CodePage == Encoding.ASCII.CodePage)
        {
            encoding = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Pages.GetEncoding(1252)!;
        }
        return encoding.GetString(bytes);
    }

    private static Encoding? Find(string name)
    {
        string plain = name.Trim(' ', '"', '\'').ToLowerInvariant();
        try
        {
            return plain switch
            {
                // UTF-7 can hide any character behind another; .NET has banned it, and so have we.
                "utf-7" or "" => null,
                "utf8" => Encoding.UTF8,
                "cp1252" or "ansi_x3.110-1983" => Pages.GetEncoding(1252),
                _ => Pages.GetEncoding(plain) ?? Encoding.GetEncoding(plain),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
