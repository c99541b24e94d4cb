using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Coordination;

/// <summary>The tables of several kinds of trace: edges-by-trace.csv, accounts.csv, pairs.csv.</summary>
internal static class SeveralTracesTables
{
    /// <summary>Every kind's word on every kept edge, also where a kind did not keep it.</summary>
    public static void ByTrace(Stream to, IReadOnlyList<ShareMaterial> materials, SeveralTraces found)
    {
        Names accounts = materials[0].Shares.Accounts;
        using var table = new CsvTable(to, "account_a", "account_b", "trace", "weight", "mean_delta_seconds", "expected", "p", "q", "outcome");
        for (int e = 0; e < found.Edges.Count; e++)
        {
            for (int kind = 0; kind < found.Kinds; kind++)
            {
                SeveralTraces.PairInKind pair = found.Of(kind, found.Edges.A[e], found.Edges.B[e]);
                table.Text(accounts[found.Edges.A[e]]);
                table.Text(accounts[found.Edges.B[e]]);
                table.Text(TraceWords.Word(materials[kind].Shares.Kind));
                table.Number((long)pair.Weight);
                table.Number(pair.MeanDeltaSeconds);
                table.Number(pair.Expected);
                table.Number(pair.P);
                table.Number(pair.Q);
                table.Text(pair.Outcome switch
                {
                    SeveralTraces.Outcome.Kept => "kept",
                    SeveralTraces.Outcome.StandsAlone => "stands alone",
                    _ => "not kept",
                });
                table.EndRow();
            }
        }
    }

    /// <summary>The reported accounts. "shares" counts posts, for a post that leaves three traces is one act.</summary>
    public static void Accounts(Stream to, IReadOnlyList<ShareMaterial> materials, SeveralTraces found)
    {
        Names accounts = materials[0].Shares.Accounts;
        int[] edges = new int[accounts.Count];
        for (int e = 0; e < found.Edges.Count; e++)
        {
            edges[found.Edges.A[e]]++;
            edges[found.Edges.B[e]]++;
        }
        int[] rank = accounts.OrdinalRanks();
        using var table = new CsvTable(to, "account", "group", "edges", "shares");
        foreach (int a in Enumerable.Range(0, edges.Length).Where(a => edges[a] > 0 || found.Groups.GroupOf[a] > 0).OrderBy(a => rank[a]))
        {
            table.Text(accounts[a]);
            table.Number(found.Groups.GroupOf[a] > 0 ? found.Groups.GroupOf[a] : (long?)null);
            table.Number((long)edges[a]);
            table.Number(Posts(materials, found, a));
            table.EndRow();
        }
    }

    /// <summary>The groups of all kept pairs, each with its test as a whole; their figures by kind are in the kinds' reports.</summary>
    public static void GroupsOf(Stream to, SeveralTraces found)
    {
        using var table = new CsvTable(to, "group", "accounts", "pairs", "density", "q", "group_q", "pairs_at_least", "accounts_at_least");
        foreach (GroupTest test in GroupTests.Of(found))
        {
            AccountGroup group = found.Groups.All[test.Group - 1];
            table.Number((long)group.Number);
            table.Number((long)group.Accounts.Length);
            table.Number((long)test.Pairs);
            table.Number(group.Density);
            table.Number(Enumerable.Range(0, found.Edges.Count)
                .Where(e => found.Groups.GroupOf[found.Edges.A[e]] == group.Number && found.Groups.GroupOf[found.Edges.B[e]] == group.Number)
                .Max(e => found.Edges.Q![e]));
            table.Number(test.Q);
            table.Number((long)test.PairsAtLeast);
            table.Number((long)test.AccountsAtLeast);
            table.EndRow();
        }
    }

    /// <summary>The pair rows of every kind that kept the edge; the object begins with the kind's word and a colon.</summary>
    public static void Pairs(Stream to, IReadOnlyList<ShareMaterial> materials, SeveralTraces found, CancellationToken cancel)
    {
        using var table = new CsvTable(to, "account_a", "account_b", "object", "content_a", "content_b", "delta_seconds");
        for (int e = 0; e < found.Edges.Count; e++)
        {
            (int a, int b) = (found.Edges.A[e], found.Edges.B[e]);
            for (int kind = 0; kind < found.Kinds; kind++)
            {
                cancel.ThrowIfCancellationRequested();
                if (found.Of(kind, a, b).Outcome != SeveralTraces.Outcome.Kept)
                {
                    continue;
                }
                ShareColumns shares = materials[kind].Shares;
                byte[] prefix = Encoding.UTF8.GetBytes(TraceWords.Word(shares.Kind) + ":");
                ShareIndex index = found.ByKind[kind].Index;
                foreach (PairRows.Pair pair in PairRows.Of(index, a, b, found.ByKind[kind].Options.Window))
                {
                    table.Text(shares.Accounts[a]);
                    table.Text(shares.Accounts[b]);
                    table.Text([.. prefix, .. shares.Objects[index.ObjectOf[pair.RowA]]]);
                    table.Text(ShareCollector.PostName(shares, index.Content[pair.RowA]));
                    table.Text(ShareCollector.PostName(shares, index.Content[pair.RowB]));
                    table.Number(pair.Delta / 1e9);
                    table.EndRow();
                }
            }
        }
    }

    /// <summary>An account's posts that leave a trace of one kind or more. Each kind numbers posts on its own; their names are the same.</summary>
    private static long Posts(IReadOnlyList<ShareMaterial> materials, SeveralTraces found, int account)
    {
        var posts = new Names();
        for (int kind = 0; kind < found.Kinds; kind++)
        {
            ShareIndex index = found.ByKind[kind].Index;
            for (int i = index.AccountStart[account]; i < index.AccountStart[account + 1]; i++)
            {
                posts.Intern(ShareCollector.PostName(materials[kind].Shares, index.Content[index.AccountRows[i]]));
            }
        }
        return posts.Count;
    }
}
