using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Rewrites UTF-16 as UTF-8 block by block. A code unit that is half of no pair becomes the byte FF, so that the record it stands in
/// is found to be broken; an odd byte at the end likewise.
/// </summary>
internal sealed class Utf16Reader
{
    private readonly bool _bigEndian;
    private readonly SourceFill _fill;
    private readonly byte[] _raw = new byte[64 << 10];
    private readonly byte[] _out = new byte[(64 << 10) * 3 / 2 + 8];
    private byte[] _first;
    private int _rawLength;
    private int _outStart;
    private int _outEnd;
    private bool _ended;

    public Utf16Reader(ReadOnlySpan<byte> first, bool bigEndian, SourceFill fill)
    {
        (_first, _bigEndian, _fill) = (first.ToArray(), bigEndian, fill);
    }

    /// <summary>Fills a span from the source; 0 at its end.</summary>
    public delegate int SourceFill(Span<byte> into);

    /// <summary>
    /// UTF-16 by its mark, or without one by its zero bytes: in text of any script blanks, digits, separators and line ends have a zero
    /// on one side only, and UTF-8 text has none at all.
    /// </summary>
    public static SourceEncoding Recognise(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
        {
            return SourceEncoding.Utf8WithMark;
        }
        if (head.Length >= 2 && head[0] == 0xFF && head[1] == 0xFE && !(head.Length >= 4 && head[2] == 0 && head[3] == 0))
        {
            return SourceEncoding.Utf16LittleEndian;
        }
        if (head.Length >= 2 && head[0] == 0xFE && head[1] == 0xFF)
        {
            return SourceEncoding.Utf16BigEndian;
        }
        ReadOnlySpan<byte> sample = head[..(Math.Min(head.Length, 4096) & ~1)];
        int even = 0, odd = 0, controls = 0;
        for (int i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
            byte low = sample[i] == 0 ? sample[i + 1] : sample[i];
            controls += low < 32 && low is not (9 or 10 or 13) && (sample[i] == 0 || sample[i + 1] == 0) ? 1 : 0;
        }
        int pairs = sample.Length / 2;
        bool plausible = pairs >= 8 && controls * 50 <= pairs;
        return plausible && odd * 5 >= pairs * 2 && even * 50 <= pairs ? SourceEncoding.Utf16LittleEndian
            : plausible && even * 5 >= pairs * 2 && odd * 50 <= pairs ? SourceEncoding.Utf16BigEndian
            : SourceEncoding.Utf8;
    }

    public int Read(Span<byte> into)
    {
        while (_outStart == _outEnd)
        {
            if (_ended && _rawLength == 0)
            {
                return 0;
            }
            Rewrite();
        }
        int got = Math.Min(into.Length, _outEnd - _outStart);
        _out.AsSpan(_outStart, got).CopyTo(into);
        _outStart += got;
        return got;
    }

    private void Rewrite()
    {
        (_outStart, _outEnd) = (0, 0);
        if (!_ended)
        {
            int got;
            if (_first.Length > 0)
            {
                got = Math.Min(_first.Length, _raw.Length - _rawLength);
                _first.AsSpan(0, got).CopyTo(_raw.AsSpan(_rawLength));
                _first = _first[got..];
            }
            else
            {
                got = _fill(_raw.AsSpan(_rawLength));
            }
            _ended = got == 0;
            Swap(_raw.AsSpan(_rawLength & ~1, got + (_rawLength & 1)));
            _rawLength += got;
        }

        int used = 0;
        int whole = _rawLength & ~1;
        while (used < whole)
        {
            ReadOnlySpan<char> chars = MemoryMarshal.Cast<byte, char>(_raw.AsSpan(used, whole - used));
            OperationStatus status = Utf8.FromUtf16(chars, _out.AsSpan(_outEnd), out int read, out int written,
                replaceInvalidSequences: false, isFinalBlock: _ended);
            used += read * 2;
            _outEnd += written;
            if (status == OperationStatus.InvalidData)
            {
                _out[_outEnd++] = 0xFF;
                used += 2;
            }
            else
            {
                break;
            }
        }
        if (_ended && used == whole && (_rawLength & 1) == 1)
        {
            _out[_outEnd++] = 0xFF;
            used = _rawLength;
        }
        _raw.AsSpan(used, _rawLength - used).CopyTo(_raw);
        _rawLength -= used;
    }

    private void Swap(Span<byte> fresh)
    {
        if (_bigEndian == BitConverter.IsLittleEndian)
        {
            Span<ushort> units = MemoryMarshal.Cast<byte, ushort>(fresh);
            BinaryPrimitives.ReverseEndianness(units, units);
        }
    }
}
