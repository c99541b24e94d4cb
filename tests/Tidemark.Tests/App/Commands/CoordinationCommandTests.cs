using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using DuckDB.NET.Data;
using Tidemark.Tests.Detection.Coordination;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class CoordinationCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Help_ends_well_and_shows_examples()
    {
        Cli call = Cli.Run("coordination", "--help");
        Assert.Equal(0, call.Exit);
        Assert.Contains("tidemark coordination shares.csv --window 60 --out result", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a weight is a number of pair rows: 3 shares against 2 make 6, and one object can carry a pair")]
    [InlineData("rows alike in all columns count each")]
    [InlineData("a partner with too few rows in pairs stays if the other side has enough")]
    [InlineData("one pass")]
    [InlineData("a → b and b → a can differ")]
    [InlineData("the threshold is applied to each direction alone")]
    public void Help_names_the_peers_peculiarities_that_compat_repeats(string peculiarity) =>
        Assert.Contains(peculiarity, Cli.Run("coordination", "--help").Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("--window", "x")]
    [InlineData("--window", "-1")]
    [InlineData("--window", "0.0000000001")]
    [InlineData("--window", "60", "--min-weight", "0")]
    [InlineData("--window", "60", "--compat", "other")]
    [InlineData("--window", "60", "--compat", "cnt", "--min-participation", "2")]
    [InlineData("--window", "60", "--only", "nodes")]
    [InlineData("--window", "60", "--trace", "7")]
    [InlineData("--window", "60", "--q", "2")]
    [InlineData("--window", "60", "--memory", "lots")]
    [InlineData("--min-weight", "1")]
    public void A_wrong_call_ends_with_2_and_a_sentence_and_writes_nothing(params string[] options)
    {
        string file = Csv("account_id,content_id,object_id,timestamp_share\na,1,o,0\n");
        Cli call = Cli.Run(["coordination", file, "--out", Out("wrong"), .. options]);
        Assert.Equal(2, call.Exit);
        Assert.StartsWith("tidemark: ", call.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out("wrong")));
    }

    [Fact]
    public void A_table_without_the_columns_names_those_it_has_or_asks_for_a_trace()
    {
        Cli call = Cli.Run("coordination", Csv("who,what\na,b\n"), "--window", "60", "--out", Out("o"));
        Assert.Equal(2, call.Exit);
        Assert.NotEmpty(call.Error);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_with_a_mark_at_the_start_and_quotes()
    {
        string file = Csv("\uFEFFnote,timestamp_share,object_id,\"account_id\",content_id\r\n"
            + "x,1606451170.518101,\"o,\"\"1\"\"\",=evil,p1\r\ny,2020-11-27T04:27:00.518101Z,\"o,\"\"1\"\"\",\"b\nc\",p2\r\n");
        string folder = Run(file, "--window", "49.999999", "--no-significance", "--pairs");
        Assert.Equal("account_a,account_b,weight,objects,mean_delta_seconds,expected,p,q\n", Text(folder, "edges.csv"));
        folder = Run(file, "--window", "50", "--no-significance", "--pairs");
        Assert.Equal(
            "account_a,account_b,weight,objects,mean_delta_seconds,expected,p,q\n'=evil,\"b\nc\",1,1,50,,,\n", Text(folder, "edges.csv"));
        Assert.Equal(
            "account_a,account_b,object,content_a,content_b,delta_seconds\n'=evil,\"b\nc\",\"o,\"\"1\"\"\",p1,p2,50\n", Text(folder, "pairs.csv"));
    }

    [Fact]
    public void Bad_rows_are_refused_located_and_counted_and_the_rest_goes_in()
    {
        string file = Csv("account_id,content_id,object_id,timestamp_share\na,1,o,0\n,2,o,1\nb,3,,1\nb,4,o,\nb,5,o,soon\nb,6,o\nb,7,o,1\n");
        string folder = Run(file, "--window", "1", "--no-significance");
        using var summary = JsonDocument.Parse(Text(folder, "summary.json"));
        Assert.Equal(5, summary.RootElement.GetProperty("rows").GetProperty("rejected").GetInt32());
        Assert.Equal([3, 4, 5, 6, 7], summary.RootElement.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("line").GetInt32()));
        Assert.Contains("soon", summary.RootElement.GetProperty("rejected")[3].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("a,b,1,1,1,,,", Text(folder, "edges.csv"), StringComparison.Ordinal);
        Assert.Equal(6, Text(folder, "rejected.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void No_readable_row_ends_with_2()
    {
        Cli call = Cli.Run("coordination", Csv("account_id,content_id,object_id,timestamp_share\na,1,o,never\n"), "--window", "1", "--out", Out("o"));
        Assert.Equal(2, call.Exit);
        Assert.Contains("never", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_post_ids_every_row_is_its_own_post_and_files_are_one_table()
    {
        string one = Csv("account_id,object_id,timestamp_share\na,o,0\na,o,0\n");
        string two = Path.Combine(_folder, "two.csv.gz");
        using (var gzip = new GZipStream(File.Create(two), CompressionLevel.Fastest))
        {
            gzip.Write("account_id,object_id,timestamp_share,content_id\nb,o,5,p\nb,o,5,p\n"u8);
        }
        string folder = Out("both");
        Assert.Equal(0, Cli.Run("coordination", one, two, "--window", "60", "--no-significance", "--pairs", "--out", folder).Exit);
        Assert.Equal("a,b,1,1,5,,,", Text(folder, "edges.csv").Split('\n')[1]);
        Assert.Equal(["a,b,o,row 1,p,5", "a,b,o,row 2,p,5", ""], Text(folder, "pairs.csv").Split('\n')[1..]);
    }

    [Fact]
    public void Only_edges_leaves_no_table_of_an_earlier_call_behind()
    {
        string file = Csv("account_id,content_id,object_id,timestamp_share\na,1,o,0\nb,2,o,1\n");
        Run(file, "--window", "1", "--no-significance", "--pairs");
        string folder = Run(file, "--window", "1", "--no-significance", "--only", "edges");
        Assert.Equal(["edges.csv", "summary.json"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_toolkits_rules_count_posts_of_the_source_and_keep_both_directions()
    {
        string file = Csv("account_id,content_id,object_id,timestamp_share\nb,1,o,0\nb,2,o,1\na,3,o,1\nb,1,o2,9\n");
        string folder = Run(file, "--window", "1", "--compat", "cnt");
        Assert.Equal(["a,b,1,1,0.5,,,", "b,a,2,1,0.5,,,", ""], Text(folder, "edges.csv").Split('\n')[1..]);
        Assert.Equal(["b,b,1,1,1,,,"], Text(Run(file, "--window", "1", "--compat", "cnt", "--keep-loops"), "edges.csv").Split('\n')
            .Where(l => l.StartsWith("b,b,", StringComparison.Ordinal)).Select(l => l.Replace(",2,", ",1,", StringComparison.Ordinal)));
    }

    [Fact]
    public void CooRTweets_rules_count_pair_rows_and_repeats()
    {
        string file = Csv("account_id,content_id,object_id,timestamp_share\na,1,o,0\na,1,o,0\nb,2,o,1\nb,3,o,1\nb,4,o,1\nc,5,o,1\n");
        string folder = Run(file, "--window", "1", "--compat", "coortweet", "--pairs");
        Assert.Equal(["a,b,6,1,1,,,", ""], Text(folder, "edges.csv").Split('\n')[1..]);
        Assert.Equal(3, Text(folder, "pairs.csv").Split('\n').Distinct().Count(l => l.StartsWith("a,b,", StringComparison.Ordinal)));
        Assert.Equal(6, Text(folder, "pairs.csv").Split('\n').Count(l => l.StartsWith("a,b,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Edges_are_those_of_the_oracle_and_of_DuckDB_and_a_repeat_gives_the_same_bytes()
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        var cases =
            from rows in Tables.Random
            from window in Gen.Int[0, 40]
            from minWeight in Gen.Int[1, 3]
            select (rows, window, minWeight);
        cases.Sample(
            c =>
            {
                string[] lines = [.. c.rows.Select(r => string.Create(CultureInfo.InvariantCulture,
                    $"{Tables.Account(r.Account)},{Tables.Content(r.Content)},{Tables.Object(r.Object)},{r.Time / 1_000_000_000m:0.#########}"))];
                string file = Csv("account_id,content_id,object_id,timestamp_share\n" + string.Concat(lines.Select(l => l + "\n")));
                string[] call =
                [
                    "--window", c.window.ToString(CultureInfo.InvariantCulture), "--no-significance",
                    "--min-weight", c.minWeight.ToString(CultureInfo.InvariantCulture), "--only", "edges",
                ];
                if (c.rows.Length == 0)
                {
                    return;
                }
                string first = Text(Run(file, call), "edges.csv");
                Assert.Equal(first, Text(Run(file, call), "edges.csv"));
                var found = first.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(l => l.Split(',')).ToList();
                Oracle.Edge[] wanted = Oracle.Edges(c.rows, c.window * 1_000_000_000L, c.minWeight, false);
                Assert.Equal(wanted.Select(e => $"{e.A} {e.B} {e.Weight} {e.Objects}"), found.Select(f => $"{f[0]} {f[1]} {f[2]} {f[3]}"));
                Assert.All(wanted.Zip(found), p => Assert.Equal(p.First.MeanDelta, double.Parse(p.Second[4], CultureInfo.InvariantCulture), 1e-9));
                Assert.Equal(DuckEdges(duck, file, c.window, c.minWeight), found.Select(f => $"{f[0]} {f[1]} {f[2]}"));
            },
            iter: 120, threads: 1);
    }

    private static List<string> DuckEdges(DuckDBConnection duck, string file, int window, int minWeight)
    {
        using var command = duck.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            WITH t AS (SELECT DISTINCT account_id a, content_id c, object_id o, timestamp_share t FROM read_csv('{file}', header = true, delim = ',',
              columns = {"{"}'account_id': 'VARCHAR', 'content_id': 'VARCHAR', 'object_id': 'VARCHAR', 'timestamp_share': 'DECIMAL(38, 9)'{"}"}))
            SELECT x.a, y.a, count(DISTINCT x.o) FROM t x JOIN t y ON x.o = y.o AND x.a < y.a AND x.c <> y.c AND abs(x.t - y.t) <= {window}
            GROUP BY ALL HAVING count(DISTINCT x.o) >= {minWeight} ORDER BY ALL
            """);
        using var reader = command.ExecuteReader();
        var edges = new List<string>();
        while (reader.Read())
        {
            edges.Add($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetInt64(2).ToString(CultureInfo.InvariantCulture)}");
        }
        return edges;
    }

    private string Csv(string text)
    {
        string path = Path.Combine(_folder, "shares.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private string Out(string name) => Path.Combine(_folder, name);

    private string Run(string file, params string[] options)
    {
        string folder = Out("out");
        Cli call = Cli.Run(["coordination", file, "--out", folder, .. options]);
        Assert.True(call.Exit == 0, call.Error);
        return folder;
    }

    private static string Text(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));
}
