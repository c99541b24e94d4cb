namespace Tidemark.Forensics.Documents;

/// <summary>What a file is by its bytes. Names and extensions are claims of whoever sent the file and are never asked.</summary>
public enum FileKind
{
    /// <summary>Bytes of no kind listed here.</summary>
    Unknown = 0,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>Text in UTF-8, with or without byte order mark (ASCII is UTF-8).</summary>
    Utf8Text,

    /// <summary>Text in UTF-16, either byte order.</summary>
    Utf16Text,

    /// <summary>Text in UTF-32, either byte order.</summary>
    Utf32Text,

    /// <summary>Text in an older 8-bit encoding; which one, the bytes do not say.</summary>
    OtherText,

    /// <summary>Text that opens like JSON: an object or an array.</summary>
    Json,

    /// <summary>XML that is no kind of its own.</summary>
    Xml,

    /// <summary>An HTML page.</summary>
    Html,

    /// <summary>An SVG picture.</summary>
    Svg,

    /// <summary>Rich text.</summary>
    Rtf,

    /// <summary>One e-mail message (RFC 5322).</summary>
    Mail,

    /// <summary>E-mail messages one after the other, each behind a line "From …".</summary>
    Mbox,

    /// <summary>A web archive.</summary>
    Warc,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>PostScript.</summary>
    PostScript,

    /// <summary>A PNG picture.</summary>
    Png,

    /// <summary>A JPEG picture.</summary>
    Jpeg,

    /// <summary>A GIF picture.</summary>
    Gif,

    /// <summary>A WebP picture.</summary>
    WebP,

    /// <summary>A TIFF picture, or a camera's raw picture built on TIFF.</summary>
    Tiff,

    /// <summary>A BMP picture.</summary>
    Bmp,

    /// <summary>A HEIC picture.</summary>
    Heic,

    /// <summary>An AVIF picture.</summary>
    Avif,

    /// <summary>A film or sound in MP4 or QuickTime.</summary>
    Mp4,

    /// <summary>A film in Matroska or WebM.</summary>
    Matroska,

    /// <summary>Sound: MP3, WAV, Ogg or FLAC.</summary>
    Sound,

    /// <summary>A ZIP archive that is no kind of its own.</summary>
    Zip,

    /// <summary>A Word document (OOXML).</summary>
    WordDocument,

    /// <summary>An Excel workbook (OOXML).</summary>
    ExcelWorkbook,

    /// <summary>A PowerPoint presentation (OOXML).</summary>
    PowerPointPresentation,

    /// <summary>An OpenDocument text, table or presentation.</summary>
    OpenDocument,

    /// <summary>An EPUB book.</summary>
    Epub,

    /// <summary>An OLE2 container: old Office documents, Outlook messages, installers.</summary>
    Ole2,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>Zstandard.</summary>
    Zstd,

    /// <summary>bzip2.</summary>
    Bzip2,

    /// <summary>xz.</summary>
    Xz,

    /// <summary>A 7z archive.</summary>
    SevenZip,

    /// <summary>A RAR archive.</summary>
    Rar,

    /// <summary>A tar archive.</summary>
    Tar,

    /// <summary>A DuckDB database.</summary>
    DuckDb,

    /// <summary>An SQLite database.</summary>
    Sqlite,

    /// <summary>Parquet.</summary>
    Parquet,

    /// <summary>An Arrow file.</summary>
    Arrow,

    /// <summary>A program or library for Linux (ELF).</summary>
    Elf,

    /// <summary>A program or library for Windows or DOS.</summary>
    WindowsProgram,

    /// <summary>A program or library for macOS.</summary>
    MacProgram,
}
