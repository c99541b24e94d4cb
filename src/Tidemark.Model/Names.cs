using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Tidemark.Model;

/// <summary>
/// A dictionary of byte strings: each distinct one gets a dense id, 0, 1, 2 … in order of first appearance, so that
/// kernels work on integers. Ids are opaque: compared byte for byte. Memory: the bytes, plus 40 to 70 bytes a name.
/// Not safe for concurrent writers.
/// </summary>
public sealed class Names : NameList
{
    // An entry knows hash and place: the table says no without asking the names, and yes after one look at one of them.
    private Entry[] _table;
    private int _mask;

    /// <summary>An empty dictionary.</summary>
    /// <param name="expected">How many names to expect; a hint.</param>
    public Names(int expected = 256)
        : base(expected)
    {
        _table = new Entry[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected) * 2)];
        _mask = _table.Length - 1;
    }

    /// <summary>The id of a name, new or known.</summary>
    /// <exception cref="InvalidOperationException">More than 16 GiB of names: the caller's memory limit came too late.</exception>
    public int Intern(ReadOnlySpan<byte> name) => Intern(name, NameHash.Of(name));

    /// <summary>The id of a known name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Slot(name, NameHash.Of(name)).Number - 1;

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
    internal int Intern(ReadOnlySpan<byte> name, ulong hash)
    {
        ref Entry entry = ref Slot(name, hash);
        return entry.Number > 0 ? entry.Number - 1 : Add(name, hash, ref entry);
    }

    /// <summary>Asks the memory for the entry of a hash, without waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void FetchEntry(ulong hash) =>
        Fetch(ref Unsafe.As<Entry, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), unchecked((int)hash) & _mask)));

    /// <summary>Asks the memory for the name that an entry fetched before probably stands for, without waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void FetchName(ulong hash)
    {
        ref Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), unchecked((int)hash) & _mask);
        if (entry.Hash == hash && entry.Number > 0)
        {
            Fetch(ref FirstByte(entry.Place));
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

    /// <summary>The entry of the name, or the free one where it belongs.</summary>
    private ref Entry Slot(ReadOnlySpan<byte> name, ulong hash)
    {
        unchecked
        {
            ref Entry table = ref MemoryMarshal.GetArrayDataReference(_table);
            for (int slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
            {
                ref Entry entry = ref Unsafe.Add(ref table, slot);
                if (entry.Number == 0 || (entry.Hash == hash && At(entry.Place).SequenceEqual(name)))
                {
                    return ref entry;
                }
            }
        }
    }

    private int Add(ReadOnlySpan<byte> name, ulong hash, ref Entry entry)
    {
        uint place = Append(name);
        (entry.Hash, entry.Place, entry.Number) = (hash, place, Count);
        if (Count * 2L > _table.Length)
        {
            Grow();
        }
        return Count - 1;
    }

    private void Grow()
    {
        Entry[] old = _table;
        _table = new Entry[old.Length * 2];
        _mask = _table.Length - 1;
        unchecked
        {
            foreach (ref readonly Entry entry in old.AsSpan())
            {
                if (entry.Number > 0)
                {
                    int slot = (int)entry.Hash & _mask;
                    while (_table[slot].Number > 0)
                    {
                        slot = (slot + 1) & _mask;
                    }
                    _table[slot] = entry;
                }
            }
        }
    }

    /// <summary>Sixteen bytes, so that none lies across two cache lines. The number is the id + 1; 0 = free.</summary>
    private struct Entry
    {
        public ulong Hash;
        public uint Place;
        public int Number;
    }
}
