using System.Globalization;
using System.Text;
using CsCheck;
using Xunit;

namespace Tidemark.Tests.App.Coordination;

/// <summary>
/// Both --compat modes against the contract's words, read aloud over all pairs of rows, for random tables and all combinations of options.
/// The reader of the words shares no line with the program. O(n²).
/// </summary>
public sealed class CompatRulesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    private sealed record Row(string Account, string Content, string Object, decimal Time);

    private sealed record Case(Row[] Rows, bool Posts, decimal Window, int Participation, int MinWeight, bool Loops);

    /// <summary>Few names, the same for posts and objects; many ties, repeats, and times at the edge of the window.</summary>
    private static readonly Gen<Case> Cases =
        from accounts in Gen.Int[1, 6]
        from objects in Gen.Int[1, 4]
        from contents in Gen.Int[1, 30]
        from span in Gen.Int[0, 5].Select(i => new[] { 0, 3, 20, 100, 300, 4000 }[i])
        from rows in Gen.Select(Gen.Int[0, accounts - 1], Gen.Int[0, contents - 1], Gen.Int[0, objects - 1], Gen.Int[0, span],
            (a, c, o, t) => new Row($"u{a}", $"x{c}", $"x{o}", t / 10m)).Array[1, 40]
        from repeats in Gen.Int[0, 8]
        from posts in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from window in Gen.Int[0, 4].Select(i => new[] { 0m, 1m, 60m, 0.5m, 2.7m }[i])
        from participation in Gen.Int[0, 3]
        from minWeight in Gen.Frequency((3, Gen.Const(1)), (1, Gen.Int[2, 4]))
        from loops in Gen.Bool
        select new Case([.. rows, .. rows.Take(repeats)], posts, window, participation, minWeight, loops);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CooRTweets_rules_are_those_of_the_contract_for_all_options()
    {
        int kept = 0, weaker = 0, loops = 0;
        Cases.Sample(c =>
        {
            Row[] rows = Named(c);
            (Row A, Row B)[] wanted = CooRTweet(rows, c);
            kept += wanted.Length > 0 ? 1 : 0;
            loops += wanted.Any(p => p.A.Account == p.B.Account) ? 1 : 0;
            weaker += wanted.Any(p => !Reaches(wanted, rows, p.A.Account, c) || !Reaches(wanted, rows, p.B.Account, c)) ? 1 : 0;
            string[] call = ["--compat", "coortweet", "--min-participation", Text(c.Participation)];
            Judge(c, call, wanted, wanted.GroupBy(p => Ordered(p.A.Account, p.B.Account))
                .Select(g => new Edge(g.Key.A, g.Key.B, g.Count(), g.Select(p => p.A.Object).Distinct().Count(), g.Average(p => Math.Abs(p.A.Time - p.B.Time))))
                .OrderBy(e => e.A, StringComparer.Ordinal).ThenBy(e => e.B, StringComparer.Ordinal));
        }, iter: 400, threads: 1);
        Assert.True(kept > 100 && loops > 30 && weaker > 0, $"too little happened: {kept} tables with pairs, {loops} with loops, {weaker} with a weaker partner");
    }

    [Fact]
    public void The_toolkits_rules_are_those_of_the_contract_for_all_options()
    {
        int kept = 0, oneWay = 0, loops = 0;
        Cases.Sample(c =>
        {
            Row[] rows = [.. Named(c).Distinct()];
            var wanted = new List<(Row A, Row B)>();
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = i + 1; j < rows.Length; j++)
                {
                    if (rows[i].Object == rows[j].Object && Math.Abs(rows[i].Time - rows[j].Time) <= c.Window && rows[i].Content != rows[j].Content
                        && (c.Loops || rows[i].Account != rows[j].Account))
                    {
                        wanted.Add((rows[i], rows[j]));
                    }
                }
            }
            Edge[] edges = [.. wanted.Concat(wanted.Select(p => (A: p.B, B: p.A))).GroupBy(p => (A: p.A.Account, B: p.B.Account))
                .Select(g => new Edge(g.Key.A, g.Key.B, g.Select(p => p.A.Content).Distinct().Count(), g.Select(p => p.A.Object).Distinct().Count(),
                    g.Average(p => Math.Abs(p.A.Time - p.B.Time))))];
            kept += edges.Length > 0 ? 1 : 0;
            loops += edges.Any(e => e.A == e.B) ? 1 : 0;
            oneWay += edges.Any(e => edges.Any(f => f.A == e.B && f.B == e.A && f.Weight != e.Weight)) ? 1 : 0;
            Judge(c, ["--compat", "cnt"], wanted, edges);
        }, iter: 400, threads: 1);
        Assert.True(kept > 100 && loops > 30 && oneWay > 50, $"too little happened: {kept} tables with edges, {loops} with loops, {oneWay} with unequal directions");
    }

    /// <summary>Steps 1 to 3 of the contract, in its order.</summary>
    private static (Row A, Row B)[] CooRTweet(Row[] rows, Case c)
    {
        Row[] kept = [.. rows.Where(r => rows.Count(other => other.Account == r.Account) >= c.Participation)];
        var pairs = new List<(Row A, Row B)>();
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = i + 1; j < kept.Length; j++)
            {
                (Row a, Row b) = (kept[i], kept[j]);
                bool loop = a.Account == b.Account || a.Content == b.Content || a.Object == a.Content || a.Object == b.Content;
                if (a.Object == b.Object && Math.Abs(a.Time - b.Time) <= c.Window && (c.Loops || !loop))
                {
                    pairs.Add((a, b));
                }
            }
        }
        if (c.Participation < 1)
        {
            return [.. pairs];
        }
        var inPairs = pairs.SelectMany(p => new[] { p.A.Content, p.B.Content }).ToHashSet();
        var accounts = rows.GroupBy(r => r.Account).Where(g => g.Count(r => inPairs.Contains(r.Content)) >= c.Participation).Select(g => g.Key).ToHashSet();
        var contents = rows.Where(r => accounts.Contains(r.Account)).Select(r => r.Content).ToHashSet();
        return [.. pairs.Where(p => contents.Contains(p.A.Content) || contents.Contains(p.B.Content))];
    }

    /// <summary>Whether an account has its rows among the surviving pairs: where not, it is the weaker partner that the peer keeps.</summary>
    private static bool Reaches((Row A, Row B)[] pairs, Row[] rows, string account, Case c) => rows.Count(r => r.Account == account
        && pairs.Any(p => p.A.Content == r.Content || p.B.Content == r.Content)) >= c.Participation;

    private void Judge(Case c, string[] mode, IReadOnlyCollection<(Row A, Row B)> pairs, IEnumerable<Edge> all)
    {
        string file = Path.Combine(_folder, "shares.csv"), folder = Path.Combine(_folder, "out");
        File.WriteAllText(file, (c.Posts ? "account_id,content_id,object_id,timestamp_share\n" : "timestamp_share,object_id,account_id\n") + string.Concat(c.Rows.Select(r =>
            c.Posts ? $"{r.Account},{r.Content},{r.Object},{Text(r.Time)}\n" : $"{Text(r.Time)},{r.Object},{r.Account}\n")), new UTF8Encoding(false));
        Cli call = Cli.Run(["coordination", file, "--out", folder, "--window", Text(c.Window), "--pairs", "--min-weight", Text(c.MinWeight), .. mode, .. c.Loops ? new[] { "--keep-loops" } : []]);
        Assert.True(call.Exit == 0, call.Error);
        string[][] edges = Lines(folder, "edges.csv");
        Edge[] wanted = [.. all.Where(e => e.Weight >= c.MinWeight)];
        var found = edges.Select(e => string.Join(' ', e[..4])).ToList();
        Assert.Equal(wanted.Select(e => $"{e.A} {e.B} {e.Weight} {e.Objects}").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        var means = edges.ToDictionary(e => (e[0], e[1]), e => double.Parse(e[4], CultureInfo.InvariantCulture));
        Assert.All(wanted, e => Assert.Equal((double)e.MeanDelta, means[(e.A, e.B)], 1e-9));
        Assert.All(edges, e => Assert.Equal(["", "", ""], e[5..]));
        Assert.Equal(
            pairs.Select(p => Line(c, p.A.Object, p.A.Account, p.A.Content, p.B.Account, p.B.Content, Math.Abs(p.A.Time - p.B.Time))).Order(StringComparer.Ordinal),
            Lines(folder, "pairs.csv").Select(p => Line(c, p[2], p[0], p[3], p[1], p[4], decimal.Parse(p[5], CultureInfo.InvariantCulture))).Order(StringComparer.Ordinal));
        Assert.All(Lines(folder, "pairs.csv"), p => Assert.True(string.CompareOrdinal(p[0], p[1]) <= 0));
    }

    /// <summary>Where there is no column of posts every row is a post of its own, and none bears the name of an object.</summary>
    private static Row[] Named(Case c) => c.Posts ? c.Rows : [.. c.Rows.Select((r, i) => r with { Content = $"own post {i}" })];

    private static string Line(Case c, string obj, string a, string postA, string b, string postB, decimal delta)
    {
        (string one, string other) = c.Posts ? ($"{a} {postA}", $"{b} {postB}") : (a, b);
        return string.CompareOrdinal(one, other) <= 0 ? $"{obj} {one} {other} {Text(delta)}" : $"{obj} {other} {one} {Text(delta)}";
    }

    private static (string A, string B) Ordered(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    private static string[][] Lines(string folder, string name) =>
        [.. File.ReadAllLines(Path.Combine(folder, name))[1..].Select(line => line.Split(','))];

    private static string Text(IFormattable number) => number.ToString("0.#########", CultureInfo.InvariantCulture);

    private sealed record Edge(string A, string B, int Weight, int Objects, decimal MeanDelta);
}
