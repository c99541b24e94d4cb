namespace Tidemark.Forensics.Phishing;

/// <summary>Undoes the transfer codings of RFC 2045; what does not follow the coding is left as it stands, for a mail reader shows it too.</summary>
internal static class TransferCoding
{
    public static byte[] Undo(ReadOnlySpan<byte> body, string? coding) => coding?.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(body),
        "quoted-printable" => QuotedPrintable(body),
        _ => body.ToArray(),
    };

    private static byte[] FromBase64(ReadOnlySpan<byte> body)
    {
        byte[] clean = new byte[body.Length + 3];
        int n = 0;
        foreach (byte b in body)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/')
            {
                clean[n++] = b;
            }
        }
        n = n % 4 == 1 ? n - 1 : n;
        while (n % 4 != 0)
        {
            clean[n++] = (byte)'=';
        }
        System.Buffers.Text.Base64.DecodeFromUtf8InPlace(clean.AsSpan(0, n), out int written);
        return clean[..written];
    }

    private static byte[] QuotedPrintable(ReadOnlySpan<byte> body)
    {
        byte[] result = new byte[body.Length];
        int n = 0;
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != (byte)'=')
            {
                result[n++] = body[i];
                continue;
            }
            ReadOnlySpan<byte> rest = body[(i + 1)..];
            if (rest.StartsWith("\r\n"u8) || rest.StartsWith("\n"u8))
            {
                i += rest[0] == (byte)'\r' ? 2 : 1; // A soft line break.
            }
            else if (rest.Length >= 2 && char.IsAsciiHexDigit((char)rest[0]) && char.IsAsciiHexDigit((char)rest[1]))
            {
                result[n++] = (byte)(16 * Hex(rest[0]) + Hex(rest[1]));
                i += 2;
            }
            else
            {
                result[n++] = body[i];
            }
        }
        return result[..n];
    }

    private static int Hex(byte digit) => digit <= (byte)'9' ? digit - '0' : (digit | 32) - 'a' + 10;
}
