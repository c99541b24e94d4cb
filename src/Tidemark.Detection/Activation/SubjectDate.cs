namespace Tidemark.Detection.Activation;

/// <summary>The day from which an asset writes about something else, and how much.</summary>
/// <param name="Day">The first day of the new subject.</param>
/// <param name="From">The earliest day at 90 %.</param>
/// <param name="To">The latest.</param>
/// <param name="Before">Share of posts on the new subject before.</param>
/// <param name="After">Share of posts on it after.</param>
/// <param name="Lasts">Whether it still holds in the fourth week.</param>
/// <param name="Direction">From the old subjects to the new one, in the subject space.</param>
/// <param name="Threshold">How far along it a post must lie to be on the new one.</param>
internal sealed record SubjectDating(int Day, int From, int To, double Before, double After, bool Lasts, float[] Direction, double Threshold);

/// <summary>
/// Dates a change of subject to the day. The posts on both sides, without those near the cut, give the direction from the old to the new
/// subject; how far posts lie along it before and after says how much each post near the cut speaks for either.
/// </summary>
/// <remarks>
/// Shares and distances are measured on posts that did not teach the direction (two halves by turns), or every life would seem to change.
/// O(posts).
/// </remarks>
internal static class SubjectDate
{
    private const int Size = SubjectSpace.Size;
    private const int Bins = 8;

    /// <summary>Dates the change around a cut.</summary>
    /// <param name="days">The day of each post, in order.</param>
    /// <param name="places">Its place in the subject space.</param>
    /// <param name="cut">The first day of the first block of the new subject.</param>
    /// <param name="until">The day behind the last block of it.</param>
    /// <param name="slack">Days by which the cut may be off.</param>
    public static SubjectDating Find(ReadOnlySpan<int> days, ReadOnlySpan<float> places, int cut, int until, int slack)
    {
        (int low, int high) = (cut - slack, cut + slack);
        float[] whole = Direction(days, places, low, high, until, -1);
        float[][] half = [Direction(days, places, low, high, until, 0), Direction(days, places, low, high, until, 1)];
        double[] score = new double[days.Length];
        for (int i = 0; i < score.Length; i++)
        {
            // A post near the cut has taught nothing; any other is judged by the half it is not in.
            bool near = (days[i] >= low && days[i] < high) || days[i] >= until;
            score[i] = SubjectSpace.Dot(places.Slice(i * Size, Size), near ? whole : half[1 - i % 2]);
        }
        double threshold = Threshold(days, score, low, high, until);
        double before = Share(days, score, threshold, int.MinValue, low), after = Share(days, score, threshold, high, until);
        (int day, int from, int to) = Day(days, score, low, high, until);
        double middle = (Number(before) + Number(after)) / 2;
        // The fortnight in which four weeks end; a lapse is over by then.
        double late = Share(days, score, threshold, day + 19, Late(days, day + 19, day + 33)), early = Share(days, score, threshold, day, day + 14);
        return new SubjectDating(day, from, to, Number(before), Number(after), late >= middle && !(early < middle), whole, threshold);
    }

    /// <summary>The day behind the fortnight, or behind the sixth post, whichever is later: a few posts or a holiday say nothing of what lasts.</summary>
    private static int Late(ReadOnlySpan<int> days, int from, int to)
    {
        const int Posts = 6;
        int first = 0;
        while (first < days.Length && days[first] < from)
        {
            first++;
        }
        return first == days.Length ? to : Math.Max(to, days[Math.Min(days.Length, first + Posts) - 1] + 1);
    }

    /// <summary>The first day from one on that has a post; the day itself where none follows.</summary>
    private static int PostFrom(ReadOnlySpan<int> days, int from)
    {
        int at = days.BinarySearch(from);
        if (at < 0)
        {
            at = ~at;
        }
        return at < days.Length ? days[at] : from;
    }

    /// <summary>The mean place after less that before, of length 1.</summary>
    private static float[] Direction(ReadOnlySpan<int> days, ReadOnlySpan<float> places, int low, int high, int until, int half)
    {
        float[] before = new float[Size], after = new float[Size];
        int befores = 0, afters = 0;
        for (int i = 0; i < days.Length && days[i] < until; i++)
        {
            if ((days[i] >= low && days[i] < high) || (half >= 0 && i % 2 != half))
            {
                continue;
            }
            bool late = days[i] >= high;
            (befores, afters) = late ? (befores, afters + 1) : (befores + 1, afters);
            SubjectSpace.Add(late ? after : before, places.Slice(i * Size, Size), 1);
        }
        float[] direction = new float[Size];
        SubjectSpace.Add(direction, after, 1f / Math.Max(1, afters));
        SubjectSpace.Add(direction, before, -1f / Math.Max(1, befores));
        float norm = MathF.Sqrt(SubjectSpace.Dot(direction, direction));
        return norm > 0 ? Array.ConvertAll(direction, d => d / norm) : direction;
    }

