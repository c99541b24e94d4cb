using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Tests.Publishing;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-validate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_exit_code_is_the_worst_of_all_files()
    {
        string good = File("good.json", Exchange.Bundle().ToJsonString());
        string bad = File("bad.json", "{\"Event\":{}}");
        string none = File("none.json", "{\n\"type\": bundle}");

        Cli sound = Cli.Run("validate", good);
        Assert.Equal((0, $"{good}: a valid STIX 2.1 bundle\n", ""), (sound.Exit, sound.Out, sound.Error));
        Cli both = Cli.Run("validate", bad, good);
        Assert.Equal(1, both.Exit);
        Assert.Contains("U Event: info, the title, is missing\n", both.Out, StringComparison.Ordinal);
        Cli all = Cli.Run("validate", bad, none, good);
        Assert.Equal(2, all.Exit);
        Assert.Contains("none.json line 2, byte 10", all.Error, StringComparison.Ordinal);
        Assert.Contains("a valid STIX 2.1 bundle", all.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_problems_and_warnings_apart()
    {
        JsonObject bundle = Exchange.Bundle();
        Exchange.First(bundle, "location").Remove("country");
        Exchange.First(bundle, "location").Remove("latitude");
        Exchange.First(bundle, "campaign")["confidence"] = "50";
        string file = File("a.json", bundle.ToJsonString());
        Cli run = Cli.Run("validate", file, "--lax", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement entry = json.RootElement.EnumerateArray().Single();

        Assert.Equal(1, run.Exit);
        Assert.Equal(["file", "valid", "problems", "warnings"], entry.EnumerateObject().Select(property => property.Name));
        Assert.False(entry.GetProperty("valid").GetBoolean());
        Assert.StartsWith("T campaign--", entry.GetProperty("problems").EnumerateArray().Single().GetString(), StringComparison.Ordinal);
        Assert.Contains(entry.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith("R location--", StringComparison.Ordinal));
    }

    [Fact]
    public void Ids_are_printed_in_order_and_none_is_guessed()
    {
        string file = File("a.json", "[{\"type\":\"domain-name\",\"value\":\"a.example\"},{\"type\":\"process\",\"pid\":1},{\"type\":\"url\",\"id\":\"url--x\",\"value\":\"https://a.example/\"}]");
        Cli run = Cli.Run("validate", "--ids", file);
        string[] lines = run.Out.TrimEnd('\n').Split('\n');

        Assert.Equal(0, run.Exit);
        Assert.Equal(["domain-name", "-", "url"], lines.Select(line => line.Length == 1 ? line : line[..line.IndexOf("--", StringComparison.Ordinal)]));
        Assert.Equal("5", lines[2][("url--".Length + 14)..][..1]);
        Assert.Equal(2, Cli.Run("validate", "--ids", File("b.json", "{\"a\":1}")).Exit);
        Assert.Contains("line 2", Cli.Run("validate", "--ids", File("c.json", "[\n1]")).Error, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("validate", "--ids", "--json", file).Exit);
    }

    [Fact]
    public void What_the_file_holds_does_not_act_on_the_terminal()
    {
        JsonObject bundle = Exchange.Bundle();
        Exchange.First(bundle, "campaign")["\u001b[2J\u202E"] = "x";
        Cli run = Cli.Run("validate", File("a.json", bundle.ToJsonString()));

        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Contains("\\u{202E}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_full_of_faults_is_told_within_bounds()
    {
        var text = new StringBuilder("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000000\",\"objects\":[0");
        for (int i = 0; i < 120_000; i++)
        {
            text.Append(",0");
        }
        Cli run = Cli.Run("validate", File("a.json", text.Append("]}").ToString()));

        Assert.Equal(1, run.Exit);
        Assert.Contains("and 20,001 more, not listed", run.Out, StringComparison.Ordinal);
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }
}
