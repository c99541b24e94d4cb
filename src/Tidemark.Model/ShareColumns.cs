namespace Tidemark.Model;

/// <summary>
/// Shares as parallel columns: row i says that <c>Account[i]</c> left the trace <c>Object[i]</c> in post <c>Content[i]</c>
/// at <c>Time[i]</c>. The input of every coordination detector. Ids are dense and index the name tables.
/// </summary>
public sealed partial class ShareColumns
{
    /// <summary>Account ids, one a row.</summary>
    public required int[] Account { get; init; }

    /// <summary>Object (trace) ids, one a row.</summary>
    public required int[] Object { get; init; }

    /// <summary>Post ids, one a row. One post may carry several objects and so stand in several rows.</summary>
    public required int[] Content { get; init; }

    /// <summary>Times in nanoseconds since the epoch, one a row.</summary>
    public required long[] Time { get; init; }

    /// <summary>How many rows are in use; the columns may be longer.</summary>
    public required int Count { get; init; }

    /// <summary>Accounts by id.</summary>
    public required Names Accounts { get; init; }

    /// <summary>Objects by id.</summary>
    public required Names Objects { get; init; }

    /// <summary>
    /// Posts by id; null where the source has no post ids, and every row is its own post (<c>Content[i] == i</c>).
    /// </summary>
    public required NameList? Contents { get; init; }

    /// <summary>Which kind of trace the objects are.</summary>
    public TraceKind Kind { get; init; } = TraceKind.Object;
}
