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
    public void Groups_of_several_kinds_are_tested_and_described_by_what_each_kind_kept()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(1) with { Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 31);
        ShareColumns[] kinds = Kinds(world);
        SeveralTraces found = Run(kinds, 60);
        IReadOnlyList<GroupTest> tests = GroupTests.Of(found);
        Assert.Equal(found.Groups.All.Count, tests.Count);
        Assert.Contains(tests, t => t.Q <= 0.01 && t.AccountsAtLeast >= 11);
        // Each kind alone, at its share, may claim no more of the same pairs than all together do.
        int[] byBest = [.. Enumerable.Range(0, 3).Select(kind => GroupTests.AtLeast(
            [[.. Enumerable.Range(0, found.Edges.Count).Where(e => found.BestKind[e] == kind).Select(e => found.Edges.P![e] / 3).Order()]],
            [found.ByKind[kind].Tests.Tests], 0.01 / 3))];
        Assert.Equal(byBest.Sum(), found.Groups.All.Count == 1 ? tests[0].PairsAtLeast : byBest.Sum());

        Names posts = Posts(world);
        ShareColumns[] shared = [.. kinds.Select(k => new ShareColumns
        {
            Account = k.Account, Object = k.Object, Content = k.Content, Time = k.Time, Count = k.Count, Accounts = k.Accounts, Objects = k.Objects, Contents = posts, Kind = k.Kind,
        })];
        JoinedTraces joined = JoinedTraces.Of(shared);
        Assert.Equal(kinds.Sum(k => k.Count), joined.Index.Rows + joined.Index.Duplicates);
        GroupProfile group = GroupProfile.Of(found, joined, TestContext.Current.CancellationToken)[0];
        Assert.Equal(group.Objects.Count, group.Objects.Select(joined.Object).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, found.Edges.Count).Where(e => found.Groups.GroupOf[found.Edges.A[e]] == 1 && found.Groups.GroupOf[found.Edges.B[e]] == 1)
                .SelectMany(e => Enumerable.Range(0, 3).Where(k => found.Of(k, found.Edges.A[e], found.Edges.B[e]).Outcome == SeveralTraces.Outcome.Kept)
                    .SelectMany(k => PairRows.Of(found.ByKind[k].Index, found.Edges.A[e], found.Edges.B[e], 60 * UnixTime.PerSecond)
                        .Select(p => (kinds[k].Kind, kinds[k].Objects.Text(found.ByKind[k].Index.ObjectOf[p.RowA]))))).Distinct().Order(),
            group.Objects.Select(joined.Object).Order());
        // A post that leaves three traces is one post.
        Assert.True(group.Shares <= group.Group.Accounts.Sum(a => kinds[0].Account.Take(kinds[0].Count).Count(x => x == a)));
    }

    [Fact]
    public void A_kind_without_any_object_moves_no_other()
    {
        var accounts = new Names();
        accounts.Intern("a");
        var posts = new Names();
        posts.Intern("p");
        ShareColumns Table(TraceKind kind, params string[] objects)
        {
            var names = new Names();
            int[] ids = [.. objects.Select(o => names.Intern(o))];
            return new ShareColumns { Account = new int[ids.Length], Object = ids, Content = new int[ids.Length], Time = new long[ids.Length], Count = ids.Length, Accounts = accounts, Objects = names, Contents = posts, Kind = kind };
        }
        JoinedTraces joined = JoinedTraces.Of([Table(TraceKind.Media), Table(TraceKind.Link, "x", "y"), Table(TraceKind.Domain), Table(TraceKind.Text, "x"), Table(TraceKind.Reply)]);
        Assert.Equal([1, 1, 3], Enumerable.Range(0, 3).Select(joined.PlaceOf));
        Assert.Equal([(TraceKind.Link, "x"), (TraceKind.Link, "y"), (TraceKind.Text, "x")], Enumerable.Range(0, 3).Select(joined.Object));
        Assert.Throws<ArgumentException>(() => JoinedTraces.Of([]));
        Assert.Throws<ArgumentException>(() => JoinedTraces.Of([Table(TraceKind.Link), new ShareColumns { Account = [], Object = [], Content = [], Time = [], Count = 0, Accounts = accounts, Objects = new Names(), Contents = new Names() }]));
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

    private static Names Posts(World world)
    {
        var posts = new Names();
        for (int row = 0; row < world.Shares.Count; row++)
        {
            posts.Intern(string.Create(CultureInfo.InvariantCulture, $"post {row}"));
        }
        return posts;
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
