using Tidemark.Evidence.Sources;
using Tidemark.Evidence.Sources.Archives;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Texts;

/// <summary>A page of an archive, or what could not be read there.</summary>
/// <param name="Place">Where it stands; null for damage between records.</param>
/// <param name="Page">The page; or why there is none, with the byte in the archive.</param>
public sealed record ArchivedPage(TextPlace? Place, Parsed<Page> Page);

/// <summary>The pages of an archive that is no original of a case: WARC, WACZ, MHTML, RSS or Atom, told by the bytes.</summary>
public static class PageArchive
{
    /// <summary>Whether a file is such an archive. A stream that can seek is put back to where it was.</summary>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static bool Is(Stream file, string name) => ArchiveContents.Is(SourceReader.Recognise(file, name).Format);

    /// <summary>Every page in the order of the archive, then what could not be read.</summary>
    /// <param name="file">The archive, which can seek.</param>
    /// <param name="name">As the user named it; faults carry it.</param>
    /// <param name="cancel">Stops between two records.</param>
    /// <exception cref="IOException">The file could not be read (the disk, not the data).</exception>
    public static IEnumerable<ArchivedPage> Read(Stream file, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        Recognised found = SourceReader.Recognise(file, name);
        if (found.Format is SourceFormat.SavedPage or SourceFormat.Feed && (file.Length > TextBytes.Most || found.Compression != SourceCompression.None
            || found.Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian))
        {
            yield return Refused(name, 0, $"{found.PlainName} is read up to {TextBytes.Most} bytes, not packed, in UTF-8 or the encoding it names");
            yield break;
        }
        ArchiveContents contents = ArchiveContents.List(file, found.Format, "", cancel);
        using (var reader = new ArchiveReader(file, found.Format))
        {
            foreach (Index.IndexedText text in contents.Texts)
            {
                cancel.ThrowIfCancellationRequested();
                Parsed<byte[]> bytes = reader.Read(text.Place!);
                Parsed<Page> page = !bytes.Ok ? Parsed<Page>.Failed(bytes.Fault)
                    : text.Kind == TextKind.Entry ? FeedEntry.Read(bytes.Value, text.Charset) : PageReader.Read(bytes.Value, text.Url, charset: text.Charset);
                yield return new ArchivedPage(text.Place, page.Ok ? page : Parsed<Page>.Failed(new SourceLocation(name, 0, text.Place!.Offset), page.Fault.Reason));
            }
        }
        foreach (Index.RefusedRow fault in contents.Faults)
        {
            yield return Refused(name, fault.Offset, fault.Reason);
        }
    }

    private static ArchivedPage Refused(string name, long at, string reason) => new(null, Parsed<Page>.Failed(new SourceLocation(name, 0, at), reason));
}
