using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model;

namespace Tidemark.Evidence.Texts;

/// <summary>A plain text from its bytes.</summary>
/// <param name="Text">Decoded, without byte order mark, otherwise as it is.</param>
/// <param name="Encoding">The encoding it was read in.</param>
public sealed record DecodedText(string Text, string Encoding)
{
    /// <summary>
    /// Decodes: byte order mark, else UTF-8 if the bytes are valid UTF-8, else a guess between Windows code pages. Bytes that are no text are
    /// refused with the place of the first zero.
    /// </summary>
    public static Parsed<DecodedText> Of(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        (string text, string encoding) = PageEncoding.DecodeText(bytes);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            int at = bytes.AsSpan().IndexOf((byte)0);
            return Parsed<DecodedText>.Failed(new SourceLocation("", 1 + bytes.AsSpan(0, at).Count((byte)'\n'), at), "a NUL; this is no text");
        }
        return Parsed<DecodedText>.Of(new DecodedText(text, encoding));
    }

    /// <summary>ISO 639-1 of a text, measured from it; null where that fails.</summary>
    public static string? LanguageOf(string text) => PageLanguage.Of(text);
}
