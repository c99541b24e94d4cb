using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Tests.Forensics.Documents;

/// <summary>Builds small compound files: 512-byte sectors, every stream padded past the cut-off so that no mini stream is needed.</summary>
internal static class CompoundBytes
{
    public const ulong Day = 864_000_000_000;

    /// <summary>2020-01-02T03:04:05Z as FILETIME.</summary>
    public static readonly ulong Moment = (ulong)new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToFileTimeUtc();

    public static byte[] Of(params (string Name, byte[] Bytes)[] streams)
    {
        List<byte[]> sectors = [new byte[512]]; // The allocation table; filled at the end.
        List<uint> next = [0xFFFFFFFD];
        int directoryAt = sectors.Count;
        int directorySectors = ((streams.Length + 1) * 128 + 511) / 512;
        byte[] directory = new byte[directorySectors * 512];
        for (int i = 0; i < directorySectors; i++)
        {
            sectors.Add(new byte[512]);
            next.Add(i == directorySectors - 1 ? 0xFFFFFFFE : (uint)(directoryAt + i + 1));
        }
        Entry(directory, 0, "Root Entry", 5, streams.Length > 0 ? 1u : 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0);
        for (int s = 0; s < streams.Length; s++)
        {
            byte[] padded = new byte[Math.Max(4096, (streams[s].Bytes.Length + 511) / 512 * 512)];
            streams[s].Bytes.CopyTo(padded, 0);
            Entry(directory, s + 1, streams[s].Name, 2, 0xFFFFFFFF, s + 1 < streams.Length ? (uint)s + 2 : 0xFFFFFFFF, (uint)sectors.Count, padded.Length);
            for (int at = 0; at < padded.Length; at += 512)
            {
                sectors.Add(padded[at..(at + 512)]);
                next.Add(at + 512 < padded.Length ? (uint)sectors.Count : 0xFFFFFFFE);
            }
        }
        for (int i = 0; i < directorySectors; i++)
        {
            directory.AsSpan(i * 512, 512).CopyTo(sectors[directoryAt + i]);
        }
        for (int i = 0; i < 128; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sectors[0].AsSpan(i * 4), i < next.Count ? next[i] : 0xFFFFFFFF);
        }
        byte[] header = new byte[512];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), 6);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(48), (uint)directoryAt);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(56), 4096);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(60), 0xFFFFFFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(68), 0xFFFFFFFE);
        for (int i = 0; i < 109; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(76 + (i * 4)), i == 0 ? 0 : 0xFFFFFFFF);
        }
        return [.. header, .. sectors.SelectMany(s => s)];
    }

    /// <summary>A property set with a code page, texts and times.</summary>
    public static byte[] Properties(int codePage, (uint Id, byte[] Text)[] texts, (uint Id, ulong Time)[] times)
    {
        List<(uint Id, byte[] Value)> all = [(1, [2, 0, 0, 0, (byte)(codePage & 255), (byte)(codePage >> 8), 0, 0])];
        foreach ((uint id, byte[] text) in texts)
        {
            byte[] value = new byte[8 + ((text.Length + 4) / 4 * 4)];
            value[0] = 30;
            BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), text.Length + 1);
            text.CopyTo(value, 8);
            all.Add((id, value));
        }
        foreach ((uint id, ulong time) in times)
        {
            byte[] value = new byte[12];
            value[0] = 64;
            BinaryPrimitives.WriteUInt64LittleEndian(value.AsSpan(4), time);
            all.Add((id, value));
        }
        byte[] set = new byte[48 + 8 + (all.Count * 8) + all.Sum(p => p.Value.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(set, 0xFFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(24), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(44), 48);
        BinaryPrimitives.WriteInt32LittleEndian(set.AsSpan(52), all.Count);
        int at = 8 + (all.Count * 8);
        for (int i = 0; i < all.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(56 + (i * 8)), all[i].Id);
            BinaryPrimitives.WriteInt32LittleEndian(set.AsSpan(60 + (i * 8)), at);
            all[i].Value.CopyTo(set, 48 + at);
            at += all[i].Value.Length;
        }
        return set;
    }

    private static void Entry(byte[] directory, int index, string name, byte kind, uint child, uint right, uint start, int size)
    {
        Span<byte> entry = directory.AsSpan(index * 128, 128);
        Encoding.Unicode.GetBytes(name).CopyTo(entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((name.Length * 2) + 2));
        entry[66] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(entry[68..], 0xFFFFFFFF);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[72..], right);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[76..], child);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[116..], start);
        BinaryPrimitives.WriteInt32LittleEndian(entry[120..], size);
    }
}
