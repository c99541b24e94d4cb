namespace Tidemark.Evidence.Sources;

/// <summary>A stream whose first bytes were already read, put back in front; counts what is taken from it.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardStream
{
    private int _used;

    /// <summary>Bytes taken so far.</summary>
    public long Consumed { get; private set; }

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
}
