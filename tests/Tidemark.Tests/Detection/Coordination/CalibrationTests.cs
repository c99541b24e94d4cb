using Tidemark.Detection.Coordination;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Where nobody is coordinated, no more pairs may have a p of x or less than x of all that could have met.</summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private static readonly double[] Levels = [0.1, 0.01, 1e-3, 1e-4, 1e-5];

    [Fact]
    public void In_innocent_worlds_p_values_are_no_smaller_than_they_say()
    {
        for (int k = 0; k < 6; k++)
        {
            Judge($"innocent world {k}", WorldBuilder.Build(WorldOptions.Nasty(k), (ulong)(40 + k)).ToColumns(), k % 2 == 0 ? 60 : 300);
        }
    }

    [Fact]
    public void Where_the_timing_is_destroyed_p_values_are_no_smaller_than_they_say()
    {
        for (int k = 0; k < 3; k++)
        {
            ShareColumns shares = WorldBuilder.Build(WorldOptions.Nasty(k), (ulong)(60 + k)).ToColumns();
            Judge($"scrambled world {k}", TimeScramble.Of(shares, (ulong)k), 300);
        }
    }

    private void Judge(string name, ShareColumns shares, int windowSeconds)
    {
        ShareIndex index = ShareIndex.Build(shares);
        long window = windowSeconds * UnixTime.PerSecond;
        // Every pair that was synchronous even once is tested here, not only those with the minimum weight.
        EdgeColumns pairs = CoActionKernel.Run(index, new CoActionOptions(window, MinWeight: 1), TestContext.Current.CancellationToken);
        PairTests tests = Significance.Test(index, pairs, new SignificanceOptions { Window = window }, cancel: TestContext.Current.CancellationToken);
        string figures = string.Join(", ", Levels.Select(level =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level}: {(double)tests.P.Count(p => p <= level) / tests.Tests:0.0e+0}")));
        output.WriteLine($"{name}, window {windowSeconds} s, {tests.Tests} pairs; share with p at most {figures}");
        foreach (double level in Levels)
        {
            // Two more than expected are allowed at the far end, where the expectation is below one.
            double allowed = level * tests.Tests + 2;
            Assert.True(tests.P.Count(p => p <= level) <= allowed, $"{name}: {tests.P.Count(p => p <= level)} of {tests.Tests} pairs have p ≤ {level}");
        }
    }
}
