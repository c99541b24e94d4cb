using Tidemark.Detection.Issues;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.Detection.Issues;

public class IssueFinderTests
{
    private static readonly IssueOptions Quick = new() { Exchanges = 99, Redraws = 40 };
    private static readonly IssueWorldOptions Small = new() { Assets = 40, Others = 150, PostsOfAssets = 50, PostsOfOthers = 40, Days = 50 };

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void A_planted_issue_is_found_and_reported(ulong seed)
    {
        IssueWorld world = IssueWorld.Build(Small with { Campaigns = 1 }, seed);

        IssueResult result = Find(world.Material, Quick);

        Issue first = result.Issues[0];
        Assert.True(first.Terms.Take(15).Count(term => world.Planted[0].Contains(term.Text)) >= 4);
        Assert.True(first.Terms.Take(5).Count(term => world.Planted[0].Contains(term.Text)) >= 3);
        Assert.InRange(first.Q, 0, 0.05);
        Assert.InRange(first.Stability, 0.8, 1);
        Assert.InRange(first.Lift, 3, 1e6);
        Assert.InRange(first.Lift, first.Low, first.High);
        Assert.Equal(first.Documents, first.Timeline.Sum(day => day.Documents));
        Assert.All(first.Exemplars, post => Assert.True(world.Material.IsAsset[world.Material.Account[post]]));
    }

    [Theory]
    [InlineData(3UL)]
    [InlineData(4UL)]
    [InlineData(5UL)]
    public void Assets_that_write_more_and_on_other_days_with_favourite_words_and_news_push_nothing(ulong seed)
    {
        IssueWorld world = IssueWorld.Build(Small, seed);

        IssueResult result = Find(world.Material, Quick);

        Assert.DoesNotContain(result.Issues, issue => issue.Q <= 0.05 && issue.Stability >= 0.8);
    }

    [Fact]
    public void What_one_account_repeats_is_no_issue()
    {
        var posts = new Posts();
        for (int account = 0; account < 40; account++)
        {
            for (int day = 0; day < 20; day++)
            {
                posts.Add(account, day, account == 0 ? "zubel vatic morning harbour" : "morning harbour bicycle", asset: account < 15);
            }
        }

        IssueResult result = Find(posts.Material(), Quick);

        Assert.DoesNotContain(result.Issues, issue => issue.Terms.Any(term => term.Text == "zubel") && issue.Q <= 0.05);
    }

    [Fact]
    public void News_of_one_day_is_no_issue_of_those_who_wrote_that_day()
    {
        var posts = new Posts();
        for (int account = 0; account < 60; account++)
        {
            for (int day = 0; day < 20; day++)
            {
                // The assets write on the day of the news only half of the others are awake on.
                bool asset = account < 20;
                if (day == 7 ? asset || account % 2 == 0 : !asset || day % 5 == 0)
                {
                    posts.Add(account, day, day == 7 ? "storm ferry cancelled delay" : "garden library concert", asset);
                }
            }
        }

        IssueResult result = Find(posts.Material(), Quick);

        Assert.DoesNotContain(result.Issues, issue => issue.Q <= 0.05);
    }

    [Fact]
    public void The_result_is_the_same_whatever_the_threads()
    {
        IssueWorld world = IssueWorld.Build(Small with { Campaigns = 1 }, 6);

        string one = Words(Find(world.Material, Quick with { Threads = 1 }));
        string three = Words(Find(world.Material, Quick with { Threads = 3 }));

        Assert.Equal(one, three);
    }

    [Fact]
    public void Doubling_the_background_changes_no_sign()
    {
        IssueWorld world = IssueWorld.Build(Small with { Campaigns = 1 }, 7);
        IssueMaterial once = world.Material;
        int accounts = once.IsAsset.Length;
        int[] others = [.. Enumerable.Range(0, once.Account.Length).Where(post => !once.IsAsset[once.Account[post]])];
        var twice = new IssueMaterial
        {
            Account = [.. once.Account, .. others.Select(post => once.Account[post] + accounts)],
            Day = [.. once.Day, .. others.Select(post => once.Day[post])],
            Text = [.. once.Text, .. others.Select(post => once.Text[post])],
            Language = [.. once.Language, .. others.Select(post => once.Language[post])],
            IsAsset = [.. once.IsAsset, .. new bool[accounts]],
        };

        Issue before = Find(once, Quick).Issues[0];
        Issue after = Find(twice, Quick).Issues[0];

        Assert.True(before.Lift > 1 && after.Lift > 1);
        Assert.Equal(before.Lift > 1, after.Lift > 1);
        Assert.True(after.Terms.Take(10).Count(term => before.Terms.Take(10).Any(known => known.Text == term.Text)) >= 5);
    }

    [Fact]
    public void Later_days_change_nothing_but_the_days()
    {
        IssueWorld world = IssueWorld.Build(Small with { Campaigns = 1 }, 8);
        IssueMaterial once = world.Material;
        var later = new IssueMaterial { Account = once.Account, Day = [.. once.Day.Select(day => day + 30)], Text = once.Text, Language = once.Language, IsAsset = once.IsAsset };

        IssueResult before = Find(once, Quick);
        IssueResult after = Find(later, Quick);

        Assert.Equal(Words(before), Words(after));
        Assert.Equal(before.Days.Select(day => day + 30), after.Days);
    }

    [Fact]
    public void Without_a_background_nothing_is_said_to_be_beyond_chance()
    {
        IssueWorld world = IssueWorld.Build(Small with { Others = 0, Campaigns = 1 }, 9);

        IssueResult result = Find(world.Material, Quick);

        Assert.NotEmpty(result.Issues);
        Assert.All(result.Issues, issue => Assert.True(double.IsNaN(issue.Q) && double.IsNaN(issue.Lift) && double.IsNaN(issue.BackgroundShare)));
    }

    [Fact]
    public void Nothing_to_read_is_no_failure()
    {
        IssueResult result = Find(new Posts().Material());

        Assert.Empty(result.Issues);
    }

    private static IssueResult Find(IssueMaterial material, IssueOptions? options = null) =>
        IssueFinder.Find(material, options, stop: TestContext.Current.CancellationToken);

    private static string Words(IssueResult result) =>
        string.Join('\n', result.Issues.Select(issue => $"{issue.Label} {issue.Z:R} {issue.Q:R} {issue.Stability:R} {issue.Low:R} " + string.Join(' ', issue.Terms.Select(term => $"{term.Text} {term.Low:R}"))));

    private sealed class Posts
    {
        private readonly List<int> _account = [];
        private readonly List<int> _day = [];
        private readonly List<string> _text = [];
        private readonly SortedDictionary<int, bool> _asset = [];

        public void Add(int account, int day, string text, bool asset)
        {
            _account.Add(account);
            _day.Add(day);
            _text.Add(text);
            _asset[account] = asset;
        }

        public IssueMaterial Material() => new()
        {
            Account = [.. _account], Day = [.. _day], Text = [.. _text], Language = new string?[_text.Count], IsAsset = [.. _asset.Values],
        };
    }
}
