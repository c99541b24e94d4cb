using System.Globalization;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class SeveralTracesTests(ITestOutputHelper output)
{
    [Fact]
    public void In_innocent_worlds_whose_posts_leave_three_traces_nobody_is_reported()
    {
        int clean = 0;
        for (int k = 0; k < 6; k++)
        {
            World world = WorldBuilder.Build(WorldOptions.Nasty(k), (ulong)(300 + k));
            SeveralTraces found = Run(Kinds(world), k % 2 == 0 ? 60 : 300);
            int reported = found.Edges.A.Concat(found.Edges.B).Distinct().Count();
            output.WriteLine($"world {k}: three kinds {reported} reported, " +
                $"all traces in one table {InOneTable(world, k % 2 == 0 ? 60 : 300)} reported");
            Assert.True(reported <= 2, $"world {k}: {reported} innocents reported");
            clean += reported == 0 ? 1 : 0;
        }
        Assert.True(clean >= 5, $"only {clean} of 6 worlds were clean");
    }

    [Fact]
    public void A_group_in_step_on_one_kind_is_found_with_the_others_beside_it()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(1) with { Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 31);
        ShareColumns[] kinds = Kinds(world);
        SeveralTraces found = Run(kinds, 60);
        HashSet<int> reported = WorldRuns.Numbers(kinds[0], [.. found.Edges.A, .. found.Edges.B]);
        int members = world.Planted[0].Count(reported.Contains);
        output.WriteLine($"{members} of {world.Planted[0].Count} members found, {reported.Count - members} others");
        Assert.True(members >= 11);
        Assert.True(reported.Count - members <= 0.05 * reported.Count);
        Assert.NotEmpty(found.Groups.All);
    }

    [Fact]
    public void A_kept_pair_is_one_that_a_kind_keeps_at_its_share_of_q_and_has_the_figures_of_the_best_kind()
    {
        World world = WorldBuilder.Build(
            WorldOptions.Nasty(2) with { Planted = [new PlantedGroup(PlantedStyle.Seconds), new PlantedGroup(PlantedStyle.Minutes)] }, 77);
        ShareColumns[] kinds = Kinds(world);
        SeveralTraces found = Run(kinds, 60);
        CoordinationResult[] alone = [.. kinds.Select(k => CoordinationDetector.Run(k, Options(60) with { Q = 0.01 / 3 }, cancel: TestContext.Current.CancellationToken))];
        var wanted = alone.SelectMany(r => r.Edges.A.Zip(r.Edges.B)).Distinct().ToHashSet();
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, found.Edges.A.Zip(found.Edges.B).ToHashSet());
        Assert.Equal(wanted.Count, found.Edges.Count);
        for (int e = 0; e < found.Edges.Count; e++)
        {
            (int a, int b) = (found.Edges.A[e], found.Edges.B[e]);
            SeveralTraces.PairInKind[] pairs = [.. Enumerable.Range(0, 3).Select(kind => found.Of(kind, a, b))];
            SeveralTraces.PairInKind best = pairs[found.BestKind[e]];
            Assert.Equal(SeveralTraces.Outcome.Kept, best.Outcome);
            Assert.Equal(pairs.Where(p => p.Outcome == SeveralTraces.Outcome.Kept).Min(p => p.Q), best.Q);
            Assert.Equal((best.Weight, best.P, best.Q, best.Expected), (found.Edges.Weight[e], found.Edges.P![e], found.Edges.Q![e], found.Edges.Expected![e]));
            Assert.True(found.Edges.Q[e] <= 0.01);
            Assert.All(pairs, p => Assert.InRange(p.Q, 0, 1));
        }
    }

    [Fact]
    public void What_a_kind_says_of_a_pair_below_the_minimum_weight_is_counted_and_not_tested()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(0) with { Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 5);
        ShareColumns[] kinds = Kinds(world);
        // Nobody shares anything in the third kind: every share is an object of its own.
        kinds[2] = With(kinds[2], TraceKind.Text, (row, _) => string.Create(CultureInfo.InvariantCulture, $"only {row}"), world);
        SeveralTraces found = Run(kinds, 60);
        Assert.True(found.Edges.Count > 0);
        Assert.Equal(
            new SeveralTraces.PairInKind(0, double.NaN, double.NaN, 1, 1, SeveralTraces.Outcome.NotKept), found.Of(2, found.Edges.A[0], found.Edges.B[0]));
    }

    [Fact]
    public void Tables_with_names_of_their_own_are_a_bug_and_said_to_be_one()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(0), 5);
        Assert.Throws<ArgumentException>(() => Run([world.ToColumns(), world.ToColumns()], 60));
    }

    private static CoordinationOptions Options(long window) => new() { Window = window * UnixTime.PerSecond };

    private static SeveralTraces Run(ShareColumns[] kinds, long window) =>
        SeveralTraces.Run(kinds, Options(window), cancel: TestContext.Current.CancellationToken);

    /// <summary>A world's posts by link, by the two hashtags they carry, and by text; a text belongs to its link.</summary>
    private static ShareColumns[] Kinds(World world)
    {
        ShareColumns links = world.ToColumns();
        return
        [
            links,
            With(links, TraceKind.Hashtag, (_, item) => string.Create(CultureInfo.InvariantCulture, $"topic {item / 2}"), world),
            With(links, TraceKind.Text, (_, item) => string.Create(CultureInfo.InvariantCulture, $"text {item}"), world),
        ];
    }

    private static ShareColumns With(ShareColumns links, TraceKind kind, Func<int, int, string> name, World world)
    {
        var objects = new Names();
        return new ShareColumns
        {
            Account = links.Account, Content = links.Content, Time = links.Time, Count = links.Count, Accounts = links.Accounts, Contents = null, Kind = kind,
            Object = [.. world.Shares.Select((share, row) => objects.Intern(name(row, share.Item)))], Objects = objects,
        };
    }

    /// <summary>What counting one act three times would do.</summary>
    private static int InOneTable(World world, long window)
    {
        ShareColumns[] kinds = Kinds(world);
        var objects = new Names();
        var all = new ShareColumns
        {
            Account = [.. kinds.SelectMany(k => k.Account.Take(k.Count))], Content = [.. kinds.SelectMany(k => k.Content.Take(k.Count))],
            Time = [.. kinds.SelectMany(k => k.Time.Take(k.Count))],
            Object = [.. kinds.SelectMany(k => k.Object.Take(k.Count).Select(o => objects.Intern($"{k.Kind} {k.Objects.Text(o)}")))],
            Count = kinds.Sum(k => k.Count), Accounts = kinds[0].Accounts, Objects = objects, Contents = null,
        };
        return WorldRuns.Reported(WorldRuns.Detect(all, window)).Count;
    }
}
