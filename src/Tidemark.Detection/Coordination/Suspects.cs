namespace Tidemark.Detection.Coordination;

/// <summary>
/// Who is suspected together with whom, liberally: these are left out when a crowd is counted, so that suspects never estimate
/// the null they are tested against. Being on this list is no finding.
/// </summary>
internal sealed class Suspects
{
    private readonly int[] _start;
    private readonly int[] _partners;

    private Suspects(int[] start, int[] partners) => (_start, _partners) = (start, partners);

    /// <summary>The accounts suspected together with this one, ascending.</summary>
    public ReadOnlySpan<int> Of(int account) => _partners.AsSpan(_start[account], _start[account + 1] - _start[account]);

    /// <summary>Collects the pairs whose p is at most the limit.</summary>
    public static Suspects From(int accounts, EdgeColumns pairs, double[] p, double limit) => Of(accounts, pairs, e => p[e] <= limit);

    /// <summary>Collects some pairs.</summary>
    public static Suspects Of(int accounts, EdgeColumns pairs, Func<int, bool> which)
    {
        int[] start = new int[accounts + 1];
        for (int e = 0; e < pairs.Count; e++)
        {
            if (which(e))
            {
                start[pairs.A[e] + 1]++;
                start[pairs.B[e] + 1]++;
            }
        }
        for (int a = 1; a <= accounts; a++)
        {
            start[a] += start[a - 1];
        }
        int[] partners = new int[start[^1]];
        int[] next = start.AsSpan(0, accounts).ToArray();
        for (int e = 0; e < pairs.Count; e++)
        {
            if (which(e))
            {
                partners[next[pairs.A[e]]++] = pairs.B[e];
                partners[next[pairs.B[e]]++] = pairs.A[e];
            }
        }
        for (int a = 0; a < accounts; a++)
        {
            partners.AsSpan(start[a], start[a + 1] - start[a]).Sort();
        }
        return new Suspects(start, partners);
    }
}
