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

    public static CoordinationReport Build(DescribedResult result, MaterialFacts facts)
    {
        IReadOnlyList<GroupProfile> profiles = result.Profiles;
        string Key(int account) => result.Account(account);
        return new CoordinationReport
        {
            Title = facts.Title,
            Question = facts.Question,
            Synthetic = facts.Planted is not null,
            Planted = facts.Planted ?? [],
            ToolVersion = Version,
            Material = Material(result, facts),
            Run = Recipe(result, facts),
            Method = result.Method,
            Network = Network(result, facts),
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
                InnocentExplanations = GroupWords.Innocent(p),
                WouldRefute = GroupWords.WouldRefute(p),
            })],
            Control = result.Control,
            Windows = facts.Sweep is null ? [] : SweepReporting.Windows(facts.Sweep),
            // What was planted stands beside the power.
            WindowWords = facts.Sweep is null ? [] : [SweepReporting.HowToRead(facts.Sweep), SweepReporting.Warning(facts.Sweep)],
            Power = facts.Sweep is null ? null : SweepReporting.Power(facts.Sweep, result.Options.Window),
            Timeline = CoordinationTimeline.Of(result),
            TopObjects = TopObjects(result),
            Findings = Findings(result, facts),
            Notices = facts.Notices,
            CompleteTables = facts.CompleteTables,
        };
    }

    /// <summary>One finding a group. Its id depends on what was asked and of what, not on when.</summary>
    public static IReadOnlyList<Finding> Findings(DescribedResult result, MaterialFacts facts)
    {
        RunRecipe recipe = Recipe(result, facts);
        string[] inputs = [.. facts.Sources.Select(s => s.Sha256).Distinct().Order(StringComparer.Ordinal)];
        return [.. result.Profiles.Select(p =>
        {
            string[] subjects = [.. p.Group.Accounts.Select(result.Account)];
            return new Finding
            {
                Id = IdOf(recipe, inputs, subjects),
                Detector = CoordinationDetector.Name,
                Version = CoordinationDetector.Version,
                Options = recipe.Options,
                Seed = recipe.Seed,
                Inputs = inputs,
                Subjects = subjects,
                Sentence = GroupWords.Sentence(p, GroupWords.Objects([.. p.Objects.Select(o => result.Object(o).Kind)]), recipe.WindowSeconds, recipe.Q),
                Measures = [.. Measures(p), .. result.Kinds.Count > 1 ? ByKind(result, p) : []],
                Null = new NullModel(NullName(result), p.Expected, p.Observed, p.P, p.Q, result.Tests),
                Evidence = Evidence(result, p, facts),
                InnocentExplanations = [.. GroupWords.Innocent(p).Select(i => i.Explanation)],
                WouldRefute = GroupWords.WouldRefute(p),
            };
        })];
    }

    internal static string Version =>
        typeof(CoordinationReporting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static CollectedMaterial Material(DescribedResult result, MaterialFacts facts)
    {
        ShareIndex index = result.Index;
        // The material's own period: posts without a trace of this kind belong to it.
        IEnumerable<long> times = index.Time.Take(index.Rows);
        UnixTime[] from = [.. facts.Sources.Where(s => s.From is not null).Select(s => s.From!.Value)];
        UnixTime[] to = [.. facts.Sources.Where(s => s.To is not null).Select(s => s.To!.Value)];
        return new CollectedMaterial
        {
            Sources = facts.Sources,
            Posts = result.Sizes.Posts,
            Accounts = result.Sizes.Accounts,
            Objects = result.Sizes.Objects,
            From = from.Length > 0 ? from.Min() : index.Rows == 0 ? null : new UnixTime(times.Min()),
            To = to.Length > 0 ? to.Max() : index.Rows == 0 ? null : new UnixTime(times.Max()),
            TakingPart = new TakingPart(Distinct(index.Content, index.Rows), Distinct(index.Account, index.Rows)),
            ClockSeconds = ClockResolution.Of(index) / UnixTime.PerSecond,
        };
    }

    /// <summary>How many different numbers stand in a column. They are dense, so a bit each is enough for tens of millions of rows.</summary>
    private static long Distinct(int[] column, int rows)
    {
        var seen = new System.Collections.BitArray(rows == 0 ? 0 : column.Take(rows).Max() + 1);
        long distinct = 0;
        foreach (int number in column.AsSpan(0, rows))
        {
            distinct += seen[number] ? 0 : 1;
            seen[number] = true;
        }
        return distinct;
    }

    private static RunRecipe Recipe(DescribedResult result, MaterialFacts facts)
    {
        CoordinationOptions options = result.Options;
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["window"] = Seconds(options.Window).ToString("0.#########", CultureInfo.InvariantCulture),
            ["min-weight"] = options.MinWeight.ToString(CultureInfo.InvariantCulture),
            ["q"] = options.Q.ToString(CultureInfo.InvariantCulture),
            ["trace"] = TraceWords.Words(result.Kinds),
            ["control-runs"] = options.ControlRuns.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in facts.FurtherOptions)
        {
            all[name] = value;
        }
        return new RunRecipe
        {
            Command = facts.Command, Options = all, Seed = options.Seed, WindowSeconds = Seconds(options.Window), Q = options.Q,
            MinWeight = options.MinWeight, Kind = result.Kinds[0], Kinds = result.Kinds.Count > 1 ? result.Kinds : [],
        };
    }

    private static ReportNetwork Network(DescribedResult result, MaterialFacts facts)
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
                result.Account(a), null, groupOf[i] == 0 ? null : groupOf[i], layout?.X[i] ?? 0, layout?.Y[i] ?? 0,
                result.Index.PostsOf(a), degree[i]))],
            [.. Enumerable.Range(0, edges.Count).Select(e => Edge(result, facts, e))]);
    }

    private static ReportEdge Edge(DescribedResult result, MaterialFacts facts, int e)
    {
        EdgeColumns edges = result.Edges;
        IReadOnlyList<EdgeInKind> byKind = result.ByKind(e);
        int most = Math.Max(1, Math.Clamp(RowsInAll / edges.Count, 1, RowsPerEdge) / result.Kinds.Count);
        return new ReportEdge
        {
            A = result.Account(edges.A[e]),
            B = result.Account(edges.B[e]),
            Weight = edges.Weight[e],
            MeanDeltaSeconds = edges.MeanDeltaSeconds(e),
            Expected = edges.Expected![e],
            P = edges.P![e],
            Q = edges.Q![e],
            ByKind = byKind,
            RowsInAll = byKind.Count == 0 ? edges.PairRows[e] : result.Rows(e).LongCount(),
            Rows = [.. result.Rows(e).Select(pair => (Pair: pair, Object: result.Object(result.Index.ObjectOf[pair.RowA])))
                // The rows of one kind must not push those of the others out.
                .GroupBy(row => row.Object.Kind).SelectMany(rows => rows.Take(most))
                .Select(row => new CoActionRow
                {
                    Kind = row.Object.Kind,
                    Object = row.Object.Value,
                    PostA = Post(row.Pair.RowA),
                    PostB = Post(row.Pair.RowB),
                })
                .OrderBy(row => row.PostA.Time)],
        };

        ActingPost Post(int row) => facts.Post(result.Index.Content[row], new UnixTime(result.Index.Time[row]));
    }

    private static List<SharedObject> TopObjects(DescribedResult result)
    {
        var groupsOf = new SortedDictionary<int, List<int>>();
        foreach (GroupProfile profile in result.Profiles)
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
                (TraceKind kind, string value) = result.Object(g.Key);
                return new SharedObject(
                    kind, value, rows.Length, rows.Select(r => index.Account[r]).Distinct().Count(),
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

    /// <summary>What each of several kinds of trace contributes to a group.</summary>
    private static IEnumerable<Measure> ByKind(DescribedResult result, GroupProfile profile)
    {
        int number = profile.Group.Number;
        EdgeInKind[] kept = [.. Enumerable.Range(0, result.Edges.Count)
            .Where(e => result.Groups.GroupOf[result.Edges.A[e]] == number && result.Groups.GroupOf[result.Edges.B[e]] == number)
            .SelectMany(result.ByKind).Where(k => k.Kept)];
        foreach (TraceKind kind in result.Kinds)
        {
            EdgeInKind[] mine = [.. kept.Where(k => k.Kind == kind)];
            string word = TraceWords.Word(kind);
            yield return new Measure($"pairs kept by {word}", mine.Length, "pairs");
            yield return new Measure($"objects by {word}", profile.Objects.Count(o => result.Object(o).Kind == kind), "objects");
            if (mine.Length > 0)
            {
                yield return new Measure($"largest q of a pair by {word}", mine.Max(k => k.Q), "1");
            }
        }
    }

    private static string NullName(DescribedResult result) => "largest of three: global rate, object curve, account rhythm"
        + (result.Kinds.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; best of {result.Kinds.Count} kinds of trace, p and q multiplied by their number"));

    private static IReadOnlyList<EvidenceRef> Evidence(DescribedResult result, GroupProfile profile, MaterialFacts facts)
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
