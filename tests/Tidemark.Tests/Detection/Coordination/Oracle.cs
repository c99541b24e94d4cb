namespace Tidemark.Tests.Detection.Coordination;

/// <summary>The definition of the contract, read aloud: every pair of rows, no index, no cleverness. O(n²).</summary>
internal static class Oracle
{
    internal readonly record struct Edge(string A, string B, int Weight, int Objects, long PairRows, double MeanDelta);

    internal static Edge[] Edges(IEnumerable<Tables.Share> input, long window, int minWeight, bool keepLoops)
    {
        Tables.Share[] rows = [.. input.Distinct()];
        var pairs = new List<(string A, string B, int Object, long Delta)>();
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = i + 1; j < rows.Length; j++)
            {
                long delta = Math.Abs(rows[i].Time - rows[j].Time);
                if (rows[i].Object == rows[j].Object && delta <= window && rows[i].Content != rows[j].Content
                    && (keepLoops || rows[i].Account != rows[j].Account))
                {
                    string a = Tables.Account(rows[i].Account);
                    string b = Tables.Account(rows[j].Account);
                    pairs.Add(string.CompareOrdinal(a, b) <= 0 ? (a, b, rows[i].Object, delta) : (b, a, rows[i].Object, delta));
                }
            }
        }
        return [.. pairs.GroupBy(p => (p.A, p.B))
            .Select(g => new Edge(
                g.Key.A, g.Key.B, g.Select(p => p.Object).Distinct().Count(), g.Select(p => p.Object).Distinct().Count(),
                g.Count(), g.Sum(p => (double)p.Delta) / g.Count() / 1e9))
            .Where(e => e.Weight >= minWeight)
            .OrderBy(e => e.A, StringComparer.Ordinal).ThenBy(e => e.B, StringComparer.Ordinal)];
    }
}
