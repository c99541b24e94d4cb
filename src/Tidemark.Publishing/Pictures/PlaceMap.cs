using System.Globalization;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// A tile-grid map of the United States: one square of one size a state, so that a small state is seen as well as a large one. The shade is
/// the number of documents that target the state; the number stands in the tile, so that it reads in grey and print. Other countries
/// have no tile and stand in the table alone.
/// </summary>
public static class PlaceMap
{
    private const double Tile = 58, Gap = 4, Left = 14, Top = 66;

    private static readonly string[] Shades = ["#ffffff", "#dbe9f6", "#a9cce3", "#5b9bc8", "#1f5f99"];

    // Rows of the usual eleven-column arrangement; a dot is an empty tile.
    private static readonly string[] Grid =
    [
        "AK . . . . . . . . . ME",
        ". . . . . WI . . . VT NH",
        "WA ID MT ND MN IL MI . NY MA .",
        "OR NV WY SD IA IN OH PA NJ CT RI",
        "CA UT CO NE MO KY WV VA MD DE .",
        ". AZ NM KS AR TN NC SC DC . .",
        ". . . OK LA MS AL GA . . .",
        "HI . . TX . . . . FL . .",
    ];

    /// <summary>Draws the map as an SVG document of its own, without script or anything outside itself.</summary>
    /// <param name="targets">Documents that target a state, by ISO code (<c>US-GA</c>); others are passed over.</param>
    /// <param name="marked">States whose tile gets a thick edge: those above the baseline at the rate asked for.</param>
    /// <param name="contested">States whose code is underlined: those on the case's list.</param>
    /// <param name="documents">All documents.</param>
    public static string Draw(IReadOnlyDictionary<string, long> targets, IReadOnlySet<string> marked, IReadOnlySet<string> contested, long documents)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(contested);
        long most = Math.Max(1, targets.Where(pair => pair.Key.StartsWith("US-", StringComparison.Ordinal)).Select(pair => pair.Value).DefaultIfEmpty(0).Max());
        double width = Left * 2 + 11 * (Tile + Gap);
        double height = Top + Grid.Length * (Tile + Gap) + 60;
        string title = "Documents that target each state";
        Svg svg = Image("places", title, $"A tile for each state with the number of documents, of {Count(documents)}, that address, call upon or urge its people. All figures stand in targets.csv.", width, height);
        svg.Leaf("rect", ("width", N(width)), ("height", N(height)), ("fill", "#ffffff"));
        Label(svg, Left, 26, title, "16", "bold", "start", "#111111");
        Label(svg, Left, 46, $"number of documents, of {Count(documents)} in all", "12", "normal", "start", "#444444");
        for (int row = 0; row < Grid.Length; row++)
        {
            string[] cells = Grid[row].Split(' ');
            for (int column = 0; column < cells.Length; column++)
            {
                if (cells[column] != ".")
                {
                    Draw(svg, cells[column], Left + column * (Tile + Gap), Top + row * (Tile + Gap), targets, marked, contested, most);
                }
            }
        }
        Legend(svg, Top + Grid.Length * (Tile + Gap) + 16, most, marked.Count > 0, contested.Count > 0);
        return svg + "\n";
    }

    private static void Draw(Svg svg, string state, double x, double y, IReadOnlyDictionary<string, long> targets, IReadOnlySet<string> marked, IReadOnlySet<string> contested, long most)
    {
        string code = "US-" + state;
        long count = targets.GetValueOrDefault(code);
        int shade = Shade(count, most);
        string ink = shade == Shades.Length - 1 ? "#ffffff" : "#111111";
        svg.Open("g").Open("title");
        svg.Written($"{code}: {Count(count)} documents").Close();
        svg.Leaf("rect", ("x", N(x)), ("y", N(y)), ("width", N(Tile)), ("height", N(Tile)), ("rx", "4"), ("fill", Shades[shade]), ("stroke", marked.Contains(code) ? "#111111" : "#8a8a8a"), ("stroke-width", marked.Contains(code) ? "3" : "1"));
        Label(svg, x + Tile / 2, y + 24, state, "14", "bold", "middle", ink);
        if (contested.Contains(code))
        {
            svg.Leaf("line", ("x1", N(x + Tile / 2 - 11)), ("y1", N(y + 28)), ("x2", N(x + Tile / 2 + 11)), ("y2", N(y + 28)), ("stroke", ink), ("stroke-width", "2"));
        }
        Label(svg, x + Tile / 2, y + 45, Count(count), "13", "normal", "middle", ink);
        svg.Close();
    }

    private static int Shade(long count, long most) => count == 0 ? 0 : 1 + (int)Math.Min(Shades.Length - 2, (count * (Shades.Length - 1) - 1) / most);

    private static void Legend(Svg svg, double y, long most, bool marked, bool contested)
    {
        double x = Left;
        for (int shade = 0; shade < Shades.Length; shade++)
        {
            long from = shade == 0 ? 0 : (shade - 1) * most / (Shades.Length - 1) + 1;
            long to = shade == 0 ? 0 : shade * most / (Shades.Length - 1);
            if (to < from)
            {
                continue;
            }
            svg.Leaf("rect", ("x", N(x)), ("y", N(y)), ("width", "16"), ("height", "16"), ("fill", Shades[shade]), ("stroke", "#8a8a8a"));
            Label(svg, x + 22, y + 13, from == to ? Count(from) : $"{Count(from)}–{Count(to)}", "12", "normal", "start", "#111111");
            x += 96;
        }
        string signs = string.Join("; ", new[] { marked ? "thick edge: more than in the baseline at the rate asked for" : "", contested ? "underlined: on the case's list of contested places" : "" }.Where(sign => sign.Length > 0));
        if (signs.Length > 0)
        {
            Label(svg, Left, y + 36, signs, "12", "normal", "start", "#444444");
        }
    }

    private static void Label(Svg svg, double x, double y, string text, string size, string weight, string anchor, string ink)
    {
        svg.Open("text", ("x", N(x)), ("y", N(y)), ("font-family", "sans-serif"), ("font-size", size), ("font-weight", weight), ("text-anchor", anchor), ("fill", ink));
        svg.Written(text).Close();
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
