namespace Tidemark.Forensics.Verdicts;

/// <summary>
/// What can be said of one file, in rows: checks, what the file says of itself, its dates, its contradictions. There is no row that
/// sums them up into one word, and none may be added: a file is neither proved nor disproved by any of them.
/// </summary>
/// <param name="Kind"><c>mail</c>, <c>document</c>, <c>pdf</c>, <c>image</c>, <c>archive</c> or <c>other</c>.</param>
/// <param name="Summary">One or two sentences built from the rows.</param>
/// <param name="Checks">The checks, in the order a reader should meet them.</param>
/// <param name="Fields">What the file says of itself.</param>
/// <param name="Dates">Every date the file gives, each with its source.</param>
/// <param name="Conflicts">What does not fit together.</param>
public sealed record FileVerdict(
    string Kind,
    string Summary,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<DateWitness> Dates,
    IReadOnlyList<Conflict> Conflicts);
