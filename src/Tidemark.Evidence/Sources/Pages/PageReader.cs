using System.Security.Cryptography;
using AngleSharp.Dom;
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
    /// <param name="charset">The encoding that the page's server named; null = nobody knows.</param>
    /// <returns>The page, or why it is none: too large, or binary.</returns>
    public static Parsed<Page> Read(byte[] bytes, string? url = null, Func<string, byte[]?>? beside = null, string? charset = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MostBytes)
        {
            return Parsed<Page>.Failed(default, $"a page of {bytes.Length} bytes; the limit is {MostBytes}");
        }
        (string html, string encoding) = PageEncoding.Decode(bytes, charset);
        var notes = new List<string>();
        var scripts = new List<string>();
        string bounded = TagBounds.Bound(html, notes, scripts);
        using IHtmlDocument document = new HtmlParser(Options).ParseDocument(bounded.AsMemory());
        // One walk through the tree for all that look at every element: the walk costs more than the looking.
        IElement[] elements = [.. document.All];
        PageMeta meta = PageMeta.Read(elements, scripts, notes);
        string? site = meta.First("og:site_name", "application-name", "apple-mobile-web-app-title");
        string? title = PageTitle.Of(elements, meta);
        TextBlocks blocks = TextBlocks.Read(document.DocumentElement, DropRules.BuiltIn);
        DatesRead dates = PageDates.Read(elements, meta, blocks, url, title, MonthFirst(document, meta));
        List<PageWitness> witnesses = dates.Witnesses;
        string? byline = PageCredits.Byline(elements, meta, site, title, witnesses);
        List<PageBlock> verdicts = BodyScorer.Judge(blocks, new BodyHints(title, byline));
        string[] paragraphs = [.. verdicts.Where(block => block.Kept).Select(block => block.Text)];
        string? dateline = PageCredits.Dateline(paragraphs);
        if (document.DocumentElement.GetAttribute("lang") is { Length: > 0 and < 40 } declared)
        {
            witnesses.Add(new PageWitness("language", "meta", declared, null));
        }
        string? canonical = meta.Link("canonical");
        string? address = url ?? canonical ?? meta.First("og:url");
        return Parsed<Page>.Of(new Page
        {
            Url = url,
            Canonical = canonical is null ? null : PageLinks.Absolute(canonical, url),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Encoding = encoding,
            Title = title,
            Byline = byline,
            Dateline = dateline,
            Language = PageLanguage.Of(string.Join(' ', paragraphs)),
            Site = site,
            Published = dates.Published,
            Modified = dates.Modified,
            Witnesses = witnesses,
            Conflicts = PageConflicts.Between(witnesses),
            Agency = PageCredits.Agency(blocks, paragraphs, dateline, witnesses),
            Blocks = verdicts,
            Related = PageLinks.Related(blocks, verdicts, address),
            Identifiers = PageIdentifiers.Find(html, meta, notes),
            Classes = Classes(elements),
            Generator = meta.First("generator"),
            Favicon = FaviconHash.Of(meta, beside),
            Notes = notes,
        });
    }

    private static List<string> Classes(IElement[] elements)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        foreach (IElement element in elements)
        {
            if (element.GetAttribute("class") is not { Length: > 0 } names)
            {
                continue;
            }
            foreach (Range range in names.AsSpan().SplitAny(' ', '\t', '\n', '\r', '\f'))
            {
                ReadOnlySpan<char> name = names.AsSpan(range);
                if (name.Length > 0)
                {
                    classes.GetAlternateLookup<ReadOnlySpan<char>>().Add(name);
                }
            }
        }
        List<string> sorted = [.. classes];
        sorted.Sort(CodePoints.Compare);
        return sorted;
    }

    /// <summary>Whether 3/4/2020 means March: on pages that declare American English.</summary>
    private static bool MonthFirst(IHtmlDocument document, PageMeta meta)
    {
        string declared = document.DocumentElement.GetAttribute("lang") ?? meta.First("og:locale", "content-language", "language") ?? "";
        return declared.Equals("en", StringComparison.OrdinalIgnoreCase) || declared.Replace('_', '-').Equals("en-US", StringComparison.OrdinalIgnoreCase);
    }
}
