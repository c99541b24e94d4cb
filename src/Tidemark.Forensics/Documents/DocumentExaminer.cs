using Tidemark.Forensics.Documents.Checks;
using Tidemark.Forensics.Documents.Compound;
using Tidemark.Forensics.Documents.Office;
using Tidemark.Forensics.Documents.Pdf;
using Tidemark.Forensics.Documents.Pictures;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// What can and cannot be said of a document, PDF or picture from its own bytes: who, with what, when and how often, by what the file says
/// of itself, and where it contradicts itself.
/// </summary>
/// <remarks>
/// What it claims: these statements stand in the file, at these places. What it does not: that they are true. Metadata are traces of
/// processing, set by programs and changeable by anybody; a file without a contradiction is not thereby what it seems, and one with a
/// contradiction may have an honest history.
/// Bytes are read by readers of our own (docs/adr/0012): bounded in time and memory by themselves, nothing executed, nothing fetched, no
/// pixel decoded. Time and memory: O(bytes + unpacked bytes), the latter at most <see cref="Limits.TotalBytes"/>.
/// </remarks>
public static class DocumentExaminer
{
    /// <summary>Whether there is a reader for files of this kind.</summary>
    public static bool Reads(FileKind kind) => kind is FileKind.Pdf or FileKind.WordDocument or FileKind.ExcelWorkbook or FileKind.PowerPointPresentation
        or FileKind.OpenDocument or FileKind.Ole2 or FileKind.Rtf or FileKind.Png or FileKind.Jpeg or FileKind.WebP or FileKind.Tiff or FileKind.Heic
        or FileKind.Avif or FileKind.Zip;

    /// <summary>Examines a file. Never throws for bad data: what cannot be read is a conflict <c>cannot-read</c>.</summary>
    /// <param name="bytes">All bytes of the file.</param>
    /// <param name="kind">What it is by its bytes, from <see cref="FileRecognition"/>; one of those that <see cref="Reads"/> knows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no reader for that kind.</exception>
    public static FileVerdict Examine(ReadOnlyMemory<byte> bytes, FileKind kind)
    {
        if (!Reads(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no reader for files of this kind.");
        }
        SelfDescription file = new();
        kind = kind == FileKind.Zip ? ArchiveDescription.Kind(bytes) : kind;
        string verdictKind = Kind(kind);
        switch (kind)
        {
            case FileKind.WordDocument or FileKind.ExcelWorkbook or FileKind.PowerPointPresentation:
                OfficePackage.Read(bytes, kind, file);
                break;
            case FileKind.OpenDocument:
                OpenDocumentPackage.Read(bytes, file);
                break;
            case FileKind.Ole2:
                verdictKind = CompoundDescription.Read(bytes, file) ? "mail" : verdictKind;
                break;
            case FileKind.Zip:
                ArchiveDescription.Read(bytes, file);
                break;
            case FileKind.Rtf:
                RtfInformation.Read(bytes.Span, file);
                break;
            case FileKind.Pdf:
                PdfDescription.Read(bytes, file);
                break;
            default:
                PictureDescription.Read(bytes, kind, file);
                break;
        }
        List<Check> checks = DocumentChecks.Of(file, verdictKind);
        return new FileVerdict(verdictKind, Sentences.Summary(kind, file, checks), checks, file.Fields,
            [.. file.Dates.Select(d => new DateWitness(d.What, d.Time.Text, d.Source))], file.Conflicts);
    }

    /// <summary>The word of the verdict for a kind of file.</summary>
    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.Mail or FileKind.Mbox => "mail",
        FileKind.Pdf => "pdf",
        FileKind.WordDocument or FileKind.ExcelWorkbook or FileKind.PowerPointPresentation or FileKind.OpenDocument or FileKind.Ole2
            or FileKind.Rtf or FileKind.Epub or FileKind.PostScript => "document",
        FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.WebP or FileKind.Tiff or FileKind.Bmp or FileKind.Heic or FileKind.Avif
            or FileKind.Svg => "image",
        FileKind.Zip or FileKind.Gzip or FileKind.Zstd or FileKind.Bzip2 or FileKind.Xz or FileKind.SevenZip or FileKind.Rar
            or FileKind.Tar or FileKind.Warc => "archive",
        _ => "other",
    };
}
