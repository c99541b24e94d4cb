using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Tidemark.Model;

/// <summary>
/// Byte strings by number: 0, 1, 2 … in the order they came. Opaque: kept byte for byte.
/// Memory: the bytes and, on average, 6.5 more a name.
/// </summary>
/// <remarks>
/// The bytes lie in chunks of 1 MiB, so that they may exceed the 2 GiB of one array and are never copied once written. A name begins
/// at a multiple of four bytes with its length (one byte, or five from 255 on): so four bytes of place reach 16 GiB, and place and
/// length cost one cache line instead of two.
/// </remarks>
public abstract class NameList
{
    private const int ChunkBytes = 1 << 20;
    private const int ChunkShift = 18;
    private const uint UnitMask = (1 << ChunkShift) - 1;
    private const int MaxChunks = 1 << (32 - ChunkShift);
    private const byte LongName = 255;

    private byte[][] _chunks;
    private byte[] _open;
    private int _chunk;
    private int _used;
    private uint[] _places;

    private protected NameList(int expected)
    {
        expected = Math.Max(16, expected);
        _open = new byte[(int)Math.Min(ChunkBytes, expected * 16L)];
        _chunks = [_open];
        _places = new uint[expected];
    }

    /// <summary>How many names there are; ids run from 0 to this, exclusive.</summary>
    public int Count { get; private set; }

    /// <summary>Whether one of them is empty.</summary>
    public bool HasEmpty { get; private set; }

    /// <summary>The bytes of a name.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
            return NameOf(id);
        }
    }

    /// <summary>A name as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The name of an id that was given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected ReadOnlySpan<byte> NameOf(int id)
    {
        unchecked
        {
            uint place = _places[id];
            byte[] chunk = _chunks[place >> ChunkShift];
            int at = (int)(place & UnitMask) << 2;
            int length = chunk[at];
            if (length == LongName)
            {
                length = MemoryMarshal.Read<int>(chunk.AsSpan(at + 1));
                at += sizeof(int);
            }
            return chunk.AsSpan(at + 1, length);
        }
    }

    /// <summary>Where a name begins, to fetch it early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected ref byte FirstByte(int id)
    {
        uint place = _places[id];
        return ref _chunks[place >> ChunkShift][unchecked((int)(place & UnitMask) << 2)];
    }

    /// <summary>Adds a name, known or not; its id is the count before.</summary>
    /// <exception cref="InvalidOperationException">More than 16 GiB of names: the caller's memory limit came too late.</exception>
    private protected void Append(ReadOnlySpan<byte> name)
    {
        long length = name.Length + (name.Length < LongName ? 1L : 1 + sizeof(int));
        if (_used + length > _open.Length)
        {
            MakeRoom(length);
        }
        if (Count == _places.Length)
        {
            Reserve(Count * 2L);
        }
        int at = _used;
        _places[Count++] = (uint)_chunk << ChunkShift | (uint)at >> 2;
        if (name.Length < LongName)
        {
            _open[at++] = (byte)name.Length;
        }
        else
        {
            _open[at++] = LongName;
            MemoryMarshal.Write(_open.AsSpan(at), name.Length);
            at += sizeof(int);
        }
        name.CopyTo(_open.AsSpan(at));
        _used = (at + name.Length + 3) & ~3;
        HasEmpty |= name.IsEmpty;
    }

    /// <summary>Makes room for so many names in all, so that their places need not grow.</summary>
    private protected void Reserve(long names)
    {
        if (names > _places.Length)
        {
            Array.Resize(ref _places, (int)Math.Min(Array.MaxLength, names));
        }
    }

    /// <summary>Gives a name a lower id, whose own name is dropped; <see cref="Cut"/> ends such a move.</summary>
    private protected void Move(int id, int to) => _places[to] = _places[id];

    /// <summary>Drops all names from an id on.</summary>
    private protected void Cut(int count) => Count = count;

    private void MakeRoom(long length)
    {
        if (_used + length <= ChunkBytes)
        {
            // Only the first chunk begins small: many dictionaries never hold more than a few names.
            Array.Resize(ref _open, (int)Math.Min(ChunkBytes, Math.Max(_used + length, _open.Length * 2L)));
            _chunks[_chunk] = _open;
            return;
        }
        if (_chunk + 1 == MaxChunks)
        {
            throw new InvalidOperationException($"More than {MaxChunks} chunks of {ChunkBytes} bytes of names after {Count} of them.");
        }
        if (++_chunk == _chunks.Length)
        {
            Array.Resize(ref _chunks, _chunks.Length * 2);
        }
        // A name longer than a chunk gets one of its own, which is then full.
        _open = GC.AllocateUninitializedArray<byte>((int)Math.Max(ChunkBytes, Math.Min(Array.MaxLength, length)));
        _chunks[_chunk] = _open;
        _used = 0;
    }
}
