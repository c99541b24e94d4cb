using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents.Pictures;

/// <summary>
/// What a picture says of itself: Exif, XMP and IPTC of JPEG, PNG, TIFF, WebP, HEIC and AVIF, text chunks of PNG, comments, and the
/// thumbnail beside the picture. Pixels are never decoded.
/// </summary>
internal static class PictureDescription
{
    private const int Segments = 20_000;

    /// <summary>Reads a picture. Time: O(bytes).</summary>
    public static void Read(ReadOnlyMemory<byte> bytes, FileKind kind, SelfDescription into)
    {
        switch (kind)
        {
            case FileKind.Jpeg:
                Jpeg(bytes, into);
                break;
            case FileKind.Png:
                PngChunks.Read(bytes, into);
                break;
            case FileKind.Tiff:
                Tiff(bytes, into, "TIFF", null);
                break;
            case FileKind.WebP:
                WebP(bytes, into);
                break;
            case FileKind.Heic or FileKind.Avif:
                BaseMediaItems.Read(bytes, into);
                break;
            default:
                break;
        }
    }

    /// <summary>Reads an Exif block, XMP and IPTC inside it, and compares the thumbnail with the size of the picture.</summary>
    public static void Tiff(ReadOnlyMemory<byte> bytes, SelfDescription into, string container, (int Width, int Height)? picture)
    {
        TiffDirectories tiff = TiffDirectories.Read(bytes.Span, into, container);
        if (Inside(tiff.Xmp, bytes.Length))
        {
            XmpPacket.Read(bytes.Slice((int)tiff.Xmp.At, (int)tiff.Xmp.Length), "XMP", into);
        }
        if (Inside(tiff.Iptc, bytes.Length))
        {
            IptcRecords.Read(bytes.Span.Slice((int)tiff.Iptc.At, (int)tiff.Iptc.Length), into);
        }
        if (picture is { } size && Inside(tiff.Thumbnail, bytes.Length)
            && Size(bytes.Span.Slice((int)tiff.Thumbnail.At, (int)tiff.Thumbnail.Length)) is { } small)
        {
            Thumbnail(size, small, into);
        }
    }

    private static bool Inside((long At, long Length) place, int length) =>
        place.At > 0 && place.Length > 0 && place.At + place.Length <= length;

    private static void Jpeg(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        (int, int)? size = Size(all);
        if (size is null)
        {
            into.CannotRead("the picture", "no frame header of a JPEG stands before its data");
        }
        using MemoryStream photoshop = new();
        int at = 2;
        for (int i = 0; i < Segments && Segment(all, ref at, out int marker, out int from, out int length); i++)
        {
            ReadOnlySpan<byte> segment = all.Slice(from, length);
            if (marker == 0xE1 && segment.StartsWith("Exif\0"u8) && length > 6)
            {
                Tiff(bytes.Slice(from + 6, length - 6), into, "EXIF", size);
            }
            else if (marker == 0xE1 && segment.IndexOf("ns.adobe.com/xap/1.0/\0"u8) is >= 0 and < 16)
            {
                int start = segment.IndexOf((byte)0) + 1;
                XmpPacket.Read(bytes.Slice(from + start, length - start), "XMP", into);
            }
            else if (marker == 0xE1 && segment.IndexOf("<x:xmpmeta"u8) is >= 0 and < 200)
            {
                XmpPacket.Read(bytes.Slice(from, length), "XMP", into); // Some writers leave the header out.
            }
            else if (marker == 0xED && segment.StartsWith("Photoshop 3.0\0"u8))
            {
                photoshop.Write(segment["Photoshop 3.0\0"u8.Length..]); // One block may be spread over several segments.
            }
            else if (marker == 0xFE)
            {
                into.Add("comment", PlainText.Decode(segment[..Math.Min(length, 4 * Limits.FieldCharacters)]), "JPEG comment");
            }
        }
        IptcRecords.ReadResources(photoshop.ToArray(), into);
    }

