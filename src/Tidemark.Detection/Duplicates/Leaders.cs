using System.Numerics;

namespace Tidemark.Detection.Duplicates;

/// <summary>
/// The representatives so far and the two inverted indexes in which a text finds those it may be near to. Exact: what is near is among the
/// candidates, by prefix filtering with both sides' lengths (Bayardo, Ma and Srikant 2007, doi:10.1145/1242572.1242591).
/// </summary>
/// <remarks>
/// 3-grams are in order of rarity. Let z be the rarest that a lighter text L and a heavier text H share. All they share lies at z or after it, so
/// what L weighs from z on is at least t·w(L), and what H weighs from z on at least t·w(L) ≥ t·s·w(H), where s is the least share of weights.
/// So z stands in L's short prefix and in H's long one. A representative is entered under its short prefix (as L) and under its long prefix (as H).
/// Before two texts are compared, 256-bit signatures of their rarer 3-grams are: each bit L has and H has not is at least one 3-gram missing.
/// </remarks>
internal sealed class Leaders(Vocabulary vocabulary, NearDuplicateOptions options)
{
    private const int SignatureWords = 4;

    /// <summary>A chunk of the representatives' 3-grams; a longer text has a chunk of its own.</summary>
    private const int Chunk = 1 << 20;

    private readonly Postings _short = new(vocabulary.Count);
    private readonly Postings _long = new(vocabulary.Count);
    private readonly int _heaviest = vocabulary.Weight.Length == 0 ? 1 : vocabulary.Weight[0];
    private readonly List<int[]> _chunks = [];
    private int _used;
    private Leader[] _leaders = new Leader[256];

    // Apart from the rest, as it is asked at every visit: 8 bytes a representative stay in the cache.
    private long[] _weights = new long[256];
    private ulong[] _signatures = new ulong[256 * SignatureWords];

    /// <summary>How many representatives there are.</summary>
    public int Count { get; private set; }

    /// <summary>Texts whose search was cut off.</summary>
    public long Cut { get; private set; }

    /// <summary>The earliest representative a text is near to, or -1.</summary>
    public int Find(in Measured text)
    {
        unchecked
        {
            int best = Count;
            long rest = text.Shared;
            long allowed = Count <= options.ExactUpTo ? long.MaxValue : options.MostVisits;
            long least = (long)Math.Ceiling(options.LeastShare * text.Weight);
            long most = (long)Math.Floor(text.Weight / options.LeastShare);
            foreach (int rank in text.Ranks)
            {
                if (rest < text.LeastOfLighter)
                {
                    break;
                }
                if (rest >= text.Need)
                {
                    foreach (int leader in Allowed(_long.Of(rank), ref allowed))
                    {
                        if (leader >= best)
                        {
                            break;
                        }
                        long weight = _weights[leader];
                        if (weight >= text.Weight && weight <= most
                            && Missing(text.Signature, Signature(leader)) <= text.MostMissing
                            && Near(text.Ranks, text.Slack, Ranks(leader)))
                        {
                            best = leader;
                        }
                    }
                }
                foreach (int leader in Allowed(_short.Of(rank), ref allowed))
                {
                    if (leader >= best)
                    {
                        break;
                    }
                    long weight = _weights[leader];
                    if (weight <= text.Weight && weight >= least
                        && Missing(Signature(leader), text.Signature) <= _leaders[leader].MostMissing
                        && Near(Ranks(leader), _leaders[leader].Slack, text.Ranks))
                    {
                        best = leader;
                    }
                }
                rest -= vocabulary.Weight[rank];
                if (allowed <= 0)
                {
                    Cut++;
                    break;
                }
            }
            return best == Count ? -1 : best;
        }
    }

    /// <summary>Makes a text a representative.</summary>
    public void Add(in Measured text)
    {
        if (Count == _leaders.Length)
        {
            Array.Resize(ref _leaders, Count * 2);
            Array.Resize(ref _weights, Count * 2);
            Array.Resize(ref _signatures, Count * 2 * SignatureWords);
        }
        if (_chunks.Count == 0 || _used + text.Ranks.Length > Chunk)
        {
            _chunks.Add(new int[Math.Max(Chunk, text.Ranks.Length)]);
            _used = 0;
        }
        text.Ranks.CopyTo(_chunks[^1].AsSpan(_used));
        _leaders[Count] = new Leader(_chunks.Count - 1, _used, text.Ranks.Length, text.Slack, text.MostMissing);
        _weights[Count] = text.Weight;
        _used += text.Ranks.Length;
        text.Signature.CopyTo(_signatures.AsSpan(Count * SignatureWords));
        long rest = text.Shared;
        foreach (int rank in text.Ranks)
        {
            if (rest < text.LeastOfLighter)
            {
                break;
            }
            _long.Add(rank, Count);
            if (rest >= text.Need)
            {
                _short.Add(rank, Count);
            }
            rest -= vocabulary.Weight[rank];
        }
        Count++;
    }

