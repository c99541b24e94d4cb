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
            CoordinationResult result = WorldRuns.Detect(shares, window);
            HashSet<int> reported = WorldRuns.Reported(result);
            output.WriteLine($"world {k}, window {window} s: {shares.Count} rows, {result.Candidates.Count} pairs with 3 or more synchronous " +
                $"objects, {result.Tests.Tests} tests, {result.Loose.Count} pairs alone, {reported.Count} accounts reported");
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
            HashSet<int> reported = WorldRuns.Numbers(shares, WorldRuns.Reported(WorldRuns.Detect(shares, window)));
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
        CoordinationResult result = WorldRuns.Detect(world.ToColumns(), 300, controlRuns: 10);
        Assert.Equal(12, WorldRuns.Reported(result).Count);
        int clean = result.Control.Count(run => run.Edges == 0);
        Assert.True(clean >= 9, $"{clean} of 10");
    }

    [Fact]
    public void Followers_of_one_hub_are_reported_only_where_they_react_faster_than_the_window()
    {
        foreach ((double median, int fans) in new (double, int)[] { (60, 8), (60, 15), (120, 15), (300, 8), (300, 15), (300, 40) })
        {
            WorldOptions options = WorldOptions.Nasty(1) with
            {
                Hubs = 1,
                FansPerHub = fans,
                FanDelaySeconds = median,
                FanParticipation = 0.8,
                PostsPerHub = 50,
            };
            int reported = WorldRuns.Reported(WorldRuns.Detect(WorldBuilder.Build(options, 7).ToColumns(), 60)).Count;
            output.WriteLine($"one hub, {fans} followers who take part in 80 % of its posts, median delay {median} s, window 60 s: {reported} reported");
            Assert.True(median < 120 || reported == 0, $"{reported} reported at a median delay of {median} s");
        }
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
