using System.Buffers;
using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Why a JSON value cannot be looked into.</summary>
internal enum JsonProblem
{
    None,
    TooLong,
    Cut,
}

/// <summary>
/// Cuts a source into JSON values without understanding them: one a line, or the elements of an array, or whole documents one after the
/// other, whichever the first bytes show. O(bytes); memory: the longest value, at most <see cref="ReadOptions.MaxRecord"/> for a line
/// and <see cref="ReadOptions.MaxDocument"/> otherwise.
/// </summary>
internal sealed class JsonValues
{
    private const int FirstBlock = 1 << 20;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    private readonly SourceBytes _source;
    private readonly int _longest;
    private byte[] _buffer = new byte[FirstBlock];
    private int _length;
    private int _next;
    private long _bufferOffset;
    private long _nextLine = 1;
    private bool _ended;
    private bool _inArray;
    private int _start;
    private int _valueLength;

    // The state of a document walked through so far: where, how deep, whether inside a string.
    private int _walked;
    private int _depth;
    private bool _inString;

    public JsonValues(SourceBytes source, ReadOptions options)
    {
        _source = source;
        IsLines = OneValueALine(source.Head);
        _longest = IsLines ? options.MaxRecord : options.MaxDocument;
        Fill();
        _next = _buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Whether every line is a value of its own.</summary>
    public bool IsLines { get; }

    /// <summary>The value, valid until the next <see cref="Read"/>; empty where there is a problem.</summary>
    public ReadOnlySpan<byte> Value => Problem == JsonProblem.None ? _buffer.AsSpan(_start, _valueLength) : default;

    /// <summary>The line it starts on.</summary>
    public long Line { get; private set; }

    /// <summary>Where it starts.</summary>
    public long Offset { get; private set; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Why it cannot be looked into.</summary>
    public JsonProblem Problem { get; private set; }

    /// <summary>The problem, located and in words.</summary>
    public Fault Fault => new(new SourceLocation(_source.Name, Line, Offset), Problem == JsonProblem.TooLong
        ? string.Create(CultureInfo.InvariantCulture, $"the {(IsLines ? "line" : "value")} is {Length} bytes long, more than the limit of {_longest}")
        : $"{_source.Break?.Reason ?? "the file ends inside this value"}; what it cuts is left out");

    /// <summary>Goes to the next value; false at the end.</summary>
    public bool Read() => IsLines ? ReadLine() : ReadValue();

    private bool ReadLine()
    {
        int searched = _next;
        while (true)
        {
            int end = _buffer.AsSpan(searched, _length - searched).IndexOf((byte)'\n');
            if (end < 0 && !_ended)
            {
                if (_length - _next > _longest)
                {
                    return SkipLine();
                }
                searched = _length - _next;
                MakeRoom(_next);
                Fill();
                continue;
            }
            if (end < 0 && _next >= _length)
            {
                return false;
            }
            end = end < 0 ? _length : searched + end;
            int start = _next;
            _next = Math.Min(_length, end + 1);
            ReadOnlySpan<byte> line = _buffer.AsSpan(start, end - start);
            long number = _nextLine++;
            int blank = line.IndexOfAnyExcept(" \t\r"u8);
            if (blank < 0)
            {
                searched = _next;
                continue;
            }
            bool cut = end == _length && _source.Break is not null;
            Set(start, line.Length, number, cut ? JsonProblem.Cut : line.Length > _longest ? JsonProblem.TooLong : JsonProblem.None);
            return true;
        }
    }

    private bool SkipLine()
    {
        (Line, Offset, Problem) = (_nextLine++, _bufferOffset + _next, JsonProblem.TooLong);
        long length = 0;
        while (true)
        {
            int end = _buffer.AsSpan(_next, _length - _next).IndexOf((byte)'\n');
            if (end >= 0)
            {
                length += end;
                _next += end + 1;
                break;
            }
            length += _length - _next;
            _next = _length;
            if (_ended)
            {
                break;
            }
            MakeRoom(_next);
            Fill();
        }
        Length = length;
        return true;
    }

    private bool ReadValue()
    {
        while (true)
        {
            if (_next >= _length)
            {
                if (_ended)
                {
                    return false;
                }
                MakeRoom(_next);
                Fill();
                continue;
            }
            byte b = _buffer[_next];
            if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
            {
                _nextLine += b == '\n' ? 1 : 0;
                _next++;
            }
            else if (b == '[' && !_inArray)
            {
                _inArray = true;
                _next++;
            }
            else if (b == ']' && _inArray)
            {
                _inArray = false;
                _next++;
            }
            else
            {
                break;
            }
        }
        (_walked, _depth, _inString) = (_next, 0, false);
        (Line, Offset, Problem) = (_nextLine, _bufferOffset + _next, JsonProblem.None);
        long dropped = 0;
        while (!Walk())
        {
            if (_ended)
            {
                Problem = JsonProblem.Cut;
                break;
            }
            if (Problem == JsonProblem.None && _walked - _next > _longest)
            {
                Problem = JsonProblem.TooLong;
            }
            if (Problem == JsonProblem.TooLong)
            {
                dropped += _walked - _next;
                _nextLine += _buffer.AsSpan(_next, _walked - _next).Count((byte)'\n');
                _next = _walked;
            }
            int kept = _walked - _next;
            MakeRoom(_next);
            _walked = kept;
            Fill();
        }
        _nextLine += _buffer.AsSpan(_next, _walked - _next).Count((byte)'\n');
        (_start, _valueLength) = (_next, _walked - _next);
        Length = dropped + _valueLength;
        Problem = Problem == JsonProblem.None && Length > _longest ? JsonProblem.TooLong : Problem;
        _next = _walked;
        return true;
    }

    /// <summary>Walks to the end of the value that starts at <c>_next</c>; false if the block ends before it.</summary>
    private bool Walk()
    {
        while (_walked < _length)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_walked, _length - _walked);
            if (_inString)
            {
                int stop = rest.IndexOfAny(StringEnd);
                if (stop < 0 || (rest[stop] == '\\' && stop + 1 == rest.Length))
                {
                    // A backslash at the end of the block is looked at again together with what follows it.
                    _walked += stop < 0 ? rest.Length : stop;
                    if (stop >= 0 && _ended)
                    {
                        _walked = _length;
                    }
                    return false;
                }
                _walked += stop + (rest[stop] == '\\' ? 2 : 1);
                _inString = rest[stop] == '\\';
                if (!_inString && _depth == 0)
                {
                    return true;
                }
                continue;
            }
            if (_depth == 0 && rest[0] is not ((byte)'"' or (byte)'{' or (byte)'['))
            {
                // A number, a word, or a stray bracket: up to where a value can end, at least one byte.
                int stop = rest[1..].IndexOfAny(ScalarEnd);
                _walked += stop < 0 ? rest.Length : stop + 1;
                return stop >= 0 || _ended;
            }
            int next = rest.IndexOfAny(Structure);
            if (next < 0)
            {
                _walked = _length;
                return false;
            }
            _walked += next + 1;
            switch (rest[next])
            {
                case (byte)'"':
                    _inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                default:
                    if (--_depth <= 0)
                    {
                        return true;
                    }
                    break;
            }
        }
        return false;
    }

