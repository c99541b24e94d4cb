namespace Tidemark.Detection.Statements.Retelling;

/// <summary>What a retelling changed.</summary>
public enum DriftKind
{
    /// <summary>"may have been read" became "was read".</summary>
    LostHedge,

    /// <summary>"at least four" became "four".</summary>
    LostBound,

    /// <summary>Another figure for the same thing.</summary>
    ChangedNumber,

    /// <summary>Another day, month or day of the week.</summary>
    MovedDate,

    /// <summary>A part became the whole, or one became many.</summary>
    WidenedScope,

    /// <summary>A denial was put to something it did not answer.</summary>
    WrongDenialTarget,

    /// <summary>What was one's is another's now, who stood in another place: the account of the adviser, the account of the official.</summary>
    ChangedRole,
}

/// <summary>One change between a statement and a retelling of it.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Original">The words of the statement; null where something was added.</param>
/// <param name="Retold">The words that stand there now; null where something is gone.</param>
public sealed record Drift(DriftKind Kind, string? Original, string? Retold);
