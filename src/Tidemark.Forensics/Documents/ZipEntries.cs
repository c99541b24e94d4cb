using System.Buffers.Binary;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// What a ZIP archive is by the names of its first entries. Entries whose length is not written before them are passed over by
/// looking for the next header: a name inside compressed data could deceive this, which costs a wrong word, not a wrong act.
/// </summary>
internal static class ZipEntries
{
    private const int HeaderLength = 30;

    public static FileKind Kind(ReadOnlySpan<byte> head)
    {
        bool contentTypes = false;
        bool first = true;
        int at = 0;
        while (at >= 0 && head.Length - at >= HeaderLength)
        {
            ReadOnlySpan<byte> entry = head[at..];
            uint packed = BinaryPrimitives.ReadUInt32LittleEndian(entry[18..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            if (entry.Length < HeaderLength + nameLength)
            {
                break;
            }
            ReadOnlySpan<byte> name = entry.Slice(HeaderLength, nameLength);
            long dataAt = HeaderLength + (long)nameLength + extraLength;
            if (first && name.SequenceEqual("mimetype"u8) && dataAt < entry.Length)
            {
                ReadOnlySpan<byte> type = entry[(int)dataAt..];
                return type.StartsWith("application/epub+zip"u8) ? FileKind.Epub
                    : type.StartsWith("application/vnd.oasis.opendocument"u8) ? FileKind.OpenDocument
                    : FileKind.Zip;
            }
            first = false;
            contentTypes |= name.SequenceEqual("[Content_Types].xml"u8);
            FileKind part = Part(name);
            if (part != FileKind.Unknown && (contentTypes || head.IndexOf("[Content_Types].xml"u8) >= 0))
            {
                return part;
            }
            // The stated length may lie; whatever follows must be a header again, or the next one is searched.
            long next = at + dataAt + packed;
            if (next + 4 <= head.Length && head.Slice((int)next, 4).SequenceEqual("PK\u0003\u0004"u8) && next > at)
            {
                at = (int)next;
                continue;
            }
            int gap = head[(at + 4)..].IndexOf("PK\u0003\u0004"u8);
            at = gap < 0 ? -1 : at + 4 + gap;
        }
        return FileKind.Zip;
    }

    private static FileKind Part(ReadOnlySpan<byte> name) =>
        name.StartsWith("word/"u8) ? FileKind.WordDocument
        : name.StartsWith("xl/"u8) ? FileKind.ExcelWorkbook
        : name.StartsWith("ppt/"u8) ? FileKind.PowerPointPresentation
        : FileKind.Unknown;
}
