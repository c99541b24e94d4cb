using CsCheck;
using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class CoActionKernelTests
{
    private static readonly Gen<(Tables.Share[] Rows, long Window, int MinWeight, bool Loops)> Cases =
        from rows in Tables.Random
        from window in Gen.Int[0, 40]
        from tick in Gen.Int[0, 2].Select(i => new[] { 1L, 500_000_000L, 1_000_000_000L }[i])
        from minWeight in Gen.Int[1, 5]
        from loops in Gen.Bool
        select (rows, window * tick, minWeight, loops);

    [Fact]
    public void Edges_are_those_of_the_definition() =>
        Cases.Sample(
            c => Same(Oracle.Edges(c.Rows, c.Window, c.MinWeight, c.Loops), Run(c.Rows, new(c.Window, c.MinWeight, c.Loops))),
            iter: 3000);

    [Fact]
    public void Edges_are_those_of_the_definition_where_every_post_has_one_account() =>
        Cases.Sample(
            c =>
            {
                Tables.Share[] rows = [.. c.Rows.Select((r, i) => r with { Content = i })];
                return Same(Oracle.Edges(rows, c.Window, c.MinWeight, c.Loops), Run(rows, new(c.Window, c.MinWeight, c.Loops)));
            },
            iter: 3000);

    [Fact]
    public void A_storm_with_a_few_who_return_gives_the_same_edges_on_one_thread_and_on_two_and_by_the_definition()
    {
        // Many accounts on one hot object, few of them on cold ones: the path that looks partners up, and the threads.
        var random = new Random(11);
        var rows = new List<Tables.Share>();
        for (int i = 0; i < 30_000; i++)
        {
            bool hot = random.Next(3) == 0;
            rows.Add(new(random.Next(1500), hot ? random.Next(2) : 2 + random.Next(400), i, random.Next(hot ? 4_000 : 6_000) * 1_000_000_000L));
        }
        var options = new CoActionOptions(60_000_000_000, 3);
        Oracle.Edge[] one = Run(rows, options with { Threads = 1 });
        Assert.True(one.Length > 50, $"{one.Length} edges are too few to say anything");
        Assert.True(Same(one, Run(rows, options with { Threads = 2 })));
        HashSet<int> some = [.. Enumerable.Range(0, 300).Select(i => i * 5)];
        HashSet<string> names = [.. some.Select(Tables.Account)];
        Assert.True(Same(
            Oracle.Edges(rows.Where(r => some.Contains(r.Account)), options.Window, 3, false),
            [.. one.Where(e => names.Contains(e.A) && names.Contains(e.B))]));
    }

    [Fact]
    public void The_window_is_inclusive_at_both_ends_and_never_rounded()
    {
        const long Window = 60_000_000_000;
        Assert.Single(Run([new(0, 0, 0, 0), new(1, 0, 1, Window)], new(Window)));
        Assert.Empty(Run([new(0, 0, 0, 0), new(1, 0, 1, Window + 1)], new(Window)));
        Assert.Single(Run([new(0, 0, 0, Window), new(1, 0, 1, 0)], new(Window)));
    }

    [Fact]
    public void A_time_difference_that_overflows_is_outside_every_window() =>
        Assert.Empty(Run([new(0, 0, 0, long.MinValue), new(1, 0, 1, long.MaxValue)], new(long.MaxValue)));

    [Fact]
    public void The_pair_rows_of_an_edge_are_as_many_and_as_far_apart_as_the_edge_says() =>
        Cases.Sample(c =>
        {
            ShareIndex index = ShareIndex.Build(Tables.Columns(c.Rows));
            EdgeColumns edges = CoActionKernel.Run(index, new(c.Window, c.MinWeight, c.Loops));
            for (int e = 0; e < edges.Count; e++)
            {
                PairRows.Pair[] pairs = [.. PairRows.Of(index, edges.A[e], edges.B[e], c.Window)];
                Assert.Equal(edges.PairRows[e], pairs.Length);
                Assert.Equal(edges.SumDelta[e], pairs.Sum(p => (double)p.Delta));
                Assert.Equal(edges.Objects[e], pairs.Select(p => index.ObjectOf[p.RowA]).Distinct().Count());
                Assert.All(pairs, p => Assert.True(index.Account[p.RowA] == edges.A[e] && index.Account[p.RowB] == edges.B[e]));
            }
        });

    [Fact]
    public void The_price_is_the_number_of_pairs_of_rows_in_the_window() =>
        Cases.Sample(c =>
        {
            ShareIndex index = ShareIndex.Build(Tables.Columns(c.Rows));
            PairPrice price = PairPrice.Of(index, c.Window, 2);
            long[] perObject = [.. Enumerable.Range(0, index.Objects).Select(o =>
                (from i in Enumerable.Range(index.ObjectStart[o], index.ObjectStart[o + 1] - index.ObjectStart[o])
                 from j in Enumerable.Range(i + 1, index.ObjectStart[o + 1] - i - 1)
                 where index.Time[j] - index.Time[i] <= c.Window
                 select 1L).Sum())];
            Assert.Equal(perObject.Sum(), price.Pairs);
            Assert.Equal(perObject.Where(p => p > 0).OrderDescending().Take(2), price.Hottest.Select(h => h.Pairs));
        });

    private static Oracle.Edge[] Run(IReadOnlyList<Tables.Share> rows, CoActionOptions options)
    {
        ShareColumns columns = Tables.Columns(rows);
        EdgeColumns edges = CoActionKernel.Run(ShareIndex.Build(columns), options);
        return [.. Enumerable.Range(0, edges.Count).Select(e => new Oracle.Edge(
            columns.Accounts.Text(edges.A[e]), columns.Accounts.Text(edges.B[e]),
            edges.Weight[e], edges.Objects[e], edges.PairRows[e], edges.MeanDeltaSeconds(e)))];
    }

    private static bool Same(Oracle.Edge[] wanted, Oracle.Edge[] got) =>
        wanted.Length == got.Length && wanted.Zip(got).All(p =>
            p.First with { MeanDelta = 0 } == p.Second with { MeanDelta = 0 }
            && Math.Abs(p.First.MeanDelta - p.Second.MeanDelta) <= 1e-9 * Math.Max(1, p.First.MeanDelta));
}
