using System.Diagnostics;
using CsCheck;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class WindowSweepTests(ITestOutputHelper output)
{
    private static long[] Seconds(params long[] seconds) => [.. seconds.Select(s => s * UnixTime.PerSecond)];

    private WindowSweepResult Sweep(ShareColumns shares, WindowSweepOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        WindowSweepResult result = WindowSweep.Run(shares, options, cancel: TestContext.Current.CancellationToken);
        output.WriteLine($"{shares.Count} rows, {result.Windows.Count} windows: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        foreach (SweptWindow w in result.Windows)
        {
            output.WriteLine($"{w.Window / UnixTime.PerSecond} s: {w.Candidates} pairs before a test, {w.Groups} groups, {w.Accounts} accounts ({w.AccountsCorrected} corrected), " +
                $"control {w.ControlAccounts}, planted found {w.PlantedFound} of {w.Planted}");
        }
        return result;
    }

    [Fact]
    public void In_an_innocent_world_no_window_accuses_anybody_and_planted_groups_are_found_until_the_crowd_hides_them()
    {
        WindowSweepResult result = Sweep(WorldBuilder.Build(WorldOptions.Nasty(1), 1).ToColumns(), new WindowSweepOptions { Trials = 2 });
        Assert.Equal(9, result.Windows.Count);
        Assert.All(result.Windows, w => Assert.Equal(0, w.ControlAccounts));
        Assert.All(result.Windows.Where(w => w.Window <= 300 * UnixTime.PerSecond), w => Assert.True(w.Accounts == 0, $"{w.Window}: {w.Accounts}"));
        Assert.All(result.Windows.Where(w => w.Window <= 60 * UnixTime.PerSecond), w => Assert.True(w.Power >= 0.9, $"{w.Window}: {w.Power}"));
        // A group that takes half an hour is one crowd among others: the sweep has to say that an hour sees less than a minute.
        Assert.True(result.Windows[^1].Power < result.Windows[3].Power);
        // A threshold alone accuses more the wider the window.
        Assert.True(result.Windows[^1].Candidates > 10 * result.Windows[0].Candidates);
    }

    [Fact]
    public void A_group_that_acts_within_minutes_is_seen_from_the_window_that_holds_it_on()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(0) with { Planted = [new PlantedGroup(PlantedStyle.Minutes, Members: 12, Acts: 25)] }, 3);
        WindowSweepResult result = Sweep(world.ToColumns(), new WindowSweepOptions { Windows = Seconds(300, 5), Trials = 0 });
        Assert.Equal(Seconds(5, 300), result.Windows.Select(w => w.Window));
        Assert.True(result.Windows[0].Accounts < 6 && result.Windows[1].Accounts >= 11);
        Assert.All(result.Windows, w => Assert.True(w.AccountsCorrected <= w.Accounts && double.IsNaN(w.Power)));
    }

    [Fact]
    public void A_repeat_gives_the_same_figures_and_another_seed_plants_elsewhere()
    {
        ShareColumns shares = WorldBuilder.Build(WorldOptions.Nasty(2), 2).ToColumns();
        var options = new WindowSweepOptions { Windows = Seconds(60), Trials = 1 };
        int accounts = shares.Accounts.Count;
        WindowSweepResult one = WindowSweep.Run(shares, options, cancel: TestContext.Current.CancellationToken);
        WindowSweepResult two = WindowSweep.Run(shares, options with { Threads = 1 }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(one.Windows, two.Windows);
        // The material itself is left as it was.
        Assert.Equal(accounts, shares.Accounts.Count);
        ShareIndex index = ShareIndex.Build(shares);
        var plants = new PlantedShares(shares, index, 8, 10);
        Assert.Equal(plants.With(60, 1).Object, plants.With(3600, 1).Object);
        Assert.NotEqual(plants.With(60, 1).Object, plants.With(60, 2).Object);
    }

    [Fact]
    public void Planted_members_act_within_half_the_window_on_the_clock_of_the_material_and_hide_in_a_crowd()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(2), 4);
        ShareColumns shares = world.ToColumns();
        ShareIndex index = ShareIndex.Build(shares);
        long clock = ClockResolution.Of(index);
        long window = 600 * UnixTime.PerSecond;
        var plants = new PlantedShares(shares, index, 8, 10);
        ShareColumns with = plants.With(window, 7);
        (int Account, int Object, long Time)[] added = [.. Enumerable.Range(shares.Count, with.Count - shares.Count)
            .Select(i => (with.Account[i], with.Object[i], with.Time[i]))];
        Assert.Equal(Enumerable.Range(plants.FirstAccount, 8), added.Select(r => r.Account).Distinct().Order());
        Assert.All(added, r => Assert.Equal(0, r.Time % clock));
        Assert.Equal(with.Count - shares.Count, with.Content[shares.Count..].Except(with.Content[..shares.Count]).Count());
        var together = added.Take(80).GroupBy(r => r.Object).ToArray();
        Assert.Equal(10, together.Length);
        Assert.All(together, o => Assert.True(o.Max(r => r.Time) - o.Min(r => r.Time) <= window / 2 + clock));
        Assert.All(together, o => Assert.True(index.ObjectStart[o.Key + 1] - index.ObjectStart[o.Key] >= 5));
        // Ordinary activity: at least as much again as the group's own acts.
        Assert.True(added.Length >= 160);
    }

    [Fact]
    public void Posts_under_two_accounts_and_tiny_or_empty_material_stop_nothing()
    {
        var options = new WindowSweepOptions { Windows = Seconds(5, 3600), Trials = 1 };
        Tables.Random.Array[1, 20].Sample(tables =>
        {
            foreach (Tables.Share[] rows in tables)
            {
                WindowSweepResult result = WindowSweep.Run(Tables.Columns(rows), options);
                Assert.All(result.Windows, w => Assert.InRange(w.PlantedFound, 0, 8));
            }
        }, iter: 10, threads: 1);
        Assert.Equal(0, WindowSweep.Run(Tables.Columns([]), options, cancel: TestContext.Current.CancellationToken).Windows[0].Planted);
        // At both ends of time.
        WindowSweep.Run(Tables.Columns([new(0, 0, 0, long.MinValue), new(1, 0, 1, long.MaxValue), new(0, 0, 2, long.MaxValue)]), options,
            cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_window_that_is_too_dear_is_left_out_and_counts_for_no_correction()
    {
        ShareColumns shares = WorldBuilder.Build(WorldOptions.Nasty(2), 2).ToColumns();
        WindowSweepResult result = WindowSweep.Run(
            shares, new WindowSweepOptions { Windows = Seconds(5, 3600), Trials = 0, MostPairs = 1_000_000 }, cancel: TestContext.Current.CancellationToken);
        output.WriteLine(string.Join(", ", result.Windows.Select(w => w.PairsInWindow)));
        Assert.Equal([false, true], result.Windows.Select(w => w.LeftOut));
        Assert.Equal(1, result.Tried);
    }

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        using var cancel = new CancellationTokenSource();
        ShareColumns shares = WorldBuilder.Build(WorldOptions.Nasty(2), 2).ToColumns();
        Assert.Throws<OperationCanceledException>(() => WindowSweep.Run(
            shares, new WindowSweepOptions(), progress: (_, _, pass, _) => { if (pass == 2) { cancel.Cancel(); } }, cancel: cancel.Token));
    }
}
