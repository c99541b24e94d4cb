namespace Tidemark.Detection.Activation;

/// <summary>
/// Whether the weeks of a life fall into a before and an after that differ in subject more than the weeks of this life do in any other
/// order: a kernel two-sample statistic on weeks, searched over all cuts, under permutations of the weeks within the asset.
/// </summary>
/// <remarks>
/// The statistic of Gretton et al. 2012 (JMLR 13:723) with the likeness of two posts as kernel: mean likeness within before plus within after
/// minus twice that between them, over pairs of weeks three weeks apart or more. Each cut is measured in standard deviations of its own
/// permutations; p is that of the largest, by rank among the permutations, and beyond them by a Gumbel tail fitted to their largest, never
/// below one in a million. O(permutations × blocks²).
/// </remarks>
internal static class SubjectTest
{
    private const int Permutations = 199;
    private const double LeastChance = 1e-6;
    /// <summary>
    /// Lapses and second subjects last longer than the pieces that are permuted, and weeks are not quite exchangeable, so that the chance comes
    /// out too small. The factor was chosen on innocent worlds of our own, where three was enough; it is a caution and no calibration: p
    /// and q of a subject order what a person reads first and are no error rates of other data.
    /// </summary>
    private const double Caution = 3;

    private const int FewestBefore = 10;
    private const int FewestAfter = 6;

    /// <summary>
    /// How the chance of an error is dealt out among changes that last to the end, for two or three months, for one: the shorter ones are many
    /// and the more like a lapse (weighted Bonferroni; Genovese, Roeder and Wasserman 2006, doi:10.1093/biomet/93.3.509).
    /// </summary>
    private static readonly double[] Share = [0.7, 0.25, 0.05];

    /// <summary>Looks for a cut.</summary>
    /// <returns>The first block of the new subject, the block behind its last, and the chance; or null where no cut is possible.</returns>
    public static (int Start, int End, double P)? Find(SubjectBlocks blocks, SeededRandom random)
    {
        int n = blocks.Count, month = (VolumeRule.Window + blocks.Length - 1) / blocks.Length;
        List<(int Start, int End, int Span)> cuts = Cuts(blocks, month);
        if (cuts.Count == 0)
        {
            return null;
        }
        int[] order = [.. Enumerable.Range(0, n)];
        double[] real = new double[cuts.Count], sum = new double[cuts.Count], squares = new double[cuts.Count];
        double[][] drawn = new double[Permutations][];
        double[] work = new double[(n + 1) * (n + 1)], pairs = new double[(n + 1) * (n + 1)];
        Measure(blocks, order, cuts, work, pairs, real);
        for (int round = 0; round < Permutations; round++)
        {
            Shuffle(order, random);
            double[] here = drawn[round] = new double[cuts.Count];
            Measure(blocks, order, cuts, work, pairs, here);
            for (int c = 0; c < here.Length; c++)
            {
                sum[c] += here[c];
                squares[c] += here[c] * here[c];
            }
        }
        double least = double.PositiveInfinity;
        (int Start, int End) best = default;
        for (int span = 0; span < Share.Length; span++)
        {
            double highest = double.NegativeInfinity;
            (int Start, int End) place = default;
            double[] largest = new double[Permutations];
            Array.Fill(largest, double.NegativeInfinity);
            for (int c = 0; c < cuts.Count; c++)
            {
                if (cuts[c].Span != span)
                {
                    continue;
                }
                double mean = sum[c] / Permutations, spread = Math.Sqrt(Math.Max(1e-18, squares[c] / Permutations - mean * mean));
                double z = (real[c] - mean) / spread;
                (highest, place) = z > highest ? (z, (cuts[c].Start, cuts[c].End)) : (highest, place);
                for (int round = 0; round < Permutations; round++)
                {
                    largest[round] = Math.Max(largest[round], (drawn[round][c] - mean) / spread);
                }
            }
            double chance = double.IsNegativeInfinity(highest) ? 1 : Caution * Chance(highest, largest) / Share[span];
            (least, best) = chance < least ? (chance, place) : (least, best);
        }
        return (best.Start, best.End, Math.Min(1, least));
    }

