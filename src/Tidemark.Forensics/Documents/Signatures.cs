using System.Buffers.Binary;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// Kinds of file that open with bytes of their own. Sources: the formats' specifications, and for pictures, sound and film the
/// WHATWG MIME Sniffing Standard.
/// </summary>
internal static class Signatures
{
    // Readers of PDF accept the header anywhere in the first kilobyte, so senders can hide it there.
    private const int PdfSearch = 1024;

    public static FileKind Of(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] bytes, int at, FileKind kind) in Fixed)
        {
            if (head.Length >= at + bytes.Length && head.Slice(at, bytes.Length).SequenceEqual(bytes))
            {
                return kind;
            }
        }
        if (head.StartsWith("RIFF"u8) && head.Length >= 12)
        {
            return head.Slice(8, 4).SequenceEqual("WEBP"u8) ? FileKind.WebP
                : head.Slice(8, 4).SequenceEqual("WAVE"u8) ? FileKind.Sound
                : FileKind.Unknown;
        }
        if (head.Length >= 12 && head.Slice(4, 4).SequenceEqual("ftyp"u8))
        {
            return BaseMedia(head);
        }
        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return ZipEntries.Kind(head);
        }
        if (head.StartsWith("PK\u0005\u0006"u8) || head.StartsWith("PK\u0007\u0008"u8))
        {
            return FileKind.Zip; // Empty, or split over several files.
        }
        // "MZ" and "BM" alone are two letters that any text may open with: their headers must make sense, too.
        if (head.StartsWith("MZ"u8) && head.Length >= 64 && head[..64].Contains((byte)0))
        {
            return FileKind.WindowsProgram;
        }
        if (head.StartsWith("BM"u8) && head.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(head[6..]) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124)
        {
            return FileKind.Bmp;
        }
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return FileKind.Gif;
        }
        if (IsZstdSkippable(head))
        {
            return FileKind.Zstd;
        }
        return head[..Math.Min(head.Length, PdfSearch)].IndexOf("%PDF-"u8) >= 0 ? FileKind.Pdf : FileKind.Unknown;
    }

    private static readonly (byte[] Bytes, int At, FileKind Kind)[] Fixed =
    [
        ("%PDF-"u8.ToArray(), 0, FileKind.Pdf),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], 0, FileKind.Png),
        ([0xFF, 0xD8, 0xFF], 0, FileKind.Jpeg),
        ([0x49, 0x49, 0x2A, 0x00], 0, FileKind.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, FileKind.Tiff),
        ([0x49, 0x49, 0x2B, 0x00], 0, FileKind.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2B], 0, FileKind.Tiff),
        ([0x1F, 0x8B], 0, FileKind.Gzip),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, FileKind.Zstd),
        ([0xFD, .. "7zXZ"u8, 0x00], 0, FileKind.Xz),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], 0, FileKind.SevenZip),
        ([.. "Rar!"u8, 0x1A, 0x07], 0, FileKind.Rar),
        ([.. "BZh1"u8, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 0, FileKind.Bzip2),
        ([.. "BZh9"u8, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 0, FileKind.Bzip2),
        ([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4, FileKind.Bzip2),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, FileKind.Ole2),
        ([.. "SQLite format 3"u8, 0x00], 0, FileKind.Sqlite),
        ("DUCK"u8.ToArray(), 8, FileKind.DuckDb),
        ("PAR1"u8.ToArray(), 0, FileKind.Parquet),
        ([.. "ARROW1"u8, 0x00, 0x00], 0, FileKind.Arrow),
        ([0x7F, .. "ELF"u8], 0, FileKind.Elf),
        ([0xFE, 0xED, 0xFA, 0xCE], 0, FileKind.MacProgram),
        ([0xFE, 0xED, 0xFA, 0xCF], 0, FileKind.MacProgram),
        ([0xCE, 0xFA, 0xED, 0xFE], 0, FileKind.MacProgram),
        ([0xCF, 0xFA, 0xED, 0xFE], 0, FileKind.MacProgram),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, FileKind.Matroska),
        ("OggS"u8.ToArray(), 0, FileKind.Sound),
        ("fLaC"u8.ToArray(), 0, FileKind.Sound),
        ([.. "ID3"u8, 0x03], 0, FileKind.Sound),
        ([.. "ID3"u8, 0x04], 0, FileKind.Sound),
        ([0xFF, 0xFB, 0x90], 0, FileKind.Sound),
        ("ustar"u8.ToArray(), 257, FileKind.Tar),
        ("{\\rtf"u8.ToArray(), 0, FileKind.Rtf),
        ("%!PS-Adobe-"u8.ToArray(), 0, FileKind.PostScript),
        ("WARC/1."u8.ToArray(), 0, FileKind.Warc),
    ];

    /// <summary>Brands of ISO base media files (ISO/IEC 14496-12): the major brand decides, and a compatible one if it is silent.</summary>
    private static FileKind BaseMedia(ReadOnlySpan<byte> head)
    {
        uint size = BinaryPrimitives.ReadUInt32BigEndian(head);
        int end = (int)Math.Min((uint)head.Length, Math.Min(size, 256));
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            ReadOnlySpan<byte> brand = head.Slice(at, 4);
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("heim"u8))
            {
                return FileKind.Heic;
            }
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return FileKind.Avif;
            }
        }
        return FileKind.Mp4;
    }

    private static bool IsZstdSkippable(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && (BinaryPrimitives.ReadUInt32LittleEndian(head) & 0xFFFF_FFF0) == 0x184D_2A50;
}
