using System.Globalization;
using System.Text;

namespace Tidemark.Forensics.Mail;

/// <summary>The transfer encodings of MIME (RFC 2045, section 6): lenient, for mails in the wild are damaged, and never throwing.</summary>
public static class TransferEncoding
{
    /// <summary>Decodes a body by the name of its Content-Transfer-Encoding; an unknown one leaves the bytes as they are.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> body, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(Encoding.Latin1.GetString(body)) ?? body.ToArray(),
        "quoted-printable" => QuotedPrintable(body),
        _ => body.ToArray(),
    };

    /// <summary>Base64 with anything that is not of its alphabet passed over (RFC 2045, 6.8); null where nothing can be made of it.</summary>
    internal static byte[]? Base64(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length + 3);
        foreach (char c in text)
        {
            if (c == '=')
            {
                break;
            }
            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/')
            {
                kept.Append(c);
            }
        }
        // A single letter left over holds no byte.
        if (kept.Length % 4 == 1)
        {
            kept.Length--;
        }
        kept.Append('=', (4 - kept.Length % 4) % 4);
        byte[] bytes = new byte[kept.Length / 4 * 3];
        return Convert.TryFromBase64String(kept.ToString(), bytes, out int used) ? bytes[..used] : null;
    }

    /// <summary>The Q encoding of header fields (RFC 2047, 4.2): an underscore is a blank.</summary>
    internal static byte[] Q(ReadOnlySpan<char> text)
    {
        var bytes = new MemoryStream(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && Hex(text.Slice(i + 1, 2)) is { } value)
            {
                bytes.WriteByte(value);
                i += 2;
            }
            else if (text[i] == '_')
            {
                bytes.WriteByte((byte)' ');
            }
            else
            {
                bytes.Write(Encoding.UTF8.GetBytes([text[i]]));
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Quoted-printable (RFC 2045, 6.7): soft line ends vanish, blanks at the end of a line too.</summary>
    private static byte[] QuotedPrintable(ReadOnlySpan<byte> body)
    {
        var bytes = new MemoryStream(body.Length);
        Span<char> digits = stackalloc char[2];
        int at = 0;
        while (at < body.Length)
        {
            int end = body[at..].IndexOf((byte)'\n');
            bool ended = end >= 0;
            ReadOnlySpan<byte> line = ended ? body.Slice(at, end) : body[at..];
            at += line.Length + (ended ? 1 : 0);
            bool carriage = line.Length > 0 && line[^1] == '\r';
            line = (carriage ? line[..^1] : line).TrimEnd(" \t"u8);
            bool soft = line.Length > 0 && line[^1] == '=';
            line = soft ? line[..^1] : line;
            for (int i = 0; i < line.Length; i++)
            {
                if (line[i] == '=' && i + 2 < line.Length)
                {
                    (digits[0], digits[1]) = ((char)line[i + 1], (char)line[i + 2]);
                    if (Hex(digits) is { } value)
                    {
                        bytes.WriteByte(value);
                        i += 2;
                        continue;
                    }
                }
                bytes.WriteByte(line[i]);
            }
            if (!soft && ended)
            {
                bytes.Write(carriage ? "\r\n"u8 : "\n"u8);
            }
        }
        return bytes.ToArray();
    }

    private static byte? Hex(ReadOnlySpan<char> digits) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;
}
