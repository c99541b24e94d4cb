using System.Globalization;
using Tidemark.Detection.Activation;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Activation;

/// <summary>Worlds of a hundred and twenty assets with known truth: what is found, and what is said of the innocent.</summary>
public sealed class ActivationWorldTests(ITestOutputHelper output)
{
    private const double Size = 0.25;

    [Fact]
    public void The_woken_the_retasked_and_the_group_are_found_on_their_days()
    {
        ActivationWorld world = ActivationWorld.Of(31, Size);
        PostColumns posts = Lives.Of(world.Posts);

        ActivationResult result = Run(posts);

        Dictionary<string, LifeTruth> truth = world.Truth.ToDictionary(t => t.Asset);
        List<AssetChange> reported = Reported(result);
        int off = result.Lives.FirstDay - ActivationWorld.Date(0);
        double Found(LifeKind kind, string change, int within) => world.Truth.Where(t => t.Kind == kind).Average(t => reported.Any(r =>
            r.Kind == change && posts.Accounts.Text(r.Change.Asset) == t.Asset && Math.Abs(r.Change.Day + off - t.Day) <= within) ? 1.0 : 0);
        double woken = Found(LifeKind.Woken, "volume", 3), retasked = Found(LifeKind.Retasked, "topic", 5);
        int innocent = reported.Count(r => truth[posts.Accounts.Text(r.Change.Asset)].Kind is not (LifeKind.Woken or LifeKind.Retasked or LifeKind.Group));
        StartGroup group = Assert.Single(result.Groups);
        int[] members = [.. group.Members.Select(member => member.Asset)];
        int planted = members.Count(asset => truth[posts.Accounts.Text(asset)].Kind == LifeKind.Group);
        int all = world.Truth.Count(t => t.Kind == LifeKind.Group);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"woken within 3 days: {woken:0.00}; retasked within 5: {retasked:0.00}; innocent reported: {innocent}; group day off by {group.Day + off - world.GroupDay}, {planted} of {all} members, {members.Length - planted} others"));
        Assert.True(woken >= 0.85, $"{woken}");
        Assert.True(retasked >= 0.7, $"{retasked}");
        Assert.True(innocent <= 1, $"{innocent}");
        Assert.InRange(group.Day + off - world.GroupDay, -2, 2);
        Assert.True(planted >= 0.7 * all && members.Length - planted <= 0.3 * members.Length, $"{planted} of {all}, {members.Length}");
        Assert.Equal(
            world.Truth.Where(t => t.Kind == LifeKind.Newcomer).Select(t => t.Asset).Order(StringComparer.Ordinal),
            result.Newcomers.Select(posts.Accounts.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_innocent_worlds_next_to_nothing_is_reported()
    {
        int assets = 0, reported = 0, groups = 0;
        for (ulong seed = 41; seed <= 42; seed++)
        {
            ActivationWorld world = ActivationWorld.Of(seed, Size, innocent: true);
            ActivationResult result = Run(Lives.Of(world.Posts));
            (assets, reported, groups) = (assets + result.Lives.Assets, reported + Reported(result).Count, groups + result.Groups.Count(g => g.Members.Count >= 10));
        }
        output.WriteLine($"{reported} of {assets} innocent assets reported, {groups} groups of ten or more");
        Assert.True(reported <= 0.01 * assets, $"{reported} of {assets}");
        Assert.Equal(0, groups);
    }

    [Fact]
    public void A_permuted_calendar_finds_no_group()
    {
        ActivationWorld world = ActivationWorld.Of(31, Size);

        ActivationResult result = Run(Lives.Of(Lives.Rotated(world, 5)));

        Assert.DoesNotContain(result.Groups, group => group.Members.Count >= 10);
    }

    [Fact]
    public void Shifting_all_times_by_whole_days_shifts_all_dates_and_the_order_of_rows_changes_nothing()
    {
        ActivationWorld world = ActivationWorld.Of(32, 0.06);
        string[] lines = Lines(Lives.Of(world.Posts), 0);

        Assert.Contains(lines, line => line.StartsWith("volume", StringComparison.Ordinal));
        Assert.Equal(lines, Lines(Lives.Of(world.Posts.Reverse()), 0));
        Assert.Equal(lines, Lines(Lives.Of(world.Posts.Select(post => post with { Seconds = post.Seconds - 20_000 * 86_400L })), -20_000));
    }

    private static ActivationResult Run(PostColumns posts) =>
        ActivationDetector.Run(posts, new ActivationOptions([]), TestContext.Current.CancellationToken);

    private static List<AssetChange> Reported(ActivationResult result) =>
        [.. result.Changes.Where(change => change.Q <= 0.05 && change.Change.ExplainedBy is null)];

    /// <summary>Every figure of a result, with the days moved back.</summary>
    private static string[] Lines(PostColumns posts, int shift)
    {
        ActivationResult result = Run(posts);
        int first = result.Lives.FirstDay - shift;
        string Change(AssetChange c) => string.Create(CultureInfo.InvariantCulture,
            $"{c.Kind} {posts.Accounts.Text(c.Change.Asset)} {first + c.Change.Day} {first + c.Change.From} {first + c.Change.To} {c.Change.BeforeRate:R} {c.Change.AfterRate:R} {c.Change.P:R} {c.Q:R} {c.Change.Subject}");
        return
        [
            .. result.Changes.Select(Change),
            .. result.Newcomers.Select(posts.Accounts.Text),
            .. result.Groups.Select(g => $"group {first + g.Day} {g.Q} {string.Join(' ', g.Members.Select(m => posts.Accounts.Text(m.Asset)))}"),
            .. result.States.Select(s => $"{posts.Accounts.Text(s.Asset)} {s.State} {first + s.From} {first + s.To}"),
        ];
    }
}
