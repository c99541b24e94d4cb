using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Forensics.Documents.Pictures;

/// <summary>Text, time and Exif chunks of a PNG (W3C PNG, third edition, 11.3).</summary>
internal static class PngChunks
{
    private const int Chunks = 100_000;

    public static void Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        Budget budget = new(16L << 20);
        long at = 8;
        for (int i = 0; i < Chunks && at + 12 <= all.Length; i++)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(all[(int)at..]);
            string name = Encoding.ASCII.GetString(all.Slice((int)at + 4, 4));
            if (at + 8 + length > all.Length)
            {
                into.CannotRead(FormattableString.Invariant($"the chunk at offset {at}"), "it is longer than the file");
                return;
            }
            ReadOnlyMemory<byte> chunk = bytes.Slice((int)at + 8, (int)length);
            switch (name)
            {
                case "tEXt" or "zTXt" or "iTXt":
                    Text(chunk, name, budget, into);
                    break;
                case "tIME" when length == 7:
                    ReadOnlySpan<byte> time = chunk.Span;
                    // The standard asks for UTC without making it sure, so no zone is given.
                    into.AddDate("modified", ClaimedTime.FromParts(BinaryPrimitives.ReadUInt16BigEndian(time), time[2], time[3], time[4], time[5], time[6]), "PNG tIME");
                    break;
                case "eXIf":
                    PictureDescription.Exif(chunk, into);
                    break;
                case "IEND":
                    return;
                default:
                    break;
            }
            at += 12 + length;
        }
    }

    private static void Text(ReadOnlyMemory<byte> chunk, string name, Budget budget, SelfDescription into)
    {
        ReadOnlySpan<byte> span = chunk.Span;
        int end = span.IndexOf((byte)0);
        if (end is < 1 or > 79)
        {
            return;
        }
        string keyword = Encoding.Latin1.GetString(span[..end]);
        int at = end + 1;
        bool packed = false;
        if (name == "iTXt" && at + 2 <= span.Length)
        {
            packed = span[at] == 1;
            at += 2;
            for (int skip = 0; skip < 2; skip++) // Language and translated keyword.
            {
                int next = at <= span.Length ? span[at..].IndexOf((byte)0) : -1;
                if (next < 0)
                {
                    return;
                }
                at += next + 1;
            }
        }
        else if (name == "zTXt")
        {
            packed = true;
            at++;
        }
        if (at > span.Length)
        {
            return;
        }
        ReadOnlyMemory<byte> value = chunk[at..];
        if (packed)
        {
            value = Inflating.Zlib(value, 4 << 20, budget, out string? fault);
            if (fault is not null)
            {
                into.CannotRead($"PNG {name} {SelfDescription.Clean(keyword)}", fault);
            }
        }
        if (keyword == "XML:com.adobe.xmp")
        {
            XmpPacket.Read(value, "XMP", into);
            return;
        }
        string source = $"PNG {name} {keyword}";
        string text = name == "iTXt" ? Encoding.UTF8.GetString(value.Span[..Math.Min(value.Length, 1 << 20)]) : PlainText.Decode(value.Span[..Math.Min(value.Length, 1 << 20)]);
        switch (keyword.ToLowerInvariant())
        {
            case "author" or "artist":
                into.Add("author", text, source);
                break;
            case "software":
                into.Add("software", text, source);
                break;
            case "creation time" or "create-date":
                Date("created", text, source, into);
                break;
            case "modify-date":
                Date("modified", text, source, into);
                break;
            case "date:create" or "date:modify": // ImageMagick's: when a file of that name came to the disk, in whatever order.
                Date(keyword[5..].StartsWith('c') ? "file-created" : "file-modified", text, source, into);
                break;
            case "raw profile type exif" or "raw profile type app1" or "raw profile type xmp" or "raw profile type iptc":
                Profile(keyword.ToLowerInvariant(), text, into);
                break;
            default:
                break;
        }
    }

    /// <summary>The standard suggests the form of mails ("Tue, 3 May 2022 10:00:00 +0200"), and most write another.</summary>
    private static void Date(string what, string text, string source, SelfDescription into)
    {
        if (ClaimedTime.Read(text, out _) is null && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset mail) && text.Contains(',', StringComparison.Ordinal))
        {
            bool zone = text.TrimEnd() is var t && (t.EndsWith("GMT", StringComparison.Ordinal) || t.EndsWith('Z') || t.LastIndexOfAny(['+', '-']) > t.Length - 7);
            string iso = mail.ToString(zone ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            into.AddDate(what, iso, source);
            return;
        }
        into.AddDate(what, text, source);
    }

    /// <summary>ImageMagick's form of profiles: a line feed, the name, the length, then hexadecimal.</summary>
    private static void Profile(string keyword, string text, SelfDescription into)
    {
        string[] lines = text.Split('\n', 4);
        if (lines.Length < 4)
        {
            return;
        }
        byte[] bytes = new byte[lines[3].Length / 2];
        int count = 0;
        foreach (char c in lines[3])
        {
            if (char.IsAsciiHexDigit(c) && count / 2 < bytes.Length)
            {
                int nibble = Convert.ToInt32(c.ToString(), 16);
                bytes[count / 2] |= (byte)(count % 2 == 0 ? nibble << 4 : nibble);
                count++;
            }
        }
        ReadOnlyMemory<byte> profile = bytes.AsMemory(0, count / 2);
        if (keyword.EndsWith("xmp", StringComparison.Ordinal))
        {
            XmpPacket.Read(profile, "XMP", into);
        }
        else if (keyword.EndsWith("iptc", StringComparison.Ordinal))
        {
            IptcRecords.ReadResources(profile.Span, into);
        }
        else if (profile.Span.StartsWith("Exif\0\0"u8))
        {
            PictureDescription.Exif(profile, into);
        }
        else
        {
            XmpPacket.Read(profile, "XMP", into);
        }
    }
}
