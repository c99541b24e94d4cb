namespace Tidemark.Publishing.Graphs;

/// <summary>A colour as the screen mixes it.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour of accounts in no group.</summary>
    public static Rgb None { get; } = new(0x99, 0x99, 0x99);

    /// <summary>
    /// Six of the eight colours that people with any colour vision tell apart (Okabe and Ito 2008), without black and
    /// yellow, which vanish on one background or the other; repeated after the sixth group.
    /// </summary>
    private static readonly Rgb[] Palette =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9),
    ];

    /// <summary>The colour of a group, 1 for the largest; 0 = no group.</summary>
    public static Rgb OfGroup(int group) => group <= 0 ? None : Palette[(group - 1) % Palette.Length];
}

/// <summary>An account in an exported network.</summary>
/// <param name="Id">The account: unique in its network; hostile text.</param>
/// <param name="Label">What is written beside the disc; hostile text.</param>
public sealed record NetworkNode(string Id, string Label)
{
    /// <summary>The number of its group, 0 = none.</summary>
    public int Group { get; init; }

    /// <summary>Core number within its group: the core has the highest, the fringe lower ones.</summary>
    public int Core { get; init; }

    /// <summary>Its posts in the material.</summary>
    public long Posts { get; init; }

    /// <summary>Centre of the disc in the unit square, from the left.</summary>
    public double X { get; init; }

    /// <summary>Centre of the disc in the unit square, from the top.</summary>
    public double Y { get; init; }

    /// <summary>Radius of the disc in the same unit.</summary>
    public double Radius { get; init; } = 0.005;
}

/// <summary>A kept edge in an exported network.</summary>
/// <param name="From">Account id of one end.</param>
/// <param name="To">Account id of the other end.</param>
/// <param name="Trace">Which kind of trace was shared ("link", "text" …).</param>
/// <param name="Weight">Number of distinct objects.</param>
public sealed record NetworkEdge(string From, string To, string Trace, double Weight)
{
    /// <summary>Mean time between the two posts of a pair, in seconds; NaN = not known.</summary>
    public double MeanDeltaSeconds { get; init; } = double.NaN;

    /// <summary>What the null model expected; NaN = no null model.</summary>
    public double Expected { get; init; } = double.NaN;

    /// <summary>Probability under the null model; NaN = no null model.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>False-discovery rate at which the edge is kept; NaN = no null model.</summary>
    public double Q { get; init; } = double.NaN;
}

/// <summary>A network as other programs open it: undirected, accounts with positions, kept edges with their figures.</summary>
/// <param name="Description">One paragraph for whoever opens the file without the report: what an edge means and what it does not.</param>
/// <param name="Nodes">Accounts, in any order; ids are unique.</param>
/// <param name="Edges">Edges, in any order; both ends are among the nodes.</param>
public sealed record Network(string Description, IReadOnlyList<NetworkNode> Nodes, IReadOnlyList<NetworkEdge> Edges)
{
    /// <summary>SHA-256 of each original it was found in.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>
    /// The nodes in ordinal order of their ids, and the edges by their ends' places and their trace: the order in which both formats
    /// write them, so that the bytes depend on the content alone.
    /// </summary>
    /// <exception cref="ArgumentException">Two nodes have one id, or an edge leads to none: a bug in the caller.</exception>
    internal (NetworkNode[] Nodes, (int From, int To, NetworkEdge Edge)[] Edges) InOrder()
    {
        NetworkNode[] nodes = [.. Nodes.OrderBy(node => node.Id, StringComparer.Ordinal)];
        var place = new Dictionary<string, int>(nodes.Length, StringComparer.Ordinal);
        foreach (NetworkNode node in nodes)
        {
            place.Add(node.Id, place.Count);
        }
        var edges = new List<(int From, int To, NetworkEdge Edge)>(Edges.Count);
        foreach (NetworkEdge edge in Edges)
        {
            if (!place.TryGetValue(edge.From, out int from) || !place.TryGetValue(edge.To, out int to))
            {
                throw new ArgumentException($"The edge between '{edge.From}' and '{edge.To}' leads to an account that is not in the network.");
            }
            edges.Add((Math.Min(from, to), Math.Max(from, to), edge));
        }
        return (nodes, [.. edges.OrderBy(e => e.From).ThenBy(e => e.To).ThenBy(e => e.Edge.Trace, StringComparer.Ordinal).ThenBy(e => e.Edge.Weight)]);
    }
}
