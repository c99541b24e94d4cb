using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// The network of kept pairs at given positions. Groups differ in shape, colour and number; the width of a line is the weight;
/// the size of a node is the number of its partners. Past the limits the strongest are drawn, and the picture says so.
/// </summary>
internal static class NetworkPicture
{
    private const double Width = 760, Least = 260, Most = 560, Margin = 34;
    private const double MostStretch = 1.5;
    private const int MostNodes = 1_500, MostEdges = 4_000, MostLabels = 90, MostLegend = 24;

    public static Picture Draw(ReportView view)
    {
        ReportNetwork network = view.Report.Network;
        ReportEdge[] edges = [.. network.Edges.OrderByDescending(e => e.Weight).ThenBy(e => view.Order(e.A)).ThenBy(e => view.Order(e.B))];
        ReportEdge[] drawn = [.. edges.Take(MostEdges)];
        ReportNode[] nodes = [.. view.NodesByNumber.OrderByDescending(n => n.Group.HasValue).ThenByDescending(n => n.Degree).ThenBy(n => view.Order(n.Key)).Take(MostNodes)];
        if (nodes.Length > 1 && nodes.All(n => n.X == nodes[0].X && n.Y == nodes[0].Y))
        {
            return Undrawn(view, edges);
        }
        (Dictionary<string, (double X, double Y)> at, double frame) = Positions(nodes);
        string left = nodes.Length < network.Nodes.Count || drawn.Length < edges.Length
            ? $" Drawn are the {Figures.Count(nodes.Length)} accounts with most partners and the {Figures.Count(drawn.Length)} strongest pairs."
            : "";
        string title = $"Network of the {Figures.Count(edges.Length, "pair", "pairs")} kept, between {Figures.Count(network.Nodes.Count, "account", "accounts")}";
        string description = "Each mark is an account, each line a pair of accounts that acted in step more often than chance explains; thicker lines stand for more shared " +
            $"{view.ObjectWords.Many}, larger marks for more partners. Places have no meaning except that accounts with many lines between them lie together." + left;
        int legend = Math.Min(view.Report.Groups.Count, MostLegend) + 1;
        double legendTop = frame + 10, height = legendTop + (legend + 2) / 3 * 22 + 30;
        Svg svg = Image("network", title, description, Width, height);
        svg.Leaf("rect", ("x", "0.5"), ("y", "0.5"), ("width", N(Width - 1)), ("height", N(frame - 1)), ("class", "field"));
        long heaviest = edges.Length > 0 ? edges[0].Weight : 1;
        foreach (ReportEdge edge in drawn.Reverse())
        {
            if (at.TryGetValue(edge.A, out var a) && at.TryGetValue(edge.B, out var b))
            {
                int? group = view.GroupOf(edge.A) is { } g && g == view.GroupOf(edge.B) ? g : null;
                svg.Leaf("line", ("x1", N(a.X)), ("y1", N(a.Y)), ("x2", N(b.X)), ("y2", N(b.Y)),
                    ("class", group is null ? "edge across" : $"edge {Marks.Class(group)}"), ("stroke-width", N(Thickness(edge.Weight, heaviest))));
            }
        }
        int partners = nodes.Length > 0 ? nodes.Max(n => n.Degree) : 1;
        bool labels = nodes.Length <= MostLabels;
        foreach (ReportNode node in nodes)
        {
            (double x, double y) = at[node.Key];
            double r = 4 + 5 * Math.Sqrt((double)node.Degree / Math.Max(1, partners));
            svg.Path(Marks.Outline(node.Group, x, y, r), $"node {Marks.Class(node.Group)}",
                $"{view.Name(node.Key)}, {(node.Group is { } id ? $"group {id}" : "no group")}, {Figures.Count(node.Degree, "partner", "partners")}");
        }
        if (labels)
        {
            Labels.Draw(svg, [.. nodes.Select(node => (at[node.Key].X, at[node.Key].Y, view.ShortName(node.Key)))], Width, frame);
        }
        Legend(svg, view, legendTop, heaviest);
        return new Picture("network", title, description, svg.ToString(), [NodeTable(view), EdgeTable(view, edges)]);
    }

    /// <summary>Nobody computed places: a network too large to be a picture is a table.</summary>
    private static Picture Undrawn(ReportView view, ReportEdge[] edges) => new(
        "network", $"Network of the {Figures.Count(edges.Length, "pair", "pairs")} kept, between {Figures.Count(view.Report.Network.Nodes.Count, "account", "accounts")}",
        "This network is too large to be read as a picture. The tables below and the exported network hold it; each group has its own section.",
        "", [NodeTable(view), EdgeTable(view, edges)]);

