namespace Tidemark.Tests.Evidence.Sources;

/// <summary>Hands out its bytes a few at a time, as a slow disk or a pipe does.</summary>
internal sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
}

/// <summary>A header, one endless-looking line, and a good line after it; nothing of it is kept in memory.</summary>
internal sealed class LongLine(long length, bool quoted) : Stream
{
    private readonly byte[] _head = quoted ? "a,b\n1,\"x\ny\""u8[..9].ToArray() : "a,b\n1,"u8.ToArray();
    private readonly byte[] _tail = quoted ? "\"\n3,4\n"u8.ToArray() : "\n3,4\n"u8.ToArray();
    private long _at;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_at < _head.Length)
        {
            int n = Math.Min(buffer.Length, _head.Length - (int)_at);
            _head.AsSpan((int)_at, n).CopyTo(buffer);
            _at += n;
            return n;
        }
        long body = _head.Length + length;
        if (_at < body)
        {
            int n = (int)Math.Min(buffer.Length, body - _at);
            buffer[..n].Fill((byte)'z');
            _at += n;
            return n;
        }
        int rest = (int)Math.Min(buffer.Length, body + _tail.Length - _at);
        _tail.AsSpan((int)(_at - body), rest).CopyTo(buffer);
        _at += rest;
        return rest;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush()
    {
    }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