    private void Set(int start, int length, long line, JsonProblem problem)
    {
        (_start, _valueLength, Line, Offset, Length, Problem) = (start, length, line, _bufferOffset + start, length, problem);
    }

    private void MakeRoom(int from)
    {
        int kept = _length - from;
        byte[] target = kept * 2L > _buffer.Length ? new byte[Math.Min(_buffer.Length * 2L, (long)_longest + FirstBlock * 2L)] : _buffer;
        _buffer.AsSpan(from, kept).CopyTo(target);
        _buffer = target;
        _bufferOffset += from;
        (_next, _length) = (0, kept);
    }

    private void Fill()
    {
        int room = _buffer.Length - _length;
        int got = _source.Read(_buffer.AsSpan(_length, room));
        _length += got;
        _ended = got < room;
    }

    /// <summary>
    /// One value a line, unless the first line ends inside a value, or the file begins with an array that the line does not close.
    /// </summary>
    private static bool OneValueALine(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        head = head.TrimStart(" \t\r\n"u8);
        int depth = 0;
        bool quoted = false;
        for (int i = 0; i < head.Length; i++)
        {
            byte b = head[i];
            if (quoted)
            {
                i += b == '\\' ? 1 : 0;
                quoted = b != '"';
                continue;
            }
            quoted = b == '"';
            depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
            if (b == '\n')
            {
                return depth <= 0 && (head[0] == '{' || head[i..].TrimStart(" \t\r\n"u8).StartsWith("["u8));
            }
        }
        return head.IsEmpty || head[0] == '{';
    }
}
