namespace Tidemark.Model.Pages;

/// <summary>
/// What was read from one saved page. It is a view: the evidence is the bytes with <see cref="Sha256"/>. What is unknown is null or
/// an empty list, never a guess.
/// </summary>
public sealed record Page
{
    /// <summary>Where the page came from, as the caller knows it; null where nobody told.</summary>
    public string? Url { get; init; }

    /// <summary>The address the page gives for itself.</summary>
    public string? Canonical { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes as they came.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name of the encoding the bytes were read in.</summary>
    public required string Encoding { get; init; }

    /// <summary>The article's headline, without the site's name.</summary>
    public string? Title { get; init; }

    /// <summary>The people who wrote it, without "By".</summary>
    public string? Byline { get; init; }

    /// <summary>Place (and agency) at the head of the first paragraph, as it stands there: "GENEVA (AP)".</summary>
    public string? Dateline { get; init; }

    /// <summary>ISO 639-1 code of the text's language, measured from the text.</summary>
    public string? Language { get; init; }

    /// <summary>The site's own name.</summary>
    public string? Site { get; init; }

    /// <summary>When the article first appeared: a day, or a time with the page's own zone, or a time without any.</summary>
    public string? Published { get; init; }

    /// <summary>When it was last changed, in the same forms.</summary>
    public string? Modified { get; init; }

    /// <summary>Everything on the page that speaks about a date or a byline, used or not, in the order it stands there by source.</summary>
    public IReadOnlyList<PageWitness> Witnesses { get; init; } = [];

    /// <summary>Witnesses of one thing that differ by more than a day.</summary>
    public IReadOnlyList<PageConflict> Conflicts { get; init; } = [];

    /// <summary>News agencies the text is credited to.</summary>
    public IReadOnlyList<string> Agency { get; init; } = [];

    /// <summary>Every block of text of the page in order, each kept or dropped for a reason.</summary>
    public IReadOnlyList<PageBlock> Blocks { get; init; } = [];

    /// <summary>The body piece by piece: the texts of the blocks that were kept.</summary>
    public IReadOnlyList<string> Paragraphs => [.. Blocks.Where(block => block.Kept).Select(block => block.Text)];

    /// <summary>The body: <see cref="Paragraphs"/> divided by line breaks.</summary>
    public string Text => string.Join('\n', Paragraphs);

    /// <summary>Links to other articles that stand apart from the body.</summary>
    public IReadOnlyList<PageLink> Related { get; init; } = [];

    /// <summary>What ties the page to an account, each pair once, sorted by kind and value.</summary>
    public IReadOnlyList<PageIdentifier> Identifiers { get; init; } = [];

    /// <summary>The distinct CSS classes of all elements, sorted by code point.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The program that made the page, as it says itself.</summary>
    public string? Generator { get; init; }

    /// <summary>The page's icon.</summary>
    public PageFavicon? Favicon { get; init; }

    /// <summary>What was cut away before the page was read, because it exceeded a bound; empty for ordinary pages.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What part of a text a block is.</summary>
public enum PageBlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A heading inside the text.</summary>
    Heading,

    /// <summary>An entry of a list.</summary>
    ListItem,

    /// <summary>A quotation set apart.</summary>
    Quotation,

    /// <summary>A cell of a table.</summary>
    Cell,
}

/// <summary>A block of text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, white space collapsed.</param>
/// <param name="Kept">Whether it belongs to the body.</param>
/// <param name="Reason">The rule that kept or dropped it.</param>
public sealed record PageBlock(PageBlockKind Kind, string Text, bool Kept, string Reason);

/// <summary>One thing on the page that says when, or by whom.</summary>
/// <param name="What">"published", "modified" or "byline".</param>
/// <param name="Source">json-ld, opengraph, meta, microdata, time, url, visible, script or copyright.</param>
/// <param name="Value">As it stands on the page.</param>
/// <param name="Iso">A date as understood: a day, or a time with the zone the page gives; null for a byline or what was not understood.</param>
public sealed record PageWitness(string What, string Source, string Value, string? Iso);

/// <summary>Two witnesses that cannot both be right.</summary>
/// <param name="What">What they speak of.</param>
/// <param name="First">Index of one among the witnesses.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Days">How many whole days lie between.</param>
public sealed record PageConflict(string What, int First, int Second, int Days);

/// <summary>A link and its words.</summary>
/// <param name="Text">The words.</param>
/// <param name="Href">The target, made absolute where the page's address is known.</param>
public sealed record PageLink(string Text, string Href);

/// <summary>Something that belongs to an account: the same value on two sites may mean one operator.</summary>
/// <param name="Kind">ga, ga4, gtm, adsense, …</param>
/// <param name="Value">As it stands on the page.</param>
public readonly record struct PageIdentifier(string Kind, string Value);

/// <summary>The icon of a page; hashes only where its bytes are at hand.</summary>
/// <param name="Href">As the page gives it.</param>
/// <param name="Mmh3">Signed MurmurHash3 x86 32 of the base64 in lines of 76 characters, as scanners of the internet publish it.</param>
/// <param name="Md5">MD5, lower-case hexadecimal.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
public sealed record PageFavicon(string Href, int? Mmh3, string? Md5, string? Sha256);
