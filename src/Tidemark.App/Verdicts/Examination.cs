using System.Text.Json.Nodes;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>Which reader a kind of file goes to, and whether it runs in the child process.</summary>
internal static class Examination
{
    /// <summary>
    /// Whether files of this kind are opened in the child process alone: formats whose readers have been made to crash, to loop or to fill
    /// the memory by a file.
    /// </summary>
    public static bool InChild(FileKind kind) => kind is FileKind.Pdf or FileKind.WordDocument or FileKind.ExcelWorkbook
        or FileKind.PowerPointPresentation or FileKind.OpenDocument or FileKind.Epub or FileKind.Ole2 or FileKind.Rtf or FileKind.Zip or FileKind.Png or FileKind.Jpeg
        or FileKind.Gif or FileKind.WebP or FileKind.Tiff or FileKind.Bmp or FileKind.Heic or FileKind.Avif or FileKind.Svg;

    /// <summary>Examines a file that is no mail. In the child process for the kinds of <see cref="InChild"/>, else in this one.</summary>
    public static FileVerdict Examine(ReadOnlyMemory<byte> bytes, FileKind kind)
    {
        _ = bytes;
        return NoReader(kind);
    }

    /// <summary>The kind as the contract names it.</summary>
    public static string KindName(FileKind kind) => kind switch
    {
        FileKind.Mail or FileKind.Mbox => "mail",
        FileKind.Pdf => "pdf",
        FileKind.WordDocument or FileKind.ExcelWorkbook or FileKind.PowerPointPresentation or FileKind.OpenDocument or FileKind.Epub
            or FileKind.Ole2 or FileKind.Rtf or FileKind.PostScript => "document",
        FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.WebP or FileKind.Tiff or FileKind.Bmp or FileKind.Heic or FileKind.Avif or FileKind.Svg => "image",
        FileKind.Zip or FileKind.Gzip or FileKind.Zstd or FileKind.Bzip2 or FileKind.Xz or FileKind.SevenZip or FileKind.Rar or FileKind.Tar or FileKind.Warc => "archive",
        _ => "other",
    };

    /// <summary>A file that opens but could not be read: where and why.</summary>
    public static FileVerdict CannotRead(string kind, string reason, long at) => new(
        kind, "The file could not be read, so nothing was tested.", [], [], [],
        [new Conflict("cannot-read", Sentence(reason), new JsonObject { ["byte"] = at })]);

    private static FileVerdict NoReader(FileKind kind) =>
        new(KindName(kind), $"This is {kind.PlainName()}; Tidemark has no checks for that kind, so nothing was tested.", [], [], [], []);

    private static string Sentence(string reason)
    {
        string text = reason.Trim();
        return text.Length == 0 ? "No reason was given." : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");
    }
}
