using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Tests.Forensics.Documents;

/// <summary>Builds Exif blocks and the pictures around them.</summary>
internal static class PictureBytes
{
    /// <summary>A TIFF structure: the first directory, an Exif directory and a JPEG thumbnail.</summary>
    public static byte[] Tiff(bool little, (int Tag, string Text)[] first, (int Tag, string Text)[] exif, byte[]? thumbnail = null)
    {
        List<byte> bytes = [.. little ? "II"u8 : "MM"u8, .. Two(little, 42), .. Four(little, 8)];
        int firstEnd = 8 + 2 + ((first.Length + 1) * 12) + 4;
        int exifEnd = firstEnd + 2 + (exif.Length * 12) + 4;
        int secondEnd = exifEnd + (thumbnail is null ? 0 : 2 + 24 + 4);
        List<byte> data = [];
        void Texts((int Tag, string Text)[] entries)
        {
            foreach ((int tag, string text) in entries)
            {
                byte[] value = [.. Encoding.UTF8.GetBytes(text), 0];
                bytes.AddRange([.. Two(little, tag), .. Two(little, 2), .. Four(little, value.Length)]);
                if (value.Length <= 4)
                {
                    bytes.AddRange([.. value, .. new byte[4 - value.Length]]);
                }
                else
                {
                    bytes.AddRange(Four(little, secondEnd + data.Count));
                    data.AddRange(value);
                }
            }
        }
        bytes.AddRange(Two(little, first.Length + 1));
        Texts(first);
        bytes.AddRange([.. Two(little, 0x8769), .. Two(little, 4), .. Four(little, 1), .. Four(little, firstEnd)]);
        bytes.AddRange(Four(little, thumbnail is null ? 0 : exifEnd));
        bytes.AddRange(Two(little, exif.Length));
        Texts(exif);
        bytes.AddRange(Four(little, 0));
        if (thumbnail is not null)
        {
            int at = secondEnd + data.Count;
            bytes.AddRange([.. Two(little, 2), .. Two(little, 0x201), .. Two(little, 4), .. Four(little, 1), .. Four(little, at),
                .. Two(little, 0x202), .. Two(little, 4), .. Four(little, 1), .. Four(little, thumbnail.Length), .. Four(little, 0)]);
            data.AddRange(thumbnail);
        }
        return [.. bytes, .. data];
    }

    public static byte[] Jpeg(int width, int height, params (byte Marker, byte[] Data)[] segments)
    {
        List<byte> bytes = [0xFF, 0xD8];
        foreach ((byte marker, byte[] data) in segments)
        {
            bytes.AddRange([0xFF, marker, .. Two(false, data.Length + 2), .. data]);
        }
        bytes.AddRange([0xFF, 0xC0, 0, 11, 8, .. Two(false, height), .. Two(false, width), 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
        return [.. bytes];
    }

    public static byte[] Png(params (string Name, byte[] Data)[] chunks)
    {
        List<byte> bytes = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];
        foreach ((string name, byte[] data) in (IEnumerable<(string, byte[])>)[("IHDR", new byte[13]), .. chunks, ("IEND", [])])
        {
            bytes.AddRange([.. Four(false, data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0]);
        }
        return [.. bytes];
    }

    public static byte[] WebP(byte[] exif) =>
        [.. "RIFF"u8, .. Four(true, exif.Length + 12), .. "WEBP"u8, .. "EXIF"u8, .. Four(true, exif.Length), .. exif, .. new byte[exif.Length & 1]];

    /// <summary>One Exif item, placed behind the boxes.</summary>
    public static byte[] Heic(byte[] exif)
    {
        byte[] type = Box("ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1"u8]);
        byte[] Meta(int at) => Box("meta", [0, 0, 0, 0,
            .. Box("iinf", [0, 0, 0, 0, 0, 1, .. Box("infe", [2, 0, 0, 0, 0, 1, 0, 0, .. "Exif"u8, 0])]),
            .. Box("iloc", [0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1, .. Four(false, at), .. Four(false, exif.Length + 4)])]);
        return [.. type, .. Meta(type.Length + Meta(0).Length), 0, 0, 0, 0, .. exif];
    }

    private static byte[] Box(string name, byte[] data) => [.. Four(false, data.Length + 8), .. Encoding.ASCII.GetBytes(name), .. data];

    private static byte[] Two(bool little, int value)
    {
        byte[] bytes = new byte[2];
        if (little)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        }
        return bytes;
    }

    private static byte[] Four(bool little, int value)
    {
        byte[] bytes = new byte[4];
        if (little)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        }
        return bytes;
    }
}
