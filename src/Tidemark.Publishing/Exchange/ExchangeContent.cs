using Tidemark.Model;

namespace Tidemark.Publishing.Exchange;

/// <summary>A level of the traffic light protocol, version 2.0.</summary>
public enum TlpLevel
{
    /// <summary>No limit.</summary>
    Clear,

    /// <summary>The community.</summary>
    Green,

    /// <summary>The organisation and its clients.</summary>
    Amber,

    /// <summary>The organisation alone.</summary>
    AmberStrict,

    /// <summary>The persons named.</summary>
    Red,
}

/// <summary>An original of the case that was not retracted.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Name">Its file name; hostile text.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Added">When it came in first, by the journal.</param>
public sealed record ExchangeOriginal(string Sha256, string Name, long Size, UnixTime Added);

/// <summary>A person or mailbox in a field of a mail.</summary>
/// <param name="Address">The address; hostile text.</param>
/// <param name="Name">The name beside it, decoded, or null; hostile text.</param>
public sealed record ExchangeMailbox(string Address, string? Name);

/// <summary>A mail of the case, as a reader would see it; everything in it is hostile text.</summary>
/// <param name="Sha256">The original it stands in.</param>
/// <param name="Number">Which mail of the original, 1 for the first.</param>
public sealed record ExchangeMail(string Sha256, int Number)
{
    /// <summary>The subject, encoded words decoded; null where there is none.</summary>
    public string? Subject { get; init; }

    /// <summary>The first author, or null.</summary>
    public ExchangeMailbox? From { get; init; }

    /// <summary>Who it was sent to.</summary>
    public IReadOnlyList<ExchangeMailbox> To { get; init; } = [];

    /// <summary>Who got a copy.</summary>
    public IReadOnlyList<ExchangeMailbox> Cc { get; init; } = [];

    /// <summary>When, as the mail says, or null.</summary>
    public UnixTime? Date { get; init; }

    /// <summary>The Message-ID with its angle brackets, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The media type as written, parameters included, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether it has parts.</summary>
    public bool IsMultipart { get; init; }

    /// <summary>The decoded body of a mail without parts that is text; else null.</summary>
    public string? Body { get; init; }
}

/// <summary>A finding and when it was made.</summary>
/// <param name="Finding">What the detector measured.</param>
/// <param name="Accounts">Those of its subjects that are accounts; a detector may also be about statements or sites.</param>
/// <param name="Made">When the detector ran, by the journal.</param>
public sealed record ExchangeFinding(Finding Finding, IReadOnlyList<string> Accounts, UnixTime Made);

/// <summary>What a text attributes to somebody, as the ledger has it; everything in it is hostile text.</summary>
/// <param name="Key">The row: ids are derived from it.</param>
/// <param name="Abstract">One line: who, and what they do with it.</param>
/// <param name="Content">What is said, the sentence, through whose hands, what people corrected.</param>
/// <param name="Author">The rule that read it.</param>
/// <param name="Original">SHA-256 of the original it stands in.</param>
/// <param name="Accounts">Accounts that speak.</param>
/// <param name="Rejected">Whether a person said that it is no statement, or not to be used: then it is handed on as withdrawn.</param>
/// <param name="Made">When it was read, by the journal.</param>
public sealed record ExchangeStatement(
    string Key, string Abstract, string Content, string Author, string Original, IReadOnlyList<string> Accounts, bool Rejected, UnixTime Made);

/// <summary>What a person decided on a statement.</summary>
/// <param name="Key">The decision: ids are derived from it.</param>
/// <param name="Statement">The statement's key; null where the present reading no longer finds it.</param>
/// <param name="Opinion">"agree", "neutral" or "disagree", about whether the row is as the text has it, not about whether it is true.</param>
/// <param name="Text">What was decided and why.</param>
/// <param name="Made">When, by the journal.</param>
public sealed record ExchangeJudgement(string Key, string? Statement, string Opinion, string Text, UnixTime Made);

/// <summary>
/// What a case hands to other systems, gathered and in an order that depends on the content alone. STIX and MISP are written from it,
/// each in its own way.
/// </summary>
public sealed record ExchangeContent
{
    /// <summary>What tells this case from every other: the hash of its journal's first line.</summary>
    public required string CaseKey { get; init; }

    /// <summary>The title of the case.</summary>
    public required string Title { get; init; }

    /// <summary>The question it is to answer; may be empty.</summary>
    public required string Question { get; init; }

    /// <summary>Who publishes, as the case says; null where nobody is named.</summary>
    public required string? Publisher { get; init; }

    /// <summary>How far it may be passed on.</summary>
    public required TlpLevel Tlp { get; init; }

    /// <summary>When the case was begun, by the journal.</summary>
    public required UnixTime Created { get; init; }

    /// <summary>When something of the case was entered last, by the journal; exports do not count.</summary>
    public required UnixTime Modified { get; init; }

    /// <summary>The originals, by hash.</summary>
    public required IReadOnlyList<ExchangeOriginal> Originals { get; init; }

    /// <summary>The findings, by id.</summary>
    public required IReadOnlyList<ExchangeFinding> Findings { get; init; }

    /// <summary>The links of the material, canonical, in ordinal order.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The hosts of the material, in ordinal order.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>How many links and hosts were left out, because there are more than a file for exchange should hold.</summary>
    public long LinksLeftOut { get; init; }

    /// <summary>The mails, by original and number.</summary>
    public IReadOnlyList<ExchangeMail> Mails { get; init; } = [];

    /// <summary>What sources say, by key.</summary>
    public IReadOnlyList<ExchangeStatement> Statements { get; init; } = [];

    /// <summary>What people decided, in the order of the journal.</summary>
    public IReadOnlyList<ExchangeJudgement> Judgements { get; init; } = [];

    /// <summary>Accounts that findings and statements are about, in ordinal order.</summary>
    public IReadOnlyList<string> Accounts =>
    [
        .. Findings.SelectMany(finding => finding.Accounts)
            .Concat(Statements.SelectMany(statement => statement.Accounts))
            .Where(account => account.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
