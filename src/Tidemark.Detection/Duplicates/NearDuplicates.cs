using Tidemark.Model;

namespace Tidemark.Detection.Duplicates;

/// <summary>Every option that can change which texts are near each other.</summary>
public sealed record NearDuplicateOptions
{
    /// <summary>
    /// The lighter text shares at least this part of its weight with the heavier. 0.8: one changed word in eight, two words added at the end
    /// or a typing error stay near; three words of ten replaced do not.
    /// </summary>
    public double Threshold { get; init; } = 0.8;

    /// <summary>
    /// The lighter text weighs at least this part of the heavier: a greeting that stands in a long letter is no copy of it. Two thirds: at one
    /// half short headlines were found in the middle of longer ones on the same matter.
    /// </summary>
    public double LeastShare { get; init; } = 2.0 / 3;

    /// <summary>Texts with fewer distinct 3-grams match nothing: about as many letters. Short ones are alike by accident.</summary>
    public int LeastTrigrams { get; init; } = 20;

    /// <summary>As long as there are no more representatives than this, every search goes to its end and the result is exact.</summary>
    public int ExactUpTo { get; init; } = 20_000;

    /// <summary>
    /// Beyond, a search ends after so many entries of the inverted indexes, the rarest 3-grams first: what would be found later shares only
    /// common ones with the text. How many searches ended so is told (<see cref="NearDuplicates.Cut"/>).
    /// </summary>
    public long MostVisits { get; init; } = 1 << 16;
}

/// <summary>
/// Groups texts that are near-copies of one another: containment of character 3-grams, weighted by rarity, and leader clustering in order
/// of time.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> of each member that the lighter of it and its representative shares at least the threshold of its weight with the
/// heavier. The representative is the earliest text that no earlier representative was near to; a text joins the earliest representative it
/// is near to. Equal times are ordered by the texts' bytes, so the order of the rows plays no part.</para>
/// <para><b>Does not claim</b> that two members are near each other: nearness is not transitive, and chaining through common neighbours
/// would end in one heap. Nor who copied from whom: the earliest text in the material is seldom the original. Nor that meaning is alike:
/// "not" weighs as little as any short word. Translations and rewritings are not found.</para>
/// <para><b>Fails innocently</b> on templates (weather, scores, prices, "I just voted"), headlines that many feeds publish, quotations, petition and
/// slogan texts that are meant to be copied, greetings and birthday lines, share buttons that write the post. Being alike is ordinary;
/// only acting in step on it, tested elsewhere, is not.</para>
/// <para><b>Weights</b>: ln((N+1)/max(n, N/100)) for a 3-gram in n of N texts (N at least 1,000). The floor keeps a campaign from hiding by its
/// own size: without it a thousand copies make their common words light and their differences heavy.</para>
/// <para><b>Complexity</b>: exact by prefix filtering, not quadratic in practice; a text's search ends after
/// <see cref="NearDuplicateOptions.MostVisits"/> entries. Memory: 4 bytes a distinct 3-gram of each representative, 4 to 6 an index entry, and 36
/// bytes a distinct 3-gram of all texts. docs/methods/traces.md has the figures of 570,000 posts.</para>
/// <para>References: Broder 1997, doi:10.1109/SEQUEN.1997.666900 (resemblance and containment); Spärck Jones 1972, doi:10.1108/eb026526 (rarity
/// as weight); Bayardo, Ma and Srikant 2007, doi:10.1145/1242572.1242591 (all pairs by prefixes); Hartigan 1975 (leader clustering).</para>
/// </remarks>
public sealed class NearDuplicates
{
    /// <summary>Rarer than this part of all texts is rare enough.</summary>
    internal const double Rare = 0.01;

    /// <summary>Fewer texts are weighed as if they were so many: two texts cannot tell what is common.</summary>
    internal const int FewTexts = 1000;

    private NearDuplicates(int[] leaderOf, int leaders, long cut) => (LeaderOf, Leaders, Cut) = (leaderOf, leaders, cut);

