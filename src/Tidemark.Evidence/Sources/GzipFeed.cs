using System.Buffers.Binary;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Hands a gzip file to the decoder so that it can be told afterwards how far the decoder came. .NET's decoder ends silently at the first
/// byte behind a member that begins no other one: a damaged header, or bytes that were appended, and every row behind it.
/// </summary>
/// <remarks>
/// The decoder takes blocks of 8 KiB and does not tell how much of the last one it used. The last 8 KiB of the file are therefore handed
/// out byte by byte: there it looks at one byte too many and no more. Costs 8,192 short calls a file.
/// </remarks>
internal sealed class GzipFeed(Stream packed) : ForwardStream
{
    private const int Tail = 8 << 10;

    /// <summary>A member ends with its length modulo 2³² (RFC 1952, section 2.3.1).</summary>
    private const int LengthBytes = 4;

    private readonly byte[] _buffer = new byte[8 * Tail];

    // The block handed out last, behind the four bytes before it.
    private readonly byte[] _last = new byte[LengthBytes + Tail];
    private int _at;
    private int _end;
    private int _lastLength;
    private long _handed;
    private bool _ended;

    public override long Position
    {
        get => _handed;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        Refill();
        int have = _end - _at;
        int count = Math.Min(buffer.Length, have <= Tail ? Math.Min(have, 1) : Math.Min(have - Tail, Tail));
        _buffer.AsSpan(_at, count).CopyTo(buffer);
        if (count > 0)
        {
            _last.AsSpan(_lastLength, LengthBytes).CopyTo(_last);
            _buffer.AsSpan(_at, count).CopyTo(_last.AsSpan(LengthBytes));
            _lastLength = count;
        }
        _at += count;
        _handed += count;
        return count;
    }

    /// <summary>
    /// Once the decoder says that it came to its end: which bytes of the file it did not decode. Reads the rest of the file. Zeros are
    /// padding, as tapes and some copiers leave it, and count as nothing.
    /// </summary>
    /// <param name="unpacked">Bytes the decoder gave.</param>
    /// <returns>Where they begin, how many there are, and whether the place is exact; null if there are none.</returns>
    public (long From, long Count, bool Exact)? NotDecoded(long unpacked)
    {
        Refill();
        if (_end == _at)
        {
            return null;
        }
        int used = Used(unpacked);
        bool exact = used >= 0;
        ReadOnlySpan<byte> rest = exact ? _last.AsSpan(LengthBytes + used, _lastLength - used) : [];
        long from = _handed - rest.Length;
        long count = rest.Length;
        bool zeros = !rest.ContainsAnyExcept((byte)0);
        for (; _end > _at; Refill())
        {
            zeros &= !_buffer.AsSpan(_at, _end - _at).ContainsAnyExcept((byte)0);
            count += _end - _at;
            _at = _end;
        }
        return zeros ? null : (from, count, exact);
    }

    /// <summary>How much of the block handed out last belongs to a member; −1 if that cannot be told.</summary>
    private int Used(long unpacked)
    {
        if (_lastLength == 1)
        {
            return 0;
        }
        // With one member that is all there was. The end lies behind the four bytes, which may stand before this block.
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(length, unchecked((uint)unpacked));
        return _last.AsSpan(0, LengthBytes + _lastLength).LastIndexOf(length);
    }

    /// <summary>More than the tail is in the buffer, or all there is.</summary>
    private void Refill()
    {
        while (!_ended && _end - _at <= Tail)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            (_at, _end) = (0, _end - _at);
            int got = packed.Read(_buffer.AsSpan(_end));
            _end += got;
            _ended = got == 0;
        }
    }
}