    /// <summary>The score that parts the two sides best.</summary>
    private static double Threshold(ReadOnlySpan<int> days, double[] score, int low, int high, int until)
    {
        double best = 0, highest = -1;
        for (double threshold = -0.3; threshold <= 0.7; threshold += 0.025)
        {
            double parted = Number(Share(days, score, threshold, high, until)) - Number(Share(days, score, threshold, int.MinValue, low));
            (best, highest) = parted > highest + 1e-9 ? (threshold, parted) : (best, highest);
        }
        return best;
    }

    /// <summary>The share of posts of some days that are on the new subject; NaN without a post.</summary>
    private static double Share(ReadOnlySpan<int> days, double[] score, double threshold, int from, int to)
    {
        int on = 0, all = 0;
        for (int i = 0; i < days.Length; i++)
        {
            if (days[i] >= from && days[i] < to)
            {
                (on, all) = (score[i] > threshold ? on + 1 : on, all + 1);
            }
        }
        return all == 0 ? double.NaN : (double)on / all;
    }

    /// <summary>The most likely first day, by how often posts before and after lie as far along as each post near the cut does.</summary>
    private static (int Day, int From, int To) Day(ReadOnlySpan<int> days, double[] score, int low, int high, int until)
    {
        int[] befores = new int[Bins], afters = new int[Bins];
        int before = 0, after = 0;
        double[] edges = Edges(days, score, low, high, until);
        for (int i = 0; i < days.Length && days[i] < until; i++)
        {
            if (days[i] < low)
            {
                befores[Bin(edges, score[i])]++;
                before++;
            }
            else if (days[i] >= high)
            {
                afters[Bin(edges, score[i])]++;
                after++;
            }
        }
        int from = low - 5, to = high + 5;
        int[] starts = [.. Enumerable.Range(from, to - from + 1)];
        double[] likelihood = new double[starts.Length];
        for (int i = 0; i < days.Length; i++)
        {
            if (days[i] < from || days[i] >= Math.Min(to, until))
            {
                continue;
            }
            int bin = Bin(edges, score[i]);
            double gain = Math.Log((afters[bin] + 0.5) / (after + 0.5 * Bins)) - Math.Log((befores[bin] + 0.5) / (before + 0.5 * Bins));
            for (int s = 0; s < starts.Length && starts[s] <= days[i]; s++)
            {
                likelihood[s] += gain;
            }
        }
        int best = 0;
        for (int s = 0; s < starts.Length; s++)
        {
            // Of days that are equally likely, the last: it has the first post on the new subject.
            best = likelihood[s] >= likelihood[best] - 1e-9 ? s : best;
        }
        (int first, int last) = VolumeChanges.Interval(starts, likelihood, starts[best], 1);
        // In a silence the first day of the new subject is that of the next post.
        int day = PostFrom(days, starts[best]);
        return (day, first, Math.Max(day, last));
    }

    /// <summary>Scores that cut the posts on both sides, each side counting half, into equal parts.</summary>
    private static double[] Edges(ReadOnlySpan<int> days, double[] score, int low, int high, int until)
    {
        var before = new List<double>();
        var after = new List<double>();
        for (int i = 0; i < days.Length && days[i] < until; i++)
        {
            if (days[i] < low)
            {
                before.Add(score[i]);
            }
            else if (days[i] >= high)
            {
                after.Add(score[i]);
            }
        }
        before.Sort();
        after.Sort();
        double[] edges = new double[Bins - 1];
        for (int e = 0; e < edges.Length; e++)
        {
            // Half of the cuts from each side: where either is dense there is something to tell apart.
            List<double> side = e % 2 == 0 ? before : after;
            edges[e] = side.Count == 0 ? 0 : side[Math.Min(side.Count - 1, (e / 2 + 1) * side.Count / 5)];
        }
        Array.Sort(edges);
        return edges;
    }

    private static int Bin(double[] edges, double score)
    {
        int bin = 0;
        while (bin < edges.Length && score > edges[bin])
        {
            bin++;
        }
        return bin;
    }

    private static double Number(double share) => double.IsNaN(share) ? 0 : share;
}
