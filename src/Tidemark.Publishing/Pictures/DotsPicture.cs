using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Two figures a row on one axis: a ring for what to compare with and a filled diamond for what was seen, joined by a line.
/// The axis is logarithmic where the figures span more than two powers of ten, and says so.
/// </summary>
internal static class DotsPicture
{
    private const double Width = 760, Left = 250, Right = 30, Row = 26, Top = 34;

    /// <param name="id">Anchor.</param>
    /// <param name="title">Title with unit.</param>
    /// <param name="description">What there is to see.</param>
    /// <param name="axis">What the axis counts.</param>
    /// <param name="ring">What the ring stands for.</param>
    /// <param name="diamond">What the diamond stands for.</param>
    /// <param name="rows">Label and the two figures.</param>
    /// <param name="tables">The same figures.</param>
    public static Picture Draw(
        string id, string title, string description, string axis, string ring, string diamond,
        IReadOnlyList<(string Label, double Ring, double Diamond)> rows, params PictureTable[] tables)
    {
        double largest = Math.Max(1, rows.Max(r => Math.Max(r.Ring, r.Diamond)));
        double smallest = rows.SelectMany(r => new[] { r.Ring, r.Diamond }).Where(v => v > 0).DefaultIfEmpty(1).Min();
        // Below a ten-thousandth the exact place of "next to nothing" tells a reader no more, and would push all else to the edge.
        double floor = Math.Max(smallest, 1e-4);
        bool logarithmic = largest / floor > 100;
        int low = (int)Math.Floor(Math.Log10(floor)), high = Math.Max(low + 1, (int)Math.Ceiling(Math.Log10(largest)));
        IReadOnlyList<long> counts = Ticks.Counts((long)Math.Ceiling(largest), 6);
        double bottom = Top + rows.Count * Row;
        Svg svg = Image(id, title, description, Width, bottom + 44);
        svg.Path(Marks.Circle(Left + 8, 12, 5), "ring");
        svg.Text(Left + 20, 16, "t", ring);
        double second = Left + 40 + ring.Length * 7.2;
        svg.Path(Marks.Polygon(second, 12, 6.5, 4, 0), "diamond");
        svg.Text(second + 12, 16, "t", diamond);
        foreach (double tick in logarithmic ? Enumerable.Range(low, high - low + 1).Select(p => Math.Pow(10, p)) : counts.Select(c => (double)c))
        {
            svg.Line(X(tick), Top - 4, X(tick), bottom, "grid");
            string label = logarithmic && tick == Math.Pow(10, low) && smallest < floor ? "≤ " + Figures.Number(tick) : Figures.Number(tick);
            svg.Text(X(tick), bottom + 16, "t quiet", label, "middle");
        }
        svg.Text(Left, bottom + 36, "t quiet", axis + (logarithmic ? ", logarithmic" : ""));
        for (int i = 0; i < rows.Count; i++)
        {
            (string label, double a, double b) = rows[i];
            double y = Top + i * Row + Row / 2;
            svg.Text(Left - 14, y + 4, "t", label.Contains("[.]", StringComparison.Ordinal) ? ReportView.CutMiddle(label, 34) : ReportView.Cut(label, 34), "end");
            svg.Line(X(a), y, X(b), y, "join");
            svg.Path(Marks.Circle(X(a), y, 5), "ring", $"{label}: {ring} {Figures.Number(a)}");
            svg.Path(Marks.Polygon(X(b), y, 6.5, 4, 0), "diamond", $"{label}: {diamond} {Figures.Number(b)}");
        }
        return new Picture(id, title, description, svg.ToString(), tables);

        double X(double value) => Left + (Width - Left - Right) * (logarithmic
            ? (Math.Log10(Math.Max(value, Math.Pow(10, low))) - low) / (high - low)
            : value / counts[^1]);
    }
}
