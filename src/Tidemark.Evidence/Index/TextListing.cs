using System.Globalization;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Evidence.Texts;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>What texts an original holds.</summary>
/// <param name="Texts">The texts, in the order of the original.</param>
/// <param name="Format">What the original is, and what came of it, in words.</param>
/// <param name="Failure">Why it holds none though it should; null otherwise.</param>
/// <param name="Refused">What of an archive could not be read, with its place.</param>
internal sealed record ListedTexts(IReadOnlyList<IndexedText> Texts, string Format, string? Failure, IReadOnlyList<RefusedRow> Refused);

/// <summary>Finds the texts of an original. They are listed, not read: what they say is read out of the original's bytes when it is asked for.</summary>
internal static class TextListing
{
    /// <summary>Whether an original of this format is listed here and not read for posts.</summary>
    public static bool Lists(SourceFormat format) => format is SourceFormat.Mail or SourceFormat.Html or SourceFormat.Text || ArchiveContents.Is(format);

    /// <summary>Lists the texts of one original.</summary>
    /// <param name="file">Its bytes; an archive is read through.</param>
    /// <param name="original">The original.</param>
    /// <param name="found">What its bytes look like.</param>
    /// <param name="chosen">What the user says it is, or null.</param>
    /// <param name="cancel">Stops between two records of an archive.</param>
    public static ListedTexts Of(FileStream file, Original original, Recognised found, SourceFormat? chosen, CancellationToken cancel)
    {
        if (chosen is null && ArchiveContents.Is(found.Format))
        {
            return Archive(file, original, found, cancel);
        }
        SourceFormat format = chosen ?? found.Format;
        string name = chosen is null || chosen == found.Format ? found.PlainName : format switch
        {
            SourceFormat.Html => "a web page, as this call says",
            SourceFormat.Mail => "a mail, as this call says",
            _ => "a text, as this call says",
        };
        if (found.Format is SourceFormat.Binary or SourceFormat.Empty)
        {
            return Failed(original, found, $"this is {found.PlainName}, and holds no text to read");
        }
        if (chosen is null && !Reads(found))
        {
            return new ListedTexts([], $"{found.PlainName}; kept; no text is read out of it", null, []);
        }
        if (original.Size > TextBytes.Most)
        {
            return Failed(original, found, string.Create(CultureInfo.InvariantCulture,
                $"{original.Size:N0} bytes; a text of a case has at most {TextBytes.Most:N0}. Split the file"));
        }
        TextKind kind = format switch { SourceFormat.Html => TextKind.Page, SourceFormat.Mail => TextKind.Mail, _ => TextKind.Text };
        return new ListedTexts([new IndexedText(original.Sha256, kind, null, null, null)], $"{name}; kept as a text of the case", null, []);
    }

    private static ListedTexts Archive(FileStream file, Original original, Recognised found, CancellationToken cancel)
    {
        bool inMemory = found.Format is SourceFormat.SavedPage or SourceFormat.Feed;
        if (inMemory && original.Size > TextBytes.Most)
        {
            return Failed(original, found, string.Create(CultureInfo.InvariantCulture, $"{original.Size:N0} bytes; {found.PlainName} has at most {TextBytes.Most:N0}"));
        }
        if (inMemory && (found.Compression != SourceCompression.None || found.Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian)
            || found.Compression == SourceCompression.Zstandard)
        {
            return Failed(original, found, $"{found.PlainName} is read neither packed so nor in UTF-16; unpack it, or save it as UTF-8");
        }
        ArchiveContents contents = ArchiveContents.List(file, found.Format, original.Sha256, cancel);
        if (contents.Texts.Count == 0 && contents.Faults is [var first, ..])
        {
            return Failed(original, found, string.Create(CultureInfo.InvariantCulture, $"byte {first.Offset}: {first.Reason}"));
        }
        return new ListedTexts(contents.Texts, $"{found.PlainName}; {contents.Words}", null, contents.Faults);
    }

    /// <summary>XML that is no page, and blanks, are kept as they are.</summary>
    private static bool Reads(Recognised found) => found.Format != SourceFormat.Text || found.PlainName == "a text";

    private static ListedTexts Failed(Original original, Recognised found, string reason) =>
        new([], found.PlainName, new Fault(new SourceLocation(original.Name, 0, 0), reason).ToString(), []);
}
