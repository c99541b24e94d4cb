using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class IssuesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("issues").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_calls_write_the_same_bytes_and_the_order_of_rows_does_not_matter()
    {
        (string assets, string others) = World(backwards: false);
        (string assetsBack, string othersBack) = World(backwards: true);

        string one = Call("one", assets, "--background", others);
        string two = Call("two", assets, "--background", others);
        string three = Call("three", assetsBack, "--background", othersBack);

        foreach (string table in (string[])["issues.csv", "terms.csv", "timeline.csv", "exemplars.csv"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(one, table)), File.ReadAllText(Path.Combine(two, table)));
            Assert.Equal(File.ReadAllText(Path.Combine(one, table)), File.ReadAllText(Path.Combine(three, table)));
        }
        string[] issues = File.ReadAllLines(Path.Combine(one, "issues.csv"));
        Assert.StartsWith("issue,rank,label,documents,assets,share,background_share,lift,low,high,q,stability,languages", issues[0], StringComparison.Ordinal);
        Assert.StartsWith("issue,term,z,low,high,stability", File.ReadLines(Path.Combine(one, "terms.csv")).First(), StringComparison.Ordinal);
        Assert.Equal("issue,date,documents,share,background_share", File.ReadLines(Path.Combine(one, "timeline.csv")).First());
        Assert.StartsWith("1,1,", issues[1], StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(one, "summary.json")));
        Assert.Equal(1, summary.RootElement.GetProperty("reported").GetInt32());
        Assert.Equal(1, summary.RootElement.GetProperty("rejected").GetInt32());
        Assert.Equal(File.ReadLines(assets).Count(), summary.RootElement.GetProperty("rejected_rows")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public void Without_a_background_it_says_that_nothing_can_be_reported()
    {
        (string assets, _) = World(backwards: false);

        string folder = Call("alone", assets);

        string[] cells = File.ReadLines(Path.Combine(folder, "issues.csv")).Skip(1).First().Split(',');
        Assert.Contains(",,,,,,", string.Join(',', cells), StringComparison.Ordinal);
        Assert.Contains("nothing can be reported", File.ReadAllText(Path.Combine(folder, "summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_of_ones_own_names_the_issue()
    {
        (string assets, string others) = World(backwards: false);
        string sheet = Path.Combine(_folder, "mine.txt");
        File.WriteAllText(sheet, "the locks: " + string.Join(' ', IssueWorld.Build(Options, 11).Planted[0]));

        string folder = Call("named", assets, "--background", others, "--sheet", sheet);

        Assert.Contains("the locks", File.ReadLines(Path.Combine(folder, "issues.csv")).Skip(1).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_that_cannot_be_read_is_located()
    {
        (string assets, _) = World(backwards: false);
        string sheet = Path.Combine(_folder, "mine.txt");
        File.WriteAllText(sheet, "a: b\nno colon");

        Cli run = Cli.Run("issues", assets, "--sheet", sheet, "--out", Path.Combine(_folder, "out"));

        Assert.Equal(2, run.Exit);
        Assert.Contains("mine.txt: line 2", run.Error, StringComparison.Ordinal);
    }

    private static IssueWorldOptions Options => new() { Assets = 25, Others = 80, PostsOfAssets = 48, PostsOfOthers = 30, Days = 40, Campaigns = 1, Push = 0.2 };

    private string Call(string name, params string[] call)
    {
        string folder = Path.Combine(_folder, name);
        Cli run = Cli.Run(["issues", .. call, "--out", folder]);
        Assert.True(run.Exit == 0, run.Error);
        return folder;
    }

    private (string Assets, string Others) World(bool backwards)
    {
        var material = IssueWorld.Build(Options, 11).Material;
        string assets = Path.Combine(_folder, backwards ? "assets-back.csv" : "assets.csv");
        string others = Path.Combine(_folder, backwards ? "others-back.csv" : "others.csv");
        IEnumerable<int> posts = Enumerable.Range(0, material.Account.Length);
        var ofAssets = new StringBuilder("account_id,content_id,timestamp_share,text\n");
        var ofOthers = new StringBuilder("account_id,content_id,timestamp_share,text\n");
        foreach (int post in backwards ? posts.Reverse() : posts)
        {
            bool asset = material.IsAsset[material.Account[post]];
            (asset ? ofAssets : ofOthers).Append(CultureInfo.InvariantCulture, $"a{material.Account[post]},c{post},{(material.Day[post] * 86_400L) + (post % 86_400)},{material.Text[post]}\n");
        }
        ofAssets.Append("a1,bad,31/13/2024,text\n");
        File.WriteAllText(assets, ofAssets.ToString());
        File.WriteAllText(others, ofOthers.ToString());
        return (assets, others);
    }
}
