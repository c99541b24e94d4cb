using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.Tests.Publishing;

/// <summary>Hand-made reports for the tests of pages and pictures: neutral filler, every part filled, nothing random but seeded.</summary>
internal static class SampleReport
{
    private static readonly string Hash = "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea";
    private static readonly UnixTime Start = UnixTime.FromSeconds(1_700_179_200);
    private static readonly string[] Words = "harbour lantern meadow copper window orchard signal paper kettle garden morning ladder river basket pebble thread".Split(' ');

    public static ReportOptions Veiled { get; } = new() { PseudonymKey = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 } };

    public static ReportOptions Open { get; } = new() { ShowAccounts = true };

    /// <summary>Two groups, a few pairs outside, refused rows, a control run, windows, power: every part of a report.</summary>
    public static CoordinationReport Rich() => With([9, 5], seed: 7);

    /// <summary>A sweep over windows in which everything happens: nothing kept, a failed control, planted groups missed, a window left out.</summary>
    public static SweepReport Sweep() => new()
    {
        Title = "shares.csv",
        ToolVersion = "0.1.0",
        Command = "tidemark coordination shares.csv --sweep --min-weight 3 --q 0.01 --seed 1 --out DIR",
        Sources = [("shares.csv", Hash)],
        Windows = Windows(40, 3, 12_345),
        HowToRead = SweepTexts.HowToRead(60),
        Warning = SweepTexts.Warning(4, 0.01),
        Planting = SweepTexts.Planting(3, 8, 10),
        Notices = ["shares.csv: 3 rows could not be used"],
    };

    private static WindowResult[] Windows(int edges, int groups, int accounts) =>
    [
        new(5, 0, 0, 0, new SweptFigures(false, 3, 0, 0, 24, 24)),
        new(60, edges, groups, accounts, new SweptFigures(false, 1_204, accounts - 2, 0, 24, 23)),
        new(300, edges + 6, groups, accounts, new SweptFigures(false, 22_310, accounts / 2, accounts / 3, 24, 7)),
        new(1800, 0, 0, 0, new SweptFigures(false, 90_877, 0, 2, 0, 0)),
        new(3600, 0, 0, 0, new SweptFigures(true, 0, 0, 0, 0, 0)),
    ];

    /// <summary>A report with groups of these sizes.</summary>
    public static CoordinationReport With(IReadOnlyList<int> sizes, int seed, int rowsPerEdge = 6)
    {
        var random = new Random(seed);
        var nodes = new List<ReportNode>();
        var edges = new List<ReportEdge>();
        var groups = new List<ReportGroup>();
        int account = 0;
        for (int g = 0; g < sizes.Count; g++)
        {
            string[] members = [.. Enumerable.Range(0, sizes[g]).Select(_ => Handle(account++))];
            double turn = 2 * Math.PI * g / Math.Max(1, sizes.Count), far = sizes.Count == 1 ? 0 : 3 + sizes.Count * 0.4;
            (double cx, double cy) = (far * Math.Cos(turn), 0.7 * far * Math.Sin(turn));
            var inside = new List<ReportEdge>();
            for (int i = 0; i < members.Length; i++)
            {
                for (int j = i + 1; j < members.Length; j++)
                {
                    if (random.NextDouble() < 0.75 || j == i + 1)
                    {
                        inside.Add(Edge(random, members[i], members[j], 3 + random.Next(24), rowsPerEdge));
                    }
                }
            }
            for (int i = 0; i < members.Length; i++)
            {
                double angle = 2 * Math.PI * i / members.Length, r = 1 + 0.25 * random.NextDouble();
                int degree = inside.Count(e => e.A == members[i] || e.B == members[i]);
                nodes.Add(new ReportNode(members[i], "Name of " + members[i], g + 1, cx + r * Math.Cos(angle), cy + r * Math.Sin(angle), 40 + random.Next(200), degree));
            }
            edges.AddRange(inside);
            groups.Add(Group(g + 1, members, inside));
        }
        for (int i = 0; i < Math.Min(3, sizes.Count); i++)
        {
            string a = Handle(account++), b = i == 0 ? nodes[0].Key : Handle(account++);
            ReportEdge loose = Edge(random, a, b, 4, rowsPerEdge);
            edges.Add(loose);
            nodes.Add(new ReportNode(a, null, null, -6.5 + i * 1.6, 2.6 + i * 0.5, 31, 1));
            if (i > 0)
            {
                nodes.Add(new ReportNode(b, null, null, -5.7 + i * 1.6, 3.2 + i * 0.4, 18, 1));
            }
        }
        return Frame(random, nodes, edges, groups);
    }

    /// <summary>Nothing was kept: a report in its own right.</summary>
    public static CoordinationReport Nothing(bool power = true) => With([], seed: 3) with
    {
        Title = "Shares around a bridge opening",
        Power = power ? With([], 3).Power : null,
        TopObjects = [],
        Findings = [],
    };

    /// <summary>The rich report with these texts as post texts, objects, names, titles, reasons: wherever material can stand.</summary>
    public static CoordinationReport Hostile(IReadOnlyList<string> texts)
    {
        CoordinationReport report = With([12, 8, 6, 5], seed: 11, rowsPerEdge: 10);
        int next = 0;
        string Next() => texts[next++ % texts.Count];
        ReportEdge[] edges = [.. report.Network.Edges.Select(e => e with
        {
            Rows = [.. e.Rows.Select(r => r with
            {
                Kind = (TraceKind)(next % 9),
                Object = Next(),
                PostA = r.PostA with { Id = Next(), Text = Next() },
                PostB = r.PostB with { Id = Next(), Text = Next() },
            })],
        })];
        var labels = report.Network.Nodes.ToDictionary(n => n.Key, _ => Next());
        return report with
        {
            Title = Next(),
            Question = Next(),
            Network = new ReportNetwork([.. report.Network.Nodes.Select(n => n with { Label = labels[n.Key] })], edges),
            TopObjects = [.. report.TopObjects.Select(o => o with { Kind = TraceKind.Link, Value = Next() })],
            Notices = [Next()],
            Limits = [Next()],
            Groups = [.. report.Groups.Select(g => g with { InnocentExplanations = [new InnocentExplanation(Next(), [Next()], [Next()])], WouldRefute = [Next()] })],
            Material = report.Material with
            {
                Sources = [.. report.Material.Sources.Select(s => s with
                {
                    Name = Next(),
                    Origin = Next(),
                    Format = Next(),
                    FirstRefused = [.. texts.Take(40).Select((t, i) => new Fault(new SourceLocation(Next(), i + 1, i * 90), t))],
                    RowsRefused = 40,
                })],
            },
            Run = report.Run with { Command = "tidemark coordination " + Next(), Options = new Dictionary<string, string> { ["name"] = Next() } },
            CompleteTables = [new NamedFile(Next(), Next())],
        };
    }

    public static string Handle(int i) => $"user_{i * 7919 % 10_007:D5}";

    private static ReportEdge Edge(Random random, string a, string b, int weight, int rows)
    {
        CoActionRow[] evidence = [.. Enumerable.Range(0, Math.Min(weight, rows)).Select(_ =>
        {
            long at = Start.Seconds + random.Next(14 * 86_400);
            string link = $"https://news.example/{Pick(random)}/{Pick(random)}-{random.Next(900)}";
            double delta = Math.Round(random.NextDouble() * 40 - 20, 1);
            return new CoActionRow
            {
                Kind = TraceKind.Link,
                Object = link,
                PostA = Post(random, at, a, link),
                PostB = Post(random, at + (long)delta, b, link),
            };
        }).OrderBy(r => r.PostA.Time)];
        double expected = 0.002 + 0.05 * random.NextDouble();
        double p = Math.Exp(-weight * (2 + random.NextDouble()));
        return new ReportEdge
        {
            A = a,
            B = b,
            Weight = weight,
            MeanDeltaSeconds = Math.Round(4 + 15 * random.NextDouble(), 2),
            Expected = expected,
            P = p,
            Q = Math.Min(0.01, p * 40),
            Rows = evidence,
            RowsInAll = weight + 2,
        };
    }

    private static ActingPost Post(Random random, long seconds, string account, string link) => new(
        $"17{random.NextInt64(10_000_000_000_000_000)}", UnixTime.FromSeconds(seconds),
        $"{Pick(random)} {Pick(random)} and {Pick(random)}, says @{account} about the {Pick(random)}: {link}",
        new EvidenceRef(Hash, 2 + random.Next(200_000), 100, 180));

    private static string Pick(Random random) => Words[random.Next(Words.Length)];

    private static ReportGroup Group(int id, string[] members, List<ReportEdge> edges) => new()
    {
        Id = id,
        Members = members,
        First = edges.SelectMany(e => e.Rows).Min(r => r.PostA.Time),
        Last = edges.SelectMany(e => e.Rows).Max(r => r.PostB.Time),
        ObjectsShared = edges.Max(e => e.Weight) + 11,
        Posts = members.Length * 130,
        MedianSecondsBetweenActs = 3.4 + id,
        Leads = [.. members.Take(4).Select((m, i) => new GroupLead(m, 19 - 5 * i))],
        Expected = edges.Sum(e => e.Expected),
        Observed = edges.Sum(e => e.Weight),
        P = edges.Max(e => e.P),
        Q = edges.Max(e => e.Q),
        // The first holds as a whole, the others do not.
        Whole = id == 1
            ? new GroupWhole(2e-9, true, edges.Count, edges.Count - 1, members.Length, $"As a whole: at least {edges.Count - 1} of its {edges.Count} kept pairs are synchronised more than the null models explain.")
            : new GroupWhole(0.03, false, edges.Count, 0, 0, "As a whole this group is not borne out at 1 %."),
        InnocentExplanations =
        [
            new("A newsroom that cross-posts on purpose.", ["The accounts share links of one host only."], ["No account names another one or a common owner.", "The order of the accounts changes from link to link."]),
            new("Breaking news that many accounts pick up at once.", [], ["The co-actions are spread over 14 days and all hours.", "Outside the group the same links were shared later, at a median of 3 h."]),
        ],
        WouldRefute = ["The accounts turn out to be fed by one public schedule.", "The times of the source are those of the collection, not of the posts."],
    };

    private static CoordinationReport Frame(Random random, List<ReportNode> nodes, List<ReportEdge> edges, List<ReportGroup> groups)
    {
        int bins = 14 * 24;
        long[] everybody = [.. Enumerable.Range(0, bins).Select(h => (long)(90 + 70 * Math.Sin((h - 8) * Math.PI / 12) + random.Next(30) + (h is > 190 and < 204 ? 420 - Math.Abs(197 - h) * 50 : 0)))];
        GroupActivity[] activity = [.. groups.Select(g => new GroupActivity(g.Id, [.. Enumerable.Range(0, bins).Select(_ => random.Next(100) < 12 ? (long)random.Next(1, 2 + g.Members.Count * 2) : 0)]))];
        return new CoordinationReport
        {
            Title = "Shares around a bridge opening",
            Question = "Did accounts share the same links in step in the two weeks around the opening?",
            Synthetic = true,
            Planted = [.. groups.Select(g => new PlantedGroup($"planted {g.Id}", "within seconds", g.Members, g.Id == 2))],
            ToolVersion = "0.1.0",
            Material = new CollectedMaterial
            {
                Posts = 48_211,
                Accounts = 1_312,
                Objects = 6_077,
                From = Start,
                To = UnixTime.FromSeconds(Start.Seconds + 14 * 86_400),
                Sources =
                [
                    new CollectedSource
                    {
                        Name = "posts.csv", Sha256 = Hash, Bytes = 9_211_004, Format = "CSV, comma, UTF-8", Origin = "Generated, seed 7",
                        RowsIn = 48_211, RowsRefused = 14, From = Start, To = UnixTime.FromSeconds(Start.Seconds + 14 * 86_400), Accounts = 1_312, Posts = 48_211,
                        FirstRefused = [.. Enumerable.Range(0, 5).Select(i => new Fault(new SourceLocation("posts.csv", 812 + i * 31, 90_114 + i * 4000), $"time '31/13/2024 {i}' is not a date"))],
                        RefusedBy = [new("time is not a date", 12), new("account is empty", 2)],
                    },
                    new CollectedSource
                    {
                        Name = "late.jsonl.gz", Sha256 = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c", Bytes = 4_002, Format = "JSON lines, gzip",
                        RowsIn = 0, RowsRefused = 0, Zone = ZoneSource.Given, Accounts = 0, Posts = 0,
                    },
                ],
            },
            Run = new RunRecipe
            {
                Command = "tidemark coordination posts.csv late.jsonl.gz --window 60 --q 0.01 --seed 7 --out out",
                Options = new Dictionary<string, string> { ["window"] = "60", ["q"] = "0.01", ["min-weight"] = "3", ["trace"] = "link" },
                Seed = 7,
                WindowSeconds = 60,
                Q = 0.01,
                MinWeight = 3,
                Kind = TraceKind.Link,
            },
            Method = new MethodNotes
            {
                Steps =
                [
                    "For each link, all pairs of posts by different accounts within 60 seconds of each other are counted; the weight of a pair of accounts is the number of distinct links.",
                    "For each pair of accounts that could have met, the null model gives the number to expect; p is the probability of at least the observed weight.",
                    "Benjamini and Hochberg's procedure over all those pairs gives q; pairs with q ≤ 0.01 and at least 3 links are kept.",
                    "Groups are communities of the kept network by the Leiden method.",
                ],
                Nulls =
                [
                    new NullExpectation
                    {
                        Name = "timing, leave-pair-out",
                        InWords = "Each account keeps its activity and each link its popularity over time; when an account shares a link is drawn from everybody else's timing of that link. The two accounts in question do not take part in the estimate.",
                        Tests = 858_416, ExpectedPairs = 0.031, ObservedPairs = edges.Count + 2, Kept = edges.Count,
                    },
                ],
                References =
                [
                    new("Benjamini, Y. and Hochberg, Y. (1995): Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300", "10.1111/j.2517-6161.1995.tb02031.x"),
                    new("Traag, V. A., Waltman, L. and van Eck, N. J. (2019): From Louvain to Leiden. Scientific Reports 9, 5233", "10.1038/s41598-019-41695-z"),
                ],
            },
            Network = new ReportNetwork(nodes, edges),
            Groups = groups,
            Control = new ControlResult(
                "The times of all shares of each link are dealt out anew among the accounts that shared it. Who shared what and when a link was popular stay; who was close to whom is destroyed.",
                7, [.. Enumerable.Range(0, 5).Select(_ => new ControlOutcome(0, 0, 0))]),
            Power = new PowerNotes("Groups were planted into this material with the members' own activity, and searched for with the same options.",
                [new("within 10 seconds", 8, 10, 20, 20), new("within the window", 8, 10, 19, 20), new("within an hour", 8, 10, 1, 20)]),
            Windows = Windows(edges.Count, groups.Count, nodes.Count),
            WindowWords = [SweepTexts.HowToRead(1), SweepTexts.Warning(4, 0.01)],
            Timeline = new ActivityTimeline(Start, 3600, everybody, activity),
            TopObjects = [.. Enumerable.Range(0, groups.Count == 0 ? 0 : 12).Select(i => new SharedObject(
                TraceKind.Link, $"https://news.example/{Words[i]}/{Words[i + 2]}-{i * 37}", 9 + i * i * i * 3, 9 + i * i * 3, 9 + i % 3, 8 - i / 3, [1 + i % groups.Count]))],
            Limits = ["Shares that were deleted before the collection are missing."],
            CompleteTables = [new("edges.csv", "all kept pairs"), new("pairs.csv", "all evidence rows")],
        };
    }
}
