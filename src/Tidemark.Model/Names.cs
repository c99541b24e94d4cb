using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Model;

/// <summary>
/// A dictionary of byte strings: each distinct one gets a dense id, 0, 1, 2 … in order of first appearance, so that
/// kernels work on integers. Ids are opaque: compared byte for byte. Memory: the bytes, plus about 16 bytes a name.
/// Not safe for concurrent writers.
/// </summary>
/// <remarks>
/// The hash is keyed with a value drawn when the process starts, so that nobody can prepare a file whose ids all collide;
/// ids depend on the order of appearance alone, so the key never shows in a result.
/// </remarks>
public sealed class Names
{
    private static readonly ulong Key = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8)) | 1;

    private byte[] _bytes;
    private long[] _ends;
    private uint[] _hashes;
    private int[] _table;
    private int _mask;

    /// <summary>An empty dictionary.</summary>
    /// <param name="expected">How many names to expect; a hint.</param>
    public Names(int expected = 256)
    {
        expected = Math.Max(16, expected);
        _bytes = new byte[expected * 12];
        _ends = new long[expected];
        _hashes = new uint[expected];
        _table = new int[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
        _mask = _table.Length - 1;
    }

    /// <summary>How many distinct names there are; ids run from 0 to this, exclusive.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a name, valid until a name is added.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
            int start = id == 0 ? 0 : (int)_ends[id - 1];
            return _bytes.AsSpan(start, (int)_ends[id] - start);
        }
    }

    /// <summary>A name as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The id of a name, new or known.</summary>
    /// <exception cref="InvalidOperationException">More than 2 GiB of names: the caller's memory limit came too late.</exception>
    public int Intern(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        int slot = (int)hash & _mask;
        while (true)
        {
            int id = _table[slot] - 1;
            if (id < 0)
            {
                return Add(name, hash, slot);
            }
            if (_hashes[id] == hash && this[id].SequenceEqual(name))
            {
                return id;
            }
            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>The id of a known name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        for (int slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
        {
            int id = _table[slot] - 1;
            if (id < 0 || (_hashes[id] == hash && this[id].SequenceEqual(name)))
            {
                return id;
            }
        }
    }

    /// <summary>The id of a name, new or known.</summary>
    public int Intern(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Intern(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>For each id its place when names are ordered byte by byte (UTF-8 ordinal). O(n log n).</summary>
    public int[] OrdinalRanks()
    {
        int[] order = new int[Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(order, (a, b) => this[a].SequenceCompareTo(this[b]));
        int[] rank = new int[Count];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }
        return rank;
    }

    private int Add(ReadOnlySpan<byte> name, uint hash, int slot)
    {
        int start = Count == 0 ? 0 : (int)_ends[Count - 1];
        if ((long)start + name.Length > Array.MaxLength)
        {
            throw new InvalidOperationException($"More than {Array.MaxLength} bytes of distinct names after {Count} of them.");
        }
        if (start + name.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(start + name.Length, _bytes.Length * 2L)));
        }
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }
        name.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = start + name.Length;
        _hashes[Count] = hash;
        _table[slot] = ++Count;
        if (Count * 2 > _table.Length)
        {
            Grow();
        }
        return Count - 1;
    }

    private void Grow()
    {
        _table = new int[_table.Length * 2];
        _mask = _table.Length - 1;
        for (int id = 0; id < Count; id++)
        {
            int slot = (int)_hashes[id] & _mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }
            _table[slot] = id + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        // Multiply-and-fold over 8-byte words, the tail read overlapping: one multiplication per 8 bytes.
        ulong h = Key ^ (ulong)name.Length * 0x9E3779B97F4A7C15;
        ref byte at = ref MemoryMarshal.GetReference(name);
        int length = name.Length;
        if (length >= 8)
        {
            int i = 0;
            for (; i <= length - 8; i += 8)
            {
                h = Fold(h ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)));
            }
            h = Fold(h ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, length - 8)));
        }
        else if (length >= 4)
        {
            h = Fold(h ^ (Unsafe.ReadUnaligned<uint>(ref at) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4)) << 32));
        }
        else if (length > 0)
        {
            h = Fold(h ^ (at | (ulong)Unsafe.Add(ref at, length >> 1) << 8 | (ulong)Unsafe.Add(ref at, length - 1) << 16));
        }
        return (uint)(h ^ (h >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x)
    {
        ulong high = Math.BigMul(x ^ Key, 0xA0761D6478BD642F, out ulong low);
        return high ^ low;
    }
}
