namespace Tidemark.Publishing.Pages;

/// <summary>How many evidence rows may still be shown in this report, so that it opens in a second whatever was found.</summary>
public sealed class RowBudget
{
    /// <summary>Rows left.</summary>
    public int Left { get; set; }

    /// <summary>Takes up to so many rows.</summary>
    public int Take(int rows)
    {
        int taken = Math.Min(rows, Left);
        Left -= taken;
        return taken;
    }
}
