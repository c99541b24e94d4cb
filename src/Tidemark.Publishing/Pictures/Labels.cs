namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Puts names beside marks so that none lies on another name and as few as possible on another mark. A name for which there is no
/// room is left out: it stands in the table, and in the mark's own title.
/// </summary>
internal static class Labels
{
    private const double Letter = 6.6, Line = 11, Gap = 10, Mark = 6.5;

    /// <summary>Draws the names; the more important marks come first and choose first.</summary>
    public static void Draw(Svg svg, IReadOnlyList<(double X, double Y, string Name)> marks, double width, double height)
    {
        foreach (Placed placed in Place(marks, width, height))
        {
            svg.Text(placed.X, placed.Y, "t halo", placed.Name, placed.Anchor);
        }
    }

    /// <summary>The names for which there is room, and where.</summary>
    public static IEnumerable<Placed> Place(IReadOnlyList<(double X, double Y, string Name)> marks, double width, double height)
    {
        var taken = new List<Box>();
        foreach ((double x, double y, string name) in marks)
        {
            Placed? best = null;
            double least = double.MaxValue;
            foreach (Placed place in Around(name, x, y, name.Length * Letter))
            {
                if (place.Box.Left < 2 || place.Box.Right > width - 2 || place.Box.Top < 2 || place.Box.Bottom > height - 2
                    || taken.Exists(place.Box.Meets))
                {
                    continue;
                }
                double covered = marks.Sum(m => m.X == x && m.Y == y ? 0 : place.Box.Shares(new Box(m.X - Mark, m.Y - Mark, m.X + Mark, m.Y + Mark)));
                if (covered < least)
                {
                    (best, least) = (place, covered);
                }
            }
            // Half a mark may be covered; more, and nobody could tell whose name it is.
            if (best is { } chosen && least <= 2 * Mark * Mark)
            {
                taken.Add(chosen.Box);
                yield return chosen;
            }
        }
    }

    private static Placed[] Around(string name, double x, double y, double length) =>
    [
        new(name, x + Gap, y + 4, "start", new Box(x + Gap, y - 6, x + Gap + length, y + 6)),
        new(name, x - Gap, y + 4, "end", new Box(x - Gap - length, y - 6, x - Gap, y + 6)),
        new(name, x, y - Gap, "middle", new Box(x - length / 2, y - Gap - Line, x + length / 2, y - Gap + 1)),
        new(name, x, y + Gap + Line - 2, "middle", new Box(x - length / 2, y + Gap - 1, x + length / 2, y + Gap + Line)),
        new(name, x + 7, y - 7, "start", new Box(x + 7, y - 7 - Line, x + 7 + length, y - 6)),
        new(name, x + 7, y + 7 + Line - 3, "start", new Box(x + 7, y + 6, x + 7 + length, y + 7 + Line)),
        new(name, x - 7, y - 7, "end", new Box(x - 7 - length, y - 7 - Line, x - 7, y - 6)),
        new(name, x - 7, y + 7 + Line - 3, "end", new Box(x - 7 - length, y + 6, x - 7, y + 7 + Line)),
    ];

    /// <summary>A name, where it is written, on which side of that place, and the box it fills.</summary>
    internal readonly record struct Placed(string Name, double X, double Y, string Anchor, Box Box);

    /// <summary>A box of the picture.</summary>
    internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Shares(other) > 0;

        /// <summary>The area two boxes have in common.</summary>
        public double Shares(Box other) =>
            Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
    }
}
