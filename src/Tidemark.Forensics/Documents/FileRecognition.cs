using System.Buffers;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// Tells what a file is from its first bytes. Signatures come first; what has none is judged as text, for mail, HTML and JSON
/// have no signature but a shape. The answer says how the bytes open, not that the rest is well formed: a reader of that kind
/// still checks every byte.
/// </summary>
/// <remarks>Time and memory: O(<see cref="HeadLength"/>), whatever the size of the file. Never throws for bad data.</remarks>
public static class FileRecognition
{
    /// <summary>How many of the first bytes are looked at: enough for mail headers and for the entries of an Office file.</summary>
    public const int HeadLength = 64 * 1024;

    /// <summary>What the file is whose first bytes these are.</summary>
    /// <param name="head">The first bytes, up to <see cref="HeadLength"/>; further ones are not looked at.</param>
    /// <param name="whole">Whether these are all the bytes there are.</param>
    public static FileKind Recognise(ReadOnlySpan<byte> head, bool whole)
    {
        if (head.Length > HeadLength)
        {
            head = head[..HeadLength];
            whole = false;
        }
        if (head.IsEmpty)
        {
            return FileKind.Empty;
        }
        FileKind signed = Signatures.Of(head);
        return signed != FileKind.Unknown ? signed : TextShapes.Of(head, whole);
    }

    /// <summary>What the rest of the stream is; reads at most <see cref="HeadLength"/> + 1 bytes and does not go back.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FileKind Recognise(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = ArrayPool<byte>.Shared.Rent(HeadLength + 1);
        try
        {
            int length = stream.ReadAtLeast(head.AsSpan(0, HeadLength + 1), HeadLength + 1, throwOnEndOfStream: false);
            return Recognise(head.AsSpan(0, Math.Min(length, HeadLength)), length <= HeadLength);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>The kind in plain words, with its article, for a sentence: "a PDF document", "text in UTF-8".</summary>
    public static string PlainName(this FileKind kind) => kind switch
    {
        FileKind.Empty => "an empty file",
        FileKind.Utf8Text => "text in UTF-8",
        FileKind.Utf16Text => "text in UTF-16",
        FileKind.Utf32Text => "text in UTF-32",
        FileKind.OtherText => "text in an older encoding",
        FileKind.Json => "JSON",
        FileKind.Xml => "an XML document",
        FileKind.Html => "an HTML page",
        FileKind.Svg => "an SVG picture",
        FileKind.Rtf => "a rich-text document (RTF)",
        FileKind.Mail => "an e-mail message",
        FileKind.Mbox => "a mailbox (mbox)",
        FileKind.Warc => "a web archive (WARC)",
        FileKind.Pdf => "a PDF document",
        FileKind.PostScript => "a PostScript document",
        FileKind.Png => "a PNG picture",
        FileKind.Jpeg => "a JPEG picture",
        FileKind.Gif => "a GIF picture",
        FileKind.WebP => "a WebP picture",
        FileKind.Tiff => "a TIFF picture",
        FileKind.Bmp => "a BMP picture",
        FileKind.Heic => "a HEIC picture",
        FileKind.Avif => "an AVIF picture",
        FileKind.Mp4 => "a film or sound (MP4)",
        FileKind.Matroska => "a film (Matroska or WebM)",
        FileKind.Sound => "a sound file",
        FileKind.Zip => "a ZIP archive",
        FileKind.WordDocument => "a Word document",
        FileKind.ExcelWorkbook => "an Excel workbook",
        FileKind.PowerPointPresentation => "a PowerPoint presentation",
        FileKind.OpenDocument => "an OpenDocument file",
        FileKind.Epub => "an EPUB book",
        FileKind.Ole2 => "an older Office document or Outlook message (OLE2)",
        FileKind.Gzip => "a gzip file",
        FileKind.Zstd => "a Zstandard file",
        FileKind.Bzip2 => "a bzip2 file",
        FileKind.Xz => "an xz file",
        FileKind.SevenZip => "a 7z archive",
        FileKind.Rar => "a RAR archive",
        FileKind.Tar => "a tar archive",
        FileKind.DuckDb => "a DuckDB database",
        FileKind.Sqlite => "an SQLite database",
        FileKind.Parquet => "a Parquet file",
        FileKind.Arrow => "an Arrow file",
        FileKind.Elf => "a program for Linux (ELF)",
        FileKind.WindowsProgram => "a program for Windows",
        FileKind.MacProgram => "a program for macOS",
        FileKind.Unknown => "binary data of no known kind",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of file."),
    };
}
