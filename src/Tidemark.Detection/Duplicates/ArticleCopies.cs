namespace Tidemark.Detection.Duplicates;

/// <summary>Two texts of which one holds a good part of the other.</summary>
/// <param name="A">Place of the one in the list; the smaller.</param>
/// <param name="B">Place of the other.</param>
/// <param name="Containment">Weight of the runs of three words they share, as a part of the lighter text's; 0 to 1.</param>
/// <param name="Shared">How many runs they share.</param>
public readonly record struct ArticleCopy(int A, int B, double Containment, int Shared);

/// <summary>Every option that can change which articles are copies.</summary>
public sealed record ArticleCopyOptions
{
    /// <summary>
    /// From this containment on two texts are told. 0.1: a text of which seven words in ten are its own still shares that much, and unrelated
    /// articles share 0.02 (docs/methods/duplicates.md).
    /// </summary>
    public double Threshold { get; init; } = 0.1;

    /// <summary>Texts with fewer distinct runs of three words are told nothing of: a teaser is a part of many texts by accident.</summary>
    public int LeastRuns { get; init; } = 30;

    /// <summary>Runs that they share at least: one long quotation may be a tenth of a short text.</summary>
    public int LeastShared { get; init; } = 10;

    /// <summary>
    /// A run in more texts than this is not followed to pairs, for it weighs less than this part of a rare one; in a set of fewer texts nothing
    /// is left out.
    /// </summary>
    public int MostTexts { get; init; } = 500;
}

/// <summary>
/// Finds articles that hold parts of one another: containment of runs of three words, each weighed by how few texts have it.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> that the lighter of two texts shares at least the threshold of its weight with the other: whole copies, halves, single
/// passages in new text, reordered sentences, and copies with up to four words in ten replaced.</para>
/// <para><b>Does not claim</b> who copied from whom, nor that it was done in secret: an agency's text in forty outlets is the ordinary case.
/// Credits, bylines and left-overs tell syndication from silent copying (<see cref="CopySigns"/>), and a person decides. Translations are not found.</para>
/// <para><b>Fails innocently</b> on common sources (a speech, a press release, a statute), standing paragraphs of a series, and legal notices.</para>
/// <para><b>Weights</b>: 1 for a run in one text or two, 1/(n−1) for one in n: a copy must not make light what it copies. In whole 2⁻³², so that
/// sums do not depend on their order. What stands on every page of a site weighs next to nothing.</para>
/// <para><b>Complexity</b>: O(sum over runs of n²) for n up to <see cref="ArticleCopyOptions.MostTexts"/>; memory 12 bytes a run of a text and
/// 24 bytes a pair of texts with a run in common.</para>
/// <para>References: Broder 1997, doi:10.1109/SEQUEN.1997.666900 (containment); Spärck Jones 1972, doi:10.1108/eb026526.</para>
/// </remarks>
public static class ArticleCopies
{
    private const long Whole = 1L << 32;

    /// <summary>Pairs of texts, ordered by the first and then by the second.</summary>
    /// <param name="texts">The articles' bodies.</param>
    /// <param name="options">Null = defaults.</param>
    /// <param name="cancel">Stops the search.</param>
    public static IReadOnlyList<ArticleCopy> Find(
        IReadOnlyList<string> texts, ArticleCopyOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new ArticleCopyOptions();
        var reader = new WordTrigrams();
        ulong[][] runs = [.. texts.Select(reader.Of)];
        (ulong[] run, int[] text) = Index(runs);
        long[] weight = new long[texts.Count];
        var shared = new Dictionary<(int A, int B), (long Weight, int Runs)>();
        for (int start = 0, end; start < run.Length; start = end)
        {
            cancel.ThrowIfCancellationRequested();
            for (end = start + 1; end < run.Length && run[end] == run[start]; end++)
            {
            }
            int having = end - start;
            for (int i = start; i < end; i++)
            {
                weight[text[i]] += Whole / Math.Max(1, having - 1);
            }
            if (having > Math.Max(2, options.MostTexts))
            {
                continue;
            }
            for (int i = start; i < end; i++)
            {
                for (int j = i + 1; j < end; j++)
                {
                    ref (long Weight, int Runs) pair = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(shared, (text[i], text[j]), out _);
                    pair.Weight += Whole / (having - 1);
                    pair.Runs++;
                }
            }
        }
        return
        [
            .. shared
                .Where(pair => pair.Value.Runs >= options.LeastShared
                    && Math.Min(runs[pair.Key.A].Length, runs[pair.Key.B].Length) >= options.LeastRuns)
                .Select(pair => new ArticleCopy(
                    pair.Key.A, pair.Key.B, (double)pair.Value.Weight / Math.Min(weight[pair.Key.A], weight[pair.Key.B]), pair.Value.Runs))
                .Where(copy => copy.Containment >= options.Threshold)
                .OrderBy(copy => copy.A).ThenBy(copy => copy.B),
        ];
    }

    /// <summary>All runs with the texts they stand in, ordered by run and then by text.</summary>
    private static (ulong[] Run, int[] Text) Index(ulong[][] runs)
    {
        int count = runs.Sum(of => of.Length);
        ulong[] run = new ulong[count];
        int[] text = new int[count];
        int at = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i].CopyTo(run, at);
            Array.Fill(text, i, at, runs[i].Length);
            at += runs[i].Length;
        }
        // The texts came in order, and equal runs must keep it: a stable order by run.
        int[] order = [.. Enumerable.Range(0, count)];
        order.AsSpan().Sort((a, b) => run[a] != run[b] ? run[a].CompareTo(run[b]) : a.CompareTo(b));
        return ([.. order.Select(i => run[i])], [.. order.Select(i => text[i])]);
    }
}
