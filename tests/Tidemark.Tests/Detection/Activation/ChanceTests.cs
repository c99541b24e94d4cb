using System.Globalization;
using CsCheck;
using Tidemark.Detection.Activation;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Activation;

/// <summary>The distributions behind the figures, and that the figures are no smaller than they say.</summary>
public sealed class ChanceTests(ITestOutputHelper output)
{
    [Fact]
    public void The_beta_binomial_tail_is_the_sum_of_its_terms() =>
        Gen.Select(Gen.Int[1, 40], Gen.Double[0.1, 20], Gen.Double[0.1, 20]).Sample((n, a, b) =>
        {
            double sum = 0;
            for (int x = n; x >= 0; x--)
            {
                sum += Math.Exp(
                    SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(x + 1) - SpecialFunctions.LogGamma(n - x + 1)
                    + SpecialFunctions.LogGamma(x + a) + SpecialFunctions.LogGamma(n - x + b) - SpecialFunctions.LogGamma(n + a + b)
                    + SpecialFunctions.LogGamma(a + b) - SpecialFunctions.LogGamma(a) - SpecialFunctions.LogGamma(b));
                Assert.Equal(sum, SpecialFunctions.BetaBinomialTail(x, n, a, b), 1e-9);
            }
            Assert.Equal(1, sum, 1e-9);
        }, iter: 200);

    [Fact]
    public void Factorials_and_Poisson_tails_are_those_of_the_books()
    {
        Assert.Equal(Math.Log(24), SpecialFunctions.LogGamma(5), 1e-10);
        Assert.Equal(Math.Log(Math.PI) / 2, SpecialFunctions.LogGamma(0.5), 1e-10);
        Assert.Equal(1 - Math.Exp(-2) * (1 + 2 + 2), SpecialFunctions.PoissonTail(3, 2), 1e-9);
    }

    [Fact]
    public void The_chance_of_a_window_is_no_smaller_than_it_says_in_lumpy_lives()
    {
        ActivationWorld world = ActivationWorld.Of(51, 0.6, innocent: true);
        PostColumns posts = Lives.Of(world.Posts.Where(post => string.CompareOrdinal(post.Asset, "asset-0096") < 0));
        AssetLives lives = AssetLives.Of(posts);
        Dispersion dispersion = Dispersion.Of(lives);
        int[] counts = new int[lives.Days];
        int all = 0;
        int[] small = new int[3];
        double[] levels = [0.1, 0.01, 0.001];
        for (int asset = 0; asset < lives.Assets; asset++)
        {
            lives.Expand(asset, counts);
            for (int start = 60; start + 28 <= lives.Days; start += 28)
            {
                double chance = dispersion.Chance(
                    [(0, start), (start, start + 28), (start + 28, lives.Days)], counts, counts.AsSpan(start, 28).ToArray().Sum(), 28,
                    counts.AsSpan(0, start).ToArray().Sum(), start);
                all++;
                for (int level = 0; level < levels.Length; level++)
                {
                    small[level] += chance <= levels[level] ? 1 : 0;
                }
            }
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all} windows of {lives.Assets} steady lives, memory {dispersion.Memory:0.00}: {small[0]} at 0.1, {small[1]} at 0.01, {small[2]} at 0.001"));
        for (int level = 0; level < levels.Length; level++)
        {
            // The windows of one life lean on each other, so the count strays more than a binomial one.
            Assert.True(small[level] <= 1.25 * levels[level] * all + 3, $"{small[level]} of {all} at {levels[level]}");
        }
    }
}
