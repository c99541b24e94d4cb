using System.Buffers.Binary;

namespace Tidemark.Forensics.Documents.Pictures;

/// <summary>
/// Exif and XMP items of HEIC and AVIF (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, annex A): the boxes <c>meta</c>, <c>iinf</c> and
/// <c>iloc</c> say which bytes they are.
/// </summary>
internal static class BaseMediaItems
{
    private const int Boxes = 10_000;

    public static void Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        if (Box(all, 0, all.Length, "meta"u8) is not { } meta)
        {
            into.CannotRead("the box meta", "the file has none");
            return;
        }
        int from = meta.From + 4; // Version and flags.
        Dictionary<long, string> items = Information(all, Box(all, from, meta.To, "iinf"u8));
        if (Box(all, from, meta.To, "iloc"u8) is not { } locations)
        {
            return;
        }
        int data = Box(all, from, meta.To, "idat"u8)?.From ?? -1;
        foreach ((long id, int method, List<(long At, long Length)> extents) in Locations(all, locations))
        {
            if (!items.TryGetValue(id, out string? type) || method > 1)
            {
                continue;
            }
            byte[] item = Join(all, extents, method == 1 ? data : 0);
            if (type == "Exif" && item.Length > 10)
            {
                long skip = 4 + (long)BinaryPrimitives.ReadUInt32BigEndian(item);
                if (skip < item.Length)
                {
                    PictureDescription.Exif(item.AsMemory((int)skip), into);
                }
            }
            else if (type == "mime")
            {
                XmpPacket.Read(item, "XMP", into);
            }
        }
    }

    private static (int From, int To)? Box(ReadOnlySpan<byte> all, int from, int to, ReadOnlySpan<byte> name)
    {
        long at = from;
        for (int i = 0; i < Boxes && at + 8 <= to; i++)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(all[(int)at..]);
            int header = 8;
            if (size == 1 && at + 16 <= to)
            {
                size = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(all[(int)(at + 8)..]), int.MaxValue);
                header = 16;
            }
            else if (size == 0)
            {
                size = to - at;
            }
            if (size < header)
            {
                return null;
            }
            if (all.Slice((int)at + 4, 4).SequenceEqual(name))
            {
                return ((int)at + header, (int)Math.Min(at + size, to));
            }
            at += size;
        }
        return null;
    }

    private static Dictionary<long, string> Information(ReadOnlySpan<byte> all, (int From, int To)? box)
    {
        Dictionary<long, string> items = [];
        if (box is not { } iinf || iinf.To - iinf.From < 8)
        {
            return items;
        }
        int at = iinf.From + (all[iinf.From] == 0 ? 6 : 8);
        for (int i = 0; i < Boxes && Box(all, at, iinf.To, "infe"u8) is { } entry; i++)
        {
            int version = entry.To > entry.From ? all[entry.From] : 0;
            if (version >= 2)
            {
                int wide = version == 2 ? 2 : 4;
                int type = entry.From + 4 + wide + 2;
                if (type + 4 <= entry.To)
                {
                    items[Number(all, entry.From + 4, wide)] = System.Text.Encoding.Latin1.GetString(all.Slice(type, 4));
                }
            }
            at = entry.To;
        }
        return items;
    }

    private static List<(long Id, int Method, List<(long At, long Length)> Extents)> Locations(ReadOnlySpan<byte> all, (int From, int To) box)
    {
        List<(long, int, List<(long, long)>)> items = [];
        if (box.To - box.From < 8)
        {
            return items;
        }
        int version = all[box.From];
        (int offsetSize, int lengthSize) = (all[box.From + 4] >> 4, all[box.From + 4] & 15);
        (int baseSize, int indexSize) = (all[box.From + 5] >> 4, version is 1 or 2 ? all[box.From + 5] & 15 : 0);
        if (offsetSize > 8 || lengthSize > 8 || baseSize > 8 || indexSize > 8)
        {
            return items;
        }
        int wide = version < 2 ? 2 : 4;
        long count = Number(all, box.From + 6, wide);
        long at = box.From + 6 + wide;
        for (long i = 0; i < count && i < Boxes && at + wide + 6 <= box.To; i++)
        {
            long id = Number(all, at, wide);
            at += wide;
            int method = 0;
            if (version is 1 or 2)
            {
                method = (int)Number(all, at, 2) & 15;
                at += 2;
            }
            at += 2; // Data reference.
            long start = at + baseSize <= box.To ? Number(all, at, baseSize) : 0;
            at += baseSize;
            long extents = at + 2 <= box.To ? Number(all, at, 2) : 0;
            at += 2;
            List<(long, long)> places = [];
            for (long k = 0; k < extents && at + indexSize + offsetSize + lengthSize <= box.To; k++)
            {
                at += indexSize;
                long offset = Number(all, at, offsetSize);
                long length = Number(all, at + offsetSize, lengthSize);
                at += offsetSize + lengthSize;
                places.Add((unchecked(start + offset), length));
                if (indexSize + offsetSize + lengthSize == 0)
                {
                    break;
                }
            }
            items.Add((id, method, places));
        }
        return items;
    }

    private static byte[] Join(ReadOnlySpan<byte> all, List<(long At, long Length)> extents, int from)
    {
        using MemoryStream joined = new();
        foreach ((long at, long length) in extents)
        {
            if (from < 0 || at < 0 || length <= 0 || at > all.Length || at + from >= all.Length || joined.Length > 4 << 20)
            {
                break;
            }
            joined.Write(all.Slice((int)(at + from), (int)Math.Min(length, Math.Min(all.Length - at - from, 4 << 20))));
        }
        return joined.ToArray();
    }

    private static long Number(ReadOnlySpan<byte> all, long at, int size)
    {
        ulong value = 0;
        for (int i = 0; i < size && at + i < all.Length; i++)
        {
            value = unchecked((value << 8) | all[(int)at + i]);
        }
        return (long)Math.Min(value, long.MaxValue / 4);
    }
}
