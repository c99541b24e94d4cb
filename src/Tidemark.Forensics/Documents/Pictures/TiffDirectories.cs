using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Forensics.Documents.Pictures;

/// <summary>
/// The directories of a TIFF structure: a TIFF picture, or the Exif block of another one (TIFF 6.0; CIPA DC-008). Every directory is read
/// once, so a chain that bites its tail ends; a count is never believed beyond the bytes there are.
/// </summary>
internal ref struct TiffDirectories
{
    private const int DirectoryLimit = 64;
    private const int EntryLimit = 4_096;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _little;
    private readonly HashSet<long> _seen = [];
    private readonly SelfDescription _into;
    private readonly string _container;

    /// <summary>Stated width and height of the main picture, where the directory says so.</summary>
    public (long Width, long Height) Size;

    /// <summary>Offset and length of the JPEG thumbnail in the second directory; zero where there is none.</summary>
    public (long At, long Length) Thumbnail;

    /// <summary>Offset and length of an XMP packet in the first directory.</summary>
    public (long At, long Length) Xmp;

    /// <summary>Offset and length of IPTC records in the first directory.</summary>
    public (long At, long Length) Iptc;

    /// <summary>Turning of the picture, 1 to 8.</summary>
    public long Orientation;

    private string? _modified;
    private string? _taken;
    private string? _digitized;
    private string? _offset;
    private string? _offsetTaken;
    private string? _offsetDigitized;
    private string? _gpsDate;
    private string? _gpsTime;

    private TiffDirectories(ReadOnlySpan<byte> bytes, bool little, SelfDescription into, string container)
    {
        _bytes = bytes;
        (_little, _into, _container) = (little, into, container);
    }

    /// <summary>Reads all directories of a block into a description.</summary>
    /// <param name="bytes">The block, from its byte order mark.</param>
    /// <param name="into">Receives fields and dates.</param>
    /// <param name="container">What the block is called in sources: <c>EXIF</c>.</param>
    public static TiffDirectories Read(ReadOnlySpan<byte> bytes, SelfDescription into, string container)
    {
        bool little = bytes.StartsWith("II"u8);
        TiffDirectories tiff = new(bytes, little, into, container);
        if (bytes.Length < 8 || (!little && !bytes.StartsWith("MM"u8)))
        {
            into.CannotRead(container, "it does not open with a byte order");
            return tiff;
        }
        if (tiff.U16(2) == 43)
        {
            into.CannotRead(container, "BigTIFF is not read");
            return tiff;
        }
        long at = tiff.U32(4);
        for (int i = 0; at != 0 && i < DirectoryLimit; i++)
        {
            at = tiff.Directory(at, i == 0 ? "IFD0" : FormattableString.Invariant($"IFD{i}"));
        }
        tiff.State();
        return tiff;
    }

    private readonly int U16(long at) => at < 0 || at + 2 > _bytes.Length ? 0
        : _little ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(_bytes[(int)at..]);

    private readonly long U32(long at) => at < 0 || at + 4 > _bytes.Length ? 0
        : _little ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(_bytes[(int)at..]);

    private long Directory(long at, string name)
    {
        if (at + 2 > _bytes.Length || !_seen.Add(at) || _seen.Count > DirectoryLimit)
        {
            if (at + 2 > _bytes.Length)
            {
                _into.CannotRead($"{_container} {name}", FormattableString.Invariant($"it should stand at offset {at}, behind the end"));
            }
            return 0;
        }
        int count = Math.Min(U16(at), EntryLimit);
        List<(long At, string Name)> below = [];
        for (int i = 0; i < count && at + 2 + (i * 12L) + 12 <= _bytes.Length; i++)
        {
            Entry(at + 2 + (i * 12L), name, below);
        }
        foreach ((long sub, string subName) in below)
        {
            _ = Directory(sub, subName);
        }
        return U32(at + 2 + (count * 12L));
    }

    private void Entry(long at, string directory, List<(long At, string Name)> below)
    {
        int tag = U16(at);
        int type = U16(at + 2);
        long count = U32(at + 4);
        long size = count * (type switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 5 or 10 or 12 => 8, _ => 4 });
        long value = size <= 4 ? at + 8 : U32(at + 8);
        switch (directory, tag)
        {
            case ("IFD0", 0x0100):
                Size.Width = Number(type, value);
                break;
            case ("IFD0", 0x0101):
                Size.Height = Number(type, value);
                break;
            case ("IFD0", 0x010F):
                _into.Add("camera-make", Text(value, size), $"{_container} {directory} Make");
                break;
            case ("IFD0", 0x0110):
                _into.Add("camera-model", Text(value, size), $"{_container} {directory} Model");
                break;
            case ("IFD0", 0x0112):
                Orientation = Number(type, value);
                break;
            case ("IFD0", 0x0131):
                _into.Add("software", Text(value, size), $"{_container} {directory} Software");
                break;
            case ("IFD0", 0x0132):
                _modified = Text(value, size);
                break;
            case ("IFD0", 0x013B):
                _into.Add("author", Text(value, size), $"{_container} {directory} Artist");
                break;
            case ("IFD0", 0x013C):
                _into.Add("host-computer", Text(value, size), $"{_container} {directory} HostComputer");
                break;
            case ("IFD0", 0x02BC):
                Xmp = (value, size);
                break;
            case ("IFD0", 0x83BB):
                Iptc = (value, size);
                break;
            case ("IFD0", 0x8769):
                below.Add((Number(type, value), "ExifIFD"));
                break;
            case ("IFD0", 0x8825):
                below.Add((Number(type, value), "GPS"));
                break;
            case ("IFD0", 0x9C9D):
                _into.Add("author", Wide(value, size), $"{_container} {directory} XPAuthor");
                break;
            case ("IFD1", 0x0201):
                Thumbnail.At = Number(type, value);
                break;
            case ("IFD1", 0x0202):
                Thumbnail.Length = Number(type, value);
                break;
            case ("ExifIFD", 0x9003):
                _taken = Text(value, size);
                break;
            case ("ExifIFD", 0x9004):
                _digitized = Text(value, size);
                break;
            case ("ExifIFD", 0x9010):
                _offset = Text(value, size);
                break;
            case ("ExifIFD", 0x9011):
                _offsetTaken = Text(value, size);
                break;
            case ("ExifIFD", 0x9012):
                _offsetDigitized = Text(value, size);
                break;
            case ("ExifIFD", 0xA430):
                _into.Add("author", Text(value, size), $"{_container} {directory} CameraOwnerName");
                break;
            case ("ExifIFD", 0xA431):
                _into.Add("camera-serial", Text(value, size), $"{_container} {directory} BodySerialNumber");
                break;
            case ("GPS", 0x0007) when size == 24:
                _gpsTime = FormattableString.Invariant($"{Ratio(value):00}:{Ratio(value + 8):00}:{Ratio(value + 16):00}");
                break;
            case ("GPS", 0x001D):
                _gpsDate = Text(value, size);
                break;
            default:
                break;
        }
    }

    private readonly void State()
    {
        Date("modified", _modified, _offset, "IFD0 DateTime");
        Date("taken", _taken, _offsetTaken, "ExifIFD DateTimeOriginal");
        Date("created", _digitized, _offsetDigitized, "ExifIFD DateTimeDigitized");
        if (!string.IsNullOrWhiteSpace(_gpsDate) && _gpsTime is not null)
        {
            _into.AddDate("satellite-time", $"{_gpsDate.Trim()} {_gpsTime}Z", $"{_container} GPS GPSDateStamp, GPSTimeStamp");
        }
    }

    private readonly void Date(string what, string? text, string? offset, string tag)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }
        // Blanks between the colons are EXIF's "unknown" (CIPA DC-008, 4.6.5).
        string zone = offset is { Length: >= 6 } && offset[0] is '+' or '-' && ClaimedTime.Read("2000-01-01T00:00:00" + offset.Trim(), out _)?.OffsetMinutes is not null
            ? offset.Trim()
            : "";
        _into.AddDate(what, text + zone, $"{_container} {tag}{(zone.Length > 0 ? " with its OffsetTime" : "")}");
    }

    private readonly long Number(int type, long at) => type switch
    {
        1 or 7 => at >= 0 && at < _bytes.Length ? _bytes[(int)at] : 0,
        3 => U16(at),
        _ => U32(at),
    };

    private readonly long Ratio(long at) => U32(at + 4) == 0 ? 0 : Math.Min(99, U32(at) / U32(at + 4));

    private readonly string Text(long at, long size)
    {
        if (at < 0 || at >= _bytes.Length || size <= 0)
        {
            return "";
        }
        ReadOnlySpan<byte> text = _bytes.Slice((int)at, (int)Math.Min(Math.Min(size, _bytes.Length - at), 4 * Limits.FieldCharacters));
        int end = text.IndexOf((byte)0);
        return PlainText.Decode(end < 0 ? text : text[..end]);
    }

    private readonly string Wide(long at, long size)
    {
        if (at < 0 || at >= _bytes.Length || size <= 1)
        {
            return "";
        }
        int length = (int)Math.Min(Math.Min(size, _bytes.Length - at), 4 * Limits.FieldCharacters) & ~1;
        return Encoding.Unicode.GetString(_bytes.Slice((int)at, length)).TrimEnd('\0');
    }
}

/// <summary>Text of which the format says nothing, or "ASCII": UTF-8 where it is that, else Latin-1.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The text.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)127) < 0)
        {
            return Encoding.ASCII.GetString(bytes);
        }
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }
}
