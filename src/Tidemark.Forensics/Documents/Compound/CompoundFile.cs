using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Forensics.Documents.Compound;

/// <summary>One entry of a compound file's directory.</summary>
/// <param name="Path">Names from the root down, with slashes between them; control characters shown as <c>\u0005</c>.</param>
/// <param name="IsStream">A stream, else a storage.</param>
/// <param name="Start">First sector.</param>
/// <param name="Size">Stated length in bytes.</param>
/// <param name="Created">FILETIME of a storage; zero where none.</param>
/// <param name="Modified">FILETIME of a storage; zero where none.</param>
internal readonly record struct CompoundEntry(string Path, bool IsStream, uint Start, long Size, ulong Created, ulong Modified);

/// <summary>
/// Reads compound files ([MS-CFB]: old Office documents, Outlook messages). Chains of sectors and the tree of the directory are followed
/// for as many steps as there are sectors or entries at most, so none of them can go round.
/// </summary>
/// <remarks>Time and memory: O(bytes).</remarks>
internal sealed class CompoundFile
{
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint NoStream = 0xFFFFFFFF;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _sector;
    private readonly uint[] _fat;
    private uint[] _miniFat = [];
    private byte[] _mini = [];
    private readonly int _cutoff;

    private CompoundFile(ReadOnlyMemory<byte> bytes, int sector, uint[] fat, int cutoff) =>
        (_bytes, _sector, _fat, _cutoff) = (bytes, sector, fat, cutoff);

    /// <summary>The entries reached from the root.</summary>
    public List<CompoundEntry> Entries { get; } = [];

    /// <summary>What is damaged; null where nothing was noticed.</summary>
    public string? Fault { get; private set; }

