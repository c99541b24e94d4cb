namespace Tidemark.Model;

/// <summary>One act of one account on a platform (original, repost, reply), as a source reader yields it.</summary>
/// <param name="Id">The platform's id, opaque; null where the source has none (the evidence reference then names the post).</param>
/// <param name="Account">The account's id, opaque: compared byte for byte, never trimmed, never case folded.</param>
/// <param name="Time">When, as far as the source says.</param>
/// <param name="Text">The text as it stands in the source: hostile until encoded.</param>
/// <param name="Language">The language the source declares, or null.</param>
/// <param name="Traces">What it can have in common with other posts; values as in the source, not yet normalised.</param>
/// <param name="Evidence">The row it comes from.</param>
public sealed record Post(
    string? Id, string Account, FuzzyTime Time, string? Text, string? Language,
    IReadOnlyList<Trace> Traces, EvidenceRef Evidence);

/// <summary>One thing a post leaves that another post can leave too.</summary>
/// <param name="Kind">Which kind of thing.</param>
/// <param name="Value">Its value; never empty, for an empty value matches nothing.</param>
public readonly record struct Trace(TraceKind Kind, string Value);