    /// <summary>Steps over the segments of a JPEG up to the first scan (ITU-T T.81, B.1.1.2).</summary>
    private static bool Segment(ReadOnlySpan<byte> all, ref int at, out int marker, out int from, out int length)
    {
        (marker, from, length) = (0, 0, 0);
        while (at + 4 <= all.Length)
        {
            if (all[at] != 0xFF)
            {
                int next = all[at..].IndexOf((byte)0xFF); // Damage between segments; decoders step over it.
                if (next < 0)
                {
                    return false;
                }
                at += next;
                continue;
            }
            marker = all[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }
            if (marker is 0x00 or 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
                continue;
            }
            if (marker is 0xDA or 0xD9)
            {
                return false;
            }
            length = BinaryPrimitives.ReadUInt16BigEndian(all[(at + 2)..]) - 2;
            from = at + 4;
            if (length < 0)
            {
                return false;
            }
            length = Math.Min(length, all.Length - from);
            at = from + length;
            return true;
        }
        return false;
    }

    /// <summary>Width and height in the frame header of a JPEG; null where there is none.</summary>
    private static (int Width, int Height)? Size(ReadOnlySpan<byte> all)
    {
        if (all.Length < 4 || all[0] != 0xFF || all[1] != 0xD8)
        {
            return null;
        }
        int at = 2;
        for (int i = 0; i < Segments && Segment(all, ref at, out int marker, out int from, out int length); i++)
        {
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 5)
            {
                int height = BinaryPrimitives.ReadUInt16BigEndian(all[(from + 1)..]);
                int width = BinaryPrimitives.ReadUInt16BigEndian(all[(from + 3)..]);
                return width > 0 && height > 0 ? (width, height) : null;
            }
        }
        return null;
    }

    /// <summary>
    /// A thumbnail of another shape than its picture: left from before the picture was cut. Not said of 160 × 120, which cameras' file
    /// systems prescribe (DCF 2.0), with bars where the picture has another shape; nor where it fits turned by a quarter.
    /// </summary>
    private static void Thumbnail((int Width, int Height) picture, (int Width, int Height) small, SelfDescription into)
    {
        JsonObject evidence = new()
        {
            ["picture"] = FormattableString.Invariant($"{picture.Width} x {picture.Height}"),
            ["thumbnail"] = FormattableString.Invariant($"{small.Width} x {small.Height}"),
        };
        into.Thumbnail = evidence;
        // A thumbnail's sides are whole pixels: each may be wrong by one.
        bool same = Fits(picture.Width, picture.Height, small) || Fits(picture.Height, picture.Width, small);
        bool prescribed = (small.Width, small.Height) is (160, 120) or (120, 160);
        into.ThumbnailFits = same || prescribed;
        if (!same && !prescribed)
        {
            into.Conflict("thumbnail-differs",
                $"The thumbnail has another shape ({small.Width} × {small.Height}) than the picture ({picture.Width} × {picture.Height}), as when a picture is cut and the old thumbnail stays; some programs and phones also write thumbnails of one fixed shape.",
                (JsonObject)evidence.DeepClone());
        }
    }

    private static bool Fits(long width, long height, (int Width, int Height) small) =>
        Math.Abs((width * small.Height) - (height * small.Width)) <= Math.Max(width, height) * 1.5;

    private static void WebP(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        long at = 12;
        for (int i = 0; i < Segments && at + 8 <= all.Length; i++)
        {
            long size = BinaryPrimitives.ReadUInt32LittleEndian(all[(int)(at + 4)..]);
            int take = (int)Math.Min(size, all.Length - at - 8);
            ReadOnlyMemory<byte> chunk = bytes.Slice((int)at + 8, take);
            string name = Encoding.ASCII.GetString(all.Slice((int)at, 4));
            if (name == "EXIF")
            {
                Exif(chunk, into);
            }
            else if (name == "XMP ")
            {
                XmpPacket.Read(chunk, "XMP", into);
            }
            at += 8 + size + (size & 1);
        }
    }

    /// <summary>An Exif block that may open with "Exif", as JPEG has it.</summary>
    public static void Exif(ReadOnlyMemory<byte> chunk, SelfDescription into) =>
        Tiff(chunk.Span.StartsWith("Exif\0\0"u8) ? chunk[6..] : chunk, into, "EXIF", null);
}