    /// <summary>Puts pieces of two weeks in random order, cut at a random place, so that what lasts longer than a week stays together.</summary>
    private static void Shuffle(int[] order, SeededRandom random)
    {
        const int Piece = 2;
        int n = order.Length, offset = random.Below(Piece);
        int[] pieces = [.. Enumerable.Range(0, (n + offset + Piece - 1) / Piece)];
        random.Shuffle<int>(pieces);
        int at = 0;
        foreach (int piece in pieces)
        {
            for (int block = Math.Max(0, piece * Piece - offset); block < Math.Min(n, (piece + 1) * Piece - offset); block++)
            {
                order[at++] = block;
            }
        }
    }

    /// <summary>By rank, and beyond the ranks by the Gumbel distribution with the mean and spread of the largest.</summary>
    private static double Chance(double highest, double[] largest)
    {
        int reached = largest.Count(value => value >= highest);
        double rank = (1.0 + reached) / (largest.Length + 1);
        if (reached > 0)
        {
            return rank;
        }
        double mean = largest.Average(), spread = Math.Sqrt(largest.Average(value => (value - mean) * (value - mean)));
        double scale = Math.Max(1e-9, spread * 0.7797), place = mean - 0.5772 * scale;
        double tail = -Math.Exp(-(highest - place) / scale);
        return Math.Clamp(tail > -1e-8 ? -tail : 1 - Math.Exp(tail), LeastChance, rank);
    }

    /// <summary>Cuts with enough posts on both sides: the new subject to the end of the life, or for one, two or three months.</summary>
    private static List<(int Start, int End, int Span)> Cuts(SubjectBlocks blocks, int month)
    {
        int n = blocks.Count, youth = (VolumeRule.Youth + blocks.Length - 1) / blocks.Length;
        int[] posts = new int[n + 1];
        for (int b = 0; b < n; b++)
        {
            posts[b + 1] = posts[b] + blocks.Posts[b];
        }
        var cuts = new List<(int, int, int)>();
        for (int start = youth; start + month <= n; start++)
        {
            if (posts[start] < FewestBefore)
            {
                continue;
            }
            int last = -1;
            foreach (int months in (int[])[n, 3, 2, 1])
            {
                int end = Math.Min(n, start + months * month + (months == 1 ? 1 : 0));
                if (end != last && posts[end] - posts[start] >= FewestAfter)
                {
                    cuts.Add((start, end, end - start < 2 * month ? 2 : end == n ? 0 : 1));
                }
                last = end;
            }
        }
        return cuts;
    }

    private static void Measure(SubjectBlocks blocks, int[] order, List<(int Start, int End, int Span)> cuts, double[] likeness, double[] pairs, double[] into)
    {
        int n = blocks.Count, w = n + 1;
        for (int a = 0; a < n; a++)
        {
            double rowLikeness = 0, rowPairs = 0;
            int from = order[a];
            for (int b = 0; b < n; b++)
            {
                int to = order[b];
                rowLikeness += blocks.Likeness[from * n + to];
                rowPairs += Math.Abs(from - to) >= blocks.Distance ? (double)blocks.Posts[from] * blocks.Posts[to] : 0;
                likeness[(a + 1) * w + b + 1] = likeness[a * w + b + 1] + rowLikeness;
                pairs[(a + 1) * w + b + 1] = pairs[a * w + b + 1] + rowPairs;
            }
        }
        for (int c = 0; c < cuts.Count; c++)
        {
            (int start, int end, _) = cuts[c];
            into[c] = Mean(likeness, pairs, w, 0, start, 0, start) + Mean(likeness, pairs, w, start, end, start, end)
                - 2 * Mean(likeness, pairs, w, 0, start, start, end);
        }
    }

    private static double Mean(double[] likeness, double[] pairs, int w, int top, int bottom, int left, int right)
    {
        double many = pairs[bottom * w + right] - pairs[top * w + right] - pairs[bottom * w + left] + pairs[top * w + left];
        double sum = likeness[bottom * w + right] - likeness[top * w + right] - likeness[bottom * w + left] + likeness[top * w + left];
        return many > 0 ? sum / many : 0;
    }
}
