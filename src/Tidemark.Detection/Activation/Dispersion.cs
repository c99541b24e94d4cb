namespace Tidemark.Detection.Activation;

/// <summary>
/// How lumpy lives are. The rate of an asset over a week is taken as a gamma variable; its shape, a day, says how far a mean over many
/// days can stray by chance. Learnt from each asset's own weeks, drawn towards what the other assets of the data show, and widened by
/// what the memory of the process adds from weeks to months.
/// </summary>
/// <remarks>
/// Weeks, because they hold the weekly rhythm and most of the autocorrelation. Each asset's weeks are compared within segments of its own
/// level, so that a step does not count as dispersion. O(assets × weeks × 24).
/// </remarks>
internal sealed class Dispersion
{
    /// <summary>The shapes a week that are weighed; a factor of 1.4 apart, from one that is all lumps to one that is all chance.</summary>
    private static readonly double[] Shapes = [.. Enumerable.Range(0, 24).Select(i => 0.05 * Math.Pow(1.4, i))];

    /// <summary>A median over short lives comes out low: without this fifth, 93 of 768 windows had a chance of 0.1 or less.</summary>
    private const double Usual = 1.2;

    private readonly double[] _prior;

    private Dispersion(double[] prior, double memory) => (_prior, Memory) = (prior, memory);

    /// <summary>How many times more a month strays than independent weeks would: 1.2 to 4.</summary>
    public double Memory { get; }

    /// <summary>Learns from all lives that have enough weeks with posts.</summary>
    public static Dispersion Of(AssetLives lives)
    {
        double[] prior = new double[Shapes.Length];
        Array.Fill(prior, 0.1);
        var ratios = new List<double>();
        int[] counts = new int[lives.Days];
        for (int asset = 0; asset < lives.Assets; asset++)
        {
            int total = Sum(lives.PostCounts(asset));
            int first = lives.First(asset), last = lives.PostDays(asset)[^1];
            if (total < 30 || last - first < 84)
            {
                continue;
            }
            lives.Expand(asset, counts);
            double[] likelihood = new double[Shapes.Length];
            Add(likelihood, counts, first, last + 1);
            double[] mine = Normalised(likelihood, null);
            for (int i = 0; i < prior.Length; i++)
            {
                prior[i] += mine[i];
            }
            (double week, double month) = (Excess(counts, first, last + 1, 7), Excess(counts, first, last + 1, 28));
            if (week > 0)
            {
                ratios.Add(4 * Math.Max(0, month) / week);
            }
        }
        // The median, because holidays, ends and arrivals are no memory, and a third of all lives may hold one.
        ratios.Sort();
        double sum = prior.Sum();
        return new Dispersion(Array.ConvertAll(prior, p => p / sum), ratios.Count > 0 ? Math.Clamp(Usual * ratios[ratios.Count / 2], Usual, 4) : Usual);
    }

    /// <summary>
    /// The chance that so many of a life's posts fall into a window: the rate is one and the same throughout, its lumps are the
    /// asset's own.
    /// </summary>
    /// <param name="segments">Stretches of one level each, from which the lumps are learnt: first day, day after the last.</param>
    /// <param name="counts">Posts a day.</param>
    /// <param name="inside">Posts in the window.</param>
    /// <param name="insideDays">Its days.</param>
    /// <param name="before">Posts before it.</param>
    /// <param name="beforeDays">Days before it.</param>
    /// <remarks>
    /// Two gamma rates of the same scale divide as a beta variable whatever that scale is, so that the unknown rate drops out and the
    /// uncertainty of a short or quiet past is in the figure (a beta-binomial tail, weighed over the shapes the asset may have).
    /// </remarks>
    public double Chance(IEnumerable<(int From, int To)> segments, int[] counts, int inside, int insideDays, int before, int beforeDays)
    {
        double[] likelihood = new double[Shapes.Length];
        foreach ((int from, int to) in segments)
        {
            Add(likelihood, counts, from, to);
        }
        double[] weight = Normalised(likelihood, _prior);
        double chance = 0;
        for (int i = 0; i < Shapes.Length; i++)
        {
            double daily = Shapes[i] / 7 / Memory;
            chance += weight[i] * SpecialFunctions.BetaBinomialTail(inside, inside + before, daily * insideDays, daily * beforeDays);
        }
        return chance;
    }

    /// <summary>Adds the log-likelihood of each shape given the whole weeks of a stretch, at the mean of the stretch.</summary>
    private static void Add(double[] likelihood, int[] counts, int from, int to)
    {
        int weeks = (to - from) / 7, posts = 0;
        if (weeks < 2)
        {
            return;
        }
        Span<int> sums = weeks <= 512 ? stackalloc int[weeks] : new int[weeks];
        for (int week = 0; week < weeks; week++)
        {
            sums[week] = Sum(counts.AsSpan(from + 7 * week, 7));
            posts += sums[week];
        }
        if (posts == 0)
        {
            return;
        }
        double mean = (double)posts / weeks;
        for (int i = 0; i < likelihood.Length; i++)
        {
            double shape = Shapes[i], zero = -shape * Math.Log(1 + mean / shape), step = Math.Log(mean / (mean + shape)), own = SpecialFunctions.LogGamma(shape);
            foreach (int sum in sums)
            {
                likelihood[i] += zero + (sum == 0 ? 0 : sum * step + SpecialFunctions.LogGamma(sum + shape) - own - SpecialFunctions.LogGamma(sum + 1.0));
            }
        }
    }

    private static double[] Normalised(double[] likelihood, double[]? prior)
    {
        double highest = likelihood.Max(), sum = 0;
        double[] weight = new double[likelihood.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            sum += weight[i] = Math.Exp(likelihood[i] - highest) * (prior?[i] ?? 1);
        }
        return Array.ConvertAll(weight, w => w / sum);
    }

    /// <summary>The squared coefficient of variation of blocks beyond that of pure chance.</summary>
    private static double Excess(int[] counts, int from, int to, int block)
    {
        int blocks = (to - from) / block;
        double sum = 0, squares = 0;
        for (int b = 0; b < blocks; b++)
        {
            double posts = Sum(counts.AsSpan(from + b * block, block));
            sum += posts;
            squares += posts * posts;
        }
        double mean = sum / blocks;
        return mean <= 0 ? 0 : ((squares - sum * mean) / (blocks - 1) - mean) / (mean * mean);
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        int sum = 0;
        foreach (int count in counts)
        {
            sum += count;
        }
        return sum;
    }
}
