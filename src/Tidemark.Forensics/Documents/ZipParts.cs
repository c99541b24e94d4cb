using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Tidemark.Forensics.Documents;

/// <summary>One entry of a ZIP archive; its name is a claim and never becomes a path.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Method">0 stored, 8 deflated; others are not opened.</param>
/// <param name="Packed">Stated packed length in bytes.</param>
/// <param name="Unpacked">Stated unpacked length in bytes; it may lie.</param>
/// <param name="HeaderAt">Offset of the local header.</param>
/// <param name="Encrypted">Whether the entry is encrypted.</param>
internal readonly record struct ZipPart(string Name, int Method, long Packed, long Unpacked, long HeaderAt, bool Encrypted);

/// <summary>
/// The entries of a ZIP archive in memory (APPNOTE 6.3), for reading a few small parts. Unpacking stops at a limit of bytes that came
/// out, so a stated size is never believed and a bomb costs no more than a document. An archive whose directory is gone is read by its
/// local headers.
/// </summary>
/// <remarks>Why not <see cref="ZipArchive"/>: it refuses an archive as a whole for one bad byte in its directory.</remarks>
internal sealed class ZipParts
{
    private const int LocalLength = 30;
    private const int CentralLength = 46;
    private readonly ReadOnlyMemory<byte> _bytes;

    private ZipParts(ReadOnlyMemory<byte> bytes, List<ZipPart> parts, bool directory)
    {
        _bytes = bytes;
        Parts = parts;
        HasDirectory = directory;
    }

    /// <summary>The entries, at most <see cref="Limits.Entries"/>.</summary>
    public IReadOnlyList<ZipPart> Parts { get; }

    /// <summary>Whether the central directory was found; else the entries were found by their local headers.</summary>
    public bool HasDirectory { get; }

    /// <summary>Lists the entries. Never fails: an archive without any has none.</summary>
    public static ZipParts Open(ReadOnlyMemory<byte> bytes)
    {
        List<ZipPart>? parts = Directory(bytes.Span);
        return parts is null ? new ZipParts(bytes, LocalHeaders(bytes.Span), false) : new ZipParts(bytes, parts, true);
    }

    /// <summary>The entry of that name, without regard to case, as Office compares names; null where there is none.</summary>
    public ZipPart? Find(string name)
    {
        foreach (ZipPart part in Parts)
        {
            if (part.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return part;
            }
        }
        return null;
    }

    /// <summary>Unpacks an entry.</summary>
    /// <param name="part">The entry.</param>
    /// <param name="limit">Bytes at which unpacking stops.</param>
    /// <param name="budget">Pays for each byte that comes out.</param>
    /// <param name="fault">Why there is less than everything; null where there is everything.</param>
    public byte[] Read(ZipPart part, int limit, Budget budget, out string? fault)
    {
        fault = null;
        ReadOnlySpan<byte> all = _bytes.Span;
        if (part.HeaderAt < 0 || part.HeaderAt + LocalLength > all.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(all[(int)part.HeaderAt..]) != 0x04034B50)
        {
            fault = "its local header is missing";
            return [];
        }
        ReadOnlySpan<byte> header = all[(int)part.HeaderAt..];
        long dataAt = part.HeaderAt + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (part.Encrypted || dataAt > all.Length)
        {
            fault = part.Encrypted ? "it is encrypted" : "it is cut off";
            return [];
        }
        long length = part.Packed == 0 ? all.Length - dataAt : Math.Min(part.Packed, all.Length - dataAt);
        ReadOnlyMemory<byte> packed = _bytes.Slice((int)dataAt, (int)length);
        if (part.Method == 0)
        {
            int take = (int)Math.Min(part.Packed, Math.Min(limit, length));
            if (!budget.Spend(take))
            {
                fault = "the file holds more than is unpacked of one file";
                return [];
            }
            return packed[..take].ToArray();
        }
        if (part.Method != 8)
        {
            fault = $"its compression method {part.Method} is not read";
            return [];
        }
        return Inflating.Raw(packed, limit, budget, out fault);
    }

