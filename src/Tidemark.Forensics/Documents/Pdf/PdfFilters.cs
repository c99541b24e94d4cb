namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>Decodes the streams of a PDF (ISO 32000-1, 7.4) as far as metadata and text need it: Flate with predictors, hexadecimal, base 85, run length, LZW.</summary>
internal static class PdfFilters
{
    /// <summary>Applies one filter.</summary>
    /// <param name="name">Name of the filter, long or short.</param>
    /// <param name="parameters">Its parameters, or null.</param>
    /// <param name="data">Encoded bytes.</param>
    /// <param name="budget">Pays for each byte that comes out.</param>
    /// <returns>Null where the filter is not one of those.</returns>
    public static byte[]? Decode(string name, PdfDictionary? parameters, ReadOnlyMemory<byte> data, Budget budget)
    {
        switch (name)
        {
            case "FlateDecode" or "Fl":
                byte[] plain = Inflating.Zlib(data, Limits.PartBytes, budget, out string? fault);
                if (plain.Length == 0 && fault is not null && data.Length > 2)
                {
                    plain = Inflating.Raw(data[2..], Limits.PartBytes, budget, out _); // A spoilt envelope around sound data.
                }
                return Predict(plain, parameters);
            case "LZWDecode" or "LZW":
                return Predict(Lzw(data.Span, parameters?.Integer("EarlyChange") ?? 1, budget), parameters);
            case "ASCIIHexDecode" or "AHx":
                return Hexadecimal(data.Span);
            case "ASCII85Decode" or "A85":
                return Base85(data.Span);
            case "RunLengthDecode" or "RL":
                return RunLength(data.Span, budget);
            case "Crypt":
                return data.ToArray();
            default:
                return null;
        }
    }

    private static byte[] Predict(byte[] data, PdfDictionary? parameters)
    {
        long predictor = parameters?.Integer("Predictor") ?? 1;
        if (predictor < 2)
        {
            return data;
        }
        long colours = Math.Clamp(parameters!.Integer("Colors") ?? 1, 1, 32);
        long bits = Math.Clamp(parameters.Integer("BitsPerComponent") ?? 8, 1, 16);
        long columns = Math.Clamp(parameters.Integer("Columns") ?? 1, 1, 1 << 20);
        int step = (int)Math.Max(1, colours * bits / 8);
        int row = (int)(((colours * bits * columns) + 7) / 8);
        return predictor == 2 ? data : Png(data, row, step); // TIFF's predictor occurs in pictures only.
    }

    /// <summary>PNG's row filters (ISO/IEC 15948, 9).</summary>
    private static byte[] Png(byte[] data, int row, int step)
    {
        int rows = (data.Length + row) / (row + 1);
        byte[] plain = new byte[(long)rows * row];
        int written = 0;
        for (int r = 0; r < rows; r++)
        {
            int from = r * (row + 1);
            int length = Math.Min(row, data.Length - from - 1);
            int kind = data[from];
            for (int i = 0; i < length; i++)
            {
                int at = (r * row) + i;
                int left = i >= step ? plain[at - step] : 0;
                int up = r > 0 ? plain[at - row] : 0;
                int corner = r > 0 && i >= step ? plain[at - row - step] : 0;
                int predicted = kind switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => 0,
                };
                plain[at] = (byte)((data[from + 1 + i] + predicted) & 255);
            }
            written = (r * row) + Math.Max(0, length);
        }
        return plain[..written];
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        (int a, int b, int c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static byte[] Hexadecimal(ReadOnlySpan<byte> data)
    {
        int end = data.IndexOf((byte)'>');
        byte[] framed = new byte[(end < 0 ? data.Length : end) + 2];
        framed[0] = (byte)'<';
        data[..(framed.Length - 2)].CopyTo(framed.AsSpan(1));
        framed[^1] = (byte)'>';
        return new PdfLexer(framed, 0).Token(0) is PdfString text ? text.Bytes : [];
    }

    private static byte[] Base85(ReadOnlySpan<byte> data)
    {
        using MemoryStream output = new();
        uint group = 0;
        int count = 0;
        foreach (byte b in data)
        {
            if (b == '~')
            {
                break;
            }
            if (b == 'z' && count == 0)
            {
                output.Write([0, 0, 0, 0]);
                continue;
            }
            if (b is < (byte)'!' or > (byte)'u')
            {
                continue;
            }
            group = unchecked((group * 85) + (uint)(b - '!'));
            if (++count == 5)
            {
                output.Write([(byte)(group >> 24), (byte)((group >> 16) & 255), (byte)((group >> 8) & 255), (byte)(group & 255)]);
                (group, count) = (0, 0);
            }
        }
        if (count > 1)
        {
            for (int i = count; i < 5; i++)
            {
                group = unchecked((group * 85) + 84);
            }
            for (int i = 0; i < count - 1; i++)
            {
                output.WriteByte((byte)((group >> (24 - (8 * i))) & 255));
            }
        }
        return output.ToArray();
    }

    private static byte[] RunLength(ReadOnlySpan<byte> data, Budget budget)
    {
        using MemoryStream output = new();
        int at = 0;
        while (at < data.Length && data[at] != 128)
        {
            int length = data[at++];
            int count = length < 128 ? Math.Min(length + 1, data.Length - at) : 257 - length;
            if (at >= data.Length || output.Length + count > Limits.PartBytes || !budget.Spend(count))
            {
                break;
            }
            if (length < 128)
            {
                output.Write(data.Slice(at, count));
                at += count;
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    output.WriteByte(data[at]);
                }
                at++;
            }
        }
        return output.ToArray();
    }

    private static byte[] Lzw(ReadOnlySpan<byte> data, long early, Budget budget)
    {
        const int clear = 256;
        const int end = 257;
        using MemoryStream output = new();
        int[] prefix = new int[4097];
        byte[] last = new byte[4097];
        byte[] chain = new byte[4097];
        (int next, int width, int previous) = (258, 9, -1);
        (uint buffer, int bits) = (0, 0);
        byte first = 0;
        foreach (byte b in data)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            if (bits < width)
            {
                continue;
            }
            int code = (int)((buffer >> (bits - width)) & ((1u << width) - 1));
            bits -= width;
            buffer &= (1u << bits) - 1;
            if (code == end)
            {
                break;
            }
            if (code == clear)
            {
                (next, width, previous) = (258, 9, -1);
                continue;
            }
            if (code > next || (code == next && previous < 0) || (code is clear or end))
            {
                break;
            }
            int length = 0;
            int walk = code;
            if (code == next)
            {
                chain[length++] = first;
                walk = previous;
            }
            while (walk >= 258 && length < 4096)
            {
                chain[length++] = last[walk];
                walk = prefix[walk];
            }
            first = (byte)(walk & 255);
            chain[length++] = first;
            if (output.Length + length > Limits.PartBytes || !budget.Spend(length))
            {
                break;
            }
            for (int i = length - 1; i >= 0; i--)
            {
                output.WriteByte(chain[i]);
            }
            if (previous >= 0 && next < 4096)
            {
                (prefix[next], last[next]) = (previous, first);
                next++;
            }
            previous = code;
            width = next + early >= 2048 ? 12 : next + early >= 1024 ? 11 : next + early >= 512 ? 10 : 9;
        }
        return output.ToArray();
    }
}
