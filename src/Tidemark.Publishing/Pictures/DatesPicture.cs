using Tidemark.Model;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Reports;
using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// The dates that statements give, one line a statement: a diamond for a day, a bar for a stretch within which it lies. Two dates for one thing
/// stand on one line as two rings, joined; neither is preferred.
/// </summary>
internal static class DatesPicture
{
    private const double Width = 760, Left = 322, Right = 20, Top = 26, Line = 22;
    private const int Most = 60;

    public static Picture? Draw(LedgerReport report)
    {
        var dated = new List<(DateOnly From, DateOnly To, string Label, string Kind, LedgerRow Row)>();
        foreach (DateConflict conflict in report.Ledger.Conflicts)
        {
            LedgerRow row = report.Row(conflict.Dates[0].Row);
            dated.Add((conflict.Dates[0].Day, conflict.Dates[^1].Day, $"{row.Speaker}: {Plain(row.Content)}", "two dates", row));
        }
        // An attribution within another repeats its date.
        foreach (LedgerRow row in report.Ledger.Rows.Where(row => row.When is not null && row.Tier == "certain"))
        {
            dated.Add((row.When!.From, row.When.To, $"{row.Speaker ?? "nobody named"}: {Plain(row.Content)}", row.When.OfSaying ? "said" : "told of", row));
        }
        if (dated.Count == 0)
        {
            return null;
        }
        var ordered = dated.OrderBy(date => date.From).ThenBy(date => date.To).ThenBy(date => date.Row.Id, StringComparer.Ordinal).ToArray();
        var inside = ordered.Where(date => report.Season is not { } season || (date.To >= season.From && date.From <= season.To)).Take(Most).ToArray();
        const string title = "Dates that statements give, as far as they are known";
        string description = $"A diamond is a day, a bar a stretch of days within which it lies, two joined rings two dates for one thing. The dates are what texts say, not what happened.{(inside.Length < ordered.Length ? $" Drawn are {inside.Length} of {ordered.Length}, those of the case's period; the table has all." : "")}";
        IReadOnlyList<string>[] rows = [.. ordered.Select(date => (IReadOnlyList<string>)[LedgerReport.Day(date.From), LedgerReport.Day(date.To), date.Kind, LedgerReport.Words(date.Label, 200), report.Place(date.Row)])];
        var table = new PictureTable(title, ["First day", "Last day", "Kind", "Who says what", "Where"], [.. rows.Take(LedgerReport.MostRows)], rows.Length);
        if (inside.Length == 0)
        {
            return new Picture("dates", title, description, "", [table]);
        }
        DateOnly first = inside.Min(date => date.From), last = inside.Max(date => date.To);
        if (report.Season is { } of)
        {
            (first, last) = (first < of.From ? of.From : first, last > of.To ? of.To : last);
        }
        first = first.AddDays(-2);
        double days = Math.Max(7, last.AddDays(3).DayNumber - first.DayNumber);
        double bottom = Top + inside.Length * Line;
        Svg svg = Image("dates", title, description, Width, bottom + 44);
        foreach ((UnixTime at, string label) in Ticks.Times(Time(first), Time(first.AddDays((int)days)), 6))
        {
            double x = Left + (at.Seconds - Time(first).Seconds) / 86_400.0 / days * (Width - Left - Right);
            svg.Line(x, Top - 6, x, bottom, "grid").Text(x, bottom + 16, "t quiet", label, "middle");
        }
        svg.Text((Left + Width - Right) / 2, bottom + 36, "t quiet", "day", "middle");
        for (int i = 0; i < inside.Length; i++)
        {
            (DateOnly from, DateOnly to, string label, string kind, _) = inside[i];
            double y = Top + i * Line + 8, x1 = X(from < first ? first : from), x2 = X(to > last ? last : to);
            svg.Text(Left - 14, y + 4, kind == "two dates" ? "t strong" : "t", Cut(LedgerReport.Words(label, 80), kind == "two dates" ? 40 : 44), "end");
            if (kind == "two dates")
            {
                svg.Line(x1, y, x2, y, "join").Path(Marks.Circle(x1, y, 4.5), "ring").Path(Marks.Circle(x2, y, 4.5), "ring");
                // Two rings a day apart nearly cover each other; the days stand beside them.
                bool room = x2 + 160 < Width;
                svg.Text(room ? x2 + 12 : x1 - 12, y + 4, "t over", $"{LedgerReport.Day(from)} and {LedgerReport.Day(to)}", room ? "start" : "end");
            }
            else if (from == to)
            {
                svg.Path(Marks.Polygon(x1, y, 6, 4, 0), "diamond");
            }
            else
            {
                svg.Leaf("rect", ("x", N(x1)), ("y", N(y - 5)), ("width", N(Math.Max(2, x2 - x1))), ("height", "10"), ("class", "bar"));
            }
        }
        return new Picture("dates", title, description, svg.ToString(), [table]);

        double X(DateOnly day) => Left + (day.DayNumber - first.DayNumber) / days * (Width - Left - Right);
    }

    private static UnixTime Time(DateOnly day) => UnixTime.FromSeconds((day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400L);

    private static string Plain(string content) => content.StartsWith("that ", StringComparison.Ordinal) ? content[5..] : content;

    private static string Cut(string label, int most) => label.Length <= most ? label : label[..(char.IsHighSurrogate(label[most - 2]) ? most - 2 : most - 1)] + "…";
}
