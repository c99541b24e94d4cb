namespace Tidemark.Model.Ledger;

/// <summary>Wordings of one statement of one speaker in several texts.</summary>
/// <param name="Id">The id of its origin.</param>
/// <param name="Origin">The row nearest the speaker: in a text of their own, else with the shortest chain, else the earliest.</param>
/// <param name="Rows">All rows, the origin among them, in the order of the ledger.</param>
/// <param name="Carriers">Texts that carry it.</param>
/// <param name="Wordings">Texts that carry it, near-duplicates and texts crediting one agency counted once.</param>
/// <param name="Sources">Independent sources: one, where all rows lead to one speaker, however many carry it.</param>
public sealed record StatementVariants(
    string Id, string Origin, IReadOnlyList<string> Rows, int Carriers, int Wordings, int Sources);

/// <summary>A change between a statement and a retelling of it in another text.</summary>
/// <param name="Kind">"lost hedge", "lost bound", "changed number", "moved date", "spread date", "widened scope", "changed role", "wrong denial target".</param>
/// <param name="Original">The row that is retold.</param>
/// <param name="Retold">The row that retells.</param>
/// <param name="OriginalWords">The words there, or null where something was added.</param>
/// <param name="RetoldWords">The words here, or null where something is gone.</param>
public sealed record RowDrift(string Kind, string Original, string Retold, string? OriginalWords, string? RetoldWords);

/// <summary>A denial or dismissal and the accusations it can answer.</summary>
/// <param name="Denial">The row that denies.</param>
/// <param name="Scopes">What it denies: act, intent, motive, knowledge, evidence.</param>
/// <param name="Accusations">Rows it answers; empty where the case holds none.</param>
/// <param name="Target">How they are known: "named" (the denial names whom it answers), "same text", or "by subject and time".</param>
public sealed record DenialMatch(string Denial, IReadOnlyList<string> Scopes, IReadOnlyList<string> Accusations, string Target);

/// <summary>An accusation and what of it was denied.</summary>
/// <param name="Accusation">The row that accuses.</param>
/// <param name="Answered">Scopes that were denied by whom it concerns; empty where nobody answered in this case.</param>
/// <param name="Denials">Rows that answer.</param>
public sealed record AccusationState(string Accusation, IReadOnlyList<string> Answered, IReadOnlyList<string> Denials);

/// <summary>A statement that rests on somebody whose own text is in the case.</summary>
/// <param name="Row">The row that cites.</param>
/// <param name="Cited">SHA-256 of the cited text.</param>
/// <param name="Passage">The nearest sentence of it; empty where none is near.</param>
/// <param name="Verdict">"agrees", "near" (something drifted on the way), "differs" (another one did or had it) or "not found".</param>
/// <param name="Differences">What differs, in the words of both.</param>
public sealed record CitationCheck(string Row, string Cited, string Passage, string Verdict, IReadOnlyList<RowDrift> Differences);

/// <summary>Two dates for one thing, both kept.</summary>
/// <param name="Variants">The statement.</param>
/// <param name="Dates">Date and the row that has it, earliest first.</param>
public sealed record DateConflict(string Variants, IReadOnlyList<DatedRow> Dates);

/// <summary>A row and a day it gives.</summary>
/// <param name="Day">The day.</param>
/// <param name="Row">The row.</param>
/// <param name="Witness">"date of the text" or "said in the text".</param>
public sealed record DatedRow(DateOnly Day, string Row, string Witness);

