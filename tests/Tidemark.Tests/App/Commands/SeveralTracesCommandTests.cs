using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class SeveralTracesCommandTests : IDisposable
{
    private const string Edges = "edges.csv";

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Several_kinds_leave_their_evidence_apart_and_a_report_each()
    {
        string posts = Posts();
        string folder = Run(posts, "--trace", "link,hashtag,similar", "--pairs");
        string[][] edges = Table(folder, Edges);
        Assert.NotEmpty(edges);
        string[][] byTrace = Table(folder, "edges-by-trace.csv");
        Assert.Equal(edges.Length * 3, byTrace.Length);
        Assert.Equal(["link", "hashtag", "similar"], byTrace.Take(3).Select(l => l[2]));
        foreach (string[] edge in edges)
        {
            string[][] own = [.. byTrace.Where(l => l[0] == edge[0] && l[1] == edge[1])];
            Assert.Equal(3, own.Length);
            // The line in edges.csv is that of the kind with the smallest q among those that keep the pair.
            string[] best = own.Where(l => l[8] == "kept").MinBy(l => (double.Parse(l[7], CultureInfo.InvariantCulture), double.Parse(l[6], CultureInfo.InvariantCulture)))!;
            Assert.Equal((edge[2], edge[5], edge[6], edge[7]), (best[3], best[5], best[6], best[7]));
            Assert.True(double.Parse(edge[7], CultureInfo.InvariantCulture) <= 0.01);
        }
        string[] kinds = [.. Table(folder, "pairs.csv").Select(l => l[2].Split(':')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Contains("link", kinds);
        Assert.All(kinds, kind => Assert.Contains(kind, (string[])["link", "hashtag", "similar"]));
        string[][] groups = Table(folder, "groups.csv");
        Assert.All(groups, g => Assert.True(double.Parse(g[5], CultureInfo.InvariantCulture) <= 0.01 && int.Parse(g[6], CultureInfo.InvariantCulture) <= int.Parse(g[2], CultureInfo.InvariantCulture)));
        Assert.Equal(Table(folder, "accounts.csv").Select(l => l[1]).Where(g => g.Length > 0).Distinct().Count(), groups.Length);
        string[] reported = [.. edges.SelectMany(e => e[..2]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(reported, Table(folder, "accounts.csv").Select(l => l[0]));

        foreach (string kind in (string[])["link", "hashtag", "similar"])
        {
            string report = File.ReadAllText(Path.Combine(folder, $"report-{kind}.html"));
            Assert.Contains("one of 3 kinds of trace", report, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(folder, "report.html")));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
        JsonElement root = summary.RootElement;
        Assert.Equal("link,hashtag,similar", root.GetProperty("options").GetProperty("trace").GetString());
        Assert.Equal(0.01 / 3, root.GetProperty("several_traces").GetProperty("q_of_each").GetDouble());
        Assert.Equal(edges.Length, root.GetProperty("edges").GetInt32());
        Assert.All(root.GetProperty("traces").EnumerateArray(), kind => Assert.Equal(1, kind.GetProperty("control_runs").GetArrayLength()));

        // The order of the words, and a second run, change no byte.
        string again = Out("again");
        Assert.Equal(0, Cli.Run("coordination", posts, "--window", "60", "--out", again, "--trace", "similar,link,hashtag", "--pairs").Exit);
        foreach (string file in Directory.GetFiles(folder))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(again, Path.GetFileName(file))));
        }

        // One kind afterwards leaves nothing of several behind.
        Assert.Equal(0, Cli.Run("coordination", posts, "--window", "60", "--out", again, "--trace", "link", "--only", "edges").Exit);
        Assert.Equal([Edges, "summary.json"], Directory.GetFiles(again).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("link,nothing")]
    [InlineData("link,link")]
    [InlineData("link,")]
    [InlineData("Link,hashtag")]
    [InlineData("link,hashtag", "--no-significance")]
    [InlineData("link,hashtag", "--compat", "cnt")]
    [InlineData("link,hashtag", "--sweep")]
    public void A_wrong_choice_of_kinds_ends_with_2_and_writes_nothing(string trace, params string[] options)
    {
        Cli call = Cli.Run(["coordination", Posts(), "--window", "60", "--out", Out("wrong"), "--trace", trace, .. options]);
        Assert.Equal(2, call.Exit);
        Assert.False(Directory.Exists(Out("wrong")));
    }

    [Fact]
    public void A_case_keeps_what_each_kind_keeps_alone_at_its_share_of_q_with_the_evidence_apart()
    {
        string root = Case();
        var alone = new HashSet<(string, string, string)>();
        foreach (string kind in (string[])["link", "hashtag", "similar"])
        {
            Assert.Equal(0, Cli.Run("detect", root, "--trace", kind, "--q", (0.01 / 3).ToString("R", CultureInfo.InvariantCulture)).Exit);
            alone.UnionWith(Network(root).Select(e => (e.A, e.B, e.Trace)));
        }
        Cli call = Cli.Run("detect", root, "--trace", "similar,link,hashtag");
        Assert.True(call.Exit == 0, call.Error);
        Assert.Contains("Looked at 3 kinds of trace, each on its own at q = 0.01 / 3: link, hashtag, similar.", call.Out, StringComparison.Ordinal);
        Assert.NotEmpty(alone);
        Assert.Equal(alone, Network(root).Select(e => (e.A, e.B, e.Trace)).ToHashSet());
        Assert.All(Network(root), e => Assert.True(e.Q <= 0.01));

        using var finding = JsonDocument.Parse(File.ReadLines(Path.Combine(root, "findings", "coordination.jsonl")).First());
        JsonElement one = finding.RootElement;
        Assert.Equal("link,hashtag,similar", one.GetProperty("options").GetProperty("trace").GetString());
        var measures = one.GetProperty("measures").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        var members = one.GetProperty("subjects").EnumerateArray().Select(s => s.GetString()).ToHashSet();
        foreach (string kind in (string[])["link", "hashtag", "similar"])
        {
            Assert.Equal(alone.Count(e => e.Item3 == kind && members.Contains(e.Item1) && members.Contains(e.Item2)), measures[$"pairs kept by {kind}"]);
        }
        Assert.Equal(measures["objects"], measures["objects by link"] + measures["objects by hashtag"] + measures["objects by similar"]);
        Assert.True(measures["group q"] <= 0.01 && measures["pairs kept by link"] > 0);

        string page = Path.Combine(_folder, "case.html");
        Assert.Equal(0, Cli.Run("report", root, "--out", page, "--show-accounts").Exit);
        string html = File.ReadAllText(page);
        Assert.Contains("The figures above are those of the kind that keeps the pair best.", html, StringComparison.Ordinal);
        Assert.Contains("Global-rate timing null, hashtag", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"quiet\">link: </span>", html, StringComparison.Ordinal);
        Assert.Contains("As a whole: ", html, StringComparison.Ordinal);

        Assert.Equal(0, Cli.Run("export", root, "csv", "--out", Out("export")).Exit);
        Assert.Equal(alone, Table(Out("export"), Edges).Select(l => (l[0], l[1], l[2])).ToHashSet());
        Assert.Equal(0, Cli.Run("export", root, "gexf", "--out", Out("export.gexf")).Exit);
        Assert.Equal(0, Cli.Run("export", root, "graphml", "--out", Out("export.graphml")).Exit);
        Assert.Equal(0, Cli.Run("audit", root).Exit);
    }

    [Fact]
    public void Of_a_pair_in_a_case_only_the_rows_of_kinds_that_kept_it_are_evidence()
    {
        string root = Case();
        Assert.Equal(0, Cli.Run("detect", root, "--trace", "link,hashtag,text").Exit);
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "findings", "coordination.report.json")));
        int rows = 0;
        foreach (JsonElement edge in report.RootElement.GetProperty("report").GetProperty("network").GetProperty("edges").EnumerateArray())
        {
            var byKind = edge.GetProperty("by_kind").EnumerateArray().ToDictionary(k => k.GetProperty("kind").GetString()!, k => k);
            Assert.Equal(["hashtag", "link", "text"], byKind.Keys.Order(StringComparer.Ordinal));
            Assert.Contains(byKind.Values, k => k.GetProperty("kept").GetBoolean() && k.GetProperty("q").GetDouble() == edge.GetProperty("q").GetDouble());
            foreach (IGrouping<string, JsonElement> kind in edge.GetProperty("rows").EnumerateArray().GroupBy(row => row.GetProperty("kind").GetString()!))
            {
                Assert.True(byKind[kind.Key].GetProperty("kept").GetBoolean());
                Assert.Equal(byKind[kind.Key].GetProperty("weight").GetInt32(), kind.Select(row => row.GetProperty("object").GetString()).Distinct().Count());
                rows += kind.Count();
            }
        }
        Assert.True(rows > 0);
    }

    [Theory]
    [InlineData("link,media", "has a media")]
    [InlineData("link,nothing", "--trace is one or several of")]
    [InlineData("link,hashtag", "--sweep looks at one kind", "--sweep")]
    public void A_case_refuses_kinds_it_cannot_look_at(string trace, string why, params string[] options)
    {
        Cli call = Cli.Run(["detect", Case(), "--trace", trace, .. options]);
        Assert.Equal(2, call.Exit);
        Assert.Contains(why, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_without_a_trace_is_told_and_still_counts()
    {
        string folder = Out("out");
        Cli call = Cli.Run("coordination", Posts(), "--window", "60", "--out", folder, "--trace", "link,media");
        Assert.True(call.Exit == 0, call.Error);
        Assert.Contains("media: no post leaves such a trace", call.Error, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
        Assert.Equal(0.005, summary.RootElement.GetProperty("several_traces").GetProperty("q_of_each").GetDouble());
    }

    [Fact]
    public void Near_copies_are_found_where_texts_differ_and_nothing_where_they_are_too_short()
    {
        var csv = new StringBuilder("account,time,text\n");
        for (int act = 0; act < 12; act++)
        {
            for (int member = 0; member < 5; member++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"m{member},{1_600_000_000 + act * 7200 + member * 3},\"Act {(char)('a' + act)}{act * 7919}: {Fillers[act]}{new string('!', member)} {(char)('p' + member)}\"\n");
            }
            for (int other = 0; other < 40; other++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"o{other},{1_600_000_000 + act * 7200 + (other + 1) * 97 + act * other % 61},hello {act}\n");
            }
        }
        string file = Saved(csv.ToString());
        // Too few posts to test anything; what is compared is which texts are one.
        string folder = Run(file, "--trace", "similar", "--no-significance", "--min-weight", "12");
        Assert.Equal(10, Table(folder, Edges).Length);
        Assert.All(Table(folder, Edges), edge => Assert.StartsWith("m", edge[0], StringComparison.Ordinal));
        string notes = File.ReadAllText(Path.Combine(folder, "summary.json"));
        Assert.Contains("480 posts have texts too short to compare", notes, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Table(Run(file, "--trace", "text", "--no-significance", "--min-weight", "1"), Edges), edge => edge[0].StartsWith('m') && edge[1].StartsWith('m'));
    }

    [Fact]
    public void Posts_without_ids_in_two_files_are_not_taken_for_one()
    {
        string one = Saved("account,time,text\na,0,see #x\n", "one.csv");
        string two = Saved("account,time,text\nb,1,also #x\n", "two.csv");
        string folder = Out("two");
        Assert.Equal(0, Cli.Run("coordination", one, two, "--window", "60", "--trace", "hashtag", "--no-significance", "--out", folder).Exit);
        Assert.Single(Table(folder, Edges));
    }

    private static readonly string[] Fillers =
    [
        "the ferry timetable of the north harbour changes in spring", "lighthouse lamps are counted once more by the museum",
        "orchard pruning begins near the old station this week", "river levels at the canal bridge stay where they were",
        "bird counts over ten years fill three charts in the archive", "market days move to the east bank before the holidays",
        "railway clocks of the town run two minutes late again", "rain barrels and bicycle lanes, a look at the numbers",
        "the weather station by the botanical garden has a new roof", "street lamps in the old town are painted green at last",
        "tidal gauges and how the public library keeps their records", "the museum cellar was dry, and its maps can be seen again",
    ];

    /// <summary>A small world with a planted group, as posts with text, link and hashtags.</summary>
    private string Posts()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(1) with { Accounts = 300, Planted = [new PlantedGroup(PlantedStyle.Seconds)] }, 11);
        var csv = new StringBuilder("account,time,text\n");
        foreach (WorldShare share in world.Shares)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{World.AccountName(share.Account)},{share.Seconds},\"{World.PostText(share)}\"\n");
        }
        return Saved(csv.ToString());
    }

    private string Case()
    {
        string root = Out("case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Assert.Equal(0, Cli.Run("add", root, Posts()).Exit);
        return root;
    }

    private static List<(string A, string B, string Trace, double Q)> Network(string root)
    {
        using var network = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "findings", "coordination.network.json")));
        return [.. network.RootElement.GetProperty("edges").EnumerateArray().Select(e =>
            (e.GetProperty("a").GetString()!, e.GetProperty("b").GetString()!, e.GetProperty("trace").GetString()!, e.GetProperty("q").GetDouble()))];
    }

    private string Saved(string text, string name = "posts.csv")
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private string Out(string name) => Path.Combine(_folder, name);

    private string Run(string file, params string[] options)
    {
        string folder = Out("out");
        Cli call = Cli.Run(["coordination", file, "--window", "60", "--out", folder, .. options]);
        Assert.True(call.Exit == 0, call.Error);
        return folder;
    }

    private static string[][] Table(string folder, string name) =>
        [.. File.ReadAllLines(Path.Combine(folder, name))[1..].Select(line => line.Split(','))];
}
