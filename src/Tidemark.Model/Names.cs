using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Model;

/// <summary>
/// A dictionary of byte strings: each distinct one gets a dense id, 0, 1, 2 … in order of first appearance, so that
/// kernels work on integers. Ids are opaque: compared byte for byte. Memory: the bytes, plus 20 to 36 bytes a name.
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
    private int[] _ends;

    // Hash in the upper half, id + 1 in the lower; 0 = free. One cache line says no, and a second array is not asked.
    private ulong[] _table;
    private int _mask;

    /// <summary>An empty dictionary.</summary>
    /// <param name="expected">How many names to expect; a hint.</param>
    public Names(int expected = 256)
    {
        expected = Math.Max(16, expected);
        _bytes = new byte[expected * 12];
        _ends = new int[expected + 1];
        _table = new ulong[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
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
            int start = _ends[id];
            return _bytes.AsSpan(start, _ends[id + 1] - start);
        }
    }

    /// <summary>A name as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The id of a name, new or known.</summary>
    /// <exception cref="InvalidOperationException">More than 2 GiB of names: the caller's memory limit came too late.</exception>
    public int Intern(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        int slot = Slot(name, hash);
        int id = IdIn(slot);
        return id >= 0 ? id : Add(name, hash, slot);
    }

    /// <summary>The id of a known name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => IdIn(Slot(name, Hash(name)));

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

    /// <summary>The slot that holds the name, or the free one where it belongs.</summary>
    private int Slot(ReadOnlySpan<byte> name, uint hash)
    {
        unchecked
        {
            ulong[] table = _table;
            for (int slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
            {
                ulong entry = table[slot];
                if (entry == 0)
                {
                    return slot;
                }
                if ((uint)(entry >> 32) == hash)
                {
                    int id = (int)(uint)entry - 1;
                    int start = _ends[id];
                    if (_bytes.AsSpan(start, _ends[id + 1] - start).SequenceEqual(name))
                    {
                        return slot;
                    }
                }
            }
        }
    }

    private int IdIn(int slot) => unchecked((int)(uint)_table[slot] - 1);

    private int Add(ReadOnlySpan<byte> name, uint hash, int slot)
    {
        int start = _ends[Count];
        if ((long)start + name.Length > Array.MaxLength)
        {
            throw new InvalidOperationException($"More than {Array.MaxLength} bytes of distinct names after {Count} of them.");
        }
        if (start + name.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(start + name.Length, _bytes.Length * 2L)));
        }
        if (Count + 1 == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2 + 1);
        }
        name.CopyTo(_bytes.AsSpan(start));
        _ends[++Count] = start + name.Length;
        _table[slot] = (ulong)hash << 32 | (uint)Count;
        if (Count * 2L > _table.Length)
        {
            Grow();
        }
        return Count - 1;
    }

    private void Grow()
    {
        ulong[] old = _table;
        _table = new ulong[old.Length * 2];
        _mask = _table.Length - 1;
        unchecked
        {
            foreach (ulong entry in old)
            {
                if (entry != 0)
                {
                    int slot = (int)(entry >> 32) & _mask;
                    while (_table[slot] != 0)
                    {
                        slot = (slot + 1) & _mask;
                    }
                    _table[slot] = entry;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        // Multiply-and-fold over 8-byte words, the tail read overlapping: one multiplication per 8 bytes.
        unchecked
        {
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x)
    {
        ulong high = Math.BigMul(x ^ Key, 0xA0761D6478BD642F, out ulong low);
        return high ^ low;
    }
}
