using Tidemark.Detection.Activation;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Activation;

public sealed class VolumeTests
{
    private const int Days = 240;

    [Fact]
    public void Who_wakes_is_dated_to_the_day_and_falling_asleep_again_changes_nothing()
    {
        AssetChange change = Assert.Single(Reported("woken", day => day < 150 ? (day % 25 == 0 ? 1 : 0) : day < 190 ? 3 + day % 3 : 0));

        Assert.Equal(150, change.Change.Day);
        Assert.InRange(150, change.Change.From, change.Change.To);
        Assert.Equal(24, change.Change.DormantDays);
    }

    [Fact]
    public void Who_comes_back_from_a_holiday_is_not_activated_however_long_it_was() =>
        Assert.Empty(Reported("away", day => day is > 20 and < 150 ? 0 : 2 + day % 2));

    [Fact]
    public void A_burst_of_a_week_is_no_new_level() =>
        Assert.Empty(Reported("burst", day => day is >= 120 and < 127 ? 20 : day % 10 == 0 ? 1 : 0));

    [Fact]
    public void A_schedule_is_no_activation() =>
        Assert.Empty(Reported("clock", day => day % 14 == 0 ? 6 : 0));

    [Fact]
    public void A_newcomer_that_finds_its_level_stands_apart()
    {
        ActivationResult result = Run("late", day => day < 60 ? 0 : day < 95 ? (day % 7 == 4 ? 1 : 0) : 5);

        Assert.Empty(Reported(result));
        Assert.Single(result.Newcomers);
    }

    [Fact]
    public void An_event_of_the_calendar_explains_what_is_over_with_it()
    {
        static int Counts(int day) => day is >= 120 and < 143 ? 6 : day % 10 == 0 ? 1 : 0;
        Assert.Single(Reported("fair", Counts));

        ActivationResult result = Run("fair", Counts, ((int)Lives.FirstDay + 120, (int)Lives.FirstDay + 142, "a fair"));

        Assert.Empty(Reported(result));
        Assert.All(result.Changes, change => Assert.Equal("a fair", change.Change.ExplainedBy));
    }

    [Fact]
    public void Events_close_together_do_not_explain_what_outlasts_them()
    {
        (int, int, string)[] events = [.. Enumerable.Range(0, 3).Select(i => ((int)Lives.FirstDay + 121 + 8 * i, (int)Lives.FirstDay + 123 + 8 * i, $"fair {i}"))];

        Assert.Single(Reported(Run("woken", day => day >= 120 ? 4 : day % 10 == 0 ? 1 : 0, events)));
        Assert.Empty(Reported(Run("fair", day => day is >= 120 and < 145 ? 4 : day % 10 == 0 ? 1 : 0, events)));
    }

    [Fact]
    public void A_quiet_first_fortnight_belongs_to_the_new_level()
    {
        AssetChange change = Assert.Single(Reported("woken", day => day < 120 ? (day % 40 == 0 ? 1 : 0) : day < 138 ? 2 + day % 2 : 12 + day % 3));

        Assert.Equal(120, change.Change.Day);
    }

    [Fact]
    public void States_follow_each_other_without_a_gap()
    {
        ActivationResult result = Run("woken", day => day < 150 ? (day % 40 == 0 ? 1 : 0) : 4);

        AssetState[] states = [.. result.States.Where(state => state.Asset == 0 && state.State != "registered")];
        Assert.Equal(["seeded", "dormant", "seeded", "dormant", "seeded", "dormant", "seeded", "dormant", "active"], states.Select(state => state.State));
        Assert.All(states.Zip(states.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
        Assert.Equal(Days - 1, states[^1].To);
    }

    private static List<AssetChange> Reported(string asset, Func<int, int> counts) => Reported(Run(asset, counts));

    private static List<AssetChange> Reported(ActivationResult result) =>
        [.. result.Changes.Where(change => change.Change.Asset == 0 && change.Q <= 0.05 && change.Change.ExplainedBy is null)];

    /// <summary>One life among thirty steady ones, which teach what is usual; it is the first by name.</summary>
    private static ActivationResult Run(string asset, Func<int, int> counts, params (int, int, string)[] events)
    {
        IEnumerable<LifePost> posts = Lives.Life("0 " + asset, [.. Enumerable.Range(0, Days).Select(counts)]);
        for (ulong i = 0; i < 30; i++)
        {
            posts = posts.Concat(Lives.Life($"steady {i}", Lives.Steady(i, Days, 0.3 + 0.1 * i)));
        }
        PostColumns columns = Lives.Of(posts);
        return ActivationDetector.Run(columns, new ActivationOptions(events), TestContext.Current.CancellationToken);
    }
}
