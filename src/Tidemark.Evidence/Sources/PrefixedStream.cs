namespace Tidemark.Evidence.Sources;

/// <summary>A stream whose first bytes were already read, put back in front; counts what is taken from it.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : Stream
{
    private int _used;

    /// <summary>Bytes taken so far.</summary>
    public long Consumed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Consumed;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int got;
        if (_used < prefix.Length)
        {
            got = Math.Min(buffer.Length, prefix.Length - _used);
            prefix.AsSpan(_used, got).CopyTo(buffer);
            _used += got;
        }
        else
        {
            got = rest.Read(buffer);
        }
        Consumed += got;
        return got;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
