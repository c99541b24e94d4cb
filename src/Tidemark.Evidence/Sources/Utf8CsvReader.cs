using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Reads a table record by record from UTF-8 blocks (RFC 4180), without turning a byte into a character: fields are spans into the
/// block, unescaped only where a quote is doubled. Bad records are handed on with their <see cref="Problem"/>, and reading goes on.
/// </summary>
/// <remarks>
/// A quote opens a quoted field only at the field's start; elsewhere it is a character, as most exporters write it. An unclosed quote
/// costs one record: reading goes on at the line after the one it stands in, which cannot go wrong twice (if no quote closes the first
/// one, all that follow come in pairs), so the whole stays linear. Empty lines are passed over.
/// <para>Complexity: O(bytes). Memory: the longest record, at most <see cref="ReadOptions.MaxRecord"/>, and 4 bytes a field of it.</para>
/// </remarks>
public sealed class Utf8CsvReader
{
    private const int FirstBlock = 256 << 10;
    private const int Padding = Step;
    private const int Step = 32;
    private const int MaxRows = 8192;

    // An end of field is its position; the top bits say that the field is quoted, and that a quote in it is doubled.
    private const int QuotedBit = int.MinValue;
    private const int DoubledBit = 1 << 30;
    private const int PositionMask = DoubledBit - 1;

    private readonly SourceBytes _source;
    private readonly byte _separator;
    private readonly byte _newLine;
    private readonly int _maxRecord;
    private readonly Row[] _rows = new Row[MaxRows];

    private byte[] _buffer = new byte[FirstBlock + Padding];
    private int _length;
    private int _next;
    private long _bufferOffset;
    private long _nextLine = 1;
    private bool _sourceEnded;
    private bool _allParsed = true;

    private int[] _ends = new int[16 << 10];
    private int _rowCount;
    private int _rowIndex;
    private bool _batchIsClean;

    private int _start;
    private int _firstEnd;
    private byte[] _scratch = new byte[4096];
    private int _scratchUsed;

