namespace Tidemark.Detection.Coordination;

/// <summary>False-discovery control over many tests.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Benjamini–Hochberg q-values: the smallest rate at which each test is kept, over <paramref name="tests"/> tests of which
    /// only those with a p below 1 need be listed.
    /// </summary>
    /// <param name="p">p-values, 0 to 1.</param>
    /// <param name="tests">How many tests were made in all, at least as many as are listed; the unlisted ones count as p = 1.</param>
    /// <returns>One q a p, in the same order.</returns>
    /// <remarks>
    /// Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x. Controls the expected share of false ones among the
    /// kept under independence and positive regression dependence (Benjamini and Yekutieli 2001, doi:10.1214/aos/1013699998);
    /// pairs that share an account are positively dependent. O(n log n).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">More p-values than tests.</exception>
    public static double[] QValues(ReadOnlySpan<double> p, long tests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, p.Length);
        double[] sorted = p.ToArray();
        int[] order = new int[p.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(sorted, order);
        double[] q = new double[p.Length];
        double least = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * tests / (i + 1));
            q[order[i]] = least;
        }
        return q;
    }
}
