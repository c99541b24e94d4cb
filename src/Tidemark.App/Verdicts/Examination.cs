using System.Text.Json.Nodes;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>Which reader a kind of file goes to, and whether it runs in the child process.</summary>
internal static class Examination
{
    private static readonly string[] Promised =
    [
        ".pdf", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".doc", ".xls", ".ppt", ".rtf", ".odt", ".ods", ".odp", ".msg", ".jpg", ".jpeg", ".png", ".tif",
        ".tiff", ".heic", ".avif", ".webp", ".zip",
    ];

    /// <summary>
    /// Whether files of this kind are opened in the child process alone: formats whose readers have been made to crash, to loop or to fill
    /// the memory by a file.
    /// </summary>
    public static bool InChild(FileKind kind) => kind is FileKind.Pdf or FileKind.WordDocument or FileKind.ExcelWorkbook
        or FileKind.PowerPointPresentation or FileKind.OpenDocument or FileKind.Epub or FileKind.Ole2 or FileKind.Rtf or FileKind.Zip or FileKind.Png or FileKind.Jpeg
        or FileKind.Gif or FileKind.WebP or FileKind.Tiff or FileKind.Bmp or FileKind.Heic or FileKind.Avif or FileKind.Svg;

    /// <summary>Examines a file that is no mail. In the child process for the kinds of <see cref="InChild"/>, else in this one.</summary>
    public static FileVerdict Examine(ReadOnlyMemory<byte> bytes, FileKind kind) =>
        DocumentExaminer.Reads(kind) ? DocumentExaminer.Examine(bytes, kind) : NoReader(kind);

    /// <summary>
    /// A file of a kind that nothing reads. One that is empty, or shapeless under a name that promises a document or picture, could not be read;
    /// a text is only not tested.
    /// </summary>
    public static FileVerdict WithoutReader(FileKind kind, string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        return kind == FileKind.Empty ? CannotRead(KindName(kind), "the file is empty: it has no bytes", 0)
            : kind is FileKind.Unknown or FileKind.Utf8Text or FileKind.OtherText && Array.IndexOf(Promised, ending) >= 0
            ? CannotRead(KindName(kind), $"its name ends in {ending}, but by its bytes it is {kind.PlainName()}; it is damaged, encrypted or named wrongly", 0)
            : NoReader(kind);
    }

    /// <summary>The kind as the contract names it.</summary>
    public static string KindName(FileKind kind) => DocumentExaminer.Kind(kind);

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
