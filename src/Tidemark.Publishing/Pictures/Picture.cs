namespace Tidemark.Publishing.Pictures;

/// <summary>
/// A picture a person will read. Invariant: the tables hold every figure the drawing shows, so that nobody needs to see it.
/// </summary>
/// <param name="Id">Its anchor; unique in the page.</param>
/// <param name="Title">What it shows, with unit.</param>
/// <param name="Description">What there is to see in it, in two or three sentences.</param>
/// <param name="Svg">The drawing: one svg element, without script, style attribute or reference outside itself; empty if there is too much to draw.</param>
/// <param name="Tables">The same figures as text.</param>
public sealed record Picture(string Id, string Title, string Description, string Svg, IReadOnlyList<PictureTable> Tables);

/// <summary>Figures as text.</summary>
/// <param name="Caption">What the rows are.</param>
/// <param name="Columns">Heads; one that begins with "#" is a column of numbers.</param>
/// <param name="Rows">Cells, safe to encode and print.</param>
/// <param name="RowsInAll">How many rows there are in all, at least the number of <paramref name="Rows"/>.</param>
public sealed record PictureTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int RowsInAll)
{
    /// <summary>The file beside a report that holds all rows, if there is one.</summary>
    public string? File { get; init; }
}
