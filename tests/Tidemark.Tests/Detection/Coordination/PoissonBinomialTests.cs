using CsCheck;
using Tidemark.Detection.Coordination;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class PoissonBinomialTests
{
    [Fact]
    public void The_tail_is_the_sum_over_all_outcomes() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 10], Gen.Int[0, 11]).Sample((chances, k) =>
        {
            double expected = 0;
            for (int outcome = 0; outcome < 1 << chances.Length; outcome++)
            {
                double chance = 1;
                for (int i = 0; i < chances.Length; i++)
                {
                    chance *= (outcome >> i & 1) == 1 ? chances[i] : 1 - chances[i];
                }
                expected += System.Numerics.BitOperations.PopCount((uint)outcome) >= k ? chance : 0;
            }
            Assert.Equal(expected, PoissonBinomial.UpperTail(chances, k), 1e-12);
        });

    [Fact]
    public void With_equal_chances_it_is_the_binomial() =>
        Gen.Select(Gen.Int[1, 200], Gen.Double[0.001, 0.999], Gen.Int[0, 200]).Sample((n, p, k) =>
        {
            double[] chances = new double[n];
            Array.Fill(chances, p);
            double exact = PoissonBinomial.UpperTail(chances, k);
            Assert.Equal(exact, PoissonBinomial.BinomialUpperTail(n, p, k), 1e-9 * exact + 1e-290);
        });

    [Fact]
    public void The_bound_for_long_sums_is_never_below_the_exact_tail() =>
        Gen.Select(Gen.Double[0, 1].Array[5, 60], Gen.Int[1, 60]).Sample((chances, k) =>
        {
            double mean = chances.Average();
            if (k >= chances.Length * mean + 1 && k <= chances.Length)
            {
                Assert.True(PoissonBinomial.BinomialUpperTail(chances.Length, mean, k) >= PoissonBinomial.UpperTail(chances, k) * (1 - 1e-9));
            }
        });
}
