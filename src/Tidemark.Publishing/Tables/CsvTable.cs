using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Tidemark.Publishing.Tables;

/// <summary>
/// Writes a table as CSV: UTF-8 without BOM, comma, <c>\n</c>, a header line, quotes as in RFC 4180, no culture. The one CSV
/// writer of the house, so that every table is defused alike. Allocates nothing per row.
/// </summary>
/// <remarks>
/// A text cell that begins with <c>= + - @</c>, a tab or a carriage return gets a leading apostrophe, because a spreadsheet
/// would run it as a formula; the cells come from the material and are hostile. A text that is a plain negative number
/// (<c>-12</c>, <c>-0.5</c>) stays as it is. Numbers written as numbers are never touched. Text that is not valid UTF-8 or
/// holds lone surrogates is written with U+FFFD in their place. Disposing writes what is left and leaves the stream open.
/// </remarks>
public sealed class CsvTable : IDisposable
{
    private const int LongestNumber = 64;
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly Stream _stream;
    private readonly int _columns;
    private byte[] _buffer;
    private int _used;
    private int _cell;
    private bool _disposed;

    /// <summary>Starts a table and writes its header line.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="header">The names of the columns, one or more.</param>
    public CsvTable(Stream stream, params ReadOnlySpan<string> header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfZero(header.Length);
        _stream = stream;
        _columns = header.Length;
        _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        foreach (string name in header)
        {
            Text(name);
        }
        EndRow();
        Rows = 0;
    }

    /// <summary>How many rows have been ended, without the header.</summary>
    public long Rows { get; private set; }

    /// <summary>A text cell, UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        BeginCell();
        if (utf8.IsEmpty)
        {
            if (_columns == 1)
            {
                // An empty line would be no row to most readers.
                Raw("\"\""u8);
            }
            return;
        }
        if (!Utf8.IsValid(utf8))
        {
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        }
        bool defuse = IsFormula(utf8);
        int special = utf8.IndexOfAny(Special);
        if (special < 0)
        {
            if (defuse)
            {
                Raw("'"u8);
            }
            Raw(utf8);
            return;
        }
        Raw(defuse ? "\"'"u8 : "\""u8);
        for (int quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            Raw(utf8[..(quote + 1)]);
            Raw("\""u8);
            utf8 = utf8[(quote + 1)..];
        }
        Raw(utf8);
        Raw("\""u8);
    }

    /// <summary>A text cell; null is an empty cell.</summary>
    public void Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Text(ReadOnlySpan<byte>.Empty);
            return;
        }
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        Span<byte> bytes = longest <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(longest);
        Text(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>A whole number.</summary>
    public void Number(long value)
    {
        BeginCell();
        Reserve(LongestNumber);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out int written);
        _used += written;
    }

    /// <summary>
    /// A number, in the fewest digits that read back as the same number (<c>0.1</c>, <c>1E-12</c>). NaN means "not known" and is
    /// written as an empty cell.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Infinite: no figure of ours is.</exception>
    public void Number(double value)
    {
        if (double.IsNaN(value))
        {
            Empty();
            return;
        }
        if (double.IsInfinity(value))
        {
            ThrowInfinite(value);
        }
        BeginCell();
        Reserve(LongestNumber);
        value.TryFormat(_buffer.AsSpan(_used), out int written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>A whole number, or an empty cell.</summary>
    public void Number(long? value)
    {
        if (value is long known)
        {
            Number(known);
        }
        else
        {
            Empty();
        }
    }

    /// <summary>An empty cell.</summary>
    public void Empty() => Text(ReadOnlySpan<byte>.Empty);

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">The row has more or fewer cells than the header: a bug in the caller.</exception>
    public void EndRow()
    {
        if (_cell != _columns)
        {
            ThrowWrongWidth();
        }
        Reserve(1);
        _buffer[_used++] = (byte)'\n';
        _cell = 0;
        Rows++;
    }

    /// <summary>Hands what has been written so far to the stream.</summary>
    public void Flush()
    {
        Drain();
        _stream.Flush();
    }

    /// <summary>Writes what is left. A row that was begun and not ended is left as it is: its writer failed and says why.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        try
        {
            Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>Whether a spreadsheet would take the text for a formula.</summary>
    internal static bool IsFormula(ReadOnlySpan<byte> utf8) => !utf8.IsEmpty && utf8[0] switch
    {
        (byte)'=' or (byte)'+' or (byte)'@' or (byte)'\t' or (byte)'\r' => true,
        (byte)'-' => !IsPlainNumber(utf8[1..]),
        _ => false,
    };

    /// <summary>Digits, or digits with a decimal point between them.</summary>
    private static bool IsPlainNumber(ReadOnlySpan<byte> text)
    {
        int rest = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (rest < 0)
        {
            return text.Length > 0;
        }
        return rest > 0 && text[rest] == '.' && rest + 1 < text.Length
            && text[(rest + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private void BeginCell()
    {
        if (_cell >= _columns)
        {
            ThrowWrongWidth();
        }
        if (_cell++ > 0)
        {
            Reserve(1);
            _buffer[_used++] = (byte)',';
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
        {
            Drain();
            if (bytes.Length > _buffer.Length)
            {
                _stream.Write(bytes);
                return;
            }
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (bytes > _buffer.Length - _used)
        {
            Drain();
        }
    }

    private void Drain()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    [DoesNotReturn]
    private void ThrowWrongWidth() => throw new InvalidOperationException(
        $"Row {Rows + 1} has {_cell} cells at this point, the header has {_columns}.");

    [DoesNotReturn]
    private static void ThrowInfinite(double value) => throw new ArgumentOutOfRangeException(nameof(value), value, "A cell cannot be infinite.");
}
