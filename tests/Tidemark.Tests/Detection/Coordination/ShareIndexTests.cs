using CsCheck;
using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

public sealed class ShareIndexTests
{
    [Fact]
    public void Rows_are_sorted_by_object_time_account_and_post_and_repeats_count_once() =>
        Tables.Random.Sample(rows =>
        {
            ShareIndex index = ShareIndex.Build(Tables.Columns(rows));
            (int Object, long Time, int Account, int Content)[] wanted =
                [.. rows.Select(r => (r.Object, r.Time, r.Account, r.Content)).Distinct().Order()];
            Assert.Equal(wanted, Read(index));
            Assert.Equal(rows.Length - wanted.Length, index.Duplicates);
        });

    [Fact]
    public void Kept_repeats_stay_and_offsets_cover_every_row() =>
        Tables.Random.Sample(rows =>
        {
            ShareIndex index = ShareIndex.Build(Tables.Columns(rows), keepDuplicates: true);
            Assert.Equal([.. rows.Select(r => (r.Object, r.Time, r.Account, r.Content)).Order()], Read(index));
            Assert.Equal(0, index.ObjectStart[0]);
            Assert.Equal(rows.Length, index.ObjectStart[^1]);
            for (int o = 0; o < index.Objects; o++)
            {
                Assert.All(index.ObjectOf[index.ObjectStart[o]..index.ObjectStart[o + 1]], x => Assert.Equal(o, x));
            }
        });

    [Fact]
    public void The_row_list_of_an_account_holds_its_rows_in_order() =>
        Tables.Random.Sample(rows =>
        {
            ShareIndex index = ShareIndex.Build(Tables.Columns(rows));
            for (int a = 0; a < index.Accounts; a++)
            {
                int[] list = index.AccountRows[index.AccountStart[a]..index.AccountStart[a + 1]];
                Assert.Equal(Enumerable.Range(0, index.Rows).Where(i => index.Account[i] == a), list);
            }
        });

    [Theory]
    [InlineData(1_000_000_000L, 5_000)]
    [InlineData(1_000_000L, 5_000)]
    [InlineData(1L, 5_000)]
    [InlineData(1_000_000_000L, 3)]
    public void A_hot_object_is_sorted_whatever_the_clock(long tick, int range)
    {
        // 100,000 rows of one object in random order, with many ties: the radix path and the tie path.
        var random = new Random(7);
        Tables.Share[] rows = [.. Enumerable.Range(0, 100_000)
            .Select(i => new Tables.Share(random.Next(900), 0, i, -4_000 * tick + random.Next(range) * tick))];
        // Compared by hand: the assertion library takes minutes over 100,000 tuples.
        Assert.True(rows.Select(r => (r.Object, r.Time, r.Account, r.Content)).Order()
            .SequenceEqual(Read(ShareIndex.Build(Tables.Columns(rows)))));
    }

    [Fact]
    public void Times_at_both_ends_of_the_range_do_not_wrap()
    {
        Tables.Share[] rows = [.. Enumerable.Range(0, 100)
            .Select(i => new Tables.Share(0, 0, i, i % 2 == 0 ? long.MaxValue - i : long.MinValue + i))];
        Assert.Equal(
            rows.Select(r => r.Time).Order(),
            ShareIndex.Build(Tables.Columns(rows)).Time);
    }

    [Fact]
    public void A_post_under_two_accounts_is_noticed()
    {
        Assert.False(ShareIndex.Build(Tables.Columns([new(0, 0, 5, 1), new(1, 1, 5, 2)])).PostsHaveOneAccount);
        Assert.True(ShareIndex.Build(Tables.Columns([new(0, 0, 5, 1), new(0, 1, 5, 2), new(1, 1, 6, 2)])).PostsHaveOneAccount);
    }

    [Fact]
    public void An_id_outside_its_table_is_a_bug_and_says_so()
    {
        ShareColumns columns = Tables.Columns([new(0, 0, 0, 1)]);
        columns.Object[0] = 7;
        Assert.Contains("object id 7", Assert.Throws<ArgumentException>(() => ShareIndex.Build(columns)).Message, StringComparison.Ordinal);
    }

    private static (int, long, int, int)[] Read(ShareIndex index) =>
        [.. Enumerable.Range(0, index.Rows).Select(i => (index.ObjectOf[i], index.Time[i], index.Account[i], index.Content[i]))];
}
