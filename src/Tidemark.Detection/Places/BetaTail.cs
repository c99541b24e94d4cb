namespace Tidemark.Detection.Places;

/// <summary>
/// The regularised incomplete beta function and its inverse, from which exact binomial tails and intervals follow (Clopper and Pearson
/// 1934, doi:10.1093/biomet/26.4.404). Continued fraction by Lentz's method; relative error below 1e-12 for counts up to a million.
/// </summary>
internal static class BetaTail
{
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b), for a and b above 0.</summary>
    public static double At(double x, double a, double b)
    {
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    /// <summary>The x at which I_x(a, b) is p; by halving, 60 steps.</summary>
    public static double Inverse(double p, double a, double b)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (At(middle, a, b) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1;
        double d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        double h = d;
        for (int m = 1; m <= 2000; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 + even * d;
            c = 1 + even / c;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + odd * d;
            c = 1 + odd / c;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-14)
            {
                break;
            }
        }
        return h;
    }

    /// <summary>Lanczos' approximation (g = 7, nine terms), relative error below 1e-14 for arguments above 0.</summary>
    private static double LogGamma(double z)
    {
        ReadOnlySpan<double> terms =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        if (z < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * z)) - LogGamma(1 - z);
        }
        z -= 1;
        double sum = terms[0];
        for (int i = 1; i < terms.Length; i++)
        {
            sum += terms[i] / (z + i);
        }
        double t = z + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (z + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
