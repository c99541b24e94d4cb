using System.Numerics;

namespace Tidemark.Model;

/// <summary>Finds the repeats in a long list of names most of which stand there once.</summary>
/// <remarks>
/// A sieve first: every name sets one of sixteen or more bits a name, and who finds its bit set marks it. Names whose bit is not
/// marked (all but about one in ten where nothing repeats) stand alone; the others meet in a hash table and are compared
/// byte for byte. Nothing depends on the hash but the time: O(names), and at most 4 + 8 bytes a name meanwhile.
/// </remarks>
internal static class Repeats
{
    private const int BitsPerName = 16;

    /// <summary>For each name the number of the first one that equals it; null if all differ.</summary>
    /// <param name="names">The names.</param>
    /// <param name="hashes">Their hashes, equal for equal names.</param>
    public static int[]? Find(NameList names, ReadOnlySpan<uint> hashes)
    {
        int bits = Math.Clamp(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)hashes.Length * BitsPerName)), 6, 32);
        if (Sieve(hashes, bits) is not { } marked)
        {
            return null;
        }
        int[]? first = null;
        int[] table = new int[1 << 10];
        int known = 0;
        unchecked
        {
            for (int i = 0; i < hashes.Length; i++)
            {
                uint bit = hashes[i] >> (32 - bits);
                if ((marked[bit >> 6] >> (int)bit & 1) == 0)
                {
                    continue;
                }
                int slot = SlotOf(names, hashes, table, i);
                if (table[slot] > 0)
                {
                    first ??= Ascending(hashes.Length);
                    first[i] = table[slot] - 1;
                    continue;
                }
                table[slot] = i + 1;
                if (++known * 2L > table.Length)
                {
                    table = Grown(hashes, table);
                }
            }
        }
        return first;
    }

    /// <summary>The bits that were set more than once; null if there is none.</summary>
    private static ulong[]? Sieve(ReadOnlySpan<uint> hashes, int bits)
    {
        var seen = new ulong[1 << (bits - 6)];
        ulong[]? marked = null;
        unchecked
        {
            foreach (uint hash in hashes)
            {
                uint bit = hash >> (32 - bits);
                ulong mask = 1UL << (int)bit;
                ref ulong word = ref seen[bit >> 6];
                if ((word & mask) != 0)
                {
                    marked ??= new ulong[seen.Length];
                    marked[bit >> 6] |= mask;
                }
                word |= mask;
            }
        }
        return marked;
    }

    /// <summary>The slot of the first name equal to a name, or the free one where the name belongs.</summary>
    private static int SlotOf(NameList names, ReadOnlySpan<uint> hashes, int[] table, int name)
    {
        unchecked
        {
            int mask = table.Length - 1;
            uint hash = hashes[name];
            // Names of one sieve bit have the upper half in common, so the lower one places them.
            for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
            {
                int other = table[slot] - 1;
                if (other < 0 || (hashes[other] == hash && names[other].SequenceEqual(names[name])))
                {
                    return slot;
                }
            }
        }
    }

    private static int[] Grown(ReadOnlySpan<uint> hashes, int[] old)
    {
        int[] table = new int[old.Length * 2];
        unchecked
        {
            int mask = table.Length - 1;
            foreach (int number in old)
            {
                if (number > 0)
                {
                    int slot = (int)hashes[number - 1] & mask;
                    while (table[slot] > 0)
                    {
                        slot = (slot + 1) & mask;
                    }
                    table[slot] = number;
                }
            }
        }
        return table;
    }

    private static int[] Ascending(int count)
    {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = i;
        }
        return numbers;
    }
}