    /// <summary>Opens a file; null and the reason where its header cannot be read.</summary>
    public static CompoundFile? Open(ReadOnlyMemory<byte> bytes, out string? fault)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        fault = null;
        if (all.Length < 512)
        {
            fault = "its header is cut off";
            return null;
        }
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(all[30..]);
        if (shift is not (9 or 12))
        {
            fault = $"its sector size 2^{shift} is neither 512 nor 4096";
            return null;
        }
        int sector = 1 << shift;
        CompoundFile file = new(bytes, sector, AllocationTable(all, sector), 4096);
        uint miniStart = BinaryPrimitives.ReadUInt32LittleEndian(all[60..]);
        byte[] mini = file.Chain(miniStart, long.MaxValue);
        file._miniFat = new uint[mini.Length / 4];
        Buffer.BlockCopy(mini, 0, file._miniFat, 0, file._miniFat.Length * 4);
        file.Directory(BinaryPrimitives.ReadUInt32LittleEndian(all[48..]));
        return file;
    }

    /// <summary>The stream of that path, without regard to case; null where there is none.</summary>
    public byte[]? Stream(string path)
    {
        foreach (CompoundEntry entry in Entries)
        {
            if (entry.IsStream && entry.Path.Equals(path, StringComparison.OrdinalIgnoreCase))
            {
                return Read(entry);
            }
        }
        return null;
    }

    /// <summary>The bytes of a stream, as many of the stated ones as there are, at most <see cref="Limits.PartBytes"/>.</summary>
    public byte[] Read(CompoundEntry entry)
    {
        long size = Math.Min(entry.Size, Limits.PartBytes);
        return entry.Size < _cutoff ? MiniChain(entry.Start, size) : Chain(entry.Start, size);
    }

    private static uint[] AllocationTable(ReadOnlySpan<byte> all, int sector)
    {
        int sectors = (all.Length / sector) + 1;
        List<uint> places = [];
        for (int i = 0; i < 109; i++)
        {
            places.Add(BinaryPrimitives.ReadUInt32LittleEndian(all[(76 + (i * 4))..]));
        }
        uint next = BinaryPrimitives.ReadUInt32LittleEndian(all[68..]);
        HashSet<uint> seen = [];
        while (next < sectors && seen.Add(next) && Offset(next, sector) + sector <= all.Length)
        {
            ReadOnlySpan<byte> more = all.Slice((int)Offset(next, sector), sector);
            for (int i = 0; i + 8 <= sector; i += 4)
            {
                places.Add(BinaryPrimitives.ReadUInt32LittleEndian(more[i..]));
            }
            next = BinaryPrimitives.ReadUInt32LittleEndian(more[(sector - 4)..]);
        }
        uint[] fat = new uint[sectors];
        Array.Fill(fat, NoStream);
        int at = 0;
        foreach (uint place in places)
        {
            if (at >= sectors)
            {
                break;
            }
            if (place >= sectors || Offset(place, sector) + sector > all.Length)
            {
                at += place == NoStream ? 0 : sector / 4;
                continue;
            }
            ReadOnlySpan<byte> table = all.Slice((int)Offset(place, sector), sector);
            for (int i = 0; i < sector && at < sectors; i += 4, at++)
            {
                fat[at] = BinaryPrimitives.ReadUInt32LittleEndian(table[i..]);
            }
        }
        return fat;
    }

    private static long Offset(uint sector, int size) => (sector + 1L) * size;

    private byte[] Chain(uint start, long size)
    {
        using MemoryStream data = new();
        ReadOnlySpan<byte> all = _bytes.Span;
        uint at = start;
        for (int steps = 0; at < _fat.Length && steps < _fat.Length && data.Length < size; steps++)
        {
            long offset = Offset(at, _sector);
            if (offset >= all.Length)
            {
                break;
            }
            int take = (int)Math.Min(Math.Min(_sector, all.Length - offset), size - data.Length);
            data.Write(all.Slice((int)offset, take));
            at = _fat[at];
        }
        if (at < EndOfChain && data.Length < size && size != long.MaxValue)
        {
            Fault ??= FormattableString.Invariant($"a chain of sectors that starts at {start} leads out of the file or goes round");
        }
        return data.ToArray();
    }

    private byte[] MiniChain(uint start, long size)
    {
        byte[] data = new byte[size];
        int written = 0;
        uint at = start;
        for (int steps = 0; at < _miniFat.Length && steps < _miniFat.Length && written < size; steps++)
        {
            long offset = at * 64L;
            if (offset >= _mini.Length)
            {
                break;
            }
            int take = (int)Math.Min(Math.Min(64, _mini.Length - offset), size - written);
            _mini.AsSpan((int)offset, take).CopyTo(data.AsSpan(written));
            written += take;
            at = _miniFat[at];
        }
        return written == data.Length ? data : data[..written];
    }

    private void Directory(uint start)
    {
        byte[] directory = Chain(start, 64L << 20);
        int count = Math.Min(directory.Length / 128, Limits.Entries);
        if (count == 0)
        {
            Fault ??= "its directory is missing";
            return;
        }
        ReadOnlySpan<byte> all = directory;
        _mini = Chain(BinaryPrimitives.ReadUInt32LittleEndian(all[116..]), BinaryPrimitives.ReadUInt32LittleEndian(all[120..]));
        bool[] seen = new bool[count];
        Stack<(uint Entry, string Parent, int Depth)> open = new();
        open.Push((BinaryPrimitives.ReadUInt32LittleEndian(all[76..]), "", 0));
        seen[0] = true;
        while (open.TryPop(out (uint Entry, string Parent, int Depth) next))
        {
            if (next.Entry >= count || seen[next.Entry])
            {
                continue;
            }
            seen[next.Entry] = true;
            ReadOnlySpan<byte> entry = all.Slice((int)next.Entry * 128, 128);
            int kind = entry[66];
            string path = next.Parent + Name(entry);
            open.Push((BinaryPrimitives.ReadUInt32LittleEndian(entry[68..]), next.Parent, next.Depth));
            open.Push((BinaryPrimitives.ReadUInt32LittleEndian(entry[72..]), next.Parent, next.Depth));
            if (kind == 1 && next.Depth < Limits.Depth)
            {
                open.Push((BinaryPrimitives.ReadUInt32LittleEndian(entry[76..]), path + "/", next.Depth + 1));
            }
            if (kind is 1 or 2)
            {
                Entries.Add(new CompoundEntry(path, kind == 2, BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]), BinaryPrimitives.ReadUInt64LittleEndian(entry[100..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(entry[108..])));
            }
        }
    }

    private static string Name(ReadOnlySpan<byte> entry)
    {
        int length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62) & ~1;
        StringBuilder name = new();
        foreach (char c in Encoding.Unicode.GetString(entry[..length]))
        {
            name.Append(char.IsControl(c) ? FormattableString.Invariant($"\\u{(int)c:X4}") : c.ToString());
        }
        return name.ToString();
    }
}
