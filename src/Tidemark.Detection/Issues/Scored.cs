namespace Tidemark.Detection.Issues;

/// <summary>Words and issues with their scores, for one choice of assets; the strongest issue comes first.</summary>
/// <param name="Z">Score of each candidate word.</param>
/// <param name="Issues">The words of each issue, by falling score.</param>
/// <param name="Posts">The posts of both sides on each issue, ascending.</param>
/// <param name="IssueZ">Score of each issue.</param>
internal sealed record Scored(double[] Z, List<int[]> Issues, List<List<int>> Posts, double[] IssueZ)
{
    public static Scored Ranked(double[] z, List<int[]> issues, List<List<int>> posts, double[] issueZ)
    {
        int[] order = [.. Enumerable.Range(0, issues.Count)];
        Array.Sort(order, (a, b) => issueZ[b] != issueZ[a] ? issueZ[b].CompareTo(issueZ[a]) : issues[a][0].CompareTo(issues[b][0]));
        return new Scored(z, [.. order.Select(i => issues[i])], [.. order.Select(i => posts[i])], [.. order.Select(i => issueZ[i])]);
    }
}
