using System.Text;
using Tidemark.Tests.Evidence.Custody;
using Tidemark.Tests.Evidence.Sources;
using Xunit;

namespace Tidemark.Tests.App;

/// <summary>What is said when something is wrong: in the user's words, with what to do.</summary>
public sealed class MessageTests : IDisposable
{
    private const string Posts = "id,author_id,created_at,text\n1,ann,2024-08-01T10:00:00Z,hello\n";

    private readonly TestCase _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("--seed", "-1", "from 0 to 18446744073709551615")]
    [InlineData("--min-weight", "99999999999", "at most 2147483647")]
    [InlineData("--q", "much", "a number such as")]
    public void A_number_out_of_range_is_told_with_the_range(string option, string value, string range)
    {
        Cli run = Cli.Run("coordination", "x.csv", "--window", "5", "--out", "o", $"{option}={value}");
        Assert.Equal(2, run.Exit);
        Assert.Contains($"{option} takes ", run.Error, StringComparison.Ordinal);
        Assert.Contains(range, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_index_is_told_and_what_to_do_works()
    {
        Case();
        string index = Path.Combine(_test.Root, "index.duckdb");
        File.Delete(index);
        Directory.CreateDirectory(index);
        Cli reindex = Cli.Run("reindex", _test.Root);
        Assert.Equal(2, reindex.Exit);
        Assert.Contains("index.duckdb is a folder", reindex.Error, StringComparison.Ordinal);
        Directory.Delete(index);
        Assert.Equal(0, Cli.Run("reindex", _test.Root).Exit);
    }

    [Fact]
    public void An_index_without_its_tables_is_told_without_a_statement()
    {
        Case();
        string index = Path.Combine(_test.Root, "index.duckdb");
        File.Delete(index);
        using (var empty = new DuckDB.NET.Data.DuckDBConnection($"Data Source={index}"))
        {
            empty.Open();
        }
        Cli export = Cli.Run("export", _test.Root, "csv");
        Assert.Equal(2, export.Exit);
        Assert.Contains("tidemark reindex", export.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", export.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LINE 1", export.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_is_no_json_is_told_without_a_librarys_words()
    {
        Case();
        File.WriteAllText(Path.Combine(_test.Root, "findings", "coordination.jsonl"), "{broken\n");
        TestCase.Detected(_test.Root);
        Cli findings = Cli.Run("findings", _test.Root);
        Assert.Equal(2, findings.Exit);
        Assert.Contains("coordination.jsonl line 1", findings.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", findings.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_problems_of_a_kind_are_counted()
    {
        Case();
        string folder = Path.Combine(_test.Root, "evidence", "00");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < 130; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"stranger{i}"), "");
        }
        Cli audit = Cli.Run("audit", _test.Root);
        Assert.Equal(1, audit.Exit);
        Assert.Contains("… and 80 more about files among the originals", audit.Out, StringComparison.Ordinal);
        Assert.Contains("130 problems", audit.Out, StringComparison.Ordinal);
        Assert.Equal(52, audit.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Half_a_utf_16_character_is_called_that()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Posts), .. Encoding.Unicode.GetBytes("2,bob,2024-08-01T10:00:00Z,x"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("y\n")];
        Assert.Contains("half a UTF-16 character", Assert.Single(Collected.Read(bytes).Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_nested_too_deep_is_called_that()
    {
        string post = """{"id":"1","author_id":"9","created_at":"2021-04-08T19:34:16.000Z","text":"x"}""";
        Collected read = Collected.Read($$"""{{post}}{{"\n"}}{"id":{{new string('[', 200)}}{{new string(']', 200)}}}{{"\n"}}""", "t.jsonl");
        Assert.Contains("nested more than 64 deep", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_before_there_were_posts_are_noted()
    {
        Collected read = Collected.Read("id,author_id,created_at,text\n1,ann,-1,x\n2,bob,1722506400,x\n");
        Assert.Contains(read.Notes, note => note.StartsWith("1 time lies before 1990", StringComparison.Ordinal));
    }

    private void Case()
    {
        Assert.Equal(0, Cli.Run("new", _test.Root).Exit);
        Assert.Equal(0, Cli.Run("add", _test.Root, _test.File("posts.csv", Posts)).Exit);
    }
}
