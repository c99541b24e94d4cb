using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>A file inside a ZIP archive.</summary>
/// <param name="Name">As it stands there: data, never a path that anything is written to.</param>
/// <param name="Method">0 = stored, 8 = deflated.</param>
/// <param name="HeaderAt">Where its local header begins.</param>
/// <param name="Packed">Bytes it has in the archive.</param>
internal sealed record ZipMember(string Name, int Method, long HeaderAt, long Packed);

/// <summary>
/// The directory of a ZIP archive (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16), read with a bound on its entries before anything is
/// unpacked. An archive that was cut has no directory; then the local headers from its beginning on are followed as far as they go.
/// </summary>
internal static class ZipMembers
{
    private const int EndBytes = 22, CentralBytes = 46, LocalBytes = 30, LongestComment = 65535;

    /// <summary>The members in the order of the directory; <paramref name="broken"/> says why the directory could not be used, or null.</summary>
    public static Parsed<List<ZipMember>> Read(Stream file, out string? broken)
    {
        broken = null;
        long tail = Math.Min(file.Length, EndBytes + LongestComment);
        byte[] end = new byte[(int)tail];
        file.Position = file.Length - tail;
        file.ReadExactly(end);
        int at = end.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + EndBytes > end.Length)
        {
            broken = "the archive has no directory at its end: it breaks off";
            return Parsed<List<ZipMember>>.Of(Local(file));
        }
        ReadOnlySpan<byte> record = end.AsSpan(at);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries > ArchiveLimits.MostMembers || entries == 0xFFFF || offset == uint.MaxValue || size > 64 << 20)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"the archive has {entries} files or is larger than 4 GB; at most {ArchiveLimits.MostMembers} files and 4 GB are read"));
        }
        if ((long)offset + size > file.Length)
        {
            broken = "the directory of the archive points outside of it";
            return Parsed<List<ZipMember>>.Of(Local(file));
        }
        byte[] directory = new byte[(int)size];
        file.Position = offset;
        file.ReadExactly(directory);
        return Parsed<List<ZipMember>>.Of(Central(directory, entries));
    }

    /// <summary>The bytes of a member as they lie in the archive; null if they lie outside of it.</summary>
    public static Slice? Open(Stream file, ZipMember member)
    {
        Span<byte> head = stackalloc byte[LocalBytes];
        file.Position = member.HeaderAt;
        if (file.ReadAtLeast(head, LocalBytes, throwOnEndOfStream: false) < LocalBytes || !head.StartsWith("PK\u0003\u0004"u8))
        {
            return null;
        }
        long start = member.HeaderAt + LocalBytes + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        return start > file.Length ? null : new Slice(file, start, Math.Min(member.Packed, file.Length - start));
    }

    private static List<ZipMember> Central(ReadOnlySpan<byte> directory, int entries)
    {
        var members = new List<ZipMember>(Math.Min(entries, 1024));
        while (members.Count < entries && directory.Length >= CentralBytes && directory.StartsWith("PK\u0001\u0002"u8))
        {
            int name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int whole = CentralBytes + name + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (whole > directory.Length)
            {
                break;
            }
            members.Add(new ZipMember(
                Encoding.UTF8.GetString(directory.Slice(CentralBytes, name)), BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]), BinaryPrimitives.ReadUInt32LittleEndian(directory[20..])));
            directory = directory[whole..];
        }
        return members;
    }

    private static List<ZipMember> Local(Stream file)
    {
        var members = new List<ZipMember>();
        byte[] head = new byte[LocalBytes];
        long at = 0;
        while (members.Count < ArchiveLimits.MostMembers && at < file.Length)
        {
            file.Position = at;
            if (file.ReadAtLeast(head, LocalBytes, throwOnEndOfStream: false) < LocalBytes || !head.AsSpan().StartsWith("PK\u0003\u0004"u8))
            {
                break;
            }
            byte[] name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(26))];
            int extra = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28));
            long packed = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(18));
            // With bit 3 the length stands behind the data, and so nowhere for whoever comes from the front.
            bool told = (head[6] & 8) == 0;
            if (file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length)
            {
                break;
            }
            long data = at + LocalBytes + name.Length + extra;
            members.Add(new ZipMember(Encoding.UTF8.GetString(name), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)), at, told ? packed : Math.Max(0, file.Length - data)));
            if (!told)
            {
                break;
            }
            at = data + packed;
        }
        return members;
    }

    private static Parsed<List<ZipMember>> Failed(string reason) => Parsed<List<ZipMember>>.Failed(default, reason);
}

/// <summary>A part of a stream, as a stream of its own that can seek.</summary>
internal sealed class Slice(Stream file, long start, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int most = (int)Math.Min(buffer.Length, Math.Max(0, length - Position));
        if (most == 0)
        {
            return 0;
        }
        file.Position = start + Position;
        int got = file.Read(buffer[..most]);
        Position += got;
        return got;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
