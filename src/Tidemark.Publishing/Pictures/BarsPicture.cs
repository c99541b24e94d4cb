using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>One series of counts as horizontal bars from zero, each with its figure at its end.</summary>
internal static class BarsPicture
{
    private const double Width = 760, Left = 210, Right = 70, Row = 26;

    /// <param name="id">Anchor.</param>
    /// <param name="title">Title with unit.</param>
    /// <param name="description">What there is to see.</param>
    /// <param name="axis">What the axis counts.</param>
    /// <param name="bars">Label, count, and whether the bar is the observed one (solid) or a comparison (hatched).</param>
    /// <param name="table">The same figures.</param>
    public static Picture Draw(
        string id, string title, string description, string axis, IReadOnlyList<(string Label, double Value, bool Observed)> bars, PictureTable table)
    {
        IReadOnlyList<long> ticks = Ticks.Counts((long)Math.Ceiling(Math.Max(1, bars.Max(b => b.Value))), 5);
        double bottom = 8 + bars.Count * Row, scale = (Width - Left - Right) / ticks[^1];
        Svg svg = Image(id, title, description, Width, bottom + 44);
        Hatch(svg, id);
        foreach (long tick in ticks)
        {
            double x = Left + tick * scale;
            svg.Line(x, 4, x, bottom, tick == 0 ? "axis" : "grid");
            svg.Text(x, bottom + 16, "t quiet", Figures.Count(tick), "middle");
        }
        svg.Text(Left, bottom + 36, "t quiet", axis);
        for (int i = 0; i < bars.Count; i++)
        {
            (string label, double value, bool observed) = bars[i];
            double y = 8 + i * Row;
            svg.Text(Left - 10, y + 16, observed ? "t strong" : "t", ReportView.Cut(label, 30), "end");
            if (value > 0)
            {
                svg.Leaf("rect", ("x", N(Left)), ("y", N(y + 4)), ("width", N(Math.Max(1, value * scale))), ("height", N(Row - 10)),
                    ("class", observed ? "bar" : "bar compared"), ("fill", observed ? "currentColor" : $"url(#{id}-hatch)"));
            }
            svg.Text(Left + value * scale + 7, y + 16, "t", Figures.Number(value));
        }
        return new Picture(id, title, description, svg.ToString(), [table]);
    }

    /// <summary>The pattern of what is compared with; its id is the picture's and "-hatch".</summary>
    internal static void Hatch(Svg svg, string id)
    {
        svg.Open("defs").Open("pattern", ("id", id + "-hatch"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        svg.Leaf("rect", ("width", "6"), ("height", "6"), ("class", "hatch-ground")).Leaf("rect", ("width", "2.4"), ("height", "6"), ("class", "hatch"));
        svg.Close().Close();
    }
}
