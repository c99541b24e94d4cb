using System.Text.Json;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class PageCommandTests : IDisposable
{
    private static readonly string[] Keys =
        ["file", "url", "canonical", "sha256", "title", "byline", "language", "site", "published", "modified", "witnesses", "conflicts", "agency", "text", "paragraphs", "dropped", "related", "identifiers", "classes", "generator", "favicon"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void One_file_gives_an_object_with_every_key_and_the_same_bytes_each_time()
    {
        string file = Write("a.html", "<title>Bridge closed</title><p>The bridge was closed on Monday.</p>");
        Cli first = Cli.Run("page", file, "--url", "https://gazette.example/a", "--json");

        Assert.Equal(0, first.Exit);
        using JsonDocument answer = JsonDocument.Parse(first.Out);
        Assert.All(Keys, key => Assert.True(answer.RootElement.TryGetProperty(key, out _), key));
        Assert.Equal(file, answer.RootElement.GetProperty("file").GetString());
        Assert.Equal("https://gazette.example/a", answer.RootElement.GetProperty("url").GetString());
        Assert.Equal(first.Out, Cli.Run("page", file, "--url", "https://gazette.example/a", "--json").Out);
    }

    [Fact]
    public void Several_files_give_an_array_in_order_and_a_bad_one_does_not_stop_the_others()
    {
        string file = Write("a.html", "<p>The bridge was closed on Monday.</p>");
        Write("urls.tsv", "a.html\thttps://gazette.example/a\n");
        string missing = Path.Combine(_folder, "missing.html");
        Cli run = Cli.Run("page", missing, file, "--urls", Path.Combine(_folder, "urls.tsv"), "--json");

        Assert.Equal(2, run.Exit);
        using JsonDocument answer = JsonDocument.Parse(run.Out);
        Assert.Equal(2, answer.RootElement.GetArrayLength());
        Assert.Equal(missing, answer.RootElement[0].GetProperty("file").GetString());
        Assert.False(string.IsNullOrEmpty(answer.RootElement[0].GetProperty("error").GetString()));
        Assert.Equal("https://gazette.example/a", answer.RootElement[1].GetProperty("url").GetString());
    }

    [Fact]
    public void Sites_names_links_leads_and_what_was_left_out()
    {
        string classes = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"c{i}"));
        Write("a.html", $"<body class='{classes}'><script>ga('create','UA-1234987-1')</script>");
        Write("b.html", $"<body class='{classes}'><script>ga('create','UA-1234987-2')</script>");
        Write("c.html", "<p>nobody knows where this came from");
        Write("urls.tsv", "a.html\thttps://www.second.example/x\nb.html\thttps://first.example/\n");
        Cli run = Cli.Run("sites", _folder, "--json");

        Assert.Equal(0, run.Exit);
        using JsonDocument answer = JsonDocument.Parse(run.Out);
        JsonElement link = Assert.Single(answer.RootElement.GetProperty("links").EnumerateArray());
        Assert.Equal(("first.example", "second.example", "link"), (link.GetProperty("a").GetString(), link.GetProperty("b").GetString(), link.GetProperty("tier").GetString()));
        Assert.NotEmpty(link.GetProperty("innocent").GetString()!);
        Assert.Equal(2, answer.RootElement.GetProperty("domains").GetInt32());
        Assert.Single(answer.RootElement.GetProperty("left_out").EnumerateArray());
    }

    [Theory]
    [InlineData("page")]
    [InlineData("page", "a.html", "b.html", "--url", "https://gazette.example/")]
    [InlineData("sites", "no-such-folder")]
    public void A_wrong_call_ends_with_2(params string[] call) => Assert.Equal(2, Cli.Run(call).Exit);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
