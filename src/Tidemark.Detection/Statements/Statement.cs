namespace Tidemark.Detection.Statements;

/// <summary>Who speaks.</summary>
/// <param name="Span">The words that name the speaker there, with apposition and relative clause.</param>
/// <param name="Canonical">Who that is, by the article's own words: "The firm" is "Halden Signal".</param>
/// <param name="Role">What the speaker is, as the article puts it; null where it does not.</param>
public sealed record Speaker(Cut Span, string Canonical, string? Role);

/// <summary>The words that attribute.</summary>
/// <param name="Span">With auxiliaries and negation: "did not deny".</param>
/// <param name="Lemma">Base form of the verb.</param>
/// <param name="Class">"neutral", "factive", "confirming", "distancing", "negative", "declining", "belief", "question".</param>
public sealed record CueWords(Cut Span, string Lemma, string Class);

/// <summary>A run of quoted or of unquoted content.</summary>
/// <param name="Span">Without quotation marks.</param>
/// <param name="Quoted">Whether it stands in quotation marks.</param>
public sealed record ContentPiece(Cut Span, bool Quoted);

/// <summary>Somebody through whose hands the words went.</summary>
/// <param name="Name">As the article names them.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Certain">False for an agency credited for an unstated part of the article.</param>
public sealed record Hop(string Name, HopKind Kind, bool Certain = true);

/// <summary>A time as the article gives it, resolved as far as its date allows.</summary>
/// <param name="Text">The words.</param>
/// <param name="From">First day, ISO 8601; a year nobody stated is XXXX.</param>
/// <param name="To">Last day.</param>
/// <param name="OfSaying">True: when it was said. False: when what it speaks of happened.</param>
public sealed record StatedTime(Cut Text, string From, string To, bool OfSaying);

/// <summary>
/// One statement: somebody, at some remove, says, denies, asks or declines something, and the article says so. It claims that the
/// article attributes these words to this speaker; not that the speaker said them, and not that they are true.
/// </summary>
public sealed record Statement
{
    /// <summary>"s1", "s2", … in the order of the text.</summary>
    public required string Id { get; init; }

    /// <summary>Line of the cue, or of the content where there is none; 1 is the first.</summary>
    public required int Line { get; init; }

    /// <summary>Direct, indirect, mixed, nominal or implicit.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>Who speaks; null where the article names nobody.</summary>
    public required Speaker? Speaker { get; init; }

    /// <summary>The cue; null for implicit speech.</summary>
    public required CueWords? Cue { get; init; }

    /// <summary>What the speaker does with the content.</summary>
    public required Stance Stance { get; init; }

    /// <summary>How sure the speaker is.</summary>
    public required Modality Modality { get; init; }

    /// <summary>What the article commits itself to.</summary>
    public required Factivity Factivity { get; init; }

    /// <summary>The words that hedge.</summary>
    public required IReadOnlyList<Cut> Hedges { get; init; }

    /// <summary>The content in reading order; empty for "would not comment".</summary>
    public required IReadOnlyList<ContentPiece> Content { get; init; }

    /// <summary>Through whose hands, outermost (the article) first, the speaker last.</summary>
    public required IReadOnlyList<Hop> Chain { get; init; }

    /// <summary>To whom; null where nobody is named.</summary>
    public required Cut? Addressee { get; init; }

    /// <summary>When; null where no time is given.</summary>
    public required StatedTime? When { get; init; }

    /// <summary>Ids of the statements it denies.</summary>
    public required IReadOnlyList<string> Denies { get; init; }

    /// <summary>What about them it denies.</summary>
    public required IReadOnlyList<DenialScope> DenialScopes { get; init; }

    /// <summary>Id of the question it answers.</summary>
    public required string? Answers { get; init; }

    /// <summary>The rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>How far it follows from the rule alone.</summary>
    public required Tier Tier { get; init; }
}

/// <summary>What stands around the body of an article.</summary>
public sealed record ArticleFacts
{
    /// <summary>The headline; null where none is recognised.</summary>
    public required Cut? Title { get; init; }

    /// <summary>Whose name stands under it, without "By".</summary>
    public required Cut? Byline { get; init; }

    /// <summary>When it says it was published, ISO 8601, with the zone if the text has one.</summary>
    public required string? Published { get; init; }

    /// <summary>Place in front of the first paragraph.</summary>
    public required Cut? Dateline { get; init; }

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Agencies that are credited.</summary>
    public required IReadOnlyList<Cut> Agencies { get; init; }

    /// <summary>Headings between paragraphs.</summary>
    public required IReadOnlyList<Cut> Headings { get; init; }

    /// <summary>Links to other articles.</summary>
    public required IReadOnlyList<Cut> Related { get; init; }
}

/// <summary>An article and its statements, in the order of the text.</summary>
public sealed record ArticleStatements(ArticleFacts Article, IReadOnlyList<Statement> Statements);
