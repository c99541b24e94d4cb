using Tidemark.Detection.Graph;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// What can be said of one group from its rows: when, how fast, on what, who comes first, and the figures that speak for and
/// against each innocent explanation. Descriptive: nothing here but <see cref="Whole"/> is a test.
/// </summary>
public sealed record GroupProfile
{
    /// <summary>The group.</summary>
    public required AccountGroup Group { get; init; }

    /// <summary>First act that is part of a kept pair.</summary>
    public required UnixTime First { get; init; }

    /// <summary>Last act that is part of a kept pair.</summary>
    public required UnixTime Last { get; init; }

    /// <summary>Objects on which at least two members joined by a kept edge were synchronous, ascending ids.</summary>
    public required IReadOnlyList<int> Objects { get; init; }

    /// <summary>Posts of the members in all the material; one that leaves several traces counts once.</summary>
    public required long Shares { get; init; }

    /// <summary>Objects the members shared, synchronously or not.</summary>
    public required long ObjectsOfMembers { get; init; }

    /// <summary>Median seconds between one member's act and the next member's on the same object, over <see cref="Objects"/>.</summary>
    public required double? MedianTempoSeconds { get; init; }

    /// <summary>On how many of <see cref="Objects"/> each member acted first of the group; most first, members with none left out.</summary>
    public required IReadOnlyList<(int Account, int Objects)> Leads { get; init; }

    /// <summary>Sum of the weights of the group's edges.</summary>
    public required double Observed { get; init; }

    /// <summary>Sum of what the nulls expect of these edges.</summary>
    public required double Expected { get; init; }

    /// <summary>Largest p of the group's edges.</summary>
    public required double P { get; init; }

    /// <summary>Largest q of the group's edges.</summary>
    public required double Q { get; init; }

    /// <summary>What can be said of it as a whole. The one test here.</summary>
    public required GroupTest Whole { get; init; }

    /// <summary>Share of <see cref="Objects"/> that nobody outside the group shared.</summary>
    public required double Exclusive { get; init; }

    /// <summary>Share of <see cref="Objects"/> on which somebody outside the group acted before every member.</summary>
    public required double OthersFirst { get; init; }

    /// <summary>Share of the members' synchronous acts that fall on the most frequent minute of the hour (1/60 by chance).</summary>
    public required double CommonestMinute { get; init; }

    /// <summary>On how many distinct UTC days the group was synchronous.</summary>
    public required int Days { get; init; }

    /// <summary>How firmly it holds together, and who is of its core.</summary>
    public required GroupStability Stability { get; init; }

    /// <summary>The object on which most members acted, the first of equals, and how many did.</summary>
    public required (int Object, int Members) MostShared { get; init; }

    /// <summary>
    /// Profiles of all groups of a result, by number. O(pair rows of the kept edges + rows of the objects), and what
    /// <see cref="GroupStability.Of"/> costs.
    /// </summary>
    public static IReadOnlyList<GroupProfile> Of(CoordinationResult result, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        EdgeColumns edges = result.Edges;
        // The groups were found in all pairs that passed the tests, those that no group bore out among them.
        IReadOnlyList<GroupStability> stability = GroupStability.Of(
            result.Index.AccountNames, [.. edges.A, .. result.Loose.A], [.. edges.B, .. result.Loose.B], result.Groups,
            result.Options.Seed, null, cancel);
        return Of(result.Index, edges, result.Groups, e => PairRows.Of(result.Index, edges.A[e], edges.B[e], result.Options.Window), stability, GroupTests.Of(result));
    }

    /// <summary>
    /// The same of several kinds of trace. Objects and rows are those of the joined table; of a pair only the kinds that kept it count.
    /// </summary>
    public static IReadOnlyList<GroupProfile> Of(SeveralTraces found, JoinedTraces joined, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(joined);
        IReadOnlyList<GroupStability> stability = GroupStability.Of(
            joined.Index.AccountNames, found.Edges.A, found.Edges.B, found.Groups, found.ByKind[0].Options.Seed, null, cancel);
        return Of(joined.Index, found.Edges, found.Groups, e => found.RowsOf(e, joined), stability, GroupTests.Of(found));
    }

    private static GroupProfile[] Of(
        ShareIndex index, EdgeColumns edges, Groups groups, Func<int, IEnumerable<PairRows.Pair>> rowsOf, IReadOnlyList<GroupStability> stability,
        IReadOnlyList<GroupTest> whole)
    {
        var edgesOf = new List<int>[groups.All.Count];
        for (int g = 0; g < edgesOf.Length; g++)
        {
            edgesOf[g] = [];
        }
        for (int e = 0; e < edges.Count; e++)
        {
            int group = groups.GroupOf[edges.A[e]];
            if (group > 0 && group == groups.GroupOf[edges.B[e]])
            {
                edgesOf[group - 1].Add(e);
            }
        }
        return [.. groups.All.Select((g, i) => Of(index, edges, g, edgesOf[g.Number - 1], rowsOf, stability[i], whole[g.Number - 1]))];
    }