    /// <summary>Weighs a text. The ranks are those that other texts share, ascending.</summary>
    /// <param name="ranks">Ranks of 3-grams that stand in two texts or more, ascending.</param>
    /// <param name="alone">Weight of its other 3-grams.</param>
    /// <param name="signature">Room for the signature.</param>
    public Measured Measure(ReadOnlySpan<int> ranks, long alone, Span<ulong> signature)
    {
        unchecked
        {
            int[] weight = vocabulary.Weight;
            long shared = 0;
            signature[..SignatureWords].Clear();
            foreach (int rank in ranks)
            {
                shared += weight[rank];
                if (weight[rank] * 2 >= _heaviest)
                {
                    uint bit = (uint)rank * 0x9E3779B1u >> 24;
                    signature[(int)(bit >> 6)] |= 1UL << (int)(bit & 63);
                }
            }
            long all = shared + alone;
            long need = (long)Math.Ceiling(options.Threshold * all);
            long slack = shared - need;
            // The lightest of the signature's 3-grams come last; so many of them may be missing and no more.
            int most = -1;
            long missing = 0;
            for (int i = ranks.Length - 1; i >= 0 && missing <= slack; i--)
            {
                if (weight[ranks[i]] * 2 >= _heaviest)
                {
                    missing += weight[ranks[i]];
                    most++;
                }
            }
            most = missing <= slack ? int.MaxValue : most;
            return new Measured(ranks, signature, all, shared, need, slack, (long)Math.Floor(options.Threshold * options.LeastShare * all), most);
        }
    }

    /// <summary>As many entries as may still be visited; the earliest representatives come first.</summary>
    private static ReadOnlySpan<int> Allowed(ReadOnlySpan<int> entries, ref long allowed)
    {
        ReadOnlySpan<int> visited = entries.Length <= allowed ? entries : entries[..(int)allowed];
        // What is left out counts too: the search was cut off.
        allowed = Math.Max(0, allowed - entries.Length);
        return visited;
    }

    private static int Missing(ReadOnlySpan<ulong> lighter, ReadOnlySpan<ulong> heavier) =>
        BitOperations.PopCount(lighter[0] & ~heavier[0]) + BitOperations.PopCount(lighter[1] & ~heavier[1])
        + BitOperations.PopCount(lighter[2] & ~heavier[2]) + BitOperations.PopCount(lighter[3] & ~heavier[3]);

    /// <summary>Whether the lighter text misses no more than its slack. Both in order of rarity, so that what differs comes first.</summary>
    private bool Near(ReadOnlySpan<int> lighter, long slack, ReadOnlySpan<int> heavier)
    {
        unchecked
        {
            int[] weight = vocabulary.Weight;
            int j = 0;
            foreach (int rank in lighter)
            {
                while (j < heavier.Length && heavier[j] < rank)
                {
                    j++;
                }
                if (j < heavier.Length && heavier[j] == rank)
                {
                    j++;
                    continue;
                }
                slack -= weight[rank];
                if (slack < 0)
                {
                    return false;
                }
            }
            return slack >= 0;
        }
    }

    private ReadOnlySpan<ulong> Signature(int leader) => _signatures.AsSpan(leader * SignatureWords, SignatureWords);

    private ReadOnlySpan<int> Ranks(int leader)
    {
        ref readonly Leader of = ref _leaders[leader];
        return _chunks[of.Chunk].AsSpan(of.Start, of.Length);
    }

    private readonly record struct Leader(int Chunk, int Start, int Length, long Slack, int MostMissing);

    /// <summary>A text, weighed.</summary>
    internal readonly ref struct Measured(
        ReadOnlySpan<int> ranks, ReadOnlySpan<ulong> signature, long weight, long shared, long need, long slack, long leastOfLighter, int mostMissing)
    {
        /// <summary>Its 3-grams that other texts have too, rarest first.</summary>
        public readonly ReadOnlySpan<int> Ranks = ranks;

        /// <summary>Bits of the rarer ones.</summary>
        public readonly ReadOnlySpan<ulong> Signature = signature[..SignatureWords];

        /// <summary>Weight of all its 3-grams.</summary>
        public readonly long Weight = weight;

        /// <summary>Weight of <see cref="Ranks"/>.</summary>
        public readonly long Shared = shared;

        /// <summary>What another text must share with it where this is the lighter one.</summary>
        public readonly long Need = need;

        /// <summary>What may be missing of <see cref="Shared"/> where this is the lighter one; below 0: nothing is near to it that is heavier.</summary>
        public readonly long Slack = slack;

        /// <summary>What it shares at least with any lighter text that is near to it.</summary>
        public readonly long LeastOfLighter = leastOfLighter;

        /// <summary>How many bits of its signature another may lack where this is the lighter one.</summary>
        public readonly int MostMissing = mostMissing;
    }

    /// <summary>For each rank the representatives that are entered under it, ascending.</summary>
    private sealed class Postings(int ranks)
    {
        private readonly int[]?[] _lists = new int[]?[ranks];
        private readonly int[] _counts = new int[ranks];

        public ReadOnlySpan<int> Of(int rank) => _lists[rank].AsSpan(0, _counts[rank]);

        public void Add(int rank, int leader)
        {
            ref int[]? list = ref _lists[rank];
            int count = _counts[rank]++;
            if (list is null || list.Length == count)
            {
                Array.Resize(ref list, Math.Max(2, count + count / 2));
            }
            list[count] = leader;
        }
    }
}
