using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>By whose rules edges are found.</summary>
internal enum CoordinationMode
{
    /// <summary>Ours: distinct objects, null models, false-discovery control, control run.</summary>
    Tested,

    /// <summary>Distinct objects and a threshold alone; says nothing about chance.</summary>
    Untested,

    /// <summary>CooRTweet's.</summary>
    CooRTweet,

    /// <summary>coordination-network-toolkit's.</summary>
    Cnt,
}

/// <summary>Whether several windows are tried.</summary>
internal enum SweepWish
{
    /// <summary>No.</summary>
    None,

    /// <summary>Beside the window asked for.</summary>
    Beside,

    /// <summary>Instead of one: no window was named, and none is searched for a result.</summary>
    Alone,
}

/// <summary>A call of `tidemark coordination`, understood.</summary>
internal sealed record CoordinationCall
{
    public required IReadOnlyList<string> Files { get; init; }

    public required string Out { get; init; }

    /// <summary>Whether files of the same names that Tidemark did not write may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The window as it was given, and in nanoseconds.</summary>
    public required (string Text, long Nanoseconds) Window { get; init; }

    public required CoordinationMode Mode { get; init; }

    /// <summary>Whether several windows are tried, beside the one asked for or alone.</summary>
    public SweepWish Sweep { get; init; }

    public required int MinWeight { get; init; }

    public required int MinParticipation { get; init; }

    public required double Q { get; init; }

    public required ulong Seed { get; init; }

    public required bool KeepLoops { get; init; }

    public required bool Pairs { get; init; }

    public required bool OnlyEdges { get; init; }

    public required bool ShowAccounts { get; init; }

    /// <summary>The kinds of trace asked for; none = a share table's objects.</summary>
    public required IReadOnlyList<TraceKind> Traces { get; init; }

    public required ReadOptions Reading { get; init; }
}
