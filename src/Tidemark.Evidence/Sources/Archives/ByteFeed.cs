namespace Tidemark.Evidence.Sources.Archives;

/// <summary>Reads bytes in sequence, with a look ahead of up to 64 KiB and a count of those handed out.</summary>
internal sealed class ByteFeed(Stream source)
{
    private const int Ahead = 64 << 10;

    private readonly byte[] _buffer = new byte[2 * Ahead];
    private int _at;
    private int _end;
    private bool _ended;

    /// <summary>Bytes handed out or passed over.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that were taken from the source and not handed out yet.</summary>
    public int Waiting => _end - _at;

    /// <summary>The next bytes without taking them; fewer only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        Fill(count);
        return _buffer.AsSpan(_at, Math.Min(count, Waiting));
    }

    /// <summary>Takes the bytes before the next empty line, and the line itself; null if there is none within the bound.</summary>
    public byte[]? Head(int most)
    {
        for (int want = 1024; ; want = Math.Min(want * 4, most))
        {
            ReadOnlySpan<byte> seen = Peek(want);
            int end = seen.IndexOf("\r\n\r\n"u8), length = 4;
            if (seen.IndexOf("\n\n"u8) is >= 0 and var bare && (end < 0 || bare < end))
            {
                (end, length) = (bare, 2);
            }
            if (end >= 0)
            {
                byte[] head = seen[..end].ToArray();
                Take(end + length);
                return head;
            }
            if (want >= most || seen.Length < want)
            {
                return null;
            }
        }
    }

    /// <summary>Takes line ends.</summary>
    public void SkipLineEnds()
    {
        while (Peek(1) is [(byte)'\r' or (byte)'\n'])
        {
            Take(1);
        }
    }

    /// <summary>Fills the span unless the source ends.</summary>
    public int Read(Span<byte> into)
    {
        int done = 0;
        while (done < into.Length)
        {
            Fill(1);
            int count = Math.Min(Waiting, into.Length - done);
            if (count == 0)
            {
                break;
            }
            _buffer.AsSpan(_at, count).CopyTo(into[done..]);
            Take(count);
            done += count;
        }
        return done;
    }

    /// <summary>Passes over bytes; fewer only at the end.</summary>
    public long Skip(long count)
    {
        long done = 0;
        while (done < count)
        {
            Fill(1);
            int step = (int)Math.Min(Waiting, count - done);
            if (step == 0)
            {
                break;
            }
            Take(step);
            done += step;
        }
        return done;
    }

    /// <summary>Passes over everything before the next occurrence of a pattern and its first bytes; false if there is none.</summary>
    public bool SkipTo(ReadOnlySpan<byte> pattern, int lead)
    {
        while (true)
        {
            ReadOnlySpan<byte> seen = Peek(Ahead);
            int at = seen.IndexOf(pattern);
            if (at >= 0)
            {
                Take(at + lead);
                return true;
            }
            if (seen.Length < Ahead)
            {
                Take(seen.Length);
                return false;
            }
            Take(seen.Length - pattern.Length);
        }
    }

    private void Take(int count)
    {
        _at += count;
        Position += count;
    }

    private void Fill(int want)
    {
        if (Waiting >= want || _ended)
        {
            return;
        }
        if (_at + want > _buffer.Length)
        {
            _buffer.AsSpan(_at, Waiting).CopyTo(_buffer);
            (_at, _end) = (0, Waiting);
        }
        while (Waiting < want && !_ended)
        {
            int got = source.Read(_buffer, _end, _buffer.Length - _end);
            _ended = got == 0;
            _end += got;
        }
    }
}
