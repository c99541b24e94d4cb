using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// A sweep over windows, one row a window: on the left the accounts kept with real timing and, hatched, with destroyed timing; on the right
/// the share of planted members that were found. Both axes begin at zero, so that lengths can be compared.
/// </summary>
internal static class SweepPicture
{
    private const double Width = 760, Left = 106, Middle = 412, Second = 486, Right = 688, Row = 36, Top = 54;

    /// <param name="windows">The windows, each with what a sweep told.</param>
    /// <param name="chosen">The window a report is about, in seconds; null where none is.</param>
    public static Picture Draw(IReadOnlyList<WindowResult> windows, double? chosen)
    {
        const string id = "windows";
        string title = "Accounts kept, and share of planted members found, by window";
        string description = "Left: accounts kept, solid with real timing, hatched with the timing destroyed; the hatched bars should be empty. Right: how many members " +
            "of small groups planted into this material were found." + (chosen is null ? "" : " The window of this report is in bold.");
        IReadOnlyList<long> ticks = Ticks.Counts(Math.Max(1, windows.Max(w => Math.Max(w.Accounts, w.Swept!.ControlAccounts))), 4);
        double bottom = Top + windows.Count * Row, scale = (Middle - Left) / ticks[^1];
        Svg svg = Image(id, title, description, Width, bottom + 44);
        BarsPicture.Hatch(svg, id);
        Legend(svg, id);
        foreach (long tick in ticks)
        {
            Axis(svg, Left + tick * scale, bottom, tick == 0, Figures.Count(tick));
        }
        foreach (int percent in (int[])[0, 25, 50, 75, 100])
        {
            Axis(svg, Second + percent * (Right - Second) / 100, bottom, percent == 0, Figures.Count(percent));
        }
        svg.Text(Left, bottom + 36, "t quiet", "accounts kept");
        svg.Text(Second, bottom + 36, "t quiet", "planted members found, %");
        for (int i = 0; i < windows.Count; i++)
        {
            WindowResult window = windows[i];
            SweptFigures swept = window.Swept!;
            double y = Top + i * Row;
            svg.Text(Left - 10, y + 22, window.WindowSeconds == chosen ? "t strong" : "t", Figures.Window(window.WindowSeconds), "end");
            if (swept.LeftOut)
            {
                svg.Text(Left + 7, y + 22, "t quiet", "left out: too many pairs");
                continue;
            }
            Bar(svg, Left, y + 3, window.Accounts * scale, "bar", "currentColor");
            svg.Text(Left + window.Accounts * scale + 7, y + 14, "t", Figures.Count(window.Accounts));
            Bar(svg, Left, y + 18, swept.ControlAccounts * scale, "bar compared", $"url(#{id}-hatch)");
            svg.Text(Left + swept.ControlAccounts * scale + 7, y + 29, "t", Figures.Count(swept.ControlAccounts));
            if (swept.Planted > 0)
            {
                double share = (double)swept.PlantedFound / swept.Planted;
                Bar(svg, Second, y + 10, share * (Right - Second), "bar", "currentColor");
                svg.Text(Second + share * (Right - Second) + 7, y + 21, "t", Found(swept));
            }
        }
        return new Picture(id, title, description, svg.ToString(), [Table(title, windows)]);
    }

    private static PictureTable Table(string title, IReadOnlyList<WindowResult> windows)
    {
        int tried = windows.Count(w => !w.Swept!.LeftOut);
        return new PictureTable(title,
            ["Window", "#Pairs before any test", "#Pairs kept", "#Groups", "#Accounts kept", $"#Accounts kept at q / {tried}", "#Accounts kept, timing destroyed", "#Planted members found"],
            [.. windows.Select(w => (IReadOnlyList<string>)(w.Swept!.LeftOut
                ? [Unbroken(w), "left out", "–", "–", "–", "–", "–", "–"]
                :
                [
                    Unbroken(w), Figures.Count(w.Swept.PairsBeforeTest), Figures.Count(w.Edges), Figures.Count(w.Groups),
                    Figures.Count(w.Accounts), Figures.Count(w.Swept.AccountsCorrected), Figures.Count(w.Swept.ControlAccounts),
                    w.Swept.Planted == 0 ? "–" : Found(w.Swept),
                ]))],
            windows.Count);
    }

    /// <summary>The window on one line: it is the head of its row.</summary>
    private static string Unbroken(WindowResult window) => Figures.Window(window.WindowSeconds).Replace(' ', '\u00A0');

    private static string Found(SweptFigures swept) => $"{Figures.Count(swept.PlantedFound)} of {Figures.Count(swept.Planted)}";

    private static void Legend(Svg svg, string id)
    {
        Bar(svg, Left, 8, 26, "bar", "currentColor");
        svg.Text(Left + 34, 19, "t quiet", "real timing");
        Bar(svg, Left + 130, 8, 26, "bar compared", $"url(#{id}-hatch)");
        svg.Text(Left + 164, 19, "t quiet", "timing destroyed");
        svg.Text(Second, 19, "t quiet", "planted groups");
    }

    private static void Axis(Svg svg, double x, double bottom, bool zero, string label)
    {
        svg.Line(x, Top - 8, x, bottom, zero ? "axis" : "grid");
        svg.Text(x, bottom + 16, "t quiet", label, "middle");
    }

    private static void Bar(Svg svg, double x, double y, double width, string style, string fill)
    {
        if (width > 0)
        {
            svg.Leaf("rect", ("x", N(x)), ("y", N(y)), ("width", N(Math.Max(1, width))), ("height", "13"), ("class", style), ("fill", fill));
        }
    }
}
