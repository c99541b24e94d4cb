using Tidemark.Evidence.Custody;

namespace Tidemark.Evidence.Texts;

/// <summary>What a text of a case is. Numbers are stored in indexes: append, never renumber.</summary>
public enum TextKind
{
    /// <summary>A web page.</summary>
    Page,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A mail, or a mailbox of several.</summary>
    Mail,

    /// <summary>An entry of a feed.</summary>
    Entry,
}

/// <summary>Where in an original a text stands that does not fill it: the record of an archive.</summary>
/// <param name="Member">
/// The file inside a packed archive; empty where the original is no such archive. What ends in <c>(unpacked)</c> was packed as a whole: places
/// then count the bytes that come out.
/// </param>
/// <param name="Number">The record, 1 for the first of its file.</param>
/// <param name="Offset">Where the record begins, in bytes of the file it stands in, as that file lies there (a compressed one compressed).</param>
/// <param name="Length">How many bytes it has there.</param>
public sealed record TextPlace(string Member, long Number, long Offset, long Length);

/// <summary>A text of a case: an original, or one record of an original that is an archive.</summary>
public sealed record CaseText
{
    /// <summary>The original it stands in.</summary>
    public required Original Original { get; init; }

    /// <summary>What it is.</summary>
    public required TextKind Kind { get; init; }

    /// <summary>Where in the original it stands; null = it is the whole original.</summary>
    public TextPlace? Place { get; init; }

    /// <summary>
    /// The addresses it was found at: what the archive says of its record, else what the person who added it said. Hostile text; empty where
    /// nobody knows; in ordinal order, so that the order of additions does not show.
    /// </summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>When it was fetched, as the archive says, in its own words; null where nothing says so.</summary>
    public string? Captured { get; init; }

    /// <summary>The encoding its server or feed names; null where nothing says so.</summary>
    public string? Charset { get; init; }

    /// <summary>The first of <see cref="Urls"/>, or null.</summary>
    public string? Url => Urls.Count > 0 ? Urls[0] : null;

    /// <summary>
    /// How it is cited: the original's SHA-256, and for a record <c>#</c>, its file inside the archive (if any, with a colon), and its number:
    /// <c>ab12…</c>, <c>ab12…#7</c>, <c>ab12…#archive/data.warc.gz:7</c>.
    /// </summary>
    public string Reference => Place is not { } place ? Original.Sha256
        : string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{Original.Sha256}#{place.Member}{(place.Member.Length > 0 ? ":" : "")}{place.Number}");
}
