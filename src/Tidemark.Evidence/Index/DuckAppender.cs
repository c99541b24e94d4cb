using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using DuckDB.NET.Native;

namespace Tidemark.Evidence.Index;

/// <summary>
/// Fills one table: values go straight into DuckDB's vectors, texts into one buffer the vectors point to, and a block of 2,048 rows is
/// handed over at a time. Nothing is allocated per row.
/// </summary>
internal sealed unsafe class DuckAppender : IDisposable
{
    /// <summary>Texts of a block beyond this are handed over early, so that a block of huge posts stays bounded.</summary>
    private const int TextsHeld = 8 << 20;

    private readonly DuckDBAppender _appender;
    private readonly DuckDBDataChunk _chunk;
    private readonly DuckDBLogicalType[] _types;
    private readonly byte*[] _data;
    private readonly int _capacity;
    private readonly List<IntPtr> _buffers = [];
    private byte* _text;
    private int _textSize;
    private int _textUsed;
    private long _textHeld;
    private int _row;

    public DuckAppender(DuckFile file, string table, params ReadOnlySpan<DuckDBType> types)
    {
        DuckFile.Check(NativeMethods.Appender.DuckDBAppenderCreate(file.Connection, null!, table, out _appender), $"The table {table} takes no rows.");
        _types = new DuckDBLogicalType[types.Length];
        IntPtr[] handles = new IntPtr[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            _types[i] = NativeMethods.LogicalType.DuckDBCreateLogicalType(types[i]);
            handles[i] = _types[i].DangerousGetHandle();
        }
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk(handles, (ulong)handles.Length);
        _data = new byte*[types.Length];
        _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
        NewText(1 << 16);
        Fetch();
    }

    /// <summary>Rows handed in so far.</summary>
    public long Rows { get; private set; }

    public void Int(int column, int value) => ((int*)_data[column])[_row] = value;

    public void Long(int column, long value) => ((long*)_data[column])[_row] = value;

    public void Byte(int column, sbyte value) => ((sbyte*)_data[column])[_row] = value;

    /// <summary>A text. Bytes that are not UTF-8 become U+FFFD: DuckDB trusts what it is given here, so it is made sure.</summary>
    public void Text(int column, ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
        {
            value = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
        }
        byte* at = _data[column] + _row * (long)DuckText.Size;
        if (value.Length <= 12)
        {
            fixed (byte* from = value)
            {
                DuckText.Write(at, from, value.Length);
            }
            return;
        }
        if (_textUsed + value.Length > _textSize)
        {
            NewText(Math.Max(1 << 20, value.Length));
        }
        byte* to = _text + _textUsed;
        value.CopyTo(new Span<byte>(to, value.Length));
        _textUsed += value.Length;
        _textHeld += value.Length;
        DuckText.Write(at, to, value.Length);
    }

    /// <summary>The row is complete.</summary>
    public void EndRow()
    {
        Rows++;
        if (++_row == _capacity || _textHeld > TextsHeld)
        {
            HandOver();
        }
    }

    /// <summary>Hands everything to DuckDB and closes.</summary>
    /// <exception cref="DuckFailure">The disk is full or memory ran out.</exception>
    public void Complete()
    {
        HandOver();
        if (NativeMethods.Appender.DuckDBAppenderClose(_appender) != DuckDBState.Success)
        {
            throw Failure();
        }
    }

    public void Dispose()
    {
        _appender.Dispose();
        _chunk.Dispose();
        foreach (DuckDBLogicalType type in _types)
        {
            type.Dispose();
        }
        foreach (IntPtr buffer in _buffers)
        {
            NativeMemory.Free((void*)buffer);
        }
        _buffers.Clear();
    }

    private void HandOver()
    {
        if (_row == 0)
        {
            return;
        }
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)_row);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk) != DuckDBState.Success)
        {
            throw Failure();
        }
        NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
        Fetch();
        _row = 0;
        _textHeld = 0;
        // The last buffer is kept: it is the largest that was needed lately.
        for (int i = 0; i < _buffers.Count - 1; i++)
        {
            NativeMemory.Free((void*)_buffers[i]);
        }
        _buffers.RemoveRange(0, _buffers.Count - 1);
        _textUsed = 0;
    }

    private DuckFailure Failure()
    {
        using DuckDBErrorData error = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
        return new DuckFailure($"The index takes no more rows: {NativeMethods.ErrorData.DuckDBErrorDataMessage(error)}");
    }

    private void NewText(int size)
    {
        _text = (byte*)NativeMemory.Alloc((nuint)size);
        _buffers.Add((IntPtr)_text);
        (_textSize, _textUsed) = (size, 0);
    }

    private void Fetch()
    {
        for (int i = 0; i < _data.Length; i++)
        {
            _data[i] = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, i));
        }
    }
}
