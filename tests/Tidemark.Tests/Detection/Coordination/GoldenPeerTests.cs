using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Coordination.Compat;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Both compatibility modes against what the peers themselves wrote.</summary>
public sealed class GoldenPeerTests
{
    public static TheoryData<string> CooRTweetSettings => Settings(
        Golden is null ? [] : Directory.GetDirectories(Path.Combine(Golden, "coortweet")).Select(d => Path.GetFileName(d)!));

    public static TheoryData<string> ToolkitSettings => Settings(
        Golden is null ? [] : Directory.GetFiles(Path.Combine(Golden, "cnt"), "*_mew*")
            .Select(f => Path.GetFileName(f)!).Where(f => !f.Contains("co_similar", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(CooRTweetSettings))]
    public void CooRTweets_pairs_and_edges_are_repeated_exactly(string setting)
    {
        string folder = Path.Combine(Needed(setting), "coortweet", setting);
        Match name = Regex.Match(setting, @"^(\w+?)_w(\d+)_mp(\d+)(_loops)?(_fast\d+)?$");
        ShareColumns shares = ShareTables.Read(Input(name.Groups[1].Value));
        ShareIndex index = ShareIndex.Build(shares, keepDuplicates: true);
        var options = new CoActionOptions(Number(name.Groups[2].Value) * UnixTime.PerSecond, 1, name.Groups[4].Success);
        CompatResult result = CooRTweet.Run(index, shares, options, Number(name.Groups[3].Value));

        string[] pairs = [.. result.Pairs.Select(p => Pair(shares, index, p)).Order(StringComparer.Ordinal)];
        string[] wantedPairs = [.. Table(Directory.GetFiles(folder, "pairs.csv*")[0]).Select(r => Sorted(
            r["object_id"], r["account_id"], r["content_id"], r["account_id_y"], r["content_id_y"], r["time_delta"])).Order(StringComparer.Ordinal)];
        Assert.True(wantedPairs.SequenceEqual(pairs), $"{wantedPairs.Length} pair rows wanted, {pairs.Length} found");

        EdgeColumns edges = result.Edges;
        var found = Enumerable.Range(0, edges.Count).ToDictionary(
            e => Key(shares.Accounts.Text(edges.A[e]), shares.Accounts.Text(edges.B[e])), StringComparer.Ordinal);
        List<Dictionary<string, string>> wanted = Table(Directory.GetFiles(folder, "edges_ew*")[0]);
        // With a second, shorter window the peer writes both sets of columns; the longer one is ours.
        string full = wanted[0].ContainsKey("weight_full") ? "_full" : "";
        Assert.Equal(wanted.Count, found.Count);
        foreach (Dictionary<string, string> row in wanted)
        {
            int e = found[Key(row["from"], row["to"])];
            Assert.Equal(Number(row["weight" + full]), edges.Weight[e]);
            Assert.Equal(edges.Weight[e], edges.PairRows[e]);
            Assert.Equal(double.Parse(row["avg_time_delta" + full], CultureInfo.InvariantCulture), edges.MeanDeltaSeconds(e), 1e-9);
            Assert.Equal(row["object_ids" + full].Split(',').Distinct().Count(), edges.Objects[e]);
        }
    }

    [Theory]
    [MemberData(nameof(ToolkitSettings))]
    public void The_toolkits_directed_edges_are_repeated_exactly(string setting)
    {
        string golden = Needed(setting);
        Match name = Regex.Match(setting, @"^(\w+?)_(co_\w+?)_w(\d+)_mew(\d+)(\.loops)?\.csv(\.gz)?$");
        bool loops = name.Groups[5].Success;
        ShareColumns shares = ShareTables.Posts(ToolkitInput(name.Groups[1].Value, name.Groups[2].Value), name.Groups[2].Value, golden);
        var options = new CoActionOptions(Number(name.Groups[3].Value) * UnixTime.PerSecond, Number(name.Groups[4].Value), loops);
        EdgeColumns edges = CoordinationNetworkToolkit.Run(ShareIndex.Build(shares), options).Edges;
        string[] found = [.. Enumerable.Range(0, edges.Count)
            .Select(e => $"{shares.Accounts.Text(edges.A[e])} {shares.Accounts.Text(edges.B[e])} {edges.Weight[e]}")];
        string[] wanted = [.. Table(Path.Combine(golden, "cnt", setting)).Select(r => $"{r["source"]} {r["target"]} {r["weight"]}")];
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    internal static string? Golden
    {
        get
        {
            for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            {
                string golden = Path.Combine(at.FullName, "shared", "golden", "coordination");
                if (Directory.Exists(golden))
                {
                    return golden;
                }
            }
            return null;
        }
    }

    internal static List<Dictionary<string, string>> Table(string path)
    {
        using Stream file = File.OpenRead(path);
        using SourceBytes bytes = SourceBytes.Open(file, path);
        var reader = new Utf8CsvReader(bytes, CsvDialect.Rfc4180);
        var rows = new List<Dictionary<string, string>>();
        string[]? header = null;
        while (reader.Read())
        {
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))];
            if (header is null)
            {
                header = cells;
            }
            else
            {
                rows.Add(header.Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal));
            }
        }
        return rows;
    }

    private static TheoryData<string> Settings(IEnumerable<string> names)
    {
        var data = new TheoryData<string>(names.Order(StringComparer.Ordinal));
        if (data.Count == 0)
        {
            data.Add("");
        }
        return data;
    }

    private static string Needed(string setting)
    {
        if (setting.Length == 0)
        {
            Assert.Skip("needs ../shared/golden/coordination");
        }
        return Golden!;
    }

    private static string Input(string dataset) => Path.Combine(Golden!, "input", dataset switch
    {
        "rus" => "russian_coord_tweets.csv.gz",
        "sim" => "simulated_seed123.csv.gz",
        "ger_url" => "german_url.csv.gz",
        "ger_fburl" => "german_url_fb.csv.gz",
        _ => $"german_{dataset[4..]}.csv.gz",
    });

    private static string ToolkitInput(string dataset, string network) => Path.Combine(Golden!, "input", dataset switch
    {
        "ger" => "cnt_german_url.csv.gz",
        "rus" => network == "co_reply" ? "cnt_russian_reply.csv.gz" : "cnt_russian_repost.csv.gz",
        "sample" => "cnt_sample_data.csv",
        "rttest" => "cnt_coretweet_test_input.csv",
        "noempty" => "cnt_text_noempty.csv.gz",
        _ => "cnt_text_synth.csv.gz",
    });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Key(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? $"{a} {b}" : $"{b} {a}";

    private static string Pair(ShareColumns shares, ShareIndex index, PairRows.Pair pair) => Sorted(
        shares.Objects.Text(index.ObjectOf[pair.RowA]),
        shares.Accounts.Text(index.Account[pair.RowA]), shares.Contents!.Text(index.Content[pair.RowA]),
        shares.Accounts.Text(index.Account[pair.RowB]), shares.Contents!.Text(index.Content[pair.RowB]),
        (pair.Delta / 1_000_000_000).ToString(CultureInfo.InvariantCulture));

    private static string Sorted(string obj, string a, string postA, string b, string postB, string delta) =>
        string.CompareOrdinal(a + " " + postA, b + " " + postB) <= 0
            ? $"{obj} {a} {postA} {b} {postB} {delta}"
            : $"{obj} {b} {postB} {a} {postA} {delta}";
}
