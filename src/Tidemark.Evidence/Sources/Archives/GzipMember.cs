using System.Buffers.Binary;
using System.IO.Compression;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>
/// One member of a gzip file (RFC 1952), read from a stream that can seek, so that afterwards it is known where the member ends: web archives
/// pack each record as a member of its own, and the place of the member is the address of the record.
/// </summary>
/// <remarks>
/// .NET's decoder takes blocks and does not tell how much of the last one it used. The member ends with the checksum and the length of
/// what came out; these eight bytes are known and looked for behind the data, which checks them too.
/// </remarks>
internal sealed class GzipMember : ForwardStream
{
    private const int TrailerBytes = 8;
    private static readonly uint[] Table = MakeTable();

    private readonly Stream _file;
    private readonly Counted _feed;
    private readonly DeflateStream _deflate;
    private uint _crc = uint.MaxValue;

    private GzipMember(Stream file, long start)
    {
        (_file, Start) = (file, start);
        _feed = new Counted(file);
        _deflate = new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Where the member begins.</summary>
    public long Start { get; }

    /// <summary>Bytes that came out so far.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Bytes that went in so far, those the decoder has not looked at yet among them.</summary>
    public long Packed => _feed.Position - Start;

    /// <summary>Whether the decoder asked for more bytes than the file has.</summary>
    public bool RanOut => _feed.RanOut;

    /// <summary>Opens the member that begins where the stream stands; null if none begins there.</summary>
    /// <exception cref="EndOfStreamException">It breaks off in its head.</exception>
    public static GzipMember? Open(Stream file)
    {
        long start = file.Position;
        Span<byte> head = stackalloc byte[10];
        int got = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got < head.Length || head[0] != 0x1F || head[1] != 0x8B || head[2] != 8)
        {
            file.Position = start;
            return null;
        }
        int flags = head[3];
        if ((flags & 4) != 0)
        {
            Span<byte> size = stackalloc byte[2];
            file.ReadExactly(size);
            file.Seek(BinaryPrimitives.ReadUInt16LittleEndian(size), SeekOrigin.Current);
        }
        for (int texts = ((flags >> 3) & 1) + ((flags >> 4) & 1); texts > 0; texts--)
        {
            SkipText(file);
        }
        if ((flags & 2) != 0)
        {
            file.Seek(2, SeekOrigin.Current);
        }
        return new GzipMember(file, start);
    }

    /// <summary>Goes to the end of the member, behind its checksum; the file then stands there.</summary>
    /// <exception cref="InvalidDataException">The data is damaged, or the checksum does not fit.</exception>
    /// <exception cref="EndOfStreamException">It breaks off.</exception>
    public void Finish()
    {
        byte[] rest = new byte[1 << 14];
        while (Read(rest) > 0)
        {
        }
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, ~_crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], unchecked((uint)Unpacked));
        // The decoder has used at least the first byte of the block it was handed last.
        long from = _feed.LastStart;
        byte[] behind = new byte[checked((int)(_feed.Position - from)) + TrailerBytes];
        _file.Position = from;
        int got = _file.ReadAtLeast(behind, behind.Length, throwOnEndOfStream: false);
        int at = behind.AsSpan(0, got).IndexOf(trailer);
        if (at < 0)
        {
            throw got < behind.Length ? new EndOfStreamException() : new InvalidDataException("the checksum does not fit");
        }
        _file.Position = from + at + TrailerBytes;
    }

    public override long Position
    {
        get => Unpacked;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int got = _deflate.Read(buffer);
        uint crc = _crc;
        foreach (byte b in buffer[..got])
        {
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }
        _crc = crc;
        Unpacked += got;
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deflate.Dispose();
        }
        base.Dispose(disposing);
    }

    private static void SkipText(Stream file)
    {
        for (int read = 0; read < 1 << 16; read++)
        {
            switch (file.ReadByte())
            {
                case 0:
                    return;
                case < 0:
                    throw new EndOfStreamException();
            }
        }
        throw new InvalidDataException("the name in the head of the packed data does not end");
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint c = i;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }
            table[i] = c;
        }
        return table;
    }

    /// <summary>Remembers where the block began that was handed out last. It cannot seek, so that the decoder leaves the file where it is.</summary>
    private sealed class Counted(Stream file) : ForwardStream
    {
        private long _position = file.Position;

        public long LastStart { get; private set; } = file.Position;

        public bool RanOut { get; private set; }

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            file.Position = _position;
            int got = file.Read(buffer);
            RanOut |= got == 0 && buffer.Length > 0;
            if (got > 0)
            {
                LastStart = _position;
                _position += got;
            }
            return got;
        }
    }
}