    private static GroupProfile Of(
        ShareIndex index, EdgeColumns columns, AccountGroup group, List<int> edges, Func<int, IEnumerable<PairRows.Pair>> rowsOf, GroupStability stability,
        GroupTest whole)
    {
        var rows = new SortedSet<int>();
        foreach (PairRows.Pair pair in edges.SelectMany(rowsOf))
        {
            rows.Add(pair.RowA);
            rows.Add(pair.RowB);
        }
        int[] objects = [.. rows.Select(r => index.ObjectOf[r]).Distinct()];
        var members = new HashSet<int>(group.Accounts);
        var gaps = new List<double>();
        var leads = new Dictionary<int, int>();
        int exclusive = 0;
        int othersFirst = 0;
        (int Object, int Members) mostShared = (objects[0], 0);
        var here = new HashSet<int>();
        foreach (int o in objects)
        {
            (int first, bool outsiders, bool outsiderFirst) = Walk(index, o, members, gaps, here);
            mostShared = here.Count > mostShared.Members ? (o, here.Count) : mostShared;
            leads[first] = leads.GetValueOrDefault(first) + 1;
            exclusive += outsiders ? 0 : 1;
            othersFirst += outsiderFirst ? 1 : 0;
        }
        int[] minutes = new int[60];
        var days = new HashSet<long>();
        foreach (int row in rows)
        {
            long seconds = new UnixTime(index.Time[row]).Seconds;
            minutes[(int)((seconds / 60 % 60 + 60) % 60)]++;
            days.Add((long)Math.Floor(seconds / 86_400.0));
        }
        gaps.Sort();
        IEnumerable<int> all = group.Accounts.SelectMany(a => RowsOf(index, a));
        return new GroupProfile
        {
            Group = group,
            First = new UnixTime(rows.Min(r => index.Time[r])),
            Last = new UnixTime(rows.Max(r => index.Time[r])),
            Objects = objects,
            Shares = group.Accounts.Sum(a => (long)index.PostsOf(a)),
            ObjectsOfMembers = all.Select(r => index.ObjectOf[r]).Distinct().LongCount(),
            MedianTempoSeconds = gaps.Count == 0 ? null : (gaps[(gaps.Count - 1) / 2] + gaps[gaps.Count / 2]) / 2,
            Leads = [.. leads.OrderByDescending(l => l.Value).ThenBy(l => index.AccountRank[l.Key]).Select(l => (l.Key, l.Value))],
            Observed = edges.Sum(e => (double)columns.Weight[e]),
            Expected = edges.Sum(e => columns.Expected![e]),
            P = edges.Max(e => columns.P![e]),
            Q = edges.Max(e => columns.Q![e]),
            Exclusive = (double)exclusive / objects.Length,
            OthersFirst = (double)othersFirst / objects.Length,
            CommonestMinute = (double)minutes.Max() / rows.Count,
            Days = days.Count,
            Stability = stability,
            Whole = whole,
            MostShared = mostShared,
        };
    }

    private static IEnumerable<int> RowsOf(ShareIndex index, int account)
    {
        for (int i = index.AccountStart[account]; i < index.AccountStart[account + 1]; i++)
        {
            yield return index.AccountRows[i];
        }
    }

    /// <summary>Walks an object in order of time: the gaps between different members' acts, who of them was first, who else was there.</summary>
    private static (int First, bool Outsiders, bool OutsiderFirst) Walk(
        ShareIndex index, int o, HashSet<int> members, List<double> gaps, HashSet<int> here)
    {
        here.Clear();
        int first = -1;
        int last = -1;
        long at = 0;
        bool outsiders = false;
        bool outsiderFirst = false;
        for (int row = index.ObjectStart[o]; row < index.ObjectStart[o + 1]; row++)
        {
            int account = index.Account[row];
            if (!members.Contains(account))
            {
                outsiders = true;
                outsiderFirst |= first < 0;
                continue;
            }
            here.Add(account);
            if (first < 0)
            {
                first = account;
            }
            else if (account != last)
            {
                gaps.Add(unchecked((ulong)(index.Time[row] - at)) / 1e9);
            }
            last = account;
            at = index.Time[row];
        }
        return (first, outsiders, outsiderFirst);
    }
}
