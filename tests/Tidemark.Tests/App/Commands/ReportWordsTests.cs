using System.Globalization;
using System.Text;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.App.Commands;

/// <summary>What a reader is told of a case whose accounts bear names that are words, and of which most posts hold no link.</summary>
public sealed class ReportWordsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_names_no_account_and_gives_the_period_of_all_posts_and_the_number_of_those_that_took_part()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(1) with { Accounts = 300, Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 11);
        var csv = new StringBuilder("account,time,text,url\nearly,2010-09-27T08:00:00Z,\"nothing to link to\",\n");
        foreach (WorldShare share in world.Shares)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{Letters(share.Account)},{share.Seconds},\"filler words\",{World.ItemLink(share.Item)}\n");
        }
        string posts = Path.Combine(_folder, "posts.csv");
        File.WriteAllText(posts, csv.ToString(), new UTF8Encoding(false));
        string root = Path.Combine(_folder, "case");
        foreach (string[] call in new string[][] { ["new", root], ["add", root, posts], ["detect", root, "--trace", "link"], ["report", root] })
        {
            Cli made = Cli.Run(call);
            Assert.True(made.Exit == 0, made.Error);
        }
        string html = File.ReadAllText(Path.Combine(root, "out", "report.html"));
        Assert.Contains("id=\"group-1\"", html, StringComparison.Ordinal);
        Assert.All(world.Shares.Select(share => Letters(share.Account)).Distinct(), name => Assert.DoesNotContain(name, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("2010-09-27", html, StringComparison.Ordinal);
        Assert.Contains("only they took part in the tests", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Shares alone cannot test this", html, StringComparison.Ordinal);
        Assert.DoesNotContain("window.0", html, StringComparison.Ordinal);
    }

    /// <summary>A name of letters alone that is no part of any other word.</summary>
    private static string Letters(int account) => "zq" + string.Concat(account.ToString("D4", CultureInfo.InvariantCulture).Select(digit => (char)('k' + (digit - '0')))) + "q";
}
