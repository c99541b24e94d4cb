using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;

namespace Tidemark.Evidence.Index;

/// <summary>The rows of a query, block by block, as spans over DuckDB's own memory: valid until the next block.</summary>
internal sealed unsafe class DuckRows : IDisposable
{
    private readonly DuckDBNativeConnection? _own;
    private readonly DuckDBPreparedStatement _statement;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    public DuckRows(DuckDBNativeConnection connection, bool ownConnection, string sql, ReadOnlySpan<object?> values)
    {
        _own = ownConnection ? connection : null;
        if (NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out _statement) != DuckDBState.Success)
        {
            string reason = NativeMethods.PreparedStatements.DuckDBPrepareError(_statement);
            _statement.Dispose();
            _own?.Dispose();
            throw new DuckFailure($"{reason} In: {sql}");
        }
        for (int i = 0; i < values.Length; i++)
        {
            Bind(i + 1, values[i]);
        }
        if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result) != DuckDBState.Success)
        {
            string reason = NativeMethods.Query.DuckDBResultError(ref _result);
            Dispose();
            throw new DuckFailure($"{reason} In: {sql}");
        }
    }

    /// <summary>Rows in this block.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next block; false when there is none.</summary>
    public bool NextBlock()
    {
        _chunk?.Dispose();
        _chunk = null;
        Count = 0;
        DuckDBDataChunk chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (chunk.IsInvalid)
        {
            chunk.Dispose();
            string? reason = NativeMethods.Query.DuckDBResultError(ref _result);
            return string.IsNullOrEmpty(reason) ? false : throw new DuckFailure(reason);
        }
        _chunk = chunk;
        Count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        return Count > 0;
    }

    public ReadOnlySpan<long> Longs(int column) => new(Data(column), Count);

    public ReadOnlySpan<int> Ints(int column) => new(Data(column), Count);

    public ReadOnlySpan<sbyte> Bytes(int column) => new(Data(column), Count);

    public bool IsNull(int column, int row)
    {
        ulong* validity = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));
        return validity != null && (validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>A text as UTF-8; empty for NULL.</summary>
    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (IsNull(column, row))
        {
            return default;
        }
        return DuckText.Read((byte*)Data(column) + (long)row * DuckText.Size);
    }

    public string Text(int column, int row) => Encoding.UTF8.GetString(Utf8(column, row));

    public void Dispose()
    {
        _chunk?.Dispose();
        _chunk = null;
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
        _own?.Dispose();
    }

    private IntPtr Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column);

    private void* Data(int column) => NativeMethods.Vectors.DuckDBVectorGetData(Vector(column));

    private void Bind(int index, object? value) => DuckFile.Check(
        value switch
        {
            null => NativeMethods.PreparedStatements.DuckDBBindNull(_statement, index),
            string text => NativeMethods.PreparedStatements.DuckDBBindVarchar(_statement, index, text),
            long whole => NativeMethods.PreparedStatements.DuckDBBindInt64(_statement, index, whole),
            int whole => NativeMethods.PreparedStatements.DuckDBBindInt32(_statement, index, whole),
            _ => throw new ArgumentException($"A {value.GetType().Name} cannot be bound."),
        },
        string.Create(CultureInfo.InvariantCulture, $"Value {index} cannot be bound."));
}

/// <summary>
/// DuckDB's text in memory: length, then up to 12 bytes in place, or the first 4 bytes and a pointer (16 bytes in all).
/// </summary>
internal static unsafe class DuckText
{
    public const int Size = 16;
    private const int InPlace = 12;

    public static ReadOnlySpan<byte> Read(byte* at)
    {
        int length = *(int*)at;
        return length <= InPlace ? new ReadOnlySpan<byte>(at + 4, length) : new ReadOnlySpan<byte>(*(byte**)(at + 8), length);
    }

    /// <summary>Writes a text; a long one is not copied and must stay where it is until DuckDB has taken the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* at, byte* text, int length)
    {
        *(int*)at = length;
        if (length <= InPlace)
        {
            *(long*)(at + 4) = 0;
            *(int*)(at + 12) = 0;
            Unsafe.CopyBlockUnaligned(at + 4, text, (uint)length);
        }
        else
        {
            *(int*)(at + 4) = *(int*)text;
            *(byte**)(at + 8) = text;
        }
    }
}
