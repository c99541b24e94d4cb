namespace Tidemark.Publishing.Pages;

/// <summary>
/// How many evidence rows one part of a report may show. Each group gets the same, so that the first does not crowd out the
/// last, and each pair of a group gets at least a few.
/// </summary>
public sealed class RowBudget
{
    private const int LeastOfEdge = 3;

    private readonly int _perEdge;
    private int _left;

    /// <param name="rows">Rows for this part.</param>
    /// <param name="edges">Pairs in this part.</param>
    /// <param name="most">Most rows of one pair.</param>
    public RowBudget(int rows, int edges, int most) =>
        (_left, _perEdge) = (rows, Math.Min(most, Math.Max(LeastOfEdge, rows / Math.Max(1, edges))));

    /// <summary>Whether nothing is left.</summary>
    public bool Spent => _left <= 0;

    /// <summary>How many of a pair's rows may be shown.</summary>
    public int Take(int rows)
    {
        int taken = Math.Min(Math.Min(rows, _perEdge), _left);
        _left -= taken;
        return taken;
    }
}
