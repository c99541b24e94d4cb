using Tidemark.Model;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Days on which accounts came to a new level or subject, one line a finding: a bar for the interval within which the day lies, a diamond for
/// the likeliest day of one account, a ring for that of a start in common.
/// </summary>
internal static class LivesPicture
{
    private const double Width = 760, Left = 260, Right = 96, Top = 26, Line = 22;
    private const int Most = 60;

    /// <summary>Draws them; null where nothing was found.</summary>
    public static Picture? Draw(AssetsReport report, AssetNames names)
    {
        LifeRow[] rows = LifeRow.Of(report, names);
        if (report.Lives is not { } run || rows.Length == 0)
        {
            return null;
        }
        const string title = "Days on which accounts came to a new level or subject (UTC)";
        string description = $"A bar is the interval in which the day lies at 90 %, a diamond the likeliest day of one account, a ring that of a start in common.{(rows.Length > Most ? $" Drawn are the first {Most} of {rows.Length}; the table has all." : "")}";
        LifeRow[] drawn = [.. rows.Take(Most)];
        int first = run.FirstDay, last = Math.Max(run.LastDay, run.FirstDay + 7);
        double bottom = Top + drawn.Length * Line;
        Svg svg = Image("lives", title, description, Width, bottom + 44);
        foreach ((UnixTime at, string label) in Ticks.Times(UnixTime.FromSeconds(first * 86_400L), UnixTime.FromSeconds(last * 86_400L), 6))
        {
            double x = X(at.Seconds / 86_400.0);
            svg.Line(x, Top - 6, x, bottom, "grid").Text(x, bottom + 16, "t quiet", label, "middle");
        }
        svg.Text((Left + Width - Right) / 2, bottom + 36, "t quiet", "day (UTC)", "middle");
        for (int i = 0; i < drawn.Length; i++)
        {
            LifeRow row = drawn[i];
            double y = Top + i * Line + 8, x = X(row.Day), low = X(row.From), high = X(row.To);
            svg.Text(Left - 14, y + 4, row.Account is null ? "t strong" : "t", ReportView.Cut($"{row.Who}: {row.Kind}", 36), "end");
            svg.Leaf("rect", ("x", N(Math.Min(low, x - 1))), ("y", N(y - 4)), ("width", N(Math.Max(2, high - low))), ("height", "8"), ("class", "bar"));
            svg.Path(row.Account is null ? Marks.Circle(x, y, 5) : Marks.Polygon(x, y, 6, 4, 0), row.Account is null ? "ring" : "diamond");
            svg.Text(Math.Max(high, x) + 10, y + 4, "t quiet over", LifeRow.Date(row.Day));
        }
        return new Picture("lives", title, description, svg.ToString(), [LifeRow.Table(rows)]);

        double X(double day) => Left + (day - first) / (last - first) * (Width - Left - Right);
    }
}
