namespace Tidemark.Model.Ledger;

/// <summary>A text as the ledger knows it.</summary>
/// <param name="Sha256">SHA-256 of the original's bytes, lower-case hexadecimal.</param>
/// <param name="Name">The file's name when it came in; hostile text.</param>
/// <param name="Outlet">Who published it, as far as it is known: what the user said, else the byline, else the file's name.</param>
/// <param name="Title">Its headline, or null.</param>
/// <param name="Published">When it says it was published, ISO 8601 as far as stated, or null.</param>
/// <param name="Agencies">Agencies it credits.</param>
/// <param name="Copy">Number of the group of near-duplicates it belongs to, 1 for the first; texts in no group have one of their own.</param>
public sealed record LedgerText(
    string Sha256, string Name, string Outlet, string? Title, string? Published, IReadOnlyList<string> Agencies, int Copy);

/// <summary>Somebody through whose hands the words went.</summary>
/// <param name="Name">As the text names them.</param>
/// <param name="Kind">"article", "agency", "outlet", "document", "channel", "person", "body" or "group".</param>
/// <param name="Certain">False for an agency that is credited for an unstated part of the text.</param>
public sealed record LedgerHop(string Name, string Kind, bool Certain);

/// <summary>A time as far as it is known: days, both included.</summary>
/// <param name="Words">The words that say it.</param>
/// <param name="From">First day it can mean.</param>
/// <param name="To">Last day it can mean.</param>
/// <param name="OfSaying">True: when it was said. False: when what it speaks of happened.</param>
public sealed record LedgerTime(string Words, DateOnly From, DateOnly To, bool OfSaying);

/// <summary>
/// One statement in one text, as the machine read it. It claims that the text attributes these words to this speaker; not that the
/// speaker said them, and not that they are true. A person's decisions stand beside it and never replace it.
/// </summary>
public sealed record LedgerRow
{
    /// <summary>Made of the text's hash and the place of the cue in it: the same statement has the same id at every reading.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required string Text { get; init; }

    /// <summary>Line in the text, 1 for the first.</summary>
    public required int Line { get; init; }

    /// <summary>First code point of speaker, cue and content.</summary>
    public required int Start { get; init; }

    /// <summary>Code point behind the last.</summary>
    public required int End { get; init; }

    /// <summary>Who speaks, by the text's own words; null where it names nobody.</summary>
    public required string? Speaker { get; init; }

    /// <summary>Whether the speaker goes by a name of their own: "two people familiar with it" do not.</summary>
    public required bool Named { get; init; }

    /// <summary>What the speaker is, as the text puts it, or null.</summary>
    public required string? Role { get; init; }

    /// <summary>The words that attribute, or null.</summary>
    public required string? Cue { get; init; }

    /// <summary>One of the eleven: asserts, claims, alleges, reports, believes, denies, dismisses, declines, confirms, asks, accuses.</summary>
    public required string Stance { get; init; }

    /// <summary>"plain", "hedged", "conditional" or "predicted".</summary>
    public required string Modality { get; init; }

    /// <summary>What the text commits itself to: "factive", "neutral" or "distancing".</summary>
    public required string Factivity { get; init; }

    /// <summary>The words that hedge.</summary>
    public required IReadOnlyList<string> Hedges { get; init; }

    /// <summary>What is said; empty for "would not comment".</summary>
    public required string Content { get; init; }

    /// <summary>The sentence it stands in.</summary>
    public required string Sentence { get; init; }

    /// <summary>Through whose hands, the text first, the speaker last.</summary>
    public required IReadOnlyList<LedgerHop> Chain { get; init; }

    /// <summary>When, or null.</summary>
    public required LedgerTime? When { get; init; }

    /// <summary>Of a denial what it denies: act, intent, motive, knowledge, evidence.</summary>
    public required IReadOnlyList<string> DenialScopes { get; init; }

    /// <summary>Rows of the same text it denies.</summary>
    public required IReadOnlyList<string> Denies { get; init; }

    /// <summary>The rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>"certain" or "uncertain".</summary>
    public required string Tier { get; init; }
}
