using System.Text;
using System.Text.Json;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class StatementsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statements").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Made(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public void A_saved_page_is_read_and_its_spans_go_into_the_text_it_gives()
    {
        string path = Path.Combine(_folder, "page.html");
        string filler = string.Concat(Enumerable.Repeat("<p>The northern mole was built of granite, and the harbour has been open to boats of every size since the spring of that year.</p>", 6));
        File.WriteAllText(path, "<!doctype html><html lang=en><head><title>Mole closed | Harbour Post</title><meta property=\"article:published_time\" content=\"2027-03-14T18:20:00+01:00\">"
            + "</head><body><nav><a href=/>Home</a></nav><article><h1>Mole closed</h1><p>“We closed the mole 😀 on Monday,” the harbour master, Ada Holm, told reporters.</p>" + filler + "</article></body></html>");
        Cli run = Cli.Run("statements", path, "--json");
        Assert.True(run.Exit == 0, run.Error);
        using var json = System.Text.Json.JsonDocument.Parse(run.Out);
        System.Text.Json.JsonElement article = json.RootElement.GetProperty("article");
        Assert.Equal("text", article.GetProperty("offsets").GetString());
        Assert.Equal("2027-03-14T18:20:00+01:00", article.GetProperty("published").GetString());
        int[] text = [.. article.GetProperty("text").GetString()!.EnumerateRunes().Select(rune => rune.Value)];
        System.Text.Json.JsonElement statement = json.RootElement.GetProperty("statements")[0];
        Assert.Equal("Ada Holm", statement.GetProperty("speaker").GetProperty("canonical").GetString());
        foreach (System.Text.Json.JsonElement cut in statement.GetProperty("content").EnumerateArray().Append(statement.GetProperty("speaker")).Append(statement.GetProperty("cue")))
        {
            Assert.Equal(
                cut.GetProperty("text").GetString(),
                string.Concat(text[cut.GetProperty("start").GetInt32()..cut.GetProperty("end").GetInt32()].Select(char.ConvertFromUtf32)));
        }
    }

    [Fact]
    public void One_article_is_one_object_with_the_path_as_given()
    {
        string path = Made("a.txt", "The mayor said that the bridge was closed.\n"u8.ToArray());

        Cli run = Cli.Run("statements", path, "--json");

        Assert.Equal(0, run.Exit);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(path, json.RootElement.GetProperty("file").GetString());
        JsonElement statement = json.RootElement.GetProperty("statements")[0];
        Assert.Equal("s1", statement.GetProperty("id").GetString());
        Assert.Equal("mayor", statement.GetProperty("speaker").GetProperty("canonical").GetString());
        Assert.Equal("certain", statement.GetProperty("tier").GetString());
        Assert.Equal(["article", "mayor"], statement.GetProperty("chain").EnumerateArray().Select(hop => hop.GetString()));
        foreach (string field in (string[])["line", "kind", "speaker", "cue", "stance", "modality", "factivity", "hedges", "content", "chain", "addressee", "when", "denies", "denial_scope", "answers", "rule", "tier"])
        {
            Assert.True(statement.TryGetProperty(field, out _), field);
        }
    }

    [Fact]
    public void Several_articles_are_an_array_in_the_order_given_and_a_bad_one_does_not_stop_the_others()
    {
        string good = Made("a.txt", "The mayor said that the bridge was closed.\n"u8.ToArray());
        string bad = Made("b.txt", [0x41, 0x0A, 0xFF, 0x41]);
        string empty = Made("c.txt", []);

        Cli run = Cli.Run("statements", bad, good, empty, "--json");

        Assert.Equal(2, run.Exit);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal([bad, good, empty], json.RootElement.EnumerateArray().Select(one => one.GetProperty("file").GetString()));
        Assert.Contains("line 2, byte 2", json.RootElement[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(json.RootElement[2].GetProperty("statements").EnumerateArray());
    }

    [Fact]
    public void A_byte_order_mark_does_not_count()
    {
        string path = Made("a.txt", [0xEF, 0xBB, 0xBF, .. "The mayor said that it holds."u8]);

        using JsonDocument json = JsonDocument.Parse(Cli.Run("statements", path, "--json").Out);

        Assert.Equal(0, json.RootElement.GetProperty("statements")[0].GetProperty("speaker").GetProperty("start").GetInt32());
    }

    [Fact]
    public void The_same_article_gives_the_same_bytes()
    {
        string path = Made("a.txt", "By Mara Lind\n“It holds 😀,” the firm’s head, Jon Hask, told the weekly Anker on Friday.\n"u8.ToArray());

        Assert.Equal(Cli.Run("statements", path, "--json").Out, Cli.Run("statements", path, "--json").Out);
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 }, "NUL")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 }, "UTF-16")]
    [InlineData(new byte[] { 0x41, 0xE9, 0x42 }, "no UTF-8")]
    public void What_is_no_text_in_UTF8_is_refused_with_its_place(byte[] bytes, string reason)
    {
        Cli run = Cli.Run("statements", Made("a.txt", bytes));

        Assert.Equal(2, run.Exit);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void A_person_sees_speaker_stance_content_and_chain()
    {
        string path = Made("a.txt", Encoding.UTF8.GetBytes("“It holds,” the firm’s head, Jon Hask, told the weekly Anker.\n"));

        Cli run = Cli.Run("statements", path);

        Assert.Equal(0, run.Exit);
        Assert.Contains("Jon Hask", run.Out, StringComparison.Ordinal);
        Assert.Contains("asserts", run.Out, StringComparison.Ordinal);
        Assert.Contains("“It holds,”", run.Out, StringComparison.Ordinal);
        Assert.Contains("article → Anker → Jon Hask", run.Out, StringComparison.Ordinal);
    }
}
