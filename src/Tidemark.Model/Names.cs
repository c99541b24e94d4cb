using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Tidemark.Model;

/// <summary>
/// A dictionary of byte strings: each distinct one gets a dense id, 0, 1, 2 … in order of first appearance, so that
/// kernels work on integers. Ids are opaque: compared byte for byte. Memory: the bytes, plus 23 to 39 bytes a name.
/// Not safe for concurrent writers.
/// </summary>
public sealed class Names : NameList
{
    // Hash in the upper half, id + 1 in the lower; 0 = free. An entry with the name's place in it would spare one look-up, but the
    // table is looked at in no order at all, and what is twice as large is found in a cache less often.
    private ulong[] _table;
    private int _mask;

    /// <summary>An empty dictionary.</summary>
    /// <param name="expected">How many names to expect; a hint.</param>
    public Names(int expected = 256)
        : base(expected)
    {
        _table = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected) * 2)];
        _mask = _table.Length - 1;
    }

    /// <summary>The id of a name, new or known.</summary>
    /// <exception cref="InvalidOperationException">More than 16 GiB of names: the caller's memory limit came too late.</exception>
    public int Intern(ReadOnlySpan<byte> name) => Intern(name, NameHash.Of(name));

    /// <summary>The id of a known name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => IdIn(Slot(name, NameHash.Of(name)));

    /// <summary>The id of a name, new or known.</summary>
    public int Intern(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Intern(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>For each id its place when names are ordered byte by byte (UTF-8 ordinal). O(n log n).</summary>
    public int[] OrdinalRanks()
    {
        int[] ids = new int[Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = i;
        }
        return OrdinalRanks(ids);
    }

    /// <summary>
    /// For each id that is asked for its place among those when they are ordered byte by byte (UTF-8 ordinal); for others nothing
    /// that means anything. O(n log n) for n ids asked for.
    /// </summary>
    /// <param name="ids">The ids, each once; they are put in order.</param>
    public int[] OrdinalRanks(Span<int> ids)
    {
        ids.Sort((a, b) => this[a].SequenceCompareTo(this[b]));
        int[] rank = new int[Count];
        for (int i = 0; i < ids.Length; i++)
        {
            rank[ids[i]] = i;
        }
        return rank;
    }

    /// <summary>As <see cref="Intern(ReadOnlySpan{byte})"/>, for a name whose hash is known.</summary>
    internal int Intern(ReadOnlySpan<byte> name, uint hash)
    {
        int slot = Slot(name, hash);
        int id = IdIn(slot);
        return id >= 0 ? id : Add(name, hash, slot);
    }

    /// <summary>Asks the memory for the entry of a hash, without waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void FetchEntry(uint hash) => Fetch(ref Unsafe.As<ulong, byte>(ref _table[unchecked((int)hash) & _mask]));

    /// <summary>Asks the memory for the name that an entry fetched before probably stands for, without waiting.</summary>
    /// <param name="hash">Hash of the name looked for.</param>
    /// <param name="length">Its length: many a link lies across two cache lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void FetchName(uint hash, int length)
    {
        unchecked
        {
            ulong entry = _table[(int)hash & _mask];
            if (entry != 0 && (uint)(entry >> 32) == hash)
            {
                ref byte first = ref FirstByte((int)(uint)entry - 1);
                Fetch(ref first);
                Fetch(ref Unsafe.Add(ref first, length));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref byte at)
    {
        if (Sse.IsSupported)
        {
            // The collector may move the bytes meanwhile: then the wrong line is fetched, and nothing else happens.
            Sse.Prefetch0(Unsafe.AsPointer(ref at));
        }
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
                if (entry == 0 || ((uint)(entry >> 32) == hash && NameOf((int)(uint)entry - 1).SequenceEqual(name)))
                {
                    return slot;
                }
            }
        }
    }

    private int IdIn(int slot) => unchecked((int)(uint)_table[slot] - 1);

    private int Add(ReadOnlySpan<byte> name, uint hash, int slot)
    {
        Append(name);
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
}
