using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Forensics.Documents.Compound;

/// <summary>
/// The properties of the first section of a property set ([MS-OLEPS] 2.21): numbers, texts in the code page the set names, dates in UTC.
/// </summary>
/// <remarks>Time and memory: O(bytes); a property that does not fit is left out.</remarks>
internal sealed class PropertySet
{
    private const int PropertyLimit = 10_000;
    private readonly Dictionary<uint, string> _texts = [];
    private readonly Dictionary<uint, long> _numbers = [];
    private readonly Dictionary<uint, ulong> _times = [];

    private PropertySet() { }

    /// <summary>Reads a set; one that is damaged has the properties that could be read.</summary>
    public static PropertySet Read(ReadOnlySpan<byte> bytes)
    {
        PropertySet set = new();
        if (bytes.Length < 48 || BinaryPrimitives.ReadUInt16LittleEndian(bytes) != 0xFFFE)
        {
            return set;
        }
        long section = BinaryPrimitives.ReadUInt32LittleEndian(bytes[44..]);
        if (section + 8 > bytes.Length)
        {
            return set;
        }
        long count = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)(section + 4)..]), PropertyLimit);
        int codePage = 1252;
        for (int pass = 0; pass < 2; pass++) // The code page may stand behind the texts it is for.
        {
            for (long i = 0; i < count && section + 8 + (i * 8) + 8 <= bytes.Length; i++)
            {
                ReadOnlySpan<byte> entry = bytes[(int)(section + 8 + (i * 8))..];
                uint id = BinaryPrimitives.ReadUInt32LittleEndian(entry);
                long at = section + BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
                if (at + 8 > bytes.Length || (pass == 0) != (id == 1))
                {
                    continue;
                }
                if (pass == 0)
                {
                    codePage = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)(at + 4)..]);
                }
                else
                {
                    set.Property(id, bytes[(int)at..], codePage);
                }
            }
        }
        return set;
    }

    /// <summary>A text, or null.</summary>
    public string? Text(uint id) => _texts.GetValueOrDefault(id);

    /// <summary>A number, or null.</summary>
    public long? Number(uint id) => _numbers.TryGetValue(id, out long number) ? number : null;

    /// <summary>A FILETIME, or zero.</summary>
    public ulong Time(uint id) => _times.GetValueOrDefault(id);

    /// <summary>Text in a Windows code page; Latin-1 where there is no such page.</summary>
    public static string Decode(ReadOnlySpan<byte> text, int codePage)
    {
        if (codePage == 1200)
        {
            return Encoding.Unicode.GetString(text[..(text.Length & ~1)]);
        }
        if (codePage == 65001)
        {
            return Encoding.UTF8.GetString(text);
        }
        Encoding? encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage == 0 ? 1252 : codePage);
        return (encoding ?? Encoding.Latin1).GetString(text);
    }

    private void Property(uint id, ReadOnlySpan<byte> value, int codePage)
    {
        int type = BinaryPrimitives.ReadUInt16LittleEndian(value);
        ReadOnlySpan<byte> data = value[4..];
        switch (type)
        {
            case 2:
                _numbers[id] = BinaryPrimitives.ReadInt16LittleEndian(data);
                break;
            case 3:
                _numbers[id] = BinaryPrimitives.ReadInt32LittleEndian(data);
                break;
            case 30 when data.Length >= 4:
                {
                    long length = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(data), data.Length - 4);
                    _texts[id] = UpToZero(Decode(data.Slice(4, (int)Math.Min(length, 1 << 16)), codePage));
                    break;
                }
            case 31 when data.Length >= 4:
                {
                    long length = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(data) * 2L, data.Length - 4);
                    _texts[id] = UpToZero(Encoding.Unicode.GetString(data.Slice(4, (int)Math.Min(length, 1 << 16) & ~1)));
                    break;
                }
            case 64 when data.Length >= 8:
                _times[id] = BinaryPrimitives.ReadUInt64LittleEndian(data);
                break;
            default:
                break;
        }
    }

    private static string UpToZero(string text)
    {
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
