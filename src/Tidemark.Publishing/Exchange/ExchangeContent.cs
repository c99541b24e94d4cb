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
/// <param name="Made">When the detector ran, by the journal.</param>
public sealed record ExchangeFinding(Finding Finding, UnixTime Made);

/// <summary>What somebody said, or what a person judged, as a note of the file.</summary>
/// <param name="Key">What makes it this one: ids are derived from it.</param>
/// <param name="Abstract">One line.</param>
/// <param name="Content">The text; may hold hostile text.</param>
/// <param name="Authors">Who says it: the program's rule, or the person who judged. Never left out for a judgement.</param>
/// <param name="Accounts">The accounts it is about.</param>
/// <param name="Originals">SHA-256 of the originals it rests on.</param>
/// <param name="Made">When it was entered, by the journal.</param>
public sealed record ExchangeNote(
    string Key, string Abstract, string Content, IReadOnlyList<string> Authors, IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Originals, UnixTime Made);

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
    public IReadOnlyList<ExchangeNote> Statements { get; init; } = [];

    /// <summary>What people judged, by key.</summary>
    public IReadOnlyList<ExchangeNote> Judgements { get; init; } = [];

    /// <summary>Accounts that findings and statements are about, in ordinal order.</summary>
    public IReadOnlyList<string> Accounts =>
    [
        .. Findings.SelectMany(finding => finding.Finding.Subjects)
            .Concat(Statements.SelectMany(statement => statement.Accounts))
            .Concat(Judgements.SelectMany(judgement => judgement.Accounts))
            .Where(account => account.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
