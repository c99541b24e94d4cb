using System.Security.Cryptography;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Reads a saved page: bytes in, <see cref="Page"/> out. Nothing is fetched and no script runs. Bounded: pages above
/// <see cref="MostBytes"/> are refused, markup beyond <see cref="TagBounds"/> is cut with a note.
/// </summary>
public static class PageReader
{
    /// <summary>The largest page that is read. The largest of 700 real news pages had 4 MB.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Deepest nesting; deeper elements become siblings of the deepest.</summary>
    private const int Deepest = 256;

    private static readonly HtmlParserOptions Options = new()
    {
        // Taken as a browser with scripts would take it: what stands in noscript is not shown.
        IsScripting = true,
        SkipComments = true,
        MaximumDepth = Deepest,
        DisableElementPositionTracking = true,
    };

    /// <summary>Reads one page.</summary>
    /// <param name="bytes">The page as it was saved.</param>
    /// <param name="url">Where it came from; null = nobody knows.</param>
    /// <param name="beside">Gives the bytes of a file beside the page by its relative name, or null; for icons. Null = nothing is beside it.</param>
    /// <returns>The page, or why it is none: too large, or binary.</returns>
    public static Parsed<Page> Read(byte[] bytes, string? url = null, Func<string, byte[]?>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MostBytes)
        {
            return Parsed<Page>.Failed(default, $"a page of {bytes.Length} bytes; the limit is {MostBytes}");
        }
        (string html, string encoding) = PageEncoding.Decode(bytes);
        var notes = new List<string>();
        string bounded = TagBounds.Bound(html, notes);
        using IHtmlDocument document = new HtmlParser(Options).ParseDocument(bounded);
        TextBlocks blocks = TextBlocks.Read(document.DocumentElement, DropRules.BuiltIn);
        return Parsed<Page>.Of(new Page
        {
            Url = url,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Encoding = encoding,
            Blocks = BodyScorer.Judge(blocks, new BodyHints(document.Title, null)),
            Notes = notes,
        });
    }
}
