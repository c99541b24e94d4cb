using Tidemark.Model;

namespace Tidemark.Detection.Graph;

/// <summary>Every option that can change which groups are found, except the seed.</summary>
public sealed record GroupOptions
{
    /// <summary>What a good grouping is.</summary>
    public PartitionQuality Quality { get; init; } = PartitionQuality.ConstantPotts;

    /// <summary>
    /// γ. For the constant Potts model the share of pairs that must be kept edges: no two groups have so many kept edges between
    /// them, and none falls into halves with fewer.
    /// </summary>
    public double Resolution { get; init; } = 0.05;

    /// <summary>Whether an edge counts with its weight; otherwise every kept edge counts 1.</summary>
    public bool Weighted { get; init; }

    /// <summary>Smaller groups are none.</summary>
    public int MinimumSize { get; init; } = 2;

    /// <summary>
    /// Whether a group must have at least as many edges as accounts (three of three, all of them). With fewer it is a tree: every edge is the
    /// only one between two parts, and no edge is borne out by a way around it.
    /// </summary>
    public bool Closed { get; init; }

    /// <summary>Leiden runs so often with different draws, and the partition of highest quality is taken, the first among equals.</summary>
    public int Starts { get; init; } = 4;
}

/// <summary>Accounts whose kept edges hold together.</summary>
/// <param name="Number">From 1: largest first, among equals by the smallest account in ordinal order.</param>
/// <param name="Accounts">Account ids in ordinal (UTF-8 byte) order of their names.</param>
/// <param name="Core">For each of them its core number within the group: the core are those with the highest, the others the fringe.</param>
/// <param name="Edges">How many kept edges there are within the group.</param>
/// <param name="OutwardEdges">How many kept edges lead out of it.</param>
public sealed record AccountGroup(int Number, int[] Accounts, int[] Core, long Edges, long OutwardEdges)
{
    /// <summary>The share of all pairs of the group that are kept edges, 0 to 1.</summary>
    public double Density => 2.0 * Edges / (Accounts.Length * (Accounts.Length - 1.0));
}

/// <summary>
/// From kept edges to groups. Claims: these accounts have so many kept edges among each other that they are told as one group.
/// Does not claim that everybody in a group met everybody else, nor that two groups have nothing to do with each other; an account
/// with few kept edges to a large group stays outside, as one edge to one of fifty is no membership.
/// </summary>
/// <remarks>
/// Nodes and edges are first put in ordinal order of the account names, so that the same edges give the same groups in whatever
/// order the rows came in. A group's accounts are connected (see <see cref="Leiden"/>). With the constant Potts model groups depend
/// on their own component alone: adding other material cannot merge or split them except by new edges that touch them, up to
/// the draws of a heuristic.
/// </remarks>
public sealed class Groups
{
    private Groups(int[] groupOf, AccountGroup[] all, bool stable) => (GroupOf, All, Stable) = (groupOf, all, stable);

    /// <summary>The number of the group of each account id, 0 for none.</summary>
    public int[] GroupOf { get; }

    /// <summary>The groups by number.</summary>
    public IReadOnlyList<AccountGroup> All { get; }

    /// <summary>Whether the search ended because an iteration changed nothing.</summary>
    public bool Stable { get; }

    /// <summary>Finds the groups. O(edges log edges) and memory about 150 bytes an edge.</summary>
    /// <param name="accounts">The accounts; edges name them by id.</param>
    /// <param name="from">One account of each kept edge.</param>
    /// <param name="to">The other account.</param>
    /// <param name="weights">Weight of each edge, or empty.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="options">Null = defaults.</param>
    public static Groups Find(
        Names accounts, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weights, ulong seed, GroupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        options ??= new GroupOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinimumSize, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Starts);
        (int[] accountOf, WeightedGraph graph) = InOrdinalOrder(accounts, from, to, options.Weighted ? weights : default);
        LeidenPartition best = Best(graph, seed, options);

        int[] groupOf = new int[accounts.Count];
        var members = new List<int>[best.Count];
        for (int v = 0; v < graph.NodeCount; v++)
        {
            (members[best.Community[v]] ??= []).Add(v);
        }
        var all = new List<AccountGroup>();
        foreach (List<int> group in members)
        {
            if (group.Count < options.MinimumSize || (options.Closed && EdgesWithin(group, graph, best.Community) < group.Count))
            {
                continue;
            }
            foreach (int v in group)
            {
                groupOf[accountOf[v]] = all.Count + 1;
            }
            all.Add(Describe(all.Count + 1, group, graph, best.Community, accountOf));
        }
        return new Groups(groupOf, [.. all], best.Stable);
    }

    private static LeidenPartition Best(WeightedGraph graph, ulong seed, GroupOptions options)
    {
        var leiden = new LeidenOptions { Quality = options.Quality, Resolution = options.Resolution };
        LeidenPartition? best = null;
        for (int start = 0; start < options.Starts; start++)
        {
            LeidenPartition partition = Leiden.Run(graph, SeededRandom.Stream(seed, (ulong)start).Next(), leiden);
            // A difference within rounding is no improvement.
            best = best is null || partition.Quality > best.Quality + 1e-9 * Math.Abs(best.Quality) ? partition : best;
        }
        return best!;
    }

    /// <summary>The graph of the accounts that have an edge, numbered by name; loops are no kept edges.</summary>
    internal static (int[] AccountOf, WeightedGraph Graph) InOrdinalOrder(
        Names accounts, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weights)
    {
        // Only those with an edge are put in order: there are few, and sorting all names costs more than the groups do.
        bool[] used = new bool[accounts.Count];
        for (int i = 0; i < from.Length; i++)
        {
            used[from[i]] |= from[i] != to[i];
            used[to[i]] |= from[i] != to[i];
        }
        var ids = new List<int>();
        for (int account = 0; account < used.Length; account++)
        {
            if (used[account])
            {
                ids.Add(account);
            }
        }
        int[] accountOf = [.. ids];
        int[] nodeOf = accounts.OrdinalRanks(accountOf);
        var a = new List<int>(from.Length);
        var b = new List<int>(from.Length);
        var w = new List<double>(weights.Length);
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] != to[i])
            {
                a.Add(nodeOf[from[i]]);
                b.Add(nodeOf[to[i]]);
                if (!weights.IsEmpty)
                {
                    w.Add(weights[i]);
                }
            }
        }
        return (accountOf, WeightedGraph.FromEdges(accountOf.Length, [.. a], [.. b], [.. w]));
    }

    private static long EdgesWithin(List<int> group, WeightedGraph graph, int[] community)
    {
        long ends = 0;
        foreach (int v in group)
        {
            foreach (int u in graph.NeighboursOf(v))
            {
                ends += community[u] == community[v] ? 1 : 0;
            }
        }
        return ends / 2;
    }

    private static AccountGroup Describe(int number, List<int> group, WeightedGraph graph, int[] community, int[] accountOf)
    {
        int own = community[group[0]];
        var place = new Dictionary<int, int>(group.Count);
        foreach (int v in group)
        {
            place.Add(v, place.Count);
        }
        var a = new List<int>();
        var b = new List<int>();
        long outward = 0;
        foreach (int v in group)
        {
            foreach (int u in graph.NeighboursOf(v))
            {
                outward += community[u] != own ? 1 : 0;
                if (u < v && community[u] == own)
                {
                    a.Add(place[v]);
                    b.Add(place[u]);
                }
            }
        }
        int[] core = Components.Cores(WeightedGraph.FromEdges(group.Count, [.. a], [.. b]));
        return new AccountGroup(number, [.. group.Select(v => accountOf[v])], core, a.Count, outward);
    }
}
