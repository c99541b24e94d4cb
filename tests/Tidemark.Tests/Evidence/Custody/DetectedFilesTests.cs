using Xunit;

namespace Tidemark.Tests.Evidence.Custody;

/// <summary>Findings are what a detector wrote, byte for byte; a case without its record is no case that was never begun.</summary>
public sealed class DetectedFilesTests : IDisposable
{
    private const string Posts = "id,author_id,created_at,text,url\n1,ann,2024-08-01T10:00:00Z,hello,https://a.example/x\n2,bob,2024-08-01T10:00:05Z,hello,https://a.example/x\n";

    private readonly TestCase _test = new();

    private string Root => _test.Root;

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("coordination.jsonl")]
    [InlineData("coordination.report.json")]
    [InlineData("coordination.network.json")]
    public void Findings_that_were_edited_or_removed_are_refused_by_all_who_read_them(string name)
    {
        Detect();
        string file = Path.Combine(Root, "findings", name);
        Assert.True(File.Exists(file), string.Join(' ', Directory.GetFiles(Path.Combine(Root, "findings"))));
        byte[] before = File.ReadAllBytes(file);
        foreach (byte[]? now in (byte[]?[])[null, [.. before, (byte)'\n'], before.Length > 0 ? [] : "{}"u8.ToArray()])
        {
            File.Delete(file);
            if (now is not null)
            {
                File.WriteAllBytes(file, now);
            }
            foreach (string[] call in (string[][])[["findings", Root], ["findings", Root, "--json"], ["report", Root], ["export", Root, "csv"], ["export", Root, "gexf"]])
            {
                Cli run = Cli.Run(call);
                Assert.Equal((2, ""), (run.Exit, run.Out));
                Assert.Contains($"findings/{name}: it {(now is null ? "is missing" : "was changed")}", run.Error, StringComparison.Ordinal);
                Assert.Contains("tidemark detect", run.Error, StringComparison.Ordinal);
            }
            Cli audit = Cli.Run("audit", Root);
            Assert.Equal(1, audit.Exit);
            Assert.Contains($"findings/{name}", audit.Out, StringComparison.Ordinal);
        }
        Assert.Equal(0, Cli.Run("detect", Root).Exit);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal(0, Cli.Run("audit", Root).Exit);
        Assert.Equal(0, Cli.Run("findings", Root).Exit);
    }

    [Fact]
    public void Findings_that_no_detector_wrote_are_refused()
    {
        Detect();
        File.WriteAllText(Path.Combine(Root, "findings", "more.jsonl"), "{}\n");
        Assert.Contains("knows of no detector", Cli.Run("findings", Root).Error, StringComparison.Ordinal);
        Assert.Equal(1, Cli.Run("audit", Root).Exit);
    }

    [Fact]
    public void A_run_that_was_killed_before_its_files_reached_their_places_is_an_interruption()
    {
        Detect();
        string[] files = Directory.GetFiles(Path.Combine(Root, "findings"));
        // As a kill leaves it: the journal knows the new files, one of them is in its place.
        File.Move(files[0], files[0] + ".coming");
        File.WriteAllText(files[0], "of the run before\n");
        File.Move(files[1], files[1] + ".coming");
        File.WriteAllText(Path.Combine(Root, "findings", "x.jsonl.coming"), "the journal never came to know this\n");
        Cli audit = Cli.Run("audit", Root);
        Assert.Equal(0, audit.Exit);
        Assert.Contains("interrupted", audit.Out, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("findings", Root).Exit);
        using (_test.Open())
        {
        }
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Root, "findings")).Order(StringComparer.Ordinal));
        Assert.Equal(0, Cli.Run("findings", Root).Exit);
    }

    [Theory]
    [InlineData("index.duckdb")]
    [InlineData("findings")]
    [InlineData("out")]
    [InlineData("evidence")]
    public void A_case_whose_record_was_removed_is_not_intact_and_not_begun_anew(string left)
    {
        Detect();
        Assert.Equal(0, Cli.Run("report", Root).Exit);
        foreach (string path in Directory.GetFiles(Root, "journal.*"))
        {
            File.Delete(path);
        }
        foreach (string name in (string[])["evidence", "findings", "out"])
        {
            if (name != left)
            {
                Directory.Delete(Path.Combine(Root, name), recursive: true);
                Directory.CreateDirectory(Path.Combine(Root, name));
            }
        }
        if (left != "index.duckdb")
        {
            File.Delete(Path.Combine(Root, "index.duckdb"));
        }
        Cli audit = Cli.Run("audit", Root);
        Assert.Equal(1, audit.Exit);
        Assert.Contains("the record of this case was removed", audit.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("tidemark new", audit.Out, StringComparison.Ordinal);
        Cli made = Cli.Run("new", Root);
        Assert.Equal(2, made.Exit);
        Assert.Contains("the record of this case was removed", made.Error, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("add", Root, _test.File("more.csv", Posts)).Exit);
        Assert.Equal(2, Cli.Run("findings", Root).Exit);
    }

    private void Detect()
    {
        Assert.Equal(0, Cli.Run("new", Root).Exit);
        Assert.Equal(0, Cli.Run("add", Root, _test.File("posts.csv", Posts)).Exit);
        Assert.Equal(0, Cli.Run("detect", Root).Exit);
    }
}
