namespace Tidemark.Detection.Activation;

/// <summary>
/// Where one life changes its level: before, an active stretch of at least 28 days, and what comes after it, each with a mean of its own,
/// under a negative binomial with one shape and the asset's weekly rhythm. Fitted by likelihood over all starts that are asked about.
/// </summary>
/// <remarks>
/// The three means are free, so that the step does not inflate what is learnt about "before". O(starts × ends), with ends more than
/// 100 days away tried weekly.
/// </remarks>
internal sealed class LevelFit
{
    private const int Shortest = VolumeRule.Window;

    private readonly int _first;
    private readonly int _end;
    private readonly double[] _week;
    private readonly int[][] _posts = new int[7][];
    private readonly int[] _counts;
    private double _shape = 1;

    /// <summary>Prepares a life.</summary>
    /// <param name="counts">Posts a day, over all days of the data.</param>
    /// <param name="first">The first day of the life.</param>
    /// <param name="week">The weekly rhythm: a factor for each day modulo 7, mean 1.</param>
    public LevelFit(int[] counts, int first, double[] week)
    {
        (_counts, _first, _end, _week) = (counts, first, counts.Length, week);
        for (int d = 0; d < 7; d++)
        {
            _posts[d] = new int[counts.Length + 1];
            for (int day = 0; day < counts.Length; day++)
            {
                _posts[d][day + 1] = _posts[d][day] + (day % 7 == d ? counts[day] : 0);
            }
        }
    }

    /// <summary>The weekly rhythm of a life, drawn towards an even week where posts are few.</summary>
    public static double[] Week(ReadOnlySpan<int> counts, int first)
    {
        const double Even = 4; // As if four posts more had been seen on each day of the week.
        double[] week = new double[7];
        double sum = 0;
        Array.Fill(week, Even);
        for (int day = first; day < counts.Length; day++)
        {
            week[day % 7] += counts[day];
        }
        foreach (double part in week)
        {
            sum += part;
        }
        return Array.ConvertAll(week, part => 7 * part / sum);
    }

    /// <summary>The best start among those allowed, its end, and how well each start does.</summary>
    /// <param name="allowed">Starts, in order; at least one.</param>
    /// <returns>The start; the first day after the active stretch; the log-likelihood of each allowed start.</returns>
    public (int Start, int End, double[] LogLikelihood) Best(ReadOnlySpan<int> allowed)
    {
        (int Start, int End, double[] LogLikelihood) best = default;
        // Twice: the shape is first guessed, then fitted to the segments found.
        for (int round = 0; round < 2; round++)
        {
            double[] likelihood = new double[allowed.Length];
            double highest = double.NegativeInfinity;
            (int start, int stop) = (allowed[0], _end);
            for (int i = 0; i < allowed.Length; i++)
            {
                double before = Segment(_first, allowed[i]);
                likelihood[i] = double.NegativeInfinity;
                for (int end = Math.Min(_end, allowed[i] + Shortest); end <= _end; end += Step(end - allowed[i], _end - end))
                {
                    double here = before + Segment(allowed[i], end) + Segment(end, _end);
                    likelihood[i] = Math.Max(likelihood[i], here);
                    if (here > highest)
                    {
                        (highest, start, stop) = (here, allowed[i], end);
                    }
                }
            }
            best = (start, stop, likelihood);
            _shape = Shape(start, stop);
        }
        return best;
    }

    /// <summary>Ends far away are tried weekly, and in a very long life a sixty-fourth of what is left apart.</summary>
    private static int Step(int length, int left) => length <= 100 || left <= 7 ? 1 : Math.Min(left, Math.Max(7, left / 64));

    /// <summary>Likelihood of the days from..to at their own mean, without the terms that are the same wherever the cuts lie.</summary>
    private double Segment(int from, int to)
    {
        if (to <= from)
        {
            return 0;
        }
        int posts = 0;
        for (int d = 0; d < 7; d++)
        {
            posts += _posts[d][to] - _posts[d][from];
        }
        if (posts == 0)
        {
            return 0;
        }
        double exposure = 0;
        Span<int> days = stackalloc int[7];
        for (int d = 0; d < 7; d++)
        {
            days[d] = Days(from, to, d);
            exposure += days[d] * _week[d];
        }
        double mean = posts / exposure, sum = 0;
        for (int d = 0; d < 7; d++)
        {
            double here = mean * _week[d], share = here / (here + _shape);
            sum += (_posts[d][to] - _posts[d][from]) * Math.Log(share) - days[d] * _shape * Math.Log(1 + here / _shape);
        }
        return sum;
    }

    /// <summary>The daily shape by likelihood over a grid, at the means of the segments.</summary>
    private double Shape(int start, int stop)
    {
        double best = 1, highest = double.NegativeInfinity;
        for (double shape = 0.1; shape < 30; shape *= 1.35)
        {
            double sum = 0;
            foreach ((int from, int to) in ((int, int)[])[(_first, start), (start, stop), (stop, _end)])
            {
                double mean = Mean(from, to);
                if (mean <= 0)
                {
                    continue;
                }
                for (int day = from; day < to; day++)
                {
                    double here = mean * _week[day % 7];
                    sum += LogNegativeBinomial(_counts[day], here, shape);
                }
            }
            if (sum > highest)
            {
                (highest, best) = (sum, shape);
            }
        }
        return best;
    }

    /// <summary>Posts a day between two days, the second not included; 0 where there is none.</summary>
    private double Mean(int from, int to)
    {
        int posts = 0;
        double exposure = 0;
        for (int d = 0; d < 7; d++)
        {
            posts += _posts[d][to] - _posts[d][from];
            exposure += Days(from, to, d) * _week[d];
        }
        return exposure > 0 ? posts / exposure : 0;
    }

    private static int Days(int from, int to, int rest) => (to - rest + 6) / 7 - (from - rest + 6) / 7;

    private static double LogNegativeBinomial(int count, double mean, double shape) =>
        (count == 0 ? 0 : SpecialFunctions.LogGamma(count + shape) - SpecialFunctions.LogGamma(shape) - SpecialFunctions.LogGamma(count + 1.0)
            + count * Math.Log(mean / (mean + shape)))
        - shape * Math.Log(1 + mean / shape);
}
