using System.Runtime.InteropServices;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// Finds the wordings of one statement in several texts: the same speaker, and of all rows of the other text the nearest one, in both
/// directions, by runs of four characters.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> that the rows share a good part of what is peculiar to them and that their speakers may be one by name. <b>Does not claim</b>
/// that one was made from the other, nor that nothing else was said. <b>Fails innocently</b> where somebody says nearly the same thing twice on
/// different days, and where two bodies bear one name.</para>
/// <para><b>Sources</b>: however many texts carry it, the words of one speaker are one source. Near-duplicate texts, and texts that credit one
/// agency, count as one wording.</para>
/// <para>O(sum over runs of n²) for runs in n rows, runs in more than <see cref="MostRows"/> rows left out; memory 12 bytes a run and row and 24
/// bytes a pair with a run in common.</para>
/// </remarks>
internal static class VariantFinder
{
    /// <summary>
    /// Shares of the lighter and of the heavier row's weight. Of 32 retellings in an annotated set the farthest had 0.43 and 0.38, of all other pairs
    /// the nearest 0.33 and 0.14; eight pairs through two translations are near 0.33 in this weighing (docs/methods/ledger.md).
    /// </summary>
    private const double OfLighter = 0.3, OfHeavier = 0.1;

    /// <summary>Fewer runs than this (some three words) are alike by accident.</summary>
    private const int LeastRuns = 15;

    /// <summary>A run in more rows than this weighs next to nothing and is not followed.</summary>
    private const int MostRows = 400;

    /// <summary>Where one of the two names nobody, likeness must carry alone.</summary>
    private const double Unnamed = 0.6;

    /// <summary>
    /// Words that both must have besides names: two statements of one speaker on one subject share its names, and in a small case names are
    /// rare and weigh much.
    /// </summary>
    private const int LeastWords = 2;

    public static IReadOnlyList<StatementVariants> Find(LedgerMaterial material, CancellationToken cancel)
    {
        IReadOnlyList<LedgerRow> rows = material.Rows;
        var runs = new CharacterRuns(rows.Select(row => row.Content));
        HashSet<string>[] words = [.. rows.Select(row => Words(row.Content))];
        // Of each row the nearest row of each other text.
        var best = new Dictionary<(int Row, int Text), (int Other, double Score)>();
        foreach ((int a, int b, double shared) in Pairs(runs, material, cancel).Select(pair => (pair.Key.A, pair.Key.B, pair.Value)).OrderBy(pair => pair.A).ThenBy(pair => pair.B))
        {
            double score = shared / Math.Max(1e-9, Math.Min(runs.Weights[a], runs.Weights[b]));
            if (score < OfLighter || shared < OfHeavier * Math.Max(runs.Weights[a], runs.Weights[b]) || !MayBeOne(rows[a], rows[b], score) || words[a].Count(words[b].Contains) < LeastWords)
            {
                continue;
            }
            Keep((a, material.TextOf(rows[b])), b, score);
            Keep((b, material.TextOf(rows[a])), a, score);
        }
        int[] lead = [.. Enumerable.Range(0, rows.Count)];
        foreach (((int row, int _), (int other, double _)) in best)
        {
            if (best.TryGetValue((other, material.TextOf(rows[row])), out (int Other, double Score) back) && back.Other == row)
            {
                lead[Math.Max(Lead(row), Lead(other))] = Math.Min(Lead(row), Lead(other));
            }
        }
        return
        [
            .. Enumerable.Range(0, rows.Count).GroupBy(Lead)
                .Where(group => group.Select(row => material.TextOf(rows[row])).Distinct().Skip(1).Any())
                .OrderBy(group => group.Key)
                .Select(group => Variants(material, [.. group.Select(row => rows[row])])),
        ];

        void Keep((int, int) at, int other, double score)
        {
            ref (int Other, double Score) kept = ref CollectionsMarshal.GetValueRefOrAddDefault(best, at, out bool known);
            kept = !known || score > kept.Score ? (other, score) : kept;
        }

        int Lead(int row)
        {
            while (lead[row] != row)
            {
                row = lead[row] = lead[lead[row]];
            }
            return row;
        }
    }

    private static Dictionary<(int A, int B), double> Pairs(CharacterRuns runs, LedgerMaterial material, CancellationToken cancel)
    {
        var having = new SortedDictionary<ulong, List<int>>();
        for (int i = 0; i < runs.Runs.Count; i++)
        {
            foreach (ulong run in runs.Runs[i].Length >= LeastRuns ? runs.Runs[i] : [])
            {
                if (!having.TryGetValue(run, out List<int>? rows))
                {
                    having.Add(run, rows = []);
                }
                rows.Add(i);
            }
        }
        var shared = new Dictionary<(int, int), double>();
        foreach ((ulong run, List<int> rows) in having)
        {
            cancel.ThrowIfCancellationRequested();
            for (int i = 0; i < rows.Count && rows.Count <= MostRows; i++)
            {
                for (int j = i + 1; j < rows.Count; j++)
                {
                    if (material.Rows[rows[i]].Text != material.Rows[rows[j]].Text)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(shared, (rows[i], rows[j]), out _) += runs.Weight(run);
                    }
                }
            }
        }
        return shared;
    }

    private static bool MayBeOne(LedgerRow a, LedgerRow b, double score) =>
        a.Speaker is null || b.Speaker is null ? score >= Unnamed : SpeakerNames.Same(a.Speaker, b.Speaker);

    /// <summary>Stems of the words of four letters or more that are no names.</summary>
    private static HashSet<string> Words(string text) =>
    [
        .. text.Split([' ', ',', '.', ';', ':', '!', '?', '\u201C', '\u201D', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= 4 && char.IsLower(word[0]) && word is not ("that" or "have" or "been" or "were" or "with" or "this" or "from"))
            .Select(Retelling.RetoldText.Stem),
    ];

    private static StatementVariants Variants(LedgerMaterial material, LedgerRow[] rows)
    {
        LedgerRow origin = rows
            .OrderByDescending(material.IsOwn)
            .ThenBy(row => row.Chain.Count(hop => hop.Certain))
            .ThenBy(row => material.Days[material.TextOf(row)] ?? DateOnly.MaxValue)
            .ThenBy(row => material.PlaceOf(row.Id)).First();
        LedgerText[] texts = [.. rows.Select(material.TextOf).Distinct().Order().Select(text => material.Texts[text])];
        var speakers = new List<string>();
        foreach (string speaker in rows.Select(row => row.Speaker).OfType<string>())
        {
            if (!speakers.Exists(known => SpeakerNames.Same(known, speaker)))
            {
                speakers.Add(speaker);
            }
        }
        return new StatementVariants(
            origin.Id, origin.Id, [.. rows.Select(row => row.Id)], texts.Length, Wordings(texts), Math.Max(1, speakers.Count));
    }

    /// <summary>Texts, with those counted once that are copies of one another or credit one agency.</summary>
    private static int Wordings(LedgerText[] texts)
    {
        int[] group = [.. Enumerable.Range(0, texts.Length)];
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (texts[i].Copy == texts[j].Copy || texts[i].Agencies.Intersect(texts[j].Agencies, StringComparer.OrdinalIgnoreCase).Any())
                {
                    int from = group[i];
                    for (int k = 0; k < texts.Length; k++)
                    {
                        group[k] = group[k] == from ? group[j] : group[k];
                    }
                }
            }
        }
        return group.Distinct().Count();
    }
}
