using System.Text;
using Tidemark.Evidence.Sources.Archives;

namespace Tidemark.Evidence.Sources;

/// <summary>Tells what a file is from its first bytes (decompressed, UTF-8) and its name.</summary>
internal static class Recognition
{
    private static readonly (byte[] Magic, int At, string Name)[] Binaries =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0, "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], 0, "a JPEG picture"),
        ("GIF8"u8.ToArray(), 0, "a GIF picture"),
        ("WEBP"u8.ToArray(), 8, "a WebP picture"),
        ([(byte)'I', (byte)'I', 42, 0], 0, "a TIFF picture"),
        ([(byte)'M', (byte)'M', 0, 42], 0, "a TIFF picture"),
        ("%PDF-"u8.ToArray(), 0, "a PDF"),
        ([(byte)'P', (byte)'K', 3, 4], 0, "a ZIP archive"),
        ([(byte)'P', (byte)'K', 5, 6], 0, "an empty ZIP archive"),
        ([0x1F, 0x8B, 8], 0, "a gzip file inside a compressed file"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "a Zstandard file inside a compressed file"),
        ("BZh"u8.ToArray(), 0, "a bzip2 file"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], 0, "an xz file"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], 0, "a 7z archive"),
        ("Rar!"u8.ToArray(), 0, "a RAR archive"),
        ("ustar"u8.ToArray(), 257, "a TAR archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], 0, "an old Office or Outlook file"),
        ("{\\rtf"u8.ToArray(), 0, "an RTF document"),
        ("SQLite format 3"u8.ToArray(), 0, "an SQLite database"),
        ("DUCK"u8.ToArray(), 8, "a DuckDB database"),
        ("PAR1"u8.ToArray(), 0, "a Parquet table"),
        ("ARROW1"u8.ToArray(), 0, "an Arrow table"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], 0, "a program"),
        ("ftyp"u8.ToArray(), 4, "an MP4 video"),
        ("OggS"u8.ToArray(), 0, "an Ogg recording"),
        ("ID3"u8.ToArray(), 0, "an MP3 recording"),
        ("RIFF"u8.ToArray(), 0, "a RIFF recording"),
        ([0xFF, 0xFE, 0, 0], 0, "UTF-32 text, which is not read (save it as UTF-8)"),
    ];

    private static readonly string[] MailHeaders =
    [
        "received", "return-path", "delivered-to", "mime-version", "message-id", "from", "to", "subject", "date", "reply-to", "dkim-signature",
        "content-type", "x-mailer", "x-spam-status", "list-id", "authentication-results", "envelope-to", "x-originating-ip", "sender", "cc",
    ];

    /// <summary>The format and its name in plain words.</summary>
    public static (SourceFormat Format, string PlainName) Of(ReadOnlySpan<byte> head, string name)
    {
        if (head.IsEmpty)
        {
            return (SourceFormat.Empty, "an empty file");
        }
        if (head.StartsWith("WARC/"u8))
        {
            return (SourceFormat.WebArchive, "a web archive (WARC)");
        }
        foreach ((byte[] magic, int at, string plain) in Binaries)
        {
            if (head.Length >= at + magic.Length && head.Slice(at, magic.Length).SequenceEqual(magic))
            {
                return plain == "a ZIP archive" && IsWebArchive(head, name) ? (SourceFormat.WebArchiveZip, "a web archive (WACZ)")
                    : (SourceFormat.Binary, plain == "a ZIP archive" ? Zip(head) : plain);
            }
        }
        if (IsBinary(head))
        {
            return (SourceFormat.Binary, "a binary file of an unknown kind");
        }
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        string extension = Extension(name);
        if (text.IsEmpty)
        {
            return (SourceFormat.Text, "a file of blanks only");
        }
        if (IsJson(text))
        {
            return (SourceFormat.JsonLines, "JSON");
        }
        if (text[0] == '<')
        {
            if (FeedEntries.Kind(text) is { } feed)
            {
                return (SourceFormat.Feed, feed);
            }
            string start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 1024)]);
            return start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
                || extension is "html" or "htm" or "xhtml"
                ? (SourceFormat.Html, "a web page") : (SourceFormat.Text, "an XML file");
        }
        // A mail may carry its pictures in the same form; its name, or an addressee, tells.
        if (extension != "eml" && MhtmlPage.Begins(text))
        {
            return (SourceFormat.SavedPage, "a saved page (MHTML)");
        }
        if (extension is "eml" or "mbox" || IsMail(text))
        {
            return (SourceFormat.Mail, text.StartsWith("From "u8) ? "a mailbox" : "a mail");
        }
        return Table(head, extension) ?? (extension is "html" or "htm" ? (SourceFormat.Html, "a web page") : (SourceFormat.Text, "a text"));
    }

    private static bool IsWebArchive(ReadOnlySpan<byte> head, string name) =>
        Extension(name) == "wacz" || (head.IndexOf("datapackage.json"u8) >= 0 || head.IndexOf("archive/"u8) >= 0) && head.IndexOf(".warc"u8) >= 0;

    private static string Zip(ReadOnlySpan<byte> head) =>
        head.IndexOf("word/"u8) >= 0 ? "a Word document"
        : head.IndexOf("xl/"u8) >= 0 ? "an Excel workbook (save the sheet as CSV)"
        : head.IndexOf("ppt/"u8) >= 0 ? "a PowerPoint presentation"
        : head.IndexOf("opendocument"u8) >= 0 ? "an OpenDocument file" : "a ZIP archive";

    /// <summary>More than one control character in fifty, or bytes that no encoding of text has: a zero in a row or two is damage, not a kind.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        int controls = 0;
        foreach (byte b in head)
        {
            controls += b < 32 && b is not (9 or 10 or 12 or 13 or 27) ? 1 : 0;
        }
        return controls * 50 > head.Length && controls > 4;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }
        ReadOnlySpan<byte> rest = text[1..].TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || (text[0] == '{' ? rest[0] is (byte)'"' or (byte)'}' : rest[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)']');
    }

    private static bool IsMail(ReadOnlySpan<byte> text)
    {
        int known = 0, lines = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd((byte)'\r');
            if (++lines > 30 || line.IsEmpty)
            {
                break;
            }
            if (lines == 1 && line.StartsWith("From "u8))
            {
                known++;
                continue;
            }
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                continue;
            }
            int colon = line.IndexOf((byte)':');
            if (colon is <= 0 or > 60)
            {
                return false;
            }
            known += MailHeaders.Contains(Encoding.UTF8.GetString(line[..colon]).ToLowerInvariant()) ? 1 : 0;
        }
        return known >= 2;
    }

    private static (SourceFormat, string)? Table(ReadOnlySpan<byte> head, string extension)
    {
        CsvDialect dialect = CsvDialect.Detect(head);
        string[] header = dialect.Header(head);
        bool named = extension is "csv" or "tsv" or "tab";
        if (header.Length == 0 && !named)
        {
            return null;
        }
        string[] plain = [.. header.Select(PostFields.Plain)];
        if (plain.Contains("tweetid") && plain.Contains("tweettime") && plain.Contains("tweettext"))
        {
            return (SourceFormat.XArchive, "an X information-operations archive");
        }
        bool posts = ColumnMapping.Choose("", header, []).Ok;
        return posts ? (SourceFormat.PostTable, "a table of posts")
            : named ? (SourceFormat.PostTable, "a table")
            : null;
    }

    /// <summary>The last extension that does not name a packing, in lower case.</summary>
    private static string Extension(string name)
    {
        string extension = Path.GetExtension(name).ToLowerInvariant();
        if (extension is ".gz" or ".zst" or ".gzip")
        {
            extension = Path.GetExtension(Path.GetFileNameWithoutExtension(name)).ToLowerInvariant();
        }
        return extension.TrimStart('.');
    }
}
