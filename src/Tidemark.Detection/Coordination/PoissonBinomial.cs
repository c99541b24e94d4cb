namespace Tidemark.Detection.Coordination;

/// <summary>Tail probabilities of a sum of independent yes-or-no trials with chances of their own.</summary>
internal static class PoissonBinomial
{
    /// <summary>
    /// Above this many steps the exact recursion gives way to a bound: ten milliseconds, and by then the mean chance says
    /// nearly the same.
    /// </summary>
    private const long ExactSteps = 4_000_000;

    /// <summary>P(K ≥ k) for K the number of successes; exact, or from above where the exact sum would be long.</summary>
    /// <param name="chances">One chance a trial, 0 to 1.</param>
    /// <param name="k">How many successes were seen.</param>
    /// <remarks>
    /// Exact by the recursion over trials, O(n k). Beyond <see cref="ExactSteps"/> the binomial tail at the mean chance, which
    /// is never smaller for k ≥ n p + 1 (Hoeffding 1956, doi:10.1214/aoms/1177728178); below that it is 1, also from above.
    /// </remarks>
    public static double UpperTail(ReadOnlySpan<double> chances, int k)
    {
        if (k <= 0)
        {
            return 1;
        }
        if (k > chances.Length)
        {
            return 0;
        }
        if ((long)chances.Length * k > ExactSteps)
        {
            double sum = 0;
            foreach (double chance in chances)
            {
                sum += chance;
            }
            return k < sum + 1 ? 1 : BinomialUpperTail(chances.Length, sum / chances.Length, k);
        }
        // at[j]: chance of exactly j successes so far, for j < k; reaching k is absorbing and summed in tail.
        Span<double> at = k <= 512 ? stackalloc double[k] : new double[k];
        at.Clear();
        at[0] = 1;
        double tail = 0;
        int reached = 0;
        foreach (double chance in chances)
        {
            int top = Math.Min(reached, k - 1);
            if (reached >= k - 1)
            {
                tail += at[k - 1] * chance;
            }
            double stay = 1 - chance;
            for (int j = Math.Min(top + 1, k - 1); j >= 1; j--)
            {
                at[j] = at[j] * stay + at[j - 1] * chance;
            }
            at[0] *= stay;
            reached++;
        }
        return Math.Min(1, tail);
    }

    /// <summary>P(K ≥ k) of a binomial, summed from its k-th term. O(n) at worst, a few dozen terms in the far tail.</summary>
    public static double BinomialUpperTail(int n, double p, int k)
    {
        if (k <= 0 || p >= 1)
        {
            return 1;
        }
        if (k > n || p <= 0)
        {
            return 0;
        }
        if (k <= n * p)
        {
            // Summed upwards from k the first terms would vanish; the other tail is the small one here.
            return Math.Max(0, 1 - BinomialUpperTail(n, 1 - p, n - k + 1));
        }
        double logTerm = k * Math.Log(p) + (n - k) * Math.Log(1 - p);
        for (int i = 1; i <= k; i++)
        {
            logTerm += Math.Log((double)(n - k + i) / i);
        }
        double odds = p / (1 - p);
        double term = Math.Exp(logTerm);
        double sum = term;
        for (int j = k; j < n; j++)
        {
            term *= (double)(n - j) / (j + 1) * odds;
            sum += term;
            if (j > n * p && term < sum * 1e-15)
            {
                break;
            }
        }
        return Math.Min(1, sum);
    }
}
