using System.Buffers.Binary;

namespace Tidemark.Forensics.Documents.Pictures;

/// <summary>IPTC-IIM records (version 4.2) and the Photoshop resources that carry them in a JPEG.</summary>
internal static class IptcRecords
{
    /// <summary>Reads the IPTC records of Photoshop resources ("8BIM").</summary>
    public static void ReadResources(ReadOnlySpan<byte> bytes, SelfDescription into)
    {
        int at = 0;
        while (at + 12 <= bytes.Length && bytes.Slice(at, 4).SequenceEqual("8BIM"u8))
        {
            int id = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 4)..]);
            int name = bytes[at + 6] + 1;
            at += 6 + name + (name & 1);
            if (at + 4 > bytes.Length)
            {
                return;
            }
            long size = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            at += 4;
            int take = (int)Math.Min(size, bytes.Length - at);
            if (id == 0x0404)
            {
                Read(bytes.Slice(at, take), into);
            }
            at += take + (take & 1);
        }
    }

    /// <summary>Reads records.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, SelfDescription into)
    {
        string? date = null;
        string? time = null;
        int at = 0;
        int author = 0;
        while (at + 5 <= bytes.Length && bytes[at] == 0x1C)
        {
            (int record, int dataset) = (bytes[at + 1], bytes[at + 2]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 3)..]);
            at += 5;
            if (length > 0x7FFF || at + length > bytes.Length)
            {
                break; // Extended lengths occur for pictures inside records only.
            }
            string text = PlainText.Decode(bytes.Slice(at, length));
            at += length;
            switch (record, dataset)
            {
                case (2, 80):
                    into.Add("author", text, author++ == 0 ? "IPTC By-line" : FormattableString.Invariant($"IPTC By-line[{author}]"));
                    break;
                case (2, 65):
                    into.Add("software", text, "IPTC OriginatingProgram");
                    break;
                case (2, 55):
                    date = text;
                    break;
                case (2, 60):
                    time = text;
                    break;
                default:
                    break;
            }
        }
        if (date is not null)
        {
            bool whole = time is { Length: >= 6 };
            // CCYYMMDD and HHMMSS±HHMM; unknown months and days are zeros, and then it is no date.
            into.AddDate("created", whole ? $"{date}{time}" : date, whole ? "IPTC DateCreated, TimeCreated" : "IPTC DateCreated");
        }
    }
}
