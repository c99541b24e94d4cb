using static Tidemark.Publishing.Pictures.Svg;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Shapes and classes by which groups are told apart: six colours that stay apart for colour-blind readers, and eight shapes,
/// so that 24 groups differ in grey too. Colour never carries a meaning alone.
/// </summary>
internal static class Marks
{
    private static readonly string[] Shapes = ["circle", "square", "triangle", "diamond", "star", "triangle down", "cross", "hexagon"];

    private const int Colours = 6;

    /// <summary>The class that colours a group; accounts in no group are grey.</summary>
    public static string Class(int? group) => group is { } id ? $"g{(id - 1) % Colours + 1}" : "g0";

    /// <summary>What a group's shape is called.</summary>
    public static string Shape(int? group) => group is { } id ? Shapes[(id - 1) % Shapes.Length] : "small ring";

    /// <summary>The outline of a group's shape with about the same area whatever the shape.</summary>
    public static string Outline(int? group, double x, double y, double r) => group is not { } id
        ? Circle(x, y, r * 0.8)
        : ((id - 1) % Shapes.Length) switch
        {
            0 => Circle(x, y, r),
            1 => Polygon(x, y, r * 1.25, 4, 45),
            2 => Polygon(x, y, r * 1.45, 3, -90),
            3 => Polygon(x, y, r * 1.3, 4, 0),
            4 => Star(x, y, r * 1.5),
            5 => Polygon(x, y, r * 1.45, 3, 90),
            6 => Cross(x, y, r * 1.2),
            _ => Polygon(x, y, r * 1.15, 6, 0),
        };

    public static string Circle(double x, double y, double r) =>
        $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0Z";

    public static string Polygon(double x, double y, double r, int corners, double turn) => Corners(Enumerable.Range(0, corners)
        .Select(i => Polar(x, y, r, turn + 360.0 * i / corners)));

    private static string Star(double x, double y, double r) => Corners(Enumerable.Range(0, 10)
        .Select(i => Polar(x, y, i % 2 == 0 ? r : r * 0.45, -90 + 36.0 * i)));

    private static string Cross(double x, double y, double r)
    {
        double a = r * 0.38;
        return Corners([(x - a, y - r), (x + a, y - r), (x + a, y - a), (x + r, y - a), (x + r, y + a), (x + a, y + a),
            (x + a, y + r), (x - a, y + r), (x - a, y + a), (x - r, y + a), (x - r, y - a), (x - a, y - a)]);
    }

    private static (double X, double Y) Polar(double x, double y, double r, double degrees) =>
        (x + r * Math.Cos(degrees * Math.PI / 180), y + r * Math.Sin(degrees * Math.PI / 180));

    private static string Corners(IEnumerable<(double X, double Y)> corners) =>
        "M" + string.Join('L', corners.Select(c => $"{N(c.X)} {N(c.Y)}")) + "Z";
}
