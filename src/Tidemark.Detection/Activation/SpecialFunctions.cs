namespace Tidemark.Detection.Activation;

/// <summary>The few special functions that the tests of this folder need.</summary>
internal static class SpecialFunctions
{
    /// <summary>ln Γ(x) for x &gt; 0, to about 1e-10: Stirling's series after shifting x above 8 (Abramowitz and Stegun 6.1.41).</summary>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        double shift = 0;
        while (x < 8)
        {
            shift -= Math.Log(x++);
        }
        double inverse = 1 / x, square = inverse * inverse;
        return shift + (x - 0.5) * Math.Log(x) - x + 0.91893853320467274178
            + inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    }

    /// <summary>P(X ≥ x) for X beta-binomial with n trials and shapes a and b. O(n − x), less where terms vanish.</summary>
    public static double BetaBinomialTail(int x, int n, double a, double b)
    {
        if (x <= 0)
        {
            return 1;
        }
        if (x > n)
        {
            return 0;
        }
        double log = LogGamma(n + 1) - LogGamma(x + 1) - LogGamma(n - x + 1.0) + LogGamma(x + a) + LogGamma(n - x + b)
            - LogGamma(n + a + b) + LogGamma(a + b) - LogGamma(a) - LogGamma(b);
        double term = Math.Exp(log), sum = 0;
        // The ratio of one term to the one before; terms may rise before they fall, so only tiny ones past the mean end the sum.
        for (int i = x; i <= n; i++)
        {
            sum += term;
            term *= (n - i) * (i + a) / ((i + 1.0) * (n - i - 1 + b));
            if (term < 1e-18 * sum && i > n * a / (a + b))
            {
                break;
            }
        }
        return Math.Min(1, sum);
    }

    /// <summary>P(X ≥ x) for X Poisson with this mean. O(x).</summary>
    public static double PoissonTail(int x, double mean)
    {
        if (x <= 0)
        {
            return 1;
        }
        if (mean <= 0)
        {
            return 0;
        }
        double term = Math.Exp(x * Math.Log(mean) - mean - LogGamma(x + 1.0)), sum = 0;
        for (int i = x; i < x + 10_000; i++)
        {
            sum += term;
            term *= mean / (i + 1);
            if (term < 1e-18 * sum && i > mean)
            {
                break;
            }
        }
        return Math.Min(1, sum);
    }
}
