using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>From the detector's result to what is published: findings, and the report's figures and rows.</summary>
internal static class CoordinationReporting
{
    /// <summary>Most evidence rows kept of one edge; how many there are in all is always said.</summary>
    private const int RowsPerEdge = 200;

    /// <summary>Most evidence rows kept in all: a hundred times what a report shows, and some 100 MB.</summary>
    private const int RowsInAll = 500_000;

    /// <summary>Most members of a group of whom it is told how often they acted first: as many as a table of members has rows.</summary>
    private const int LeadsInAll = 500;

    /// <summary>Larger networks are no picture: positions are not computed and the report shows the groups.</summary>
    private const int MostInPicture = Layout.MostByForces;

    public static CoordinationReport Build(
        ShareColumns shares, CoordinationResult result, MaterialFacts facts, IReadOnlyList<GroupProfile>? known = null)
    {
        IReadOnlyList<GroupProfile> profiles = known ?? GroupProfile.Of(result);
        string Key(int account) => shares.Accounts.Text(account);
        return new CoordinationReport
        {
            Title = facts.Title,
            Question = facts.Question,
            Synthetic = facts.Planted is not null,
            Planted = facts.Planted ?? [],
            ToolVersion = Version,
            Material = Material(shares, result.Index, facts),
            Run = Recipe(shares, result.Options, facts),
            Method = CoordinationMethod.Notes(result),
            Network = Network(shares, result, facts),
            Groups = [.. profiles.Select(p => new ReportGroup
            {
                Id = p.Group.Number,
                Members = [.. p.Group.Accounts.Select(Key)],
                First = p.First,
                Last = p.Last,
                ObjectsShared = p.Objects.Count,
                Posts = p.Shares,
                MedianSecondsBetweenActs = p.MedianTempoSeconds,
                Leads = [.. p.Leads.Take(LeadsInAll).Select(l => new GroupLead(Key(l.Account), l.Objects))],
                Expected = p.Expected,
                Observed = p.Observed,
                P = p.P,
                Q = p.Q,
                Whole = GroupWords.Whole(p.Whole, result.Options.Q),
                Standing = GroupWords.Standing(p, Key),
                InnocentExplanations = GroupWords.Innocent(p, Key),
                WouldRefute = GroupWords.WouldRefute(p),
            })],
            Control = CoordinationMethod.Control(result),
            Windows = facts.Sweep is null ? [] : SweepReporting.Windows(facts.Sweep),
            // What was planted stands beside the power.
            WindowWords = facts.Sweep is null ? [] : [SweepReporting.HowToRead(facts.Sweep), SweepReporting.Warning(facts.Sweep)],
            Power = facts.Sweep is null ? null : SweepReporting.Power(facts.Sweep, result.Options.Window),
            Timeline = CoordinationTimeline.Of(result, profiles),
            TopObjects = TopObjects(shares, result, profiles),
            Findings = Findings(shares, result, facts, profiles),
            Notices = facts.Notices,
            CompleteTables = facts.CompleteTables,
        };
    }

    /// <summary>One finding a group. Its id depends on what was asked and of what, not on when.</summary>
    public static IReadOnlyList<Finding> Findings(
        ShareColumns shares, CoordinationResult result, MaterialFacts facts, IReadOnlyList<GroupProfile> profiles)
    {
        RunRecipe recipe = Recipe(shares, result.Options, facts);
        string[] inputs = [.. facts.Sources.Select(s => s.Sha256).Distinct().Order(StringComparer.Ordinal)];
        return [.. profiles.Select(p =>
        {
            string[] subjects = [.. p.Group.Accounts.Select(shares.Accounts.Text)];
            return new Finding
            {
                Id = IdOf(recipe, inputs, subjects),
                Detector = CoordinationDetector.Name,
                Version = CoordinationDetector.Version,
                Options = recipe.Options,
                Seed = recipe.Seed,
                Inputs = inputs,
                Subjects = subjects,
                Sentence = GroupWords.Sentence(p, shares.Kind, recipe.WindowSeconds),
                Measures = Measures(p),
                Null = new NullModel("largest of three: global rate, object curve, account rhythm", p.Expected, p.Observed, p.P, p.Q, result.Tests.Tests),
                Evidence = Evidence(result, p, facts),
                InnocentExplanations = [.. GroupWords.Innocent(p, shares.Accounts.Text).Select(i => i.Explanation)],
                WouldRefute = GroupWords.WouldRefute(p),
            };
        })];
    }

