using System.Globalization;
using System.Text;
using Tidemark.Model;
using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Posts over time: everybody above, each group below on the same time axis, each with a scale of its own, so that a small
/// group does not vanish beside a large public. Bins are joined until at most <see cref="MostBins"/> are left.
/// </summary>
internal static class TimelinePicture
{
    private const double Width = 760, Left = 62, Right = 34, Top = 18;
    private const int MostBins = 168, MostGroups = 8;

    public static Picture? Draw(ReportView view)
    {
        if (view.Report.Timeline is not { Everybody.Count: > 0 } timeline)
        {
            return null;
        }
        int join = Join(timeline);
        long bin = timeline.BinSeconds * join;
        var panels = new List<(string Name, string Class, long[] Posts)> { ("Everybody", "g0", Joined(timeline.Everybody, join)) };
        GroupActivity[] groups = [.. timeline.Groups.OrderBy(g => g.Group)];
        foreach (GroupActivity group in groups.Take(MostGroups))
        {
            panels.Add(($"Group {group.Group}", Marks.Class(group.Group), Joined(group.Posts, join)));
        }
        int bins = panels[0].Posts.Length;
        UnixTime end = new(timeline.Start.Nanoseconds + bins * bin * UnixTime.PerSecond);
        string unit = $"posts per {Bin(bin)}";
        string title = $"Posts over time (UTC), {unit}";
        string description = (groups.Length == 0
                ? "Everybody's posts that took part in the tests, over time."
                : "Everybody's posts that took part in the tests above, each group's below, on one time axis; each has its own scale.")
            + (groups.Length > MostGroups ? $" Drawn are the first {MostGroups} of {groups.Length} groups." : "");
        double height = Top + panels.Select((_, i) => PanelHeight(i) + 26).Sum() + 14;
        Svg svg = Image("timeline", title, description, Width, height);
        double y = Top;
        // Behind the panels: a line through a figure makes it another figure.
        Axis(svg, timeline.Start, end, Top + panels.Select((_, i) => PanelHeight(i) + 26).Sum() - 16, Top);
        for (int i = 0; i < panels.Count; i++)
        {
            Panel(svg, panels[i].Name, panels[i].Class, panels[i].Posts, y, PanelHeight(i), i == 0 ? unit : null);
            y += PanelHeight(i) + 26;
        }
        string[] heads = [$"Beginning (UTC), {Bin(bin)} each", .. panels.Select(p => "#" + p.Name)];
        var rows = Enumerable.Range(0, bins).Where(b => panels.Any(p => p.Posts[b] > 0)).Select(b => (IReadOnlyList<string>)
        [
            Figures.Minute(new UnixTime(timeline.Start.Nanoseconds + b * bin * UnixTime.PerSecond)), .. panels.Select(p => Figures.Count(p.Posts[b])),
        ]).ToArray();
        return new Picture("timeline", title, description, svg.ToString(), [new PictureTable($"{title}; times without a post are left out", heads, rows, rows.Length)]);
    }

    private static int Join(ActivityTimeline timeline)
    {
        // Joined bins keep a length people think in: minutes, 1, 2, 3, 6, 12 hours, then days, weeks and four weeks.
        long[] lengths = [60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_419_200, 7_257_600];
        long span = timeline.BinSeconds * timeline.Everybody.Count;
        foreach (long length in lengths)
        {
            if (length >= timeline.BinSeconds && length % timeline.BinSeconds == 0 && span / length < MostBins)
            {
                return (int)(length / timeline.BinSeconds);
            }
        }
        return (timeline.Everybody.Count + MostBins - 1) / MostBins;
    }

    private static long[] Joined(IReadOnlyList<long> posts, int join) =>
        [.. Enumerable.Range(0, (posts.Count + join - 1) / join).Select(b => posts.Skip(b * join).Take(join).Sum())];

    private static double PanelHeight(int index) => index == 0 ? 92 : 52;

    private static string Bin(long seconds) => seconds switch
    {
        60 => "minute",
        < 3600 => $"{seconds / 60} minutes",
        3600 => "hour",
        86_400 => "day",
        604_800 => "week",
        _ => seconds % 86_400 == 0 ? $"{seconds / 86_400} days" : $"{seconds / 3600} hours",
    };

    private static void Panel(Svg svg, string name, string style, long[] posts, double top, double height, string? unit)
    {
        IReadOnlyList<long> ticks = Ticks.Counts(Math.Max(1, posts.Max()), height > 60 ? 3 : 2);
        double scale = height / ticks[^1], step = (Width - Left - Right) / posts.Length, bottom = top + height;
        svg.Text(Left, top - 6, "t strong", name);
        svg.Text(Width - Right, top - 6, "t quiet over", $"{Figures.Count(posts.Sum())} posts, at most {Figures.Count(posts.Max())}{(unit is null ? "" : $" ({unit})")}", "end");
        foreach (long tick in ticks)
        {
            double y = bottom - tick * scale;
            svg.Line(Left, y, Width - Right, y, tick == 0 ? "axis" : "grid");
            svg.Text(Left - 6, y + 4, "t quiet", Figures.Count(tick), "end");
        }
        var path = new StringBuilder($"M{N(Left)} {N(bottom)}");
        for (int i = 0; i < posts.Length; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{N(bottom - posts[i] * scale)}H{N(Left + (i + 1) * step)}");
        }
        svg.Path(path.Append(CultureInfo.InvariantCulture, $"V{N(bottom)}Z").ToString(), $"area {style}");
    }

    private static void Axis(Svg svg, UnixTime from, UnixTime to, double y, double top)
    {
        double scale = (Width - Left - Right) / Math.Max(1.0, (double)(to.Nanoseconds - from.Nanoseconds));
        foreach ((UnixTime at, string label) in Ticks.Times(from, to, 7))
        {
            double x = Left + (at.Nanoseconds - from.Nanoseconds) * scale;
            svg.Line(x, top, x, y - 6, "grid");
            svg.Text(x, y + 8, "t quiet", label, "middle");
        }
        svg.Text((Left + Width - Right) / 2, y + 26, "t quiet", "time (UTC)", "middle");
    }
}
