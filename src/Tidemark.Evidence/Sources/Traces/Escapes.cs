using System.Buffers;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>Percent escapes in one form (RFC 3986 section 6.2.2): unreserved characters plain, everything else that is escaped in upper case.</summary>
internal static class Escapes
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?[]"u8);

    /// <summary>Writes a part of a link in one form. O(length).</summary>
    public static void Normalise(ReadOnlySpan<byte> part, IBufferWriter<byte> to)
    {
        while (!part.IsEmpty)
        {
            int plain = part.IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                to.Write(part);
                return;
            }
            to.Write(part[..plain]);
            byte b = part[plain];
            int used = 1;
            if (b == '%' && plain + 2 < part.Length && TryHex(part[plain + 1], out int high) && TryHex(part[plain + 2], out int low))
            {
                b = (byte)(high << 4 | low);
                used = 3;
            }
            Write(b, escape: used == 1 || !Unreserved.Contains(b), to);
            part = part[(plain + used)..];
        }
    }

    /// <summary>A part of a link without its escapes; what is no escape stays.</summary>
    public static byte[] Decoded(ReadOnlySpan<byte> part)
    {
        byte[] decoded = new byte[part.Length];
        int length = 0;
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] == '%' && i + 2 < part.Length && TryHex(part[i + 1], out int high) && TryHex(part[i + 2], out int low))
            {
                decoded[length++] = (byte)(high << 4 | low);
                i += 2;
            }
            else
            {
                decoded[length++] = part[i];
            }
        }
        return decoded[..length];
    }

    private static void Write(byte b, bool escape, IBufferWriter<byte> to)
    {
        Span<byte> room = to.GetSpan(3);
        if (!escape)
        {
            room[0] = b;
            to.Advance(1);
            return;
        }
        room[0] = (byte)'%';
        room[1] = "0123456789ABCDEF"u8[b >> 4];
        room[2] = "0123456789ABCDEF"u8[b & 15];
        to.Advance(3);
    }

    private static bool TryHex(byte b, out int value)
    {
        value = b switch
        {
            >= (byte)'0' and <= (byte)'9' => b - '0',
            >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
