using Tidemark.Detection;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Audiences and the groups that look like them: the same background, and a dozen accounts that act on one hub's or on their own objects.</summary>
public sealed class SourceTests(ITestOutputHelper output)
{
    private const int Members = 14;

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public void The_audience_of_a_hub_is_not_reported_however_fast_it_is(int window)
    {
        // Fans with alerts: a median of half a minute, log-normal, three quarters of them each time.
        int reported = Reported(window, (random, birth, rows) =>
        {
            rows.Add(("hub", birth));
            foreach (int fan in Enumerable.Range(0, Members).Where(_ => random.Chance(0.75)))
            {
                rows.Add(($"m{fan}", birth + 2 + (long)(30 * Math.Exp(random.Normal()))));
            }
        });
        Assert.Equal(0, reported);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public void A_group_that_takes_turns_is_found(int window)
    {
        int reported = Reported(window, (random, birth, rows) =>
        {
            foreach (int member in Enumerable.Range(0, Members).Where(_ => random.Chance(0.75)))
            {
                rows.Add(($"m{member}", birth + random.Below(45)));
            }
        });
        Assert.Equal(Members, reported);
    }

    [Fact]
    public void A_group_that_takes_turns_is_found_by_a_clock_that_shows_minutes()
    {
        int reported = Reported(300, (random, birth, rows) =>
        {
            foreach (int member in Enumerable.Range(0, Members).Where(_ => random.Chance(0.75)))
            {
                long at = birth + random.Below(25);
                rows.Add(($"m{member}", at - at % 60));
            }
        });
        Assert.Equal(Members, reported);
    }

    [Fact]
    public void A_program_that_works_through_its_accounts_in_order_is_no_audience()
    {
        int reported = Reported(60, (random, birth, rows) =>
        {
            foreach (int member in Enumerable.Range(0, Members).Where(_ => random.Chance(0.85)))
            {
                rows.Add(($"m{member}", birth + 3 * member + random.Below(2)));
            }
        });
        // Neighbours in its list are a pause apart, which may pass for a reaction; the group must stand all the same.
        Assert.True(reported >= Members - 2, $"{reported} of {Members}");
    }

    /// <summary>How many of the members and the hub are reported, in an innocent world of other accounts.</summary>
    private int Reported(int window, Action<SeededRandom, long, List<(string Account, long Seconds)>> act)
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(0), 3);
        var random = new SeededRandom(11);
        var accounts = new Names();
        var objects = new Names();
        var rows = new List<(int Account, int Object, long Time)>();
        foreach (WorldShare share in world.Shares)
        {
            rows.Add((accounts.Intern(World.AccountName(share.Account)), objects.Intern(World.ItemLink(share.Item)), share.Seconds));
        }
        long begin = world.Shares[0].Seconds;
        long end = world.Shares[^1].Seconds;
        for (int post = 0; post < 40; post++)
        {
            var acts = new List<(string Account, long Seconds)>();
            act(random, begin + random.Below(end - begin), acts);
            int item = objects.Intern($"post-{post}");
            rows.AddRange(acts.Select(a => (accounts.Intern(a.Account), item, a.Seconds)));
        }
        var shares = new ShareColumns
        {
            Account = [.. rows.Select(r => r.Account)], Object = [.. rows.Select(r => r.Object)],
            Content = [.. Enumerable.Range(0, rows.Count)], Time = [.. rows.Select(r => r.Time * UnixTime.PerSecond)],
            Count = rows.Count, Accounts = accounts, Objects = objects, Contents = null, Kind = TraceKind.Link,
        };
        HashSet<int> reported = WorldRuns.Reported(WorldRuns.Detect(shares, window));
        int ours = reported.Count(a => shares.Accounts.Text(a) is "hub" || shares.Accounts.Text(a).StartsWith('m'));
        output.WriteLine($"{ours} of them reported, {reported.Count - ours} others");
        Assert.Equal(ours, reported.Count);
        return ours;
    }
}
