using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class SweepCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sweep_alone_needs_no_window_and_leaves_a_table_a_page_and_a_summary_that_warn()
    {
        string file = Shares();
        string folder = Path.Combine(_folder, "alone");
        Cli call = Cli.Run("coordination", file, "--sweep", "--out", folder);
        Assert.True(call.Exit == 0, call.Error);
        Assert.Equal(["summary.json", "sweep.csv", "sweep.html"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        string[] lines = Text(folder, "sweep.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["5", "10", "30", "60", "120", "300", "600", "1800", "3600"], lines[1..].Select(line => line.Split(',')[0]));
        string page = Text(folder, "sweep.html");
        using var summary = JsonDocument.Parse(Text(folder, "summary.json"));
        JsonElement sweep = summary.RootElement.GetProperty("sweep");
        Assert.Equal(9, sweep.GetProperty("windows").GetArrayLength());
        Assert.Equal(9, sweep.GetProperty("windows_tried").GetInt32());
        foreach (string text in (string[])[call.Out, page, sweep.GetProperty("in_words").GetRawText().Replace("\\u2264", "≤", StringComparison.Ordinal)])
        {
            Assert.Contains("A window is not chosen because it accuses most.", text, StringComparison.Ordinal);
            Assert.Contains("is itself a way to accuse innocents", text, StringComparison.Ordinal);
            Assert.Contains("divide q by 9", text, StringComparison.Ordinal);
        }
        // Every figure of the picture is in its table, on the screen and in the file alike.
        foreach (string[] cells in lines[1..].Select(line => line.Split(',')))
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{cells[12]} of {cells[11]}"), call.Out, StringComparison.Ordinal);
            Assert.Contains($">{cells[12]} of {cells[11]}</td>", page, StringComparison.Ordinal);
            Assert.Contains($">{cells[6]}</td>", page, StringComparison.Ordinal);
        }
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        string again = Path.Combine(_folder, "again");
        Assert.Equal(0, Cli.Run("coordination", file, "--sweep", "--out", again).Exit);
        Assert.All((string[])["summary.json", "sweep.csv", "sweep.html"], name => Assert.Equal(Text(folder, name), Text(again, name)));
    }

    [Fact]
    public void Beside_a_window_it_feeds_the_report_and_the_groups_are_told_with_their_stability()
    {
        string folder = Path.Combine(_folder, "beside");
        Cli call = Cli.Run("coordination", Shares(), "--window", "45", "--sweep", "--out", folder);
        Assert.True(call.Exit == 0, call.Error);
        Assert.Equal(11, Text(folder, "sweep.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        string report = Text(folder, "report.html");
        Assert.Contains("Other windows", report, StringComparison.Ordinal);
        Assert.Contains("divide q by 10", report, StringComparison.Ordinal);
        Assert.Contains("What this search could have seen", report, StringComparison.Ordinal);
        Assert.Contains("The group is stable: in 80 of 80", report, StringComparison.Ordinal);
        string[] groups = Text(folder, "groups.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("group,accounts,core,fringe,pairs,density,stable,stability,runs,first,last,", groups[0], StringComparison.Ordinal);
        Assert.StartsWith("1,6,6,0,15,1,yes,1,80,", Assert.Single(groups[1..]), StringComparison.Ordinal);
        // Ids come from the material: what a spreadsheet would run is defused in every table.
        Assert.Contains(",'=acct-", groups[1], StringComparison.Ordinal);
        Assert.Equal(6, Text(folder, "accounts.csv").Split('\n').Count(line => line.EndsWith(",core,1", StringComparison.Ordinal)));
        using var summary = JsonDocument.Parse(Text(folder, "summary.json"));
        JsonElement group = summary.RootElement.GetProperty("group_profiles")[0];
        Assert.True(group.GetProperty("stability").GetProperty("stable").GetBoolean());
        Assert.Equal(4, group.GetProperty("stability").GetProperty("by_resolution").GetArrayLength());
        // A later call without a sweep leaves none of it behind.
        Assert.Equal(0, Cli.Run("coordination", Shares(), "--window", "45", "--only", "edges", "--out", folder).Exit);
        Assert.Equal(["edges.csv", "summary.json"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--no-significance")]
    [InlineData("--compat", "cnt")]
    [InlineData("--only", "edges")]
    [InlineData("--pairs")]
    [InlineData("--window", "soon")]
    public void A_sweep_that_makes_no_sense_is_refused_in_a_sentence(params string[] options)
    {
        Cli call = Cli.Run(["coordination", Shares(), "--sweep", "--out", Path.Combine(_folder, "wrong"), .. options]);
        Assert.Equal(2, call.Exit);
        Assert.StartsWith("tidemark: --", call.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "wrong")));
    }

    [Fact]
    public void A_case_is_swept_into_its_report()
    {
        string root = Path.Combine(_folder, "case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Assert.Equal(0, Cli.Run("add", root, Posts()).Exit);
        Cli call = Cli.Run("detect", root, "--window", "60", "--sweep");
        Assert.True(call.Exit == 0, call.Error);
        Assert.Contains("is in the report", call.Out, StringComparison.Ordinal);
        string page = Path.Combine(_folder, "report.html");
        Cli report = Cli.Run("report", root, "--out", page);
        Assert.True(report.Exit == 0, report.Error);
        Assert.Contains("A window is not chosen because it accuses most.", File.ReadAllText(page), StringComparison.Ordinal);
    }

    private static World Small() => WorldBuilder.Build(
        WorldOptions.Nasty(0) with { Accounts = 300, Planted = [new PlantedGroup(PlantedStyle.Seconds, Members: 6, Acts: 20)] }, 21);

    private string Shares()
    {
        var text = new StringBuilder("account_id,content_id,object_id,timestamp_share\n");
        int post = 0;
        foreach (WorldShare share in Small().Shares)
        {
            text.Append(CultureInfo.InvariantCulture, $"={World.AccountName(share.Account)},p{post++},{World.ItemLink(share.Item)},{share.Seconds}\n");
        }
        return Written("shares.csv", text);
    }

    private string Posts()
    {
        var text = new StringBuilder("id,account,created_at,url\n");
        int post = 0;
        foreach (WorldShare share in Small().Shares)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{post++},{World.AccountName(share.Account)},{DateTimeOffset.FromUnixTimeSeconds(share.Seconds):yyyy-MM-dd'T'HH:mm:ss'Z'},{World.ItemLink(share.Item)}\n");
        }
        return Written("posts.csv", text);
    }

    private string Written(string name, StringBuilder text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Text(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));
}
