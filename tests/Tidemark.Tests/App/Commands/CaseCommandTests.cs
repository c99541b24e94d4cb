using System.Text.Json;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class CaseCommandTests : IDisposable
{
    private const string Table = "id,author_id,created_at,text\n1,ada,2024-05-01T10:00:00Z,good morning\n2,bob,not a time,good evening\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    private string Case => Path.Combine(_folder, "case");

    [Fact]
    public void A_case_is_created_filled_checked_and_read_again()
    {
        Assert.Equal(0, Cli.Run("new", Case).Exit);
        Cli added = Cli.Run("add", Case, Write("posts.csv", Table), "--from", "a friend");
        Assert.Equal((0, ""), (added.Exit, added.Error));
        Assert.Contains("1 row in, 1 refused", added.Out, StringComparison.Ordinal);
        Assert.Contains("line 3, byte", added.Out, StringComparison.Ordinal);
        Assert.Contains("refused-", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(Case, "out")))), StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
        Assert.Equal(0, Cli.Run("reindex", Case).Exit);
        using JsonDocument audit = JsonDocument.Parse(Cli.Run("audit", Case, "--json").Out);
        Assert.True(audit.RootElement.GetProperty("intact").GetBoolean());
        Assert.Equal(1, audit.RootElement.GetProperty("originals").GetInt32());
    }

    [Fact]
    public void A_changed_original_ends_the_audit_with_1_and_its_name()
    {
        Cli.Run("new", Case);
        Cli.Run("add", Case, Write("posts.csv", Table));
        string original = Assert.Single(Directory.GetFiles(Path.Combine(Case, "evidence"), "*", SearchOption.AllDirectories));
        byte[] bytes = File.ReadAllBytes(original);
        bytes[40] ^= 1;
        Evidence.Custody.TestCase.Overwrite(original, bytes);
        Cli audit = Cli.Run("audit", Case);
        Assert.Equal(1, audit.Exit);
        Assert.StartsWith("posts.csv (", audit.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posts.csv", true)]
    [InlineData("posts.csv", false)]
    [InlineData("note.txt", true)]
    public void Nothing_is_read_out_of_a_changed_original(string name, bool sameLength)
    {
        Cli.Run("new", Case);
        Cli.Run("add", Case, Write("first.csv", Table.Replace("ada", "eve", StringComparison.Ordinal)));
        string content = name == "note.txt" ? "words of a text without columns\n" : Table;
        Cli.Run("add", Case, Write(name, content));
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        string original = Path.Combine(Case, "evidence", sha256[..2], sha256[2..]);
        string changed = sameLength ? content.Replace("or", "ox", StringComparison.Ordinal) : content + "3,cy,2024-05-01T10:00:00Z,slipped in\n";
        Assert.NotEqual(content, changed);
        Evidence.Custody.TestCase.Overwrite(original, System.Text.Encoding.UTF8.GetBytes(changed));

        Cli reindex = Cli.Run("reindex", Case);
        Assert.Equal((2, ""), (reindex.Exit, reindex.Out));
        foreach (string told in (string[])[name, sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(changed))), "tidemark audit"])
        {
            Assert.Contains(told, reindex.Error, StringComparison.Ordinal);
        }
        // What was read before it stays in the index, and that does not pass for the whole.
        Assert.Equal(2, Cli.Run("export", Case, "csv").Exit);
        Assert.Equal(2, Cli.Run("detect", Case).Exit);
        Assert.Equal(2, Cli.Run("report", Case).Exit);
        Assert.Equal(1, Cli.Run("audit", Case).Exit);
        Evidence.Custody.TestCase.Overwrite(original, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(0, Cli.Run("reindex", Case).Exit);
        Assert.Equal(0, Cli.Run("export", Case, "csv").Exit);
    }

    [Fact]
    public void The_same_file_twice_is_said_and_changes_nothing()
    {
        Cli.Run("new", Case);
        string file = Write("posts.csv", Table);
        Cli.Run("add", Case, file);
        byte[] journal = File.ReadAllBytes(Path.Combine(Case, "journal.jsonl"));
        Cli again = Cli.Run("add", Case, file);
        Assert.Equal(0, again.Exit);
        Assert.Contains("already in the case", again.Out, StringComparison.Ordinal);
        Assert.Equal(journal, File.ReadAllBytes(Path.Combine(Case, "journal.jsonl")));
    }

    [Fact]
    public void A_link_is_followed_and_a_folder_refused()
    {
        Cli.Run("new", Case);
        string link = Path.Combine(_folder, "link.csv");
        File.CreateSymbolicLink(link, Write("posts.csv", Table));
        Assert.Equal(0, Cli.Run("add", Case, link).Exit);
        Assert.Equal(2, Cli.Run("add", Case, _folder).Exit);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Fact]
    public void A_table_nothing_can_be_read_out_of_is_kept_and_read_with_a_mapping_later()
    {
        Cli.Run("new", Case);
        string file = Write("odd.csv", "who,when,what\nada,2024-05-01T10:00:00Z,words\n");
        Cli failed = Cli.Run("add", Case, file);
        Assert.Equal(2, failed.Exit);
        Assert.Contains("The original is kept", failed.Error, StringComparison.Ordinal);
        Cli mapped = Cli.Run("add", Case, file, "--map", "account=who", "--map", "time=when", "--map", "text=what");
        Assert.Equal((0, ""), (mapped.Exit, mapped.Error));
        Assert.Contains("1 row in", mapped.Out, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Theory]
    [InlineData("--as", "parchment")]
    [InlineData("--zone", "Middle/Earth")]
    [InlineData("--map", "nonsense")]
    public void A_word_that_is_not_understood_ends_with_2_before_anything_is_taken(string option, string value)
    {
        Cli.Run("new", Case);
        Cli refused = Cli.Run("add", Case, Write("posts.csv", Table), option, value);
        Assert.Equal(2, refused.Exit);
        Assert.Contains(value, refused.Error, StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(Path.Combine(Case, "journal.jsonl")));
    }

    [Fact]
    public void Retracted_evidence_stays_and_is_taken_back_by_adding_it_again()
    {
        Cli.Run("new", Case);
        string file = Write("posts.csv", Table);
        Cli.Run("add", Case, file);
        Assert.Equal(0, Cli.Run("retract", Case, "posts.csv", "--reason", "altered times").Exit);
        Assert.Equal(2, Cli.Run("retract", Case, "posts.csv", "--reason", "twice").Exit);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
        Cli again = Cli.Run("add", Case, file);
        Assert.Equal(0, again.Exit);
        Assert.Contains("takes it back in", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_case_is_refused_in_words()
    {
        Assert.Equal(2, Cli.Run("audit", Path.Combine(_folder, "nowhere")).Exit);
        Assert.Equal(2, Cli.Run("audit", _folder).Exit);
        Assert.Equal(2, Cli.Run("add", _folder, Write("posts.csv", Table)).Exit);
        Cli.Run("new", Case);
        Assert.Equal(2, Cli.Run("new", Case).Exit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
