using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Coordination;

/// <summary>The tables of the contract: edges.csv, accounts.csv, pairs.csv, rejected.csv.</summary>
internal static class CoordinationTables
{
    public static void Edges(Stream to, ShareColumns shares, EdgeColumns edges)
    {
        using var table = new CsvTable(to, "account_a", "account_b", "weight", "objects", "mean_delta_seconds", "expected", "p", "q");
        for (int e = 0; e < edges.Count; e++)
        {
            table.Text(shares.Accounts[edges.A[e]]);
            table.Text(shares.Accounts[edges.B[e]]);
            table.Number((long)edges.Weight[e]);
            table.Number((long)edges.Objects[e]);
            table.Number(edges.MeanDeltaSeconds(e));
            table.Number(edges.Expected?[e] ?? double.NaN);
            table.Number(edges.P?[e] ?? double.NaN);
            table.Number(edges.Q?[e] ?? double.NaN);
            table.EndRow();
        }
    }

    /// <summary>The reported accounts: those with an edge or a group, in the order of their names.</summary>
    public static void Accounts(Stream to, ShareColumns shares, CoordinationRun run)
    {
        int[] groupOf = run.Groups!.GroupOf;
        int[] edges = new int[shares.Accounts.Count];
        for (int e = 0; e < run.Edges.Count; e++)
        {
            edges[run.Edges.A[e]]++;
            edges[run.Edges.B[e]] += run.Edges.A[e] == run.Edges.B[e] ? 0 : 1;
        }
        int[] rank = run.Index.AccountRank;
        var places = run.Profiles.SelectMany(p => p.Group.Accounts.Select((a, i) => (a, p.Stability.IsCore[i], p.Stability.Together[i])))
            .ToDictionary(m => m.a, m => (Core: m.Item2, Together: m.Item3));
        using var table = new CsvTable(to, "account", "group", "edges", "shares", "place", "together");
        foreach (int a in Enumerable.Range(0, edges.Length).Where(a => edges[a] > 0 || groupOf[a] > 0).OrderBy(a => rank[a]))
        {
            table.Text(shares.Accounts[a]);
            table.Number(groupOf[a] > 0 ? groupOf[a] : (long?)null);
            table.Number((long)edges[a]);
            table.Number((long)(run.Index.AccountStart[a + 1] - run.Index.AccountStart[a]));
            // Where nothing was tested, nobody worked out who is of the core.
            bool known = places.TryGetValue(a, out var place);
            table.Text(!known ? "" : place.Core ? "core" : "fringe");
            table.Number(known ? place.Together : double.NaN);
            table.EndRow();
        }
    }

    public static void Pairs(Stream to, ShareColumns shares, CoordinationRun run, CancellationToken cancel)
    {
        using var table = new CsvTable(to, "account_a", "account_b", "object", "content_a", "content_b", "delta_seconds");
        ShareIndex index = run.Index;
        foreach (PairRows.Pair pair in run.Pairs)
        {
            cancel.ThrowIfCancellationRequested();
            table.Text(shares.Accounts[index.Account[pair.RowA]]);
            table.Text(shares.Accounts[index.Account[pair.RowB]]);
            table.Text(shares.Objects[index.ObjectOf[pair.RowA]]);
            table.Text(ShareCollector.PostName(shares, index.Content[pair.RowA]));
            table.Text(ShareCollector.PostName(shares, index.Content[pair.RowB]));
            table.Number(pair.Delta / 1e9);
            table.EndRow();
        }
    }
}
