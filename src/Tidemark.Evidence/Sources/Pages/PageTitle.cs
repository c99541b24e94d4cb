using System.Buffers;
using System.Text.Json;
using AngleSharp.Dom;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// The headline: what the page declares (linked data, then OpenGraph and other <c>meta</c>), else the title element without the site's
/// name. Cutting the title element follows Readability's rules (mozilla/readability, _getArticleTitle): the part before the last
/// separator, unless too short.
/// </summary>
internal static class PageTitle
{
    private const string Separators = "|-–—\\/>»";

    private static readonly SearchValues<char> AnySeparator = SearchValues.Create(Separators);

    /// <summary>The headline, or null.</summary>
    public static string? Of(IElement[] elements, PageMeta meta)
    {
        string? element = FromElement(elements);
        string? declared = FromLinkedData(meta, element)
            ?? meta.First("dc:title", "dcterm:title", "dc.title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title");
        string? title = PlainText.OneLine(declared ?? element ?? "");
        return title.Length == 0 ? null : title;
    }

    /// <summary>Some sites give the headline as name and a description as headline, some the other way: the title element decides.</summary>
    private static string? FromLinkedData(PageMeta meta, string? element)
    {
        foreach (JsonElement item in meta.Articles())
        {
            if (PageMeta.HasType(item, type => type is "WebPage" or "ItemPage" or "VideoObject" or "CreativeWork"))
            {
                continue;
            }
            string? name = PageMeta.Text(item, "name");
            string? headline = PageMeta.Text(item, "headline");
            if (name is null || headline is null || name == headline || element is null)
            {
                if ((headline ?? name) is { } only)
                {
                    return only;
                }
                continue;
            }
            return Likeness(headline, element) > 0.75 && Likeness(name, element) <= 0.75 ? headline : name;
        }
        return null;
    }

    /// <summary>The share of the second text's letters in words that the first has, too.</summary>
    private static double Likeness(string first, string second)
    {
        var known = new HashSet<string>(first.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
        int all = 0, common = 0;
        foreach (string word in second.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            all += word.Length;
            common += known.Contains(word) ? word.Length : 0;
        }
        return all == 0 ? 0 : (double)common / all;
    }

    private static string? FromElement(IElement[] elements)
    {
        string whole = PlainText.OneLine(Array.Find(elements, element => element.LocalName == "title")?.TextContent ?? "");
        if (HeadlineIn(elements, whole) is { } headline)
        {
            return headline;
        }
        string title = whole;
        int last = LastSeparator(whole);
        bool hierarchical = false;
        if (last >= 0)
        {
            hierarchical = HasSeparator(whole, "\\/>»");
            title = whole[..last];
            if (Words(title) < 3)
            {
                int first = whole.AsSpan().IndexOfAny(AnySeparator);
                title = whole[(first + 1)..];
            }
        }
        else if (whole.Contains(": ", StringComparison.Ordinal))
        {
            bool heading = elements.Any(element => element.LocalName is "h1" or "h2" && PlainText.Collapse(element.TextContent) == whole);
            if (!heading)
            {
                title = whole[(whole.LastIndexOf(':') + 1)..];
                int colon = whole.IndexOf(':', StringComparison.Ordinal);
                if (Words(title) < 3)
                {
                    title = whole[(colon + 1)..];
                }
                else if (Words(whole[..colon]) > 5)
                {
                    title = whole;
                }
            }
        }
        else if (whole.Length is > 150 or < 15)
        {
            IElement[] headings = Array.FindAll(elements, element => element.LocalName == "h1");
            title = headings.Length == 1 ? headings[0].TextContent : whole;
        }
        title = PlainText.OneLine(title);
        int words = Words(title);
        return words <= 4 && (!hierarchical || words != Words(string.Concat(whole.Where(c => !Separators.Contains(c, StringComparison.Ordinal)))) - 1)
            ? whole.Length > 0 ? whole : null
            : title;
    }

    /// <summary>The page's only h1, where the title element is it with something before or behind a separator.</summary>
    private static string? HeadlineIn(IElement[] elements, string whole)
    {
        IElement[] headings = Array.FindAll(elements, element => element.LocalName == "h1");
        string text = headings.Length == 1 ? PlainText.Collapse(headings[0].TextContent) : "";
        if (!text.Contains(' ', StringComparison.Ordinal) || text.Length >= whole.Length)
        {
            return null;
        }
        int at = whole.IndexOf(text, StringComparison.Ordinal);
        string rest = at == 0 ? whole[text.Length..].TrimStart() : at > 0 && at + text.Length == whole.Length ? whole[..at].TrimEnd() : "";
        return rest.Length > 1 && (at == 0 ? Separators.Contains(rest[0], StringComparison.Ordinal) : Separators.Contains(rest[^1], StringComparison.Ordinal)) ? text : null;
    }

    private static int LastSeparator(string title)
    {
        for (int i = title.Length - 2; i > 0; i--)
        {
            if (Separators.Contains(title[i], StringComparison.Ordinal) && title[i - 1] == ' ' && title[i + 1] == ' ')
            {
                return i - 1;
            }
        }
        return -1;
    }

    private static bool HasSeparator(string title, string which)
    {
        for (int i = 1; i < title.Length - 1; i++)
        {
            if (which.Contains(title[i], StringComparison.Ordinal) && title[i - 1] == ' ' && title[i + 1] == ' ')
            {
                return true;
            }
        }
        return false;
    }

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