    internal static string Version =>
        typeof(CoordinationReporting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static CollectedMaterial Material(ShareColumns shares, ShareIndex index, MaterialFacts facts)
    {
        long from = long.MaxValue;
        long to = long.MinValue;
        for (int i = 0; i < index.Rows; i++)
        {
            long t = index.Time[i];
            from = Math.Min(from, t);
            to = Math.Max(to, t);
        }
        return new CollectedMaterial
        {
            Sources = facts.Sources,
            Posts = shares.Contents?.Count ?? index.Rows,
            Accounts = shares.Accounts.Count,
            Objects = shares.Objects.Count,
            From = index.Rows == 0 ? null : new UnixTime(from),
            To = index.Rows == 0 ? null : new UnixTime(to),
            ClockSeconds = ClockResolution.Of(index) / UnixTime.PerSecond,
        };
    }

    private static RunRecipe Recipe(ShareColumns shares, CoordinationOptions options, MaterialFacts facts)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["window"] = Seconds(options.Window).ToString("0.#########", CultureInfo.InvariantCulture),
            ["min-weight"] = options.MinWeight.ToString(CultureInfo.InvariantCulture),
            ["q"] = options.Q.ToString(CultureInfo.InvariantCulture),
            ["trace"] = shares.Kind.ToString().ToLowerInvariant(),
            ["control-runs"] = options.ControlRuns.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in facts.FurtherOptions)
        {
            all[name] = value;
        }
        return new RunRecipe
        {
            Command = facts.Command, Options = all, Seed = options.Seed, WindowSeconds = Seconds(options.Window), Q = options.Q,
            MinWeight = options.MinWeight, Kind = shares.Kind,
        };
    }

    private static ReportNetwork Network(ShareColumns shares, CoordinationResult result, MaterialFacts facts)
    {
        EdgeColumns edges = result.Edges;
        int[] accounts = [.. edges.A.Concat(edges.B).Distinct().OrderBy(a => result.Index.AccountRank[a])];
        var place = accounts.Select((a, i) => (a, i)).ToDictionary(x => x.a, x => x.i);
        int[] groupOf = [.. accounts.Select(a => result.Groups.GroupOf[a])];
        int[] degree = new int[accounts.Length];
        for (int e = 0; e < edges.Count; e++)
        {
            degree[place[edges.A[e]]]++;
            degree[place[edges.B[e]]]++;
        }
        NetworkLayout? layout = accounts.Length is 0 or > MostInPicture ? null : Layout.Place(
            WeightedGraph.FromEdges(
                accounts.Length, [.. edges.A.Select(a => place[a])], [.. edges.B.Select(b => place[b])], [.. edges.Weight.Select(w => (double)w)]),
            groupOf, result.Options.Seed);
        return new ReportNetwork(
            [.. accounts.Select((a, i) => new ReportNode(
                shares.Accounts.Text(a), null, groupOf[i] == 0 ? null : groupOf[i], layout?.X[i] ?? 0, layout?.Y[i] ?? 0,
                result.Index.AccountStart[a + 1] - result.Index.AccountStart[a], degree[i]))],
            [.. Enumerable.Range(0, edges.Count).Select(e => Edge(shares, result, facts, e))]);
    }

    private static ReportEdge Edge(ShareColumns shares, CoordinationResult result, MaterialFacts facts, int e)
    {
        EdgeColumns edges = result.Edges;
        return new ReportEdge
        {
            A = shares.Accounts.Text(edges.A[e]),
            B = shares.Accounts.Text(edges.B[e]),
            Weight = edges.Weight[e],
            MeanDeltaSeconds = edges.MeanDeltaSeconds(e),
            Expected = edges.Expected![e],
            P = edges.P![e],
            Q = edges.Q![e],
            RowsInAll = edges.PairRows[e],
            Rows = [.. PairRows.Of(result.Index, edges.A[e], edges.B[e], result.Options.Window).Take(Math.Clamp(RowsInAll / edges.Count, 1, RowsPerEdge))
                .Select(pair => new CoActionRow
                {
                    Kind = shares.Kind,
                    Object = shares.Objects.Text(result.Index.ObjectOf[pair.RowA]),
                    PostA = Post(pair.RowA),
                    PostB = Post(pair.RowB),
                })
                .OrderBy(row => row.PostA.Time)],
        };

        ActingPost Post(int row) => facts.Post(result.Index.Content[row], new UnixTime(result.Index.Time[row]));
    }

    private static List<SharedObject> TopObjects(ShareColumns shares, CoordinationResult result, IReadOnlyList<GroupProfile> profiles)
    {
        var groupsOf = new SortedDictionary<int, List<int>>();
        foreach (GroupProfile profile in profiles)
        {
            foreach (int o in profile.Objects)
            {
                if (!groupsOf.TryGetValue(o, out List<int>? groups))
                {
                    groupsOf.Add(o, groups = []);
                }
                groups.Add(profile.Group.Number);
            }
        }
        ShareIndex index = result.Index;
        return [.. groupsOf.Select(g =>
            {
                int[] rows = [.. Enumerable.Range(index.ObjectStart[g.Key], index.ObjectStart[g.Key + 1] - index.ObjectStart[g.Key])];
                int[] inGroups = [.. rows.Where(r => g.Value.Contains(result.Groups.GroupOf[index.Account[r]]))];
                return new SharedObject(
                    shares.Kind, shares.Objects.Text(g.Key), rows.Length, rows.Select(r => index.Account[r]).Distinct().Count(),
                    inGroups.Length, inGroups.Select(r => index.Account[r]).Distinct().Count(), g.Value);
            })
            .OrderByDescending(o => o.GroupAccounts).ThenByDescending(o => o.GroupPosts).ThenBy(o => o.Value, StringComparer.Ordinal)
            .Take(100)];
    }

    private static List<Measure> Measures(GroupProfile p)
    {
        var measures = new List<Measure>
        {
            new("accounts", p.Group.Accounts.Length, "accounts"),
            new("kept pairs", p.Group.Edges, "pairs"),
            new("density", p.Group.Density, "1"),
            new("objects", p.Objects.Count, "objects"),
            new("observed co-actions", p.Observed, "objects"),
            new("expected co-actions", p.Expected, "objects"),
            new("days", p.Days, "days"),
            new("exclusive objects", p.Exclusive, "1"),
            new("group q", p.Whole.Q, "1"),
            new("synchronised pairs at least", p.Whole.PairsAtLeast, "pairs"),
            new("accounts with such a pair at least", p.Whole.AccountsAtLeast, "accounts"),
            new("stability", p.Stability.Share, "1"),
            new("accounts of the core", p.Stability.IsCore.Count(core => core), "accounts"),
        };
        if (p.MedianTempoSeconds is { } tempo)
        {
            measures.Add(new Measure("median tempo", tempo, "seconds"));
        }
        return measures;
    }

    private static IReadOnlyList<EvidenceRef> Evidence(CoordinationResult result, GroupProfile profile, MaterialFacts facts)
    {
        var members = new HashSet<int>(profile.Group.Accounts);
        return [.. profile.Objects
            .SelectMany(o => Enumerable.Range(result.Index.ObjectStart[o], result.Index.ObjectStart[o + 1] - result.Index.ObjectStart[o]))
            .Where(row => members.Contains(result.Index.Account[row]))
            .Select(row => facts.Post(result.Index.Content[row], new UnixTime(result.Index.Time[row])).Evidence)
            .OfType<EvidenceRef>()
            .Distinct()
            .OrderBy(e => e.Sha256, StringComparer.Ordinal).ThenBy(e => e.Offset)];
    }

    private static string IdOf(RunRecipe recipe, string[] inputs, string[] subjects)
    {
        // Lengths before texts, so that no two lists run into the same bytes.
        var text = new StringBuilder();
        foreach (string part in (string[])[CoordinationDetector.Name, CoordinationDetector.Version,
            .. recipe.Options.SelectMany(o => new[] { o.Key, o.Value }), recipe.Seed.ToString(CultureInfo.InvariantCulture), .. inputs, .. subjects])
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        }
        return "finding-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static double Seconds(long nanoseconds) => (double)((decimal)nanoseconds / UnixTime.PerSecond);
}