    private static double Thickness(long weight, long heaviest) =>
        0.8 + 3.4 * (heaviest <= 1 ? 0 : Math.Log(weight) / Math.Log(heaviest));

    /// <summary>Scales the given positions to the width, keeping their proportions or nearly so; the frame is as high as that needs, within limits.</summary>
    private static (Dictionary<string, (double X, double Y)> At, double Height) Positions(ReportNode[] nodes)
    {
        if (Array.Find(nodes, n => !double.IsFinite(n.X) || !double.IsFinite(n.Y)) is { } lost)
        {
            throw new ArgumentException($"A node has no position: {lost.X}, {lost.Y}.");
        }
        double x0 = nodes.Min(n => n.X), x1 = nodes.Max(n => n.X), y0 = nodes.Min(n => n.Y), y1 = nodes.Max(n => n.Y);
        const double across = Width - 2 * Margin - 20;
        double scale = Math.Min(across / Math.Max(x1 - x0, 1e-9), (Most - 2 * Margin) / Math.Max(y1 - y0, 1e-9));
        // Places mean nothing but nearness, so that room to the sides is used up: marks and numbers come to lie less on each other.
        double wide = Math.Min(across / Math.Max(x1 - x0, 1e-9), scale * MostStretch);
        double height = Math.Clamp((y1 - y0) * scale + 2 * Margin, Least, Most);
        return (nodes.ToDictionary(
            n => n.Key, n => (Width / 2 + (n.X - (x0 + x1) / 2) * wide, height / 2 + (n.Y - (y0 + y1) / 2) * scale), StringComparer.Ordinal), height);
    }

    private static void Legend(Svg svg, ReportView view, double top, long heaviest)
    {
        IReadOnlyList<ReportGroup> groups = view.Report.Groups;
        int cell = 0;
        foreach (ReportGroup group in groups.Take(MostLegend))
        {
            (double x, double y) = Cell(cell++);
            svg.Path(Marks.Outline(group.Id, x + 8, y, 6), $"node {Marks.Class(group.Id)}");
            svg.Text(x + 24, y + 4, "t", $"Group {group.Id}: {Figures.Count(group.Members.Count, "account", "accounts")} ({Marks.Shape(group.Id)})");
        }
        (double ex, double ey) = Cell(cell);
        svg.Path(Marks.Outline(null, ex + 8, ey, 6), "node g0");
        svg.Text(ex + 24, ey + 4, "t", groups.Count > MostLegend ? $"ring: in no group; {Figures.Count(groups.Count - MostLegend)} more groups repeat these marks" : "in no group (small ring)");
        double line = top + (cell + 3) / 3 * 22 + 14;
        svg.Leaf("line", ("x1", "0"), ("y1", N(line)), ("x2", "36"), ("y2", N(line)), ("class", "edge key"), ("stroke-width", N(Thickness(heaviest, heaviest))));
        svg.Text(44, line + 4, "t", $"{Figures.Count(heaviest)} {(heaviest == 1 ? view.ObjectWords.One : view.ObjectWords.Many)} (largest)");
        svg.Leaf("line", ("x1", "254"), ("y1", N(line)), ("x2", "290"), ("y2", N(line)), ("class", "edge across"), ("stroke-width", "1.4"));
        svg.Text(298, line + 4, "t", "pair not within one group (dashed)");

        (double X, double Y) Cell(int i) => (i % 3 * 254, top + 12 + i / 3 * 22);
    }

    private static PictureTable NodeTable(ReportView view) => new(
        "Accounts in the network", ["Account", "Group", "#Partners", "#Posts in the material"],
        [.. view.NodesByNumber.Take(view.Options.RowsPerTable).Select(n => (IReadOnlyList<string>)
            [view.Name(n.Key), n.Group is { } g ? $"{g}" : "–", Figures.Count(n.Degree), Figures.Count(n.Posts)])],
        view.NodesByNumber.Count)
    { File = "accounts.csv" };

    private static PictureTable EdgeTable(ReportView view, ReportEdge[] edges) => new(
        "Pairs kept, strongest first",
        ["Account", "Account", $"#Shared {view.ObjectWords.Many}", "#Expected", "#Mean seconds apart", "#p", "#q"],
        [.. edges.Take(view.Options.RowsPerTable).Select(e => (IReadOnlyList<string>)
        [
            .. view.Ordered([e.A, e.B]).Select(view.Name), Figures.Count(e.Weight), Figures.Number(e.Expected), Figures.MeanSeconds(e.MeanDeltaSeconds, view.Report.Material.ClockSeconds),
            Figures.Probability(e.P), Figures.Probability(e.Q),
        ])],
        edges.Length)
    { File = "edges.csv" };
}
