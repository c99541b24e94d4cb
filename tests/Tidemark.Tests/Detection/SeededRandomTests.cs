using Tidemark.Detection;
using Xunit;

namespace Tidemark.Tests.Detection;

public sealed class SeededRandomTests
{
    [Fact]
    public void It_draws_the_published_reference_numbers_of_xoshiro256_starstar()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
            16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void It_draws_the_published_reference_numbers_of_SplitMix64()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => SeededRandom.SplitMix64(ref state)));
    }

    [Fact]
    public void The_same_seed_draws_the_same_numbers_and_another_stream_draws_others()
    {
        ulong[] Draw(SeededRandom random) => [.. Enumerable.Range(0, 100).Select(_ => random.Next())];
        Assert.Equal(Draw(new SeededRandom(7)), Draw(new SeededRandom(7)));
        Assert.Empty(Draw(SeededRandom.Stream(7, 0)).Intersect(Draw(SeededRandom.Stream(7, 1))));
        Assert.Empty(Draw(SeededRandom.Stream(7, 0)).Intersect(Draw(SeededRandom.Stream(8, 0))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Whole_numbers_stay_below_the_bound_and_are_equally_likely(int bound)
    {
        var random = new SeededRandom(1);
        int[] seen = new int[bound];
        int draws = bound * 1000;
        for (int i = 0; i < draws; i++)
        {
            seen[random.Below(bound)]++;
        }
        // Chi-square has mean bound - 1 and standard deviation sqrt(2 (bound - 1)); six of them are never reached by chance.
        double chi = seen.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000);
        Assert.InRange(chi, 0, bound - 1 + 6 * Math.Sqrt(2.0 * bound));
    }

    [Fact]
    public void Draws_have_the_mean_and_spread_they_promise()
    {
        var random = new SeededRandom(2);
        (double Mean, double Variance) Moments(Func<double> draw)
        {
            double[] all = [.. Enumerable.Range(0, 100_000).Select(_ => draw())];
            double mean = all.Average();
            return (mean, all.Average(x => (x - mean) * (x - mean)));
        }
        (double Mean, double Variance) normal = Moments(random.Normal);
        Assert.InRange(normal.Mean, -0.02, 0.02);
        Assert.InRange(normal.Variance, 0.97, 1.03);
        (double Mean, double Variance) wait = Moments(() => random.Exponential(5));
        Assert.InRange(wait.Mean, 4.9, 5.1);
        Assert.InRange(wait.Variance, 24, 26);
        foreach (double mean in (double[])[0, 0.3, 4, 29, 31, 1000])
        {
            (double Mean, double Variance) count = Moments(() => random.Poisson(mean));
            Assert.InRange(count.Mean, mean * 0.98, mean * 1.02);
            Assert.InRange(count.Variance, mean * 0.96, mean * 1.04);
        }
        (double Mean, double Variance) unit = Moments(random.Unit);
        Assert.InRange(unit.Mean, 0.495, 0.505);
    }

    [Fact]
    public void A_shuffle_keeps_every_item_and_reaches_every_order()
    {
        var random = new SeededRandom(3);
        var orders = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            string order = new(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 850, 1150));
    }
}
