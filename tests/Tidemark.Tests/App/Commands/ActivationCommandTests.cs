using System.Text;
using System.Text.Json;
using Tidemark.Detection.Worlds;
using Tidemark.Tests.Detection.Activation;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class ActivationCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_leaves_all_tables_with_their_headers_and_the_same_bytes_each_time()
    {
        string posts = Posts();

        Cli run = Cli.Run("activation", posts, "--out", At("one"));
        Cli again = Cli.Run("activation", posts, "--out", At("two"));

        Assert.Equal((0, 0), (run.Exit, again.Exit));
        foreach ((string name, string header) in (ReadOnlySpan<(string, string)>)
            [
                ("activations.csv", "asset,kind,date,from,to,before_rate,after_rate,dormant_days,p,q,explained_by"), ("newcomers.csv", "asset,first"),
                ("groups.csv", "group,kind,date,from,to,assets,expected,p,q,explained_by"), ("group_members.csv", "group,asset,date"),
                ("states.csv", "asset,state,from,to"),
            ])
        {
            string text = File.ReadAllText(Path.Combine(At("one"), name));
            Assert.StartsWith(header, text, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(Path.Combine(At("two"), name)));
        }
        Assert.Contains("\n'=woken,volume,2019-08-22,", File.ReadAllText(Path.Combine(At("one"), "activations.csv")), StringComparison.Ordinal);
        Assert.Contains("late,2019-07-13\n", File.ReadAllText(Path.Combine(At("one"), "newcomers.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_rows_are_counted_and_located_in_the_summary()
    {
        string posts = Posts("\n,1560000000,x\nnobody,soon,x\n");

        Cli run = Cli.Run("activation", posts, "--out", At("out"));

        Assert.Equal(0, run.Exit);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(At("out"), "summary.json")));
        Assert.Equal(2, summary.RootElement.GetProperty("rejected").GetInt32());
        Assert.Equal(2, summary.RootElement.GetProperty("rejected_rows").GetArrayLength());
        Assert.True(summary.RootElement.GetProperty("rejected_rows")[0].GetProperty("line").GetInt64() > 1);
        Assert.Contains("rejected.csv", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account_id,timestamp_share,text\n", "no row")]
    [InlineData("a,b\n1,2\n", "no column account_id")]
    [InlineData("account_id,timestamp_share,text\na,never,x\n", "never")]
    [InlineData("account_id,timestamp_share,text\na,0,x\na,4102444800,x\n", "more than a century")]
    public void A_file_without_a_row_that_can_be_read_ends_with_2(string content, string said)
    {
        Cli run = Cli.Run("activation", Write("bad.csv", content), "--out", At("out"));

        Assert.Equal(2, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,to,label\n2019-13-01,,x\n")]
    [InlineData("date,to,label\n2019-05-02,2019-05-01,x\n")]
    [InlineData("day,what\n2019-05-02,x\n")]
    public void A_calendar_that_cannot_be_read_is_refused_whole(string calendar)
    {
        Cli run = Cli.Run("activation", Posts(), "--events", Write("calendar.csv", calendar), "--out", At("out"));

        Assert.Equal(2, run.Exit);
        Assert.False(File.Exists(Path.Combine(At("out"), "activations.csv")));
    }

    [Fact]
    public void One_post_is_a_life_and_nothing_is_found_in_it()
    {
        Cli run = Cli.Run("activation", Write("one.csv", "account_id,timestamp_share,text\na,2019-05-02T10:00:00Z,\n"), "--out", At("out"));

        Assert.Equal(0, run.Exit);
        Assert.Single(File.ReadAllLines(Path.Combine(At("out"), "activations.csv")));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(At(name), content, new UTF8Encoding(false));
        return At(name);
    }

    /// <summary>Steady lives, one that wakes on day 130, one that comes late.</summary>
    private string Posts(string more = "")
    {
        const int Days = 220;
        IEnumerable<LifePost> posts = Lives.Life("=woken", [.. Enumerable.Range(0, Days).Select(day => day < 130 ? (day % 20 == 0 ? 1 : 0) : 4)])
            .Concat(Lives.Life("late", [.. Enumerable.Range(0, Days).Select(day => day < 90 ? 0 : 2)]));
        for (ulong i = 0; i < 12; i++)
        {
            posts = posts.Concat(Lives.Life($"steady {i}", Lives.Steady(i, Days, 0.5 + 0.2 * i)));
        }
        return Write("posts.csv", "account_id,timestamp_share,text\n" + string.Join('\n', posts.Select(post => $"{post.Asset},{post.Seconds},{post.Text}")) + more);
    }
}
