using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>The network of kept edges, with positions computed beforehand.</summary>
/// <param name="Nodes">Accounts with at least one kept edge.</param>
/// <param name="Edges">Kept edges.</param>
public sealed record ReportNetwork(IReadOnlyList<ReportNode> Nodes, IReadOnlyList<ReportEdge> Edges);

/// <summary>An account in the network.</summary>
/// <param name="Key">The account's id in the material; hostile.</param>
/// <param name="Label">A name to show for it, e.g. a handle; null if there is none.</param>
/// <param name="Group">Id of its group, or null.</param>
/// <param name="X">Position; any unit, the picture scales.</param>
/// <param name="Y">Position, growing downwards.</param>
/// <param name="Posts">Its posts in the material.</param>
/// <param name="Degree">How many accounts it has a kept edge with.</param>
public sealed record ReportNode(string Key, string? Label, int? Group, double X, double Y, long Posts, int Degree);

/// <summary>A kept edge: two accounts whose co-actions exceed what the null model allows, and the rows behind it.</summary>
public sealed record ReportEdge
{
    /// <summary>One account's key.</summary>
    public required string A { get; init; }

    /// <summary>The other account's key.</summary>
    public required string B { get; init; }

    /// <summary>Distinct objects both shared within the window of each other.</summary>
    public required long Weight { get; init; }

    /// <summary>Mean seconds apart over the pair rows.</summary>
    public required double MeanDeltaSeconds { get; init; }

    /// <summary>Distinct objects the null model expects for these two accounts.</summary>
    public required double Expected { get; init; }

    /// <summary>Probability under the null of at least this weight.</summary>
    public required double P { get; init; }

    /// <summary>Smallest false-discovery rate at which this edge is kept.</summary>
    public required double Q { get; init; }

    /// <summary>The pair rows, in order of time; may be only the first of them.</summary>
    public IReadOnlyList<CoActionRow> Rows { get; init; } = [];

    /// <summary>Where several kinds of trace were looked at: what each says of this pair, also where it did not keep it. Otherwise empty.</summary>
    public IReadOnlyList<EdgeInKind> ByKind { get; init; } = [];

    /// <summary>How many pair rows there are in all; at least the number of <see cref="Rows"/>.</summary>
    public long RowsInAll { get; init; }
}

/// <summary>What one of several kinds of trace says of a pair.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Kept">Whether this kind kept the pair.</param>
/// <param name="Weight">Distinct objects of this kind within the window.</param>
/// <param name="MeanDeltaSeconds">Mean seconds apart over its rows; null without any.</param>
/// <param name="Expected">What the null model expects; null where it was not asked, because the weight is below the minimum.</param>
/// <param name="P">Corrected for the number of kinds.</param>
/// <param name="Q">Corrected for the number of kinds.</param>
public sealed record EdgeInKind(TraceKind Kind, bool Kept, long Weight, double? MeanDeltaSeconds, double? Expected, double P, double Q);

/// <summary>One co-action: two posts by two accounts that leave the same trace within the window.</summary>
public sealed record CoActionRow
{
    /// <summary>What kind of thing they share.</summary>
    public required TraceKind Kind { get; init; }

    /// <summary>Its value; hostile.</summary>
    public required string Object { get; init; }

    /// <summary>The post of the edge's account A.</summary>
    public required ActingPost PostA { get; init; }

    /// <summary>The post of the edge's account B.</summary>
    public required ActingPost PostB { get; init; }

    /// <summary>Seconds between the two, never negative.</summary>
    public double SecondsApart => Math.Abs((double)((decimal)PostA.Time.Nanoseconds - PostB.Time.Nanoseconds) / UnixTime.PerSecond);
}

/// <summary>A post as evidence.</summary>
/// <param name="Id">The platform's id; null where the source has none. Shown only when accounts are.</param>
/// <param name="Time">When.</param>
/// <param name="Text">Its text or the beginning of it, hostile; null where the source has none.</param>
/// <param name="Evidence">Where it stands in the originals.</param>
public sealed record ActingPost(string? Id, UnixTime Time, string? Text, EvidenceRef? Evidence);
