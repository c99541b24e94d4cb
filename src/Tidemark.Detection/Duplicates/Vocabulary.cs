using System.Numerics;

namespace Tidemark.Detection.Duplicates;

/// <summary>
/// In how many texts each 3-gram stands, and what it weighs: the rarer, the more two texts say by sharing it. Ranks run from the rarest to
/// the commonest, equals by code points, so that they do not depend on the order of the texts.
/// </summary>
/// <remarks>Memory: 24 to 36 bytes a distinct 3-gram. The hash is keyed by the runtime: nobody can prepare a text whose 3-grams collide.</remarks>
internal sealed class Vocabulary
{
    private ulong[] _keys = new ulong[1 << 12];
    private int[] _values = new int[1 << 12];
    private int _count;
    private int _texts;

    /// <summary>How many distinct 3-grams there are.</summary>
    public int Count => _count;

    /// <summary>What a 3-gram of this rank weighs, in thousandths.</summary>
    public int[] Weight { get; private set; } = [];

    /// <summary>Ranks below this stand in one text only.</summary>
    public int Alone { get; private set; }

    /// <summary>Counts a text's distinct 3-grams.</summary>
    public void Enter(ReadOnlySpan<ulong> keys)
    {
        _texts++;
        foreach (ulong key in keys)
        {
            int slot = Slot(key);
            if (_keys[slot] == 0)
            {
                _keys[slot] = key;
                _count++;
                _values[slot] = 1;
                if (_count * 2L > _keys.Length)
                {
                    Grow();
                }
                continue;
            }
            _values[slot]++;
        }
    }

    /// <summary>Ranks and weighs what was counted.</summary>
    public void Rank()
    {
        var keys = new ulong[_count];
        var order = new ulong[_count];
        int n = 0;
        for (int slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] != 0)
            {
                keys[n++] = _keys[slot];
            }
        }
        Array.Sort(keys);
        for (int i = 0; i < n; i++)
        {
            order[i] = (ulong)_values[Slot(keys[i])] << 32 | (uint)i;
        }
        Array.Sort(order);
        double all = Math.Max(_texts, NearDuplicates.FewTexts);
        Weight = new int[n];
        for (int rank = 0; rank < n; rank++)
        {
            int texts = (int)(order[rank] >> 32);
            _values[Slot(keys[(int)(uint)(order[rank] & uint.MaxValue)])] = rank;
            Weight[rank] = Math.Max(1, (int)Math.Round(1000 * Math.Log((all + 1) / Math.Max(texts, all * NearDuplicates.Rare))));
            Alone += texts == 1 ? 1 : 0;
        }
    }

    /// <summary>The rank of a 3-gram that was counted.</summary>
    public int RankOf(ulong key) => _values[Slot(key)];

    private int Slot(ulong key)
    {
        unchecked
        {
            int mask = _keys.Length - 1;
            int slot = HashCode.Combine((uint)key, (uint)(key >> 32)) & mask;
            while (_keys[slot] != 0 && _keys[slot] != key)
            {
                slot = (slot + 1) & mask;
            }
            return slot;
        }
    }

    private void Grow()
    {
        (ulong[] keys, int[] values) = (_keys, _values);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)keys.Length + 1);
        _keys = new ulong[length];
        _values = new int[length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = Slot(keys[i]);
                _keys[slot] = keys[i];
                _values[slot] = values[i];
            }
        }
    }
}
