using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>The files a call of `tidemark coordination` may leave: what this call does not write, an earlier one's must not stay.</summary>
internal static class CoordinationFiles
{
    /// <summary>One line a kept edge and kind of trace.</summary>
    public const string EdgesByTrace = "edges-by-trace.csv";

    /// <summary>All names.</summary>
    public static string[] All { get; } =
    [
        "edges.csv", EdgesByTrace, "accounts.csv", "groups.csv", "pairs.csv", "rejected.csv", "report.html", "sweep.csv", "sweep.html", .. Enum.GetValues<TraceKind>().Select(Report), "summary.json",
    ];

    /// <summary>The report of one of several kinds.</summary>
    public static string Report(TraceKind kind) => $"report-{TraceWords.Word(kind)}.html";
}