    /// <summary>For each text the id of its representative, its own where it is one, -1 where it is too short to match anything.</summary>
    public int[] LeaderOf { get; }

    /// <summary>How many representatives there are.</summary>
    public int Leaders { get; }

    /// <summary>Texts whose search was cut off: they may be near to an earlier representative than the one they have.</summary>
    public long Cut { get; }

    /// <summary>Groups texts.</summary>
    /// <param name="texts">Distinct texts by id, as compared: what was normalised away does not count.</param>
    /// <param name="firstSeen">When each text was first seen.</param>
    /// <param name="options">Null = defaults.</param>
    /// <param name="progress">Told how many texts are done, now and then; may be null.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="ArgumentException">Not one time for each text, or an option outside its range.</exception>
    public static NearDuplicates Group(
        Names texts, ReadOnlySpan<long> firstSeen, NearDuplicateOptions? options = null, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new NearDuplicateOptions();
        Check(texts, firstSeen, options);
        var trigrams = new Trigrams();
        var vocabulary = new Vocabulary();
        for (int text = 0; text < texts.Count; text++)
        {
            ReadOnlySpan<ulong> keys = trigrams.Of(texts[text]);
            if (keys.Length >= options.LeastTrigrams)
            {
                vocabulary.Enter(keys);
            }
            Tell(text);
        }
        vocabulary.Rank();

        var leaders = new Leaders(vocabulary, options);
        int[] leaderOf = new int[texts.Count];
        int[] ranks = new int[256];
        var textOf = new List<int>();
        Span<ulong> signature = stackalloc ulong[4];
        int done = 0;
        foreach (int text in InOrder(texts, firstSeen))
        {
            ReadOnlySpan<ulong> keys = trigrams.Of(texts[text]);
            Tell(done++);
            // One text may be a megabyte.
            cancel.ThrowIfCancellationRequested();
            if (keys.Length < options.LeastTrigrams)
            {
                leaderOf[text] = -1;
                continue;
            }
            Leaders.Measured measured = leaders.Measure(Ranked(vocabulary, keys, ref ranks, out long alone), alone, signature);
            int found = leaders.Find(in measured);
            if (found < 0)
            {
                leaders.Add(in measured);
                textOf.Add(text);
            }
            leaderOf[text] = found < 0 ? text : textOf[found];
        }
        return new NearDuplicates(leaderOf, leaders.Count, leaders.Cut);

        void Tell(int at)
        {
            if ((at & 0xFFF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(at);
            }
        }
    }

    /// <summary>The ranks of a text's 3-grams that stand in other texts too, ascending, and the weight of those that do not.</summary>
    private static Span<int> Ranked(Vocabulary vocabulary, ReadOnlySpan<ulong> keys, ref int[] ranks, out long alone)
    {
        if (ranks.Length < keys.Length)
        {
            ranks = new int[Math.Max(keys.Length, ranks.Length * 2)];
        }
        int count = 0;
        alone = 0;
        foreach (ulong key in keys)
        {
            int rank = vocabulary.RankOf(key);
            if (rank < vocabulary.Alone)
            {
                alone += vocabulary.Weight[rank];
            }
            else
            {
                ranks[count++] = rank;
            }
        }
        Span<int> shared = ranks.AsSpan(0, count);
        shared.Sort();
        return shared;
    }

    private static int[] InOrder(Names texts, ReadOnlySpan<long> firstSeen)
    {
        long[] seen = firstSeen.ToArray();
        int[] order = new int[seen.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(order, (a, b) => seen[a] != seen[b] ? seen[a].CompareTo(seen[b]) : texts[a].SequenceCompareTo(texts[b]));
        return order;
    }

    private static void Check(Names texts, ReadOnlySpan<long> firstSeen, NearDuplicateOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstSeen.Length, texts.Count, nameof(firstSeen));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LeastTrigrams);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MostVisits);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ExactUpTo);
        if (options.Threshold is not (> 0 and <= 1) || options.LeastShare is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"threshold {options.Threshold} and least share {options.LeastShare} lie above 0 and at most at 1");
        }
    }
}
