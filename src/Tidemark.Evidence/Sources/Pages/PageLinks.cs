using AngleSharp.Dom;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>Links of a page: made absolute, and those to other articles collected from what was dropped as related.</summary>
internal static class PageLinks
{
    private const int Most = 100;

    /// <summary>The links in blocks that were dropped as related, each target once, in document order.</summary>
    public static List<PageLink> Related(TextBlocks page, IReadOnlyList<PageBlock> verdicts, string? baseUrl)
    {
        var found = new List<PageLink>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var elements = new HashSet<IElement>();
        for (int i = 0; i < verdicts.Count && found.Count < Most; i++)
        {
            if (verdicts[i].Reason != "related" || !elements.Add(page.Blocks[i].Box.Element))
            {
                continue;
            }
            IElement element = page.Blocks[i].Box.Element;
            IEnumerable<IElement> anchors = Around(element) is { } around ? [around] : element.Descendants<IElement>().Where(IsLink);
            foreach (IElement anchor in anchors.Take(Most))
            {
                string text = PlainText.Collapse(anchor.TextContent);
                string href = Absolute(anchor.GetAttribute("href")!, baseUrl);
                if (text.Length > 0 && href.Length > 0 && href[0] != '#' && !href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && seen.Add(href) && found.Count < Most)
                {
                    found.Add(new PageLink(text, href));
                }
            }
        }
        return found;
    }

    private static IElement? Around(IElement element)
    {
        for (IElement? at = element; at is not null; at = at.ParentElement)
        {
            if (IsLink(at))
            {
                return at;
            }
        }
        return null;
    }

    private static bool IsLink(IElement element) => element.LocalName == "a" && element.HasAttribute("href");

    /// <summary>A target against the page's address; as it stands where that is unknown or it is no address.</summary>
    public static string Absolute(string href, string? baseUrl)
    {
        href = href.Trim();
        return baseUrl is not null && Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? root) && (root.Scheme is "http" or "https") && Uri.TryCreate(root, href, out Uri? full)
            ? full.AbsoluteUri
            : href;
    }
}
