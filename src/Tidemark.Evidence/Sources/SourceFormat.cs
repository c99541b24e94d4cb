namespace Tidemark.Evidence.Sources;

/// <summary>What a file is, as far as its first bytes and its name say. Names are stored in journals: append, never rename.</summary>
public enum SourceFormat
{
    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>A table of posts or shares with a header line: CSV, TSV, semicolons or bars.</summary>
    PostTable,

    /// <summary>The 31-column table of the X information-operations archives.</summary>
    XArchive,

    /// <summary>JSON: one value a line, an array, or one document.</summary>
    JsonLines,

    /// <summary>A mail, or a mailbox of several.</summary>
    Mail,

    /// <summary>A web page.</summary>
    Html,

    /// <summary>Text that is none of the above.</summary>
    Text,

    /// <summary>Not text; <see cref="Recognised.PlainName"/> says what it is.</summary>
    Binary,

    /// <summary>A web archive: WARC, also packed.</summary>
    WebArchive,

    /// <summary>A web archive with its index in one ZIP file: WACZ.</summary>
    WebArchiveZip,

    /// <summary>A saved page with everything it shows: MHTML.</summary>
    SavedPage,

    /// <summary>A feed: RSS or Atom.</summary>
    Feed,
}

/// <summary>How the bytes of a source are packed.</summary>
public enum SourceCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, one member or several.</summary>
    Gzip,

    /// <summary>Zstandard.</summary>
    Zstandard,
}

/// <summary>How the characters of a source are written.</summary>
public enum SourceEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-8 with a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,
}

/// <summary>What a file was taken for.</summary>
/// <param name="Format">The kind.</param>
/// <param name="PlainName">The kind in words that fit "this is …": "a PNG picture", "a table of posts".</param>
/// <param name="Compression">How it is packed.</param>
/// <param name="Encoding">How its characters are written; meaningless for <see cref="SourceFormat.Binary"/>.</param>
public sealed record Recognised(SourceFormat Format, string PlainName, SourceCompression Compression, SourceEncoding Encoding);
