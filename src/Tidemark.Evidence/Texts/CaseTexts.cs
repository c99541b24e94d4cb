using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Model;

namespace Tidemark.Evidence.Texts;

/// <summary>
/// The texts of a case: which there are, and their bytes. The list comes from the index; the bytes come from the originals and are handed
/// out only if those are what came in.
/// </summary>
public static class CaseTexts
{
    /// <summary>The texts of a case by content: by the original's hash, then by place; retracted originals have none.</summary>
    public static IReadOnlyList<CaseText> Of(CaseFolder folder, CaseIndex index)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(index);
        return
        [
            .. index.Texts().Select(text =>
            {
                Original original = folder.Record.Find(text.Sha256)!;
                return new CaseText
                {
                    Original = original, Kind = text.Kind, Place = text.Place, Captured = text.Captured, Charset = text.Charset,
                    Urls = text.Url is { } url ? [url] : [.. original.Urls.Order(StringComparer.Ordinal)],
                };
            }).OrderBy(text => text.Original.Sha256, StringComparer.Ordinal)
                .ThenBy(text => text.Place?.Member, StringComparer.Ordinal).ThenBy(text => text.Place?.Number ?? 0),
        ];
    }

    /// <summary>The bytes of one text, unpacked if its file was packed.</summary>
    /// <returns>The bytes; or why there are none: the original was changed, is too large, or breaks off.</returns>
    /// <exception cref="IOException">The original could not be read (the disk, not the data).</exception>
    public static Parsed<byte[]> Open(CaseFolder folder, CaseText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Each(folder, [text]).Single().Bytes;
    }

    /// <summary>The bytes of several texts one after the other, in the order given; an original that holds several is read once if they stand together.</summary>
    /// <exception cref="IOException">An original could not be read (the disk, not the data).</exception>
    public static IEnumerable<(CaseText Text, Parsed<byte[]> Bytes)> Each(CaseFolder folder, IEnumerable<CaseText> texts)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(texts);
        ArchivedTexts? open = null;
        try
        {
            foreach (CaseText text in texts)
            {
                if (text.Place is not { } place)
                {
                    yield return (text, Whole(folder, text.Original));
                    continue;
                }
                if (open?.Sha256 != text.Original.Sha256)
                {
                    open?.Dispose();
                    open = ArchivedTexts.Open(folder, text.Original);
                }
                yield return (text, open.Read(place));
            }
        }
        finally
        {
            open?.Dispose();
        }
    }

    private static Parsed<byte[]> Whole(CaseFolder folder, Original original)
    {
        Parsed<FileStream> opened = folder.OpenOriginal(original.Sha256);
        if (!opened.Ok)
        {
            return Parsed<byte[]>.Failed(new SourceLocation(original.Name, 0, 0), $"the original cannot be read: {opened.Fault.Reason}");
        }
        using FileStream file = opened.Value;
        return TextBytes.Read(file, original);
    }
}
