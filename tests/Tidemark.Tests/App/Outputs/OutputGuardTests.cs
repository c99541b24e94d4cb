using Tidemark.Publishing.Reports;
using Tidemark.Tests.Evidence.Custody;
using Xunit;

namespace Tidemark.Tests.App.Outputs;

/// <summary>Where a command may write: never over the record of a case, an input, or a file somebody else wrote.</summary>
public sealed class OutputGuardTests : IDisposable
{
    private const string Posts = "id,author_id,created_at,text,url\n1,ann,2024-08-01T10:00:00Z,hello,https://a.example/x\n2,bob,2024-08-01T10:00:05Z,hello,https://a.example/x\n";
    private const string Shares = "account_id,content_id,object_id,timestamp_share\na,1,o,0\nb,2,o,1\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-out-").FullName;

    private string Case => Path.Combine(_folder, "case");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> PlacesInTheRecord() =>
    [
        "case/journal.jsonl", "case/journal.head", "case/.lock", "case/case.yaml", "case/index.duckdb", "case/evidence/x.html", "case/findings/r.html",
        "case/new.html", "case", "into/x.html", "over.html", "case/out/../journal.jsonl", "other/journal.jsonl", "ORIGINAL",
    ];

    [Theory]
    [MemberData(nameof(PlacesInTheRecord))]
    public void A_report_never_goes_over_the_record_of_a_case(string place)
    {
        Prepare();
        Directory.CreateSymbolicLink(At("into"), At("case/evidence"));
        File.CreateSymbolicLink(At("over.html"), At("case/journal.jsonl"));
        Assert.Equal(0, Cli.Run("new", At("other")).Exit);
        string target = place == "ORIGINAL" ? Directory.GetFiles(At("case/evidence"), "*", SearchOption.AllDirectories).Single() : At(place);
        SortedDictionary<string, string> before = Everything();

        foreach (string[] more in (string[][])[[], ["--overwrite"]])
        {
            Cli report = Cli.Run(["report", Case, "--out", target, .. more]);
            Assert.True(report.Exit == 2, $"{place}: {report}");
            Assert.StartsWith("tidemark: ", report.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("defect", report.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_report_replaces_a_report_and_nothing_else_unless_the_user_says_so()
    {
        Prepare();
        string mine = Write("mine.html", "<!DOCTYPE html>\n<html><head><title>notes of three years</title></head></html>\n");
        Cli refused = Cli.Run("report", Case, "--out", mine);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("is not a report of Tidemark", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--overwrite", refused.Error, StringComparison.Ordinal);
        Assert.Contains("three years", File.ReadAllText(mine), StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("report", Case, "--out", mine, "--overwrite").Exit);
        Assert.True(ReportHtml.IsOurs(mine));
        Assert.Equal(0, Cli.Run("report", Case, "--out", mine).Exit);
    }

    [Fact]
    public void An_export_replaces_what_the_case_exported_and_nothing_else_unless_the_user_says_so()
    {
        Prepare();
        Directory.CreateDirectory(At("tables"));
        string mine = Write("tables/posts.csv", "my own table\n");
        foreach (string format in (string[])["csv", "parquet"])
        {
            string folder = format == "csv" ? At("tables") : At("tables2");
            Assert.Equal(format == "csv" ? 2 : 0, Cli.Run("export", Case, format, "--out", folder).Exit);
            Assert.Equal("my own table\n", File.ReadAllText(mine));
            if (format == "csv")
            {
                Assert.Single(Directory.GetFiles(folder));
            }
            Assert.Equal(0, Cli.Run("export", Case, format, "--out", folder, "--overwrite").Exit);
            Assert.Equal(0, Cli.Run("export", Case, format, "--out", folder).Exit);
            File.WriteAllText(mine, "my own table\n");
        }
    }

    [Theory]
    [InlineData("edges.csv")]
    [InlineData("summary.json")]
    [InlineData("rejected.csv")]
    [InlineData("sweep.csv")]
    [InlineData("edges.csv.unfinished")]
    [InlineData("report-link.html")]
    public void Coordination_never_writes_over_its_own_input(string name)
    {
        Directory.CreateDirectory(At("data"));
        string input = Write($"data/{name}", Shares);
        Directory.CreateSymbolicLink(At("same"), At("data"));
        File.CreateSymbolicLink(At("input.csv"), input);
        SortedDictionary<string, string> before = Everything();
        foreach ((string from, string to) in ((string, string)[])[(input, At("data")), (input, At("same")), (At("same/" + name), At("data")), (At("input.csv"), At("data"))])
        {
            foreach (string[] more in (string[][])[["--window", "5"], ["--sweep"], ["--window", "5", "--overwrite"]])
            {
                Cli call = Cli.Run(["coordination", from, "--out", to, .. more]);
                Assert.True(call.Exit == 2, $"{from} into {to}: {call}");
                Assert.Contains("lies where this call writes", call.Error, StringComparison.Ordinal);
            }
        }
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Coordination_never_goes_over_the_record_of_a_case()
    {
        Prepare();
        string input = Write("shares.csv", Shares);
        Directory.CreateSymbolicLink(At("into"), At("case/evidence"));
        SortedDictionary<string, string> before = Everything();
        foreach (string place in (string[])["case", "case/evidence", "case/findings", "case/new", "into", "into/new"])
        {
            foreach (string[] call in (string[][])
                [
                    ["coordination", input, "--window", "5", "--out", At(place), "--overwrite"], ["coordination", input, "--sweep", "--out", At(place)],
                    ["coordination", At("posts.csv"), "--trace", "link,text", "--window", "5", "--out", At(place)], ["demo", "--out", At(place)], ["new", At(place + "/deeper")],
                ])
            {
                Cli run = Cli.Run(call);
                Assert.True(run.Exit == 2, $"{string.Join(' ', call)}: {run}");
            }
        }
        Assert.Equal(before, Everything());
        Assert.Equal(0, Cli.Run("coordination", input, "--window", "5", "--out", At("case/out/quick")).Exit);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Fact]
    public void Coordination_replaces_the_results_of_an_earlier_call_and_nothing_else_unless_the_user_says_so()
    {
        string input = Write("shares.csv", Shares);
        Directory.CreateDirectory(At("mine"));
        string mine = Write("mine/edges.csv", "the edges of my thesis\n");
        Cli refused = Cli.Run("coordination", input, "--window", "5", "--out", At("mine"));
        Assert.Equal(2, refused.Exit);
        Assert.Contains("--overwrite", refused.Error, StringComparison.Ordinal);
        Assert.Equal("the edges of my thesis\n", File.ReadAllText(mine));
        Assert.Single(Directory.GetFiles(At("mine")));
        Assert.Equal(0, Cli.Run("coordination", input, "--window", "5", "--out", At("mine"), "--overwrite").Exit);
        SortedDictionary<string, string> first = Everything();
        Assert.Equal(0, Cli.Run("coordination", input, "--window", "5", "--out", At("mine")).Exit);
        Assert.Equal(first, Everything());
        Assert.Equal(0, Cli.Run("coordination", input, "--sweep", "--out", At("mine")).Exit);
        Assert.Equal(0, Cli.Run("coordination", input, "--window", "5", "--out", At("mine")).Exit);
    }

    [Fact]
    public void A_link_where_a_file_is_prepared_is_removed_and_not_followed()
    {
        Prepare();
        string input = Write("shares.csv", Shares);
        string victim = Write("victim.txt", "somebody's file\n");
        Directory.CreateDirectory(At("o"));
        File.CreateSymbolicLink(At("o/edges.csv.unfinished"), victim);
        File.CreateSymbolicLink(At("r.html.tidemark-part"), victim);
        File.CreateSymbolicLink(At("case/findings/coordination.jsonl.tidemark-part"), victim);
        Assert.Equal(0, Cli.Run("coordination", input, "--window", "5", "--out", At("o")).Exit);
        Assert.Equal(0, Cli.Run("detect", Case).Exit);
        Assert.Equal(0, Cli.Run("report", Case, "--out", At("r.html")).Exit);
        Assert.Equal("somebody's file\n", File.ReadAllText(victim));
    }

    private void Prepare()
    {
        Assert.Equal(0, Cli.Run("new", Case).Exit);
        Assert.Equal(0, Cli.Run("add", Case, Write("posts.csv", Posts)).Exit);
        Assert.Equal(0, Cli.Run("detect", Case).Exit);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string content)
    {
        TestCase.Overwrite(At(name), System.Text.Encoding.UTF8.GetBytes(content));
        return At(name);
    }

    private SortedDictionary<string, string> Everything() => new(
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
