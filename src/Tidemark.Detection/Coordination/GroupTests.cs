using Tidemark.Detection.Graph;

namespace Tidemark.Detection.Coordination;

/// <summary>What can be said of one group as a whole, with the choice of the group accounted for.</summary>
/// <param name="Group">Its number.</param>
/// <param name="Pairs">Its kept pairs.</param>
/// <param name="Q">
/// The smallest risk at which <see cref="Asked"/> of these pairs are said to be synchronised beyond the nulls. The risk is that of one
/// wrong word of this kind about any group whatever, so it bounds the false-discovery rate over groups too.
/// </param>
/// <param name="PairsAtLeast">So many of the kept pairs are synchronised beyond the nulls, at the risk q of the run.</param>
/// <param name="AccountsAtLeast">So many of the accounts have such a pair within the group, at the same risk, however the pairs depend on each other.</param>
public sealed record GroupTest(int Group, int Pairs, double Q, int PairsAtLeast, int AccountsAtLeast)
{
    /// <summary>How many pairs <see cref="Q"/> speaks of: half of the kept ones, rounded up.</summary>
    public int Asked => GroupTests.Half(Pairs);
}

/// <summary>
/// Tests whole groups, although they were chosen by looking.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> of a group that at least so many of its kept pairs are synchronised beyond the three nulls. Null hypothesis of a
/// group with E kept pairs: fewer than ⌈E/2⌉ of them are (a partial conjunction, Benjamini and Heller 2008, doi:10.1111/j.1541-0420.2007.00984.x).</para>
/// <para><b>Selection.</b> Groups are made of the smallest p-values, so a test as if they had been named beforehand is void, and
/// Benjamini–Hochberg over the groups found does not mend it. The bound used holds for all sets of pairs at once, whoever chose them and
/// how (closed testing with Simes' test; Goeman and Solari 2011, doi:10.1214/11-STS356; Goeman et al. 2019, doi:10.1093/biomet/asz041): with T
/// pairs that could have met, of the true nulls at most u − 1 have p ≤ uα/T, for every u at once, but with probability α. So of the pairs
/// of a group with p ≤ uα/T all but u − 1 are true, whichever u serves best.</para>
/// <para><b>Assumes</b> that the p of pairs are valid and that Simes' inequality holds, as Benjamini–Hochberg over pairs does (positive dependence).
/// Under any dependence q is to be multiplied by 1 + 1/2 + … + 1/T, about 14 for a million pairs; <see cref="GroupTest.AccountsAtLeast"/> needs no assumption
/// (Bonferroni over all T pairs).</para>
/// <para><b>Does not claim</b> which of the pairs are the true ones, that the group ends where it was drawn, or more than the nulls do: a group that
/// follows something they do not know has a small q all the same. <b>Fails innocently</b> as the pairs do.</para>
/// <para>O(kept pairs · log) time and memory.</para>
/// </remarks>
public static class GroupTests
{
    /// <summary>Tests the groups of one kind of trace, by number.</summary>
    public static IReadOnlyList<GroupTest> Of(CoordinationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result.Groups, result.Edges, new int[result.Edges.Count], result.Edges.P!, [result.Tests.Tests], result.Options.Q);
    }

    /// <summary>
    /// Tests the groups of several kinds of trace. A pair speaks with the kind that keeps it best; within each kind the bound holds at the
    /// risk divided by the number of kinds, and so the sum of the bounds holds however the kinds depend on each other.
    /// </summary>
    public static IReadOnlyList<GroupTest> Of(SeveralTraces found)
    {
        ArgumentNullException.ThrowIfNull(found);
        double[] p = [.. found.Edges.P!.Select(corrected => corrected / found.Kinds)];
        return Of(found.Groups, found.Edges, found.BestKind, p, [.. found.ByKind.Select(r => r.Tests.Tests)], found.ByKind[0].Options.Q * found.Kinds);
    }

    /// <summary>Half of some pairs, rounded up.</summary>
    internal static int Half(int pairs) => (pairs + 1) / 2;

    internal static GroupTest[] Of(Groups groups, EdgeColumns edges, int[] kindOf, double[] p, long[] tests, double risk)
    {
        var within = new List<int>[groups.All.Count];
        for (int g = 0; g < within.Length; g++)
        {
            within[g] = [];
        }
        for (int e = 0; e < edges.Count; e++)
        {
            int group = groups.GroupOf[edges.A[e]];
            if (group > 0 && group == groups.GroupOf[edges.B[e]])
            {
                within[group - 1].Add(e);
            }
        }
        return [.. within.Select((mine, g) =>
        {
            double[][] byKind = [.. tests.Select((_, kind) => mine.Where(e => kindOf[e] == kind).Select(e => p[e]).Order().ToArray())];
            double bonferroni = risk / tests.Length;
            int accounts = mine.Where(e => p[e] * tests[kindOf[e]] <= bonferroni).SelectMany(e => new[] { edges.A[e], edges.B[e] }).Distinct().Count();
            return new GroupTest(g + 1, mine.Count, SmallestRisk(byKind, tests, Half(mine.Count)), AtLeast(byKind, tests, risk), accounts);
        })];
    }

    /// <summary>How many of some pairs are no true nulls, at a risk: the sum over kinds, each at its share of the risk.</summary>
    /// <param name="p">For each kind the p-values of the pairs that speak with it, ascending.</param>
    /// <param name="tests">For each kind how many pairs could have met.</param>
    /// <param name="risk">Probability that the answer is too high for any set of pairs whatever.</param>
    internal static int AtLeast(double[][] p, long[] tests, double risk)
    {
        int sum = 0;
        for (int kind = 0; kind < p.Length; kind++)
        {
            double each = risk / p.Length;
            int best = 0;
            for (int i = 0; i < p[kind].Length; i++)
            {
                // A p of 0 is below every limit, also where the share of the risk is too small to be written.
                double u = p[kind][i] == 0 ? 1 : Math.Max(1, Math.Ceiling(p[kind][i] * tests[kind] / each));
                best = u > i + 1 ? best : Math.Max(best, i + 2 - (int)u);
            }
            sum += best;
        }
        return sum;
    }

    /// <summary>The smallest risk, to the last bit, at which so many are no true nulls; 1 if there is none.</summary>
    internal static double SmallestRisk(double[][] p, long[] tests, int asked)
    {
        if (AtLeast(p, tests, 1) < asked)
        {
            return 1;
        }
        // Doubles above 0 are in the order of their bits.
        long low = 0;
        long high = BitConverter.DoubleToInt64Bits(1);
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            if (AtLeast(p, tests, BitConverter.Int64BitsToDouble(middle)) >= asked)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }
        // The least positive number stands for "smaller than any that can be written".
        return high == 1 ? 0 : BitConverter.Int64BitsToDouble(high);
    }
}
