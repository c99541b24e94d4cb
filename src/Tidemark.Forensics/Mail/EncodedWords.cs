using System.Text;

namespace Tidemark.Forensics.Mail;

/// <summary>
/// Decodes the encoded words of a header field (RFC 2047, with the language suffix of RFC 2231): <c>=?utf-8?B?…?=</c>. White space between two
/// encoded words is no part of the text (6.2). A word that cannot be decoded stays as it is written.
/// </summary>
/// <remarks>Linear in the text. What comes out is hostile text and may hold anything, line ends included.</remarks>
public static class EncodedWords
{
    /// <summary>RFC 2047 allows 75 characters; programs write longer ones, but the search for an end must have one.</summary>
    private const int Longest = 4_000;

    /// <summary>The text as a reader would see it.</summary>
    public static string Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var decoded = new StringBuilder(text.Length);
        // Adjacent words of one charset are joined before they are decoded: writers cut multi-byte characters in two, though they must not.
        var pending = new MemoryStream();
        string? charset = null;
        int at = 0;
        while (at < text.Length)
        {
            int start = text.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }
            if (Word(text, start) is not { } word)
            {
                Flush();
                decoded.Append(text, at, start + 2 - at);
                at = start + 2;
                continue;
            }
            string between = text[at..start];
            bool joined = pending.Length > 0 && string.IsNullOrWhiteSpace(between);
            if (!joined || !string.Equals(charset, word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush();
                decoded.Append(joined ? "" : between);
            }
            charset = word.Charset;
            pending.Write(word.Bytes);
            at = word.End;
        }
        Flush();
        return decoded.Append(text, at, text.Length - at).ToString();

        void Flush()
        {
            if (charset is not null)
            {
                decoded.Append(Charsets.Decode(pending.ToArray(), charset));
                pending.SetLength(0);
                charset = null;
            }
        }
    }

    private static (string Charset, byte[] Bytes, int End)? Word(string text, int start)
    {
        int first = text.IndexOf('?', start + 2);
        if (first < 0 || first + 3 >= text.Length || text[first + 2] != '?')
        {
            return null;
        }
        int end = text.IndexOf("?=", first + 3, Math.Min(Longest, text.Length - first - 3), StringComparison.Ordinal);
        if (end < 0 || text.AsSpan(start, end - start).ContainsAny(' ', '\t') && text[first + 1] is not ('Q' or 'q'))
        {
            return null;
        }
        string charset = text[(start + 2)..first];
        int language = charset.IndexOf('*', StringComparison.Ordinal);
        charset = language < 0 ? charset : charset[..language];
        ReadOnlySpan<char> held = text.AsSpan(first + 3, end - first - 3);
        byte[]? bytes = text[first + 1] switch
        {
            'B' or 'b' => TransferEncoding.Base64(held),
            'Q' or 'q' => TransferEncoding.Q(held),
            _ => null,
        };
        // Base64 without one letter of its alphabet was no such word ("!"); a letter too few for a byte was one, cut short.
        bool none = bytes is { Length: 0 } && !held.IsEmpty && !held.ContainsAnyInRange('+', 'z');
        return bytes is null || none || !Charsets.Knows(charset) ? null : (charset, bytes, end + 2);
    }
}