/// <summary>A statement that two things lie close in time, with what that is worth.</summary>
/// <param name="Row">The row that says so.</param>
/// <param name="First">The one event; null where the case does not date it.</param>
/// <param name="Second">The other.</param>
/// <param name="LeastDays">Fewest days that can lie between them; -1 where one of them is not dated.</param>
/// <param name="MostDays">Most days.</param>
/// <param name="Span">Days of the stretch within which a neighbour counts as this close.</param>
/// <param name="Events">Other dated days in the season.</param>
/// <param name="Season">Days of the season.</param>
/// <param name="Chance">Chance that a day taken at random has such a neighbour, 0 to 1.</param>
/// <param name="Weight">"no weight", "little weight" or "worth a look".</param>
public sealed record Nearness(
    string Row, LedgerTime? First, LedgerTime? Second, int LeastDays, int MostDays, int Span, int Events, int Season, double Chance, string Weight)
{
    /// <summary>Other rows that date the events; empty where the row itself does.</summary>
    public IReadOnlyList<string> DatedBy { get; init; } = [];
}

/// <summary>Something a person should look at before the material is used. Never a verdict.</summary>
/// <param name="Kind">Which check; one of <see cref="LedgerChecks"/>.</param>
/// <param name="Sentence">What was seen, in one sentence.</param>
/// <param name="Rows">The rows it rests on.</param>
/// <param name="Left">Words of the one side, or null.</param>
/// <param name="Right">Words of the other side, or null.</param>
/// <param name="Innocent">The ordinary explanation.</param>
/// <param name="Refutes">What, if seen, would refute it.</param>
public sealed record LedgerCheck(
    string Kind, string Sentence, IReadOnlyList<string> Rows, string? Left, string? Right, string Innocent, string Refutes);

/// <summary>The kinds of checks.</summary>
public static class LedgerChecks
{
    /// <summary>A citation whose cited text says something else.</summary>
    public const string Citation = "citation differs";

    /// <summary>A denial that leaves the act standing.</summary>
    public const string DenialScope = "denial scope";

    /// <summary>A denial that a retelling puts to something else.</summary>
    public const string DenialTarget = "denial target";

    /// <summary>The date of one thing given to several.</summary>
    public const string SpreadDate = "spread date";

    /// <summary>Another change in a retelling: "drift: lost hedge".</summary>
    public const string Drift = "drift: ";

    /// <summary>Two dates for one thing.</summary>
    public const string Dates = "two dates";

    /// <summary>One statement in many texts.</summary>
    public const string OneSource = "one source";

    /// <summary>The days between two things that are said to lie close.</summary>
    public const string Gap = "gap in days";

    /// <summary>A closeness that chance gives often.</summary>
    public const string NoWeight = "no weight";

    /// <summary>A place that stands for a person's life and not for an aim.</summary>
    public const string Biography = "biography";

    /// <summary>Who declines to answer.</summary>
    public const string Declines = "declines";

    /// <summary>Nobody vouches for something by name.</summary>
    public const string NobodyByName = "nobody by name";
}

/// <summary>The statements of many texts, and what holds between them. Made by the machine; decisions stand apart.</summary>
public sealed record StatementLedger
{
    /// <summary>The texts, by date where they have one, then by hash.</summary>
    public required IReadOnlyList<LedgerText> Texts { get; init; }

    /// <summary>The rows, in the order of the texts and of the lines in them.</summary>
    public required IReadOnlyList<LedgerRow> Rows { get; init; }

    /// <summary>Statements that stand in more than one text.</summary>
    public required IReadOnlyList<StatementVariants> Variants { get; init; }

    /// <summary>What retellings changed.</summary>
    public required IReadOnlyList<RowDrift> Drifts { get; init; }

    /// <summary>Denials with what they answer.</summary>
    public required IReadOnlyList<DenialMatch> Denials { get; init; }

    /// <summary>Accusations with what of them was answered.</summary>
    public required IReadOnlyList<AccusationState> Accusations { get; init; }

    /// <summary>Citations against the cited texts.</summary>
    public required IReadOnlyList<CitationCheck> Citations { get; init; }

    /// <summary>Dates that disagree.</summary>
    public required IReadOnlyList<DateConflict> Conflicts { get; init; }

    /// <summary>Closeness in time, priced.</summary>
    public required IReadOnlyList<Nearness> Nearnesses { get; init; }

    /// <summary>What a person should look at.</summary>
    public required IReadOnlyList<LedgerCheck> Checks { get; init; }
}
