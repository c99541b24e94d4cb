using Tidemark.Detection.Coordination;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class SignificanceTests(ITestOutputHelper output)
{
    [Fact]
    public void In_nineteen_of_twenty_innocent_worlds_nobody_is_reported()
    {
        int clean = 0;
        for (int k = 0; k < 20; k++)
        {
            World world = WorldBuilder.Build(WorldOptions.Nasty(k), (ulong)k);
            int window = k % 2 == 0 ? 60 : 300;
            ShareColumns shares = world.ToColumns();
            (EdgeColumns candidates, PairTests tests, HashSet<int> reported) = WorldRuns.Detect(shares, window);
            output.WriteLine($"world {k}, window {window} s: {shares.Count} rows, {candidates.Count} pairs with 3 or more synchronous " +
                $"objects, {tests.Tests} tests, {reported.Count} accounts reported");
            Assert.True(reported.Count <= 2, $"world {k}: {reported.Count} innocents reported");
            clean += reported.Count == 0 ? 1 : 0;
        }
        Assert.True(clean >= 19, $"only {clean} of 20 worlds were clean");
    }

    [Fact]
    public void Planted_groups_are_found_and_nobody_else()
    {
        int found = 0;
        int planted = 0;
        int slow = 0;
        int breaking = 0;
        for (int k = 0; k < 10; k++)
        {
            World world = WorldBuilder.Build(WorldOptions.Nasty(k) with
            {
                Planted =
                [
                    new PlantedGroup(PlantedStyle.Seconds, Members: 12, Acts: 25),
                    new PlantedGroup(PlantedStyle.Minutes, Members: 15, Acts: 30),
                    new PlantedGroup(PlantedStyle.SlowDrip),
                    new PlantedGroup(PlantedStyle.BreakingOnly),
                ],
            }, (ulong)(100 + k));
            ShareColumns shares = world.ToColumns();
            int window = k % 2 == 0 ? 60 : 300;
            HashSet<int> reported = WorldRuns.Numbers(shares, WorldRuns.Detect(shares, window).Reported);
            int seconds = world.Planted[0].Count(reported.Contains);
            int minutes = world.Planted[1].Count(reported.Contains);
            int innocents = reported.Count(a => world.Roles[a] != Role.Planted);
            slow += world.Planted[2].Count(reported.Contains);
            breaking += world.Planted[3].Count(reported.Contains);
            output.WriteLine($"world {k}, window {window} s: within seconds {seconds}/12, within minutes {minutes}/15, " +
                $"innocents {innocents} of {reported.Count}");
            Assert.True(innocents <= 0.05 * reported.Count, $"world {k}: {innocents} innocents among {reported.Count}");
            found += seconds + minutes;
            planted += 27;
        }
        output.WriteLine($"recall: seconds and minutes {found}/{planted}; slow drip {slow}/120; breaking news only {breaking}/120");
        Assert.True(found >= 0.9 * planted, $"recall {found}/{planted}");
    }

    [Fact]
    public void Nothing_is_kept_where_times_are_dealt_out_anew()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(3) with { Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 5);
        int clean = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            clean += WorldRuns.Detect(TimeScramble.Of(world.ToColumns(), seed), 300).Tests.Kept.Length == 0 ? 1 : 0;
        }
        Assert.True(clean >= 9, $"{clean} of 10");
    }

    [Fact]
    public void The_number_of_threads_does_not_show()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(2) with { Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 9);
        ShareIndex index = ShareIndex.Build(world.ToColumns());
        long window = 60 * UnixTime.PerSecond;
        EdgeColumns candidates = CoActionKernel.Run(index, new CoActionOptions(window, MinWeight: 3), TestContext.Current.CancellationToken);
        PairTests one = Significance.Test(index, candidates, new SignificanceOptions { Window = window, Threads = 1 }, cancel: TestContext.Current.CancellationToken);
        PairTests four = Significance.Test(index, candidates, new SignificanceOptions { Window = window, Threads = 4 }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(one.P, four.P);
        Assert.Equal(one.Kept, four.Kept);
        Assert.NotEmpty(one.Kept);
    }
}