    private static List<ZipPart>? Directory(ReadOnlySpan<byte> all)
    {
        // The end record may be followed by a comment of up to 65,535 bytes.
        int from = Math.Max(0, all.Length - 22 - 65_535);
        int end = all[from..].LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || all.Length - from - end < 22)
        {
            return null;
        }
        end += from;
        long size = BinaryPrimitives.ReadUInt32LittleEndian(all[(end + 12)..]);
        long at = BinaryPrimitives.ReadUInt32LittleEndian(all[(end + 16)..]);
        if (at + 4 > all.Length || BinaryPrimitives.ReadUInt32LittleEndian(all[(int)at..]) != 0x02014B50)
        {
            at = end - size; // Something stands before the archive, or the offset lies.
        }
        if (at < 0 || at + 4 > all.Length)
        {
            return null;
        }
        List<ZipPart> parts = [];
        while (at + CentralLength <= all.Length && parts.Count < Limits.Entries
            && BinaryPrimitives.ReadUInt32LittleEndian(all[(int)at..]) == 0x02014B50)
        {
            ReadOnlySpan<byte> entry = all[(int)at..];
            int name = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            long next = at + CentralLength + name + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            if (next > all.Length)
            {
                break;
            }
            parts.Add(new ZipPart(
                Name(entry.Slice(CentralLength, name)),
                BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]),
                (entry[8] & 1) != 0));
            at = next;
        }
        return parts.Count == 0 ? null : parts;
    }

    private static List<ZipPart> LocalHeaders(ReadOnlySpan<byte> all)
    {
        List<ZipPart> parts = [];
        int at = 0;
        while (parts.Count < Limits.Entries)
        {
            int found = all[at..].IndexOf("PK\u0003\u0004"u8);
            if (found < 0 || all.Length - at - found < LocalLength)
            {
                return parts;
            }
            at += found;
            ReadOnlySpan<byte> entry = all[at..];
            int name = BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);
            if (entry.Length >= LocalLength + name)
            {
                parts.Add(new ZipPart(
                    Name(entry.Slice(LocalLength, name)),
                    BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[18..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[22..]),
                    at,
                    (entry[6] & 1) != 0));
            }
            at += 4;
        }
        return parts;
    }

    private static string Name(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}

/// <summary>Deflate with a limit on what comes out (RFC 1951, RFC 1950).</summary>
internal static class Inflating
{
    /// <summary>Deflate without a header.</summary>
    public static byte[] Raw(ReadOnlyMemory<byte> packed, int limit, Budget budget, out string? fault)
    {
        using DeflateStream inflate = new(Stream(packed), CompressionMode.Decompress);
        return Drain(inflate, limit, budget, out fault);
    }

    /// <summary>Deflate in a zlib envelope. A wrong header or checksum costs nothing that came out before it was noticed.</summary>
    public static byte[] Zlib(ReadOnlyMemory<byte> packed, int limit, Budget budget, out string? fault)
    {
        if (packed.Length > 2 && (packed.Span[0] & 15) == 8 && ((packed.Span[0] << 8) | packed.Span[1]) % 31 == 0 && (packed.Span[1] & 32) == 0)
        {
            return Raw(packed[2..], limit, budget, out fault);
        }
        fault = "it does not open as zlib does";
        return [];
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    private static byte[] Drain(DeflateStream inflate, int limit, Budget budget, out string? fault)
    {
        fault = null;
        using MemoryStream output = new();
        byte[] block = new byte[16 * 1024];
        try
        {
            while (true)
            {
                int read = inflate.Read(block, 0, block.Length);
                if (read == 0)
                {
                    break;
                }
                if (output.Length + read > limit || !budget.Spend(read))
                {
                    fault = $"more than {Math.Min(limit, output.Length)} bytes come out of it";
                    break;
                }
                output.Write(block, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            fault = $"its compression breaks off behind {output.Length} bytes";
        }
        return output.ToArray();
    }
}
