using Tidemark.Model.Ledger;
using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Through whose hands statements went: speakers on the left, who carried them in the middle, who published them on the right. A line that is
/// broken is a speaker's own text: no hand lies between.
/// </summary>
internal static class ChainPicture
{
    private const double Width = 760, Left = 236, Middle = 390, Right = 536, Top = 44, Line = 22;
    private const int Most = 36;

    public static Picture? Draw(LedgerReport report)
    {
        var ways = report.Ledger.Rows.Where(row => row.Speaker is not null).Select(row => (Who: row.Speaker!, Hands: Hands(row), Outlet: report.Text(row).Outlet))
            .GroupBy(way => way).Select(way => (way.Key.Who, way.Key.Hands, way.Key.Outlet, Count: way.Count()))
            .OrderByDescending(way => way.Count).ThenBy(way => way.Who, StringComparer.Ordinal).ThenBy(way => way.Outlet, StringComparer.Ordinal).ThenBy(way => way.Hands, StringComparer.Ordinal).ToArray();
        if (ways.Length == 0)
        {
            return null;
        }
        string[] outlets = [.. report.Ledger.Texts.Select(text => text.Outlet).Distinct(StringComparer.Ordinal).Where(outlet => ways.Any(way => way.Outlet == outlet)).Take(Most)];
        string[] speakers = [.. ways.Where(way => outlets.Contains(way.Outlet)).OrderBy(way => Array.IndexOf(outlets, way.Outlet)).Select(way => way.Who).Distinct(StringComparer.Ordinal).Take(Most)];
        var drawn = ways.Where(way => outlets.Contains(way.Outlet) && speakers.Contains(way.Who)).ToArray();
        string[] hands = [.. drawn.Select(way => way.Hands).Where(of => of.Length > 0).Distinct(StringComparer.Ordinal)];
        double height = Top + Math.Max(speakers.Length, outlets.Length) * Line + 18;
        const string title = "Through whose hands: speaker, carrier, publisher";
        string description = $"Each line is a speaker's statements on their way into a text; it is the thicker, the more there are. Broken lines are texts of the speakers themselves.{(drawn.Length < ways.Length ? $" Drawn are {drawn.Length} of {ways.Length} ways; the table has all." : "")}";
        Svg svg = Image("chains", title, description, Width, height);
        svg.Text(Left, 18, "t quiet", "who speaks", "end").Text(Middle, 18, "t quiet", "through whom", "middle").Text(Right, 18, "t quiet", "who publishes");
        foreach ((string who, string of, string outlet, int count) in drawn)
        {
            double y = At(speakers, who, outlets.Length), to = At(outlets, outlet, speakers.Length);
            string style = Own(who, outlet) ? "edge across" : "edge key";
            double width = Math.Min(5, 0.8 + 0.5 * count);
            if (of.Length == 0)
            {
                Curve(svg, Left + 10, y, Right - 10, to, style, width);
                continue;
            }
            double between = Hand(hands, of, height);
            Curve(svg, Left + 10, y, Middle, between, style, width);
            Curve(svg, Middle, between, Right - 10, to, style, width);
        }
        foreach (string who in speakers)
        {
            double y = At(speakers, who, outlets.Length);
            svg.Path(Marks.Circle(Left + 6, y, 4), "bar").Text(Left - 4, y + 4, "t", Cut(who), "end");
        }
        foreach (string of in hands)
        {
            double y = Hand(hands, of, height);
            svg.Path(Marks.Polygon(Middle, y, 6, 4, 0), "diamond").Text(Middle, y - 9, "t over", Cut(of), "middle");
        }
        foreach (string outlet in outlets)
        {
            double y = At(outlets, outlet, speakers.Length);
            svg.Path(Marks.Polygon(Right - 6, y, 6, 4, 45), "bar").Text(Right + 6, y + 4, "t", Cut(outlet));
        }
        IReadOnlyList<string>[] rows = [.. ways.Select(way => (IReadOnlyList<string>)[LedgerReport.Words(way.Who, 120), way.Hands.Length == 0 ? "–" : LedgerReport.Words(way.Hands, 200), LedgerReport.Words(way.Outlet, 120), Figures.Count(way.Count)])];
        return new Picture("chains", title, description, svg.ToString(), [new PictureTable(title, ["Who speaks", "Through whom", "Who publishes", "#Statements"], [.. rows.Take(LedgerReport.MostRows)], rows.Length)]);
    }

    /// <summary>The hops between the text and the speaker, nearest to the speaker first.</summary>
    internal static string Hands(LedgerRow row) =>
        string.Join(" → ", row.Chain.Skip(1).SkipLast(1).Where(hop => hop.Certain).Reverse().Select(hop => hop.Name));

    private static bool Own(string who, string outlet) =>
        outlet.Contains(who, StringComparison.OrdinalIgnoreCase) || who.Contains(outlet, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a name stands; the shorter column is spread over the longer one's height.</summary>
    private static double At(string[] names, string name, int others)
    {
        double step = Math.Max(names.Length, others) * Line / Math.Max(1, names.Length);
        return Top + step * (Array.IndexOf(names, name) + 0.5) - 4;
    }

    private static double Hand(string[] hands, string name, double height) =>
        Top + (height - Top - 18) * (Array.IndexOf(hands, name) + 0.5) / Math.Max(1, hands.Length);

    private static void Curve(Svg svg, double x1, double y1, double x2, double y2, string style, double width) => svg.Leaf("path",
        ("d", $"M{N(x1)} {N(y1)}C{N((x1 + x2) / 2)} {N(y1)} {N((x1 + x2) / 2)} {N(y2)} {N(x2)} {N(y2)}"), ("class", style), ("fill", "none"), ("stroke-width", N(width)));

    private static string Cut(string name)
    {
        string shown = LedgerReport.Words(name, 60);
        return shown.Length <= 34 ? shown : shown[..(char.IsHighSurrogate(shown[32]) ? 32 : 33)] + "…";
    }
}