    /// <summary>Starts reading; the first record is the header, if the table has one.</summary>
    public Utf8CsvReader(SourceBytes source, CsvDialect dialect, int maxRecord = 16 << 20)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecord, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxRecord, PositionMask / 4);
        (_source, _separator, _newLine, _maxRecord) = (source, dialect.Separator, dialect.NewLine, maxRecord);
        Fill();
        if (_buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8))
        {
            _next = 3;
        }
    }

    /// <summary>How many fields every record must have; 0 accepts any number. Set it once the header is read.</summary>
    public int ExpectedFields { get; set; }

    /// <summary>Line on which the record starts, 1 for the first of the file.</summary>
    public long Line { get; private set; }

    /// <summary>Byte offset of the record.</summary>
    public long Offset { get; private set; }

    /// <summary>Length of the record in bytes, without its line end.</summary>
    public long Length { get; private set; }

    /// <summary>How many fields the record has; 0 where it is too long or never ends.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Why the record cannot be used.</summary>
    public CsvProblem Problem { get; private set; }

    /// <summary>The record's problem, located and in words.</summary>
    /// <exception cref="InvalidOperationException">The record has none.</exception>
    public Fault Fault => new(new SourceLocation(_source.Name, Line, Offset), Problem switch
    {
        CsvProblem.Unterminated => "a quote is opened here and never closed; reading goes on at the next line",
        CsvProblem.AfterQuote => "a quoted field goes on after its closing quote (a quote inside a field must be doubled)",
        CsvProblem.TooLong => string.Create(CultureInfo.InvariantCulture,
            $"the record is {Length} bytes long, more than the limit of {_maxRecord} (is a quote not closed?)"),
        CsvProblem.FieldCount => string.Create(CultureInfo.InvariantCulture,
            $"{FieldCount} {(FieldCount == 1 ? "field" : "fields")} where the header has {ExpectedFields}"),
        CsvProblem.NotUtf8 when _source.Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian => "the row holds half a UTF-16 character (a surrogate without its partner): the file is damaged here",
        CsvProblem.NotUtf8 => "the row is not UTF-8 text (was the file written in another encoding?)",
        CsvProblem.ZeroByte => "the row holds a zero byte: the file is damaged here",
        CsvProblem.Cut => $"{_source.Break?.Reason ?? "the source breaks off"}; the row it cuts is left out",
        _ => throw new InvalidOperationException($"The record at byte {Offset} has no fault."),
    });

    /// <summary>Goes to the next record; false at the end of the source.</summary>
    /// <exception cref="IOException">The original could not be read.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read()
    {
        if (_rowIndex < _rowCount)
        {
            Take();
            return true;
        }
        return ReadBlock();
    }

    /// <summary>A field of the record, unescaped; valid until the next <see cref="Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(int index)
    {
        if ((uint)index >= (uint)FieldCount)
        {
            ThrowNoField(index);
        }
        unchecked
        {
            int at = _firstEnd + index;
            int end = _ends[at];
            int start = index == 0 ? _start : (_ends[at - 1] & PositionMask) + 1;
            return end >= 0 ? _buffer.AsSpan(start, end - start) : Quoted(start, end);
        }
    }

    private void Take()
    {
        unchecked
        {
            ref readonly Row row = ref _rows[_rowIndex++];
            (_start, _firstEnd, _scratchUsed) = (row.Start, row.FirstEnd, 0);
            Line = row.Line;
            Offset = _bufferOffset + row.Start;
            Length = row.End - row.Start;
            FieldCount = row.EndCount;
            Problem = row.Problem;
            if (Length > _maxRecord)
            {
                (Problem, FieldCount) = (CsvProblem.TooLong, 0);
            }
            if (Problem == CsvProblem.None)
            {
                if (!_batchIsClean)
                {
                    ReadOnlySpan<byte> record = _buffer.AsSpan(row.Start, row.End - row.Start);
                    Problem = record.Contains((byte)0) ? CsvProblem.ZeroByte : Utf8.IsValid(record) ? CsvProblem.None : CsvProblem.NotUtf8;
                }
                if (Problem == CsvProblem.None && ExpectedFields != 0 && FieldCount != ExpectedFields)
                {
                    Problem = CsvProblem.FieldCount;
                }
            }
        }
    }

    private bool ReadBlock()
    {
        while (true)
        {
            if (_allParsed)
            {
                if (_sourceEnded && _next >= _length)
                {
                    return false;
                }
                if (!_sourceEnded)
                {
                    if (_length - _next > _maxRecord)
                    {
                        SkipLong();
                        return true;
                    }
                    MakeRoom();
                    Fill();
                }
            }
            int before = _next;
            Parse();
            if (_rowCount > 0)
            {
                ReadOnlySpan<byte> batch = _buffer.AsSpan(before, _next - before);
                _batchIsClean = Utf8.IsValid(batch) && !batch.Contains((byte)0);
                Take();
                return true;
            }
        }
    }

    private void MakeRoom()
    {
        int kept = _length - _next;
        byte[] target = _buffer;
        if (kept * 2 > _buffer.Length - Padding)
        {
            int size = (int)Math.Min((long)_maxRecord + FirstBlock, (_buffer.Length - Padding) * 2L);
            target = new byte[Math.Max(size, kept + FirstBlock / 2) + Padding];
        }
        _buffer.AsSpan(_next, kept).CopyTo(target);
        _buffer = target;
        _bufferOffset += _next;
        (_next, _length) = (0, kept);
    }

    private void Fill()
    {
        int room = _buffer.Length - Padding - _length;
        int got = _source.Read(_buffer.AsSpan(_length, room));
        _length += got;
        _sourceEnded = got < room;
    }

    /// <summary>
    /// Cuts the block into records, from <c>_next</c> up to the last whole one. 32 bytes at a time are compared with the three bytes
    /// that matter; the bits of the comparison are the positions.
    /// </summary>
    /// <remarks>Vectors this wide are never compiled beforehand: better well at once than in three steps, of which the first is slow.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Parse()
    {
        unchecked
        {
            (_rowCount, _rowIndex, _allParsed) = (0, 0, true);
            ref byte bytes = ref MemoryMarshal.GetArrayDataReference(_buffer);
            Vector256<byte> separators = Vector256.Create(_separator), newLines = Vector256.Create(_newLine), quotes = Vector256.Create((byte)'"');
            int[] ends = _ends;
            int at = _next, start = _next, length = _length;
            int count = 0, firstEnd = 0;
            long line = _nextLine;
            int innerLines = 0;
            CsvProblem problem = CsvProblem.None;

            while (at < length)
            {
                if (count + Step >= ends.Length)
                {
                    Array.Resize(ref _ends, ends.Length * 2);
                    ends = _ends;
                }
                Vector256<byte> block = Vector256.LoadUnsafe(ref bytes, (nuint)at);
                uint bits = (Vector256.Equals(block, separators) | Vector256.Equals(block, newLines) | Vector256.Equals(block, quotes))
                    .ExtractMostSignificantBits();
                if (length - at < Step)
                {
                    bits &= (1u << (length - at)) - 1;
                }
                int resume = at + Step;
                while (bits != 0)
                {
                    int here = at + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    bits &= bits - 1;
                    byte what = Unsafe.Add(ref bytes, here);
                    if (what == _separator)
                    {
                        ends[count++] = here;
                    }
                    else if (what == _newLine)
                    {
                        if (EndRow(here, 0))
                        {
                            return;
                        }
                    }
                    else if (here == (count == firstEnd ? start : (ends[count - 1] & PositionMask) + 1))
                    {
                        int close = Close(here + 1, out int flags);
                        if (close < 0 || (close + 1 == length && !_sourceEnded))
                        {
                            if (_sourceEnded)
                            {
                                EndUnterminated(start, here, line, ref count);
                            }
                            return;
                        }
                        innerLines += _buffer.AsSpan(here, close - here).Count(_newLine);
                        int after = close + 1;
                        if (after == length)
                        {
                            EndLast(after, flags);
                            return;
                        }
                        byte next = Unsafe.Add(ref bytes, after);
                        bool crlf = next == '\r' && _newLine == '\n' && after + 1 < length && Unsafe.Add(ref bytes, after + 1) == '\n';
                        if (next == '\r' && after + 1 == length)
                        {
                            if (_sourceEnded)
                            {
                                EndLast(after, flags);
                            }
                            return;
                        }
                        if (next == _separator)
                        {
                            ends[count++] = after | flags;
                            resume = after + 1;
                        }
                        else if (next == _newLine || crlf)
                        {
                            if (EndRow(crlf ? after + 1 : after, flags))
                            {
                                return;
                            }
                            resume = start;
                        }
                        else
                        {
                            problem = CsvProblem.AfterQuote;
                            resume = after;
                            // The rest of the field is taken as it stands, quotes too: the record is refused, only its end matters.
                        }
                        break;
                    }
                }
                at = resume;
            }
            if (_sourceEnded && start < length)
            {
                EndLast(length, 0);
            }

            // Ends a record at a line end; true when the row table is full.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            bool EndRow(int newLineAt, int flags)
            {
                int end = newLineAt;
                if (_newLine == '\n' && end > start && _buffer[end - 1] == '\r')
                {
                    end--;
                }
                if (end == start)
                {
                    (start, count) = (newLineAt + 1, firstEnd);
                    _next = start;
                    _nextLine = ++line;
                    return false;
                }
                ends[count++] = end | flags;
                ref Row row = ref _rows[_rowCount++];
                row.Start = start;
                row.End = end;
                row.FirstEnd = firstEnd;
                row.EndCount = count - firstEnd;
                row.Line = line;
                row.Problem = problem;
                line += 1 + innerLines;
                (start, firstEnd, innerLines, problem) = (newLineAt + 1, count, 0, CsvProblem.None);
                _next = start;
                _nextLine = line;
                if (_rowCount == MaxRows)
                {
                    _allParsed = _next >= _length;
                    return true;
                }
                return false;
            }

            // The last record has no line end: whole, unless the source broke off.
            void EndLast(int end, int flags)
            {
                if (_source.Break is not null)
                {
                    problem = CsvProblem.Cut;
                }
                if (flags == 0 && _newLine == '\n' && end > start && _buffer[end - 1] == '\r')
                {
                    end--;
                }
                if (end == start)
                {
                    _next = _length;
                    return;
                }
                ends[count++] = end | flags;
                _rows[_rowCount++] = new Row
                {
                    Start = start, End = end, FirstEnd = firstEnd, EndCount = count - firstEnd, Line = line, Problem = problem,
                };
                _next = _length;
            }
        }
    }

    /// <summary>The place of the quote that closes a field, or -1; the flags of the field.</summary>
    private int Close(int from, out int flags)
    {
        flags = QuotedBit;
        while (true)
        {
            int found = _buffer.AsSpan(from, _length - from).IndexOf((byte)'"');
            if (found < 0)
            {
                return -1;
            }
            from += found;
            if (from + 1 >= _length || _buffer[from + 1] != '"')
            {
                return from;
            }
            flags |= DoubledBit;
            from += 2;
        }
    }

    private void EndUnterminated(int start, int quote, long line, ref int count)
    {
        int lineEnd = _buffer.AsSpan(quote, _length - quote).IndexOf(_newLine);
        // Lines inside fields of the record before the open quote belong to it too.
        long lines = _buffer.AsSpan(start, quote - start).Count(_newLine);
        int end = lineEnd < 0 ? _length : quote + lineEnd;
        _rows[_rowCount++] = new Row
        {
            Start = start, End = end, FirstEnd = count, EndCount = 0, Line = line,
            Problem = _source.Break is null ? CsvProblem.Unterminated : CsvProblem.Cut,
        };
        _next = lineEnd < 0 ? _length : end + 1;
        _nextLine = line + lines + 1;
        _allParsed = _next >= _length;
    }

    /// <summary>Passes over a record that is longer than the limit, in bounded memory, following its quotes to find its end.</summary>
    private void SkipLong()
    {
        (Line, Offset, FieldCount, Problem) = (_nextLine, _bufferOffset + _next, 0, CsvProblem.TooLong);
        long length = 0;
        CsvSkip state = CsvSkip.FieldStart;
        while (true)
        {
            ReadOnlySpan<byte> block = _buffer.AsSpan(_next, _length - _next);
            int used = CsvSkipping.Pass(block, ref state, _separator, _newLine, ref _nextLine);
            length += used;
            _next += used;
            if (state == CsvSkip.Done || _sourceEnded)
            {
                break;
            }
            MakeRoom();
            Fill();
        }
        Length = state == CsvSkip.Done ? length - 1 : length;
        (_rowCount, _rowIndex) = (0, 0);
        _allParsed = _next >= _length;
    }

    private ReadOnlySpan<byte> Quoted(int start, int markedEnd)
    {
        unchecked
        {
            ReadOnlySpan<byte> inner = _buffer.AsSpan(start + 1, (markedEnd & PositionMask) - start - 2);
            if ((markedEnd & DoubledBit) == 0)
            {
                return inner;
            }
            if (_scratch.Length - _scratchUsed < inner.Length)
            {
                // Spans already handed out keep the old array alive.
                _scratch = new byte[Math.Max(inner.Length, _scratch.Length * 2)];
                _scratchUsed = 0;
            }
            Span<byte> plain = _scratch.AsSpan(_scratchUsed);
            int length = 0;
            while (true)
            {
                int quote = inner.IndexOf((byte)'"');
                if (quote < 0)
                {
                    break;
                }
                inner[..(quote + 1)].CopyTo(plain[length..]);
                length += quote + 1;
                inner = inner[(quote + 2)..];
            }
            inner.CopyTo(plain[length..]);
            length += inner.Length;
            _scratchUsed += length;
            return plain[..length];
        }
    }

    private void ThrowNoField(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"The record on line {Line} has {FieldCount} fields.");

    private struct Row
    {
        public long Line;
        public int Start;
        public int End;
        public int FirstEnd;
        public int EndCount;
        public CsvProblem Problem;
    }
}
