namespace Tidemark.Publishing.Reports;

/// <summary>How a report is shown. None of it changes a figure.</summary>
public sealed record ReportOptions
{
    /// <summary>Show account ids, labels and post ids as they stand in the material instead of pseudonyms.</summary>
    public bool ShowAccounts { get; init; }

    /// <summary>
    /// Key of the pseudonyms' order: the same key gives the same numbers to the same accounts. Keep it in the case: who has
    /// it and a list of accounts can tell who is who. Ignored with <see cref="ShowAccounts"/>.
    /// </summary>
    public ReadOnlyMemory<byte> PseudonymKey { get; init; }

    /// <summary>Most rows shown of one edge's evidence. The rest is in the complete tables, and the report says so.</summary>
    public int RowsPerEdge { get; init; } = 25;

    /// <summary>Most edges of one group whose evidence is shown.</summary>
    public int EdgesPerGroup { get; init; } = 60;

    /// <summary>Most evidence rows in the whole report: 5,000 rows open in about a second and print on some 200 pages.</summary>
    public int RowsInAll { get; init; } = 5_000;

    /// <summary>Most rows of any other table.</summary>
    public int RowsPerTable { get; init; } = 500;

    /// <summary>Most characters shown of a post's text.</summary>
    public int TextLength { get; init; } = 280;
}
