using System.Text;
using System.Text.Json;
using Tidemark.App.Coordination;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.App.Coordination;

public sealed class TraceChoiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-choice-").FullName;

    [Theory]
    [InlineData(100, 5, 90, TraceKind.Link)]
    [InlineData(101, 5, 90, TraceKind.Text)]
    [InlineData(100, 0, 1, TraceKind.Text)]
    public void The_most_specific_kind_is_taken_that_one_post_in_twenty_leaves(long posts, long links, long texts, TraceKind expected) =>
        Assert.Equal(expected, TraceChoice.Of(new Dictionary<TraceKind, long> { [TraceKind.Text] = texts, [TraceKind.Link] = links }, posts));

    [Fact]
    public void Where_every_kind_is_rare_the_commonest_is_taken_and_where_there_is_none_nothing_is()
    {
        Assert.Equal(TraceKind.Hashtag, TraceChoice.Of(new Dictionary<TraceKind, long> { [TraceKind.Link] = 1, [TraceKind.Hashtag] = 3 }, 1000));
        Assert.Null(TraceChoice.Of(new Dictionary<TraceKind, long>(), 1000));
    }

    [Fact]
    public void Posts_need_no_trace_named_and_the_report_holds_their_words_and_their_lines()
    {
        string file = Path.Combine(_folder, "posts.csv");
        using (var table = new StreamWriter(file, append: false, new UTF8Encoding(false)))
        {
            table.Write("author,created_at,text,url\n");
            int time = 1_700_000_000;
            for (int item = 0; item < 400; item++)
            {
                // Three accounts post each tenth link within two seconds; everybody else as the day goes.
                time += 977;
                foreach (int member in item % 10 == 0 ? (int[])[1, 2, 3] : [])
                {
                    table.Write($"member{member},{time + member % 3},Notes on the river no. {item} seen by {member},https://example.org/{item}\n");
                }
                for (int other = 0; other < 4; other++)
                {
                    table.Write($"other{(item * 7 + other * 13) % 60},{time + 400 + other * 3_000},Reading item {item},https://example.org/{item}\n");
                }
            }
        }
        string result = Path.Combine(_folder, "result");
        Cli run = Cli.Run("coordination", file, "--window", "60", "--out", result);

        Assert.Equal(0, run.Exit);
        Assert.Contains("compared by one kind of trace: link", run.Error, StringComparison.Ordinal);
        Assert.Contains("text (", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no text and match nothing", run.Error, StringComparison.Ordinal);
        string html = File.ReadAllText(Path.Combine(result, "report.html"));
        Assert.Contains("Notes on the river no. 10 seen by", html, StringComparison.Ordinal);
        Assert.Contains("S1 line ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("member1", html, StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(result, "summary.json")));
        Assert.Equal("link", summary.RootElement.GetProperty("options").GetProperty("trace").GetString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
