using System.Buffers;
using System.Text;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// What keeps the time and memory of parsing linear in hostile markup. The parser itself bounds the depth; not bounded there are
/// unclosed formatting elements (each later paragraph gets them all again), attributes of one element (each is compared with all
/// before it), open elements (each new one looks through them), and the number of elements. One pass over the characters finds them; ordinary pages are passed on as they are.
/// </summary>
internal static class TagBounds
{
    /// <summary>Elements of one page. The largest of 700 real pages had 31,000.</summary>
    public const int MostTags = 150_000;

    /// <summary>Elements open at once, not counted those that the next one closes by itself.</summary>
    public const int MostNested = 400;

    /// <summary>Attributes of one element.</summary>
    public const int MostAttributes = 200;

    /// <summary>Formatting elements open at once.</summary>
    public const int MostOpen = 64;

    private static readonly SearchValues<char> NameEnd = SearchValues.Create("=>/ \t\r\n\f");
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("> \t\r\n\f");

    private static readonly HashSet<string> Formatting = new(
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Elements without content, those whose end is implied by what follows, and drawing elements that close themselves.</summary>
    private static readonly HashSet<string> Unnested = new(
        [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen", "frame",
            "p", "li", "td", "tr", "th", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
            "rt", "rp", "script", "style", "title", "textarea", "noscript", "path", "circle", "rect", "line", "polygon", "polyline", "ellipse",
            "use", "stop", "image",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FormattingNames = Formatting.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> UnnestedNames = Unnested.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The same markup without comments, scripts' and styles' text and what lies beyond the bounds; <paramref name="notes"/> tells what of the
    /// page was left out. Scripts that are no linked data are set aside into <paramref name="scripts"/>: they are half of many pages, and the
    /// parser takes them letter by letter. O(length).
    /// </summary>
    public static string Bound(string html, List<string> notes, List<string> scripts)
    {
        var kept = new StringBuilder(html.Length);
        int copied = 0, tags = 0, open = 0, nested = 0, waiting = 0, dropped = 0, cutAttributes = 0;
        int at = 0;
        while (at < html.Length)
        {
            int lt = html.IndexOf('<', at);
            if (lt < 0 || lt + 1 >= html.Length)
            {
                break;
            }
            char next = html[lt + 1];
            if (next == '!' && html.AsSpan(lt).StartsWith("<!--"))
            {
                // "<!-->" is a whole comment.
                int end = html.IndexOf("-->", lt + 2, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end + 3;
                kept.Append(html, copied, lt - copied);
                copied = at;
                continue;
            }
            bool closing = next == '/';
            int name = lt + (closing ? 2 : 1);
            if (name >= html.Length || !char.IsAsciiLetter(html[name]))
            {
                at = lt + 1;
                continue;
            }
            int nameEnd = name;
            while (nameEnd < html.Length && html[nameEnd] is not (' ' or '\t' or '\r' or '\n' or '\f' or '/' or '>'))
            {
                nameEnd++;
            }
            int tagEnd = End(html, nameEnd, out int cutAt);
            ReadOnlySpan<char> tag = html.AsSpan(name, nameEnd - name);
            if (++tags > MostTags)
            {
                notes.Add($"more than {MostTags} tags; what follows character {lt} was not read");
                kept.Append(html, copied, lt - copied);
                return kept.ToString();
            }
            bool formats = tag.Length <= 6 && FormattingNames.Contains(tag);
            if (formats)
            {
                open = closing ? Math.Max(0, open - 1) : open + 1;
            }
            bool drop = formats && !closing && open > MostOpen;
            if (!drop && !UnnestedNames.Contains(tag))
            {
                if (!closing)
                {
                    drop = nested >= MostNested;
                    nested += drop ? 0 : 1;
                    waiting += drop ? 1 : 0;
                }
                else if (waiting > 0)
                {
                    drop = true; // The end of one that was left out.
                    waiting--;
                }
                else
                {
                    nested = Math.Max(0, nested - 1);
                }
            }
            if (drop || (cutAt >= 0 && !closing))
            {
                kept.Append(html, copied, (drop ? lt : cutAt) - copied);
                if (drop)
                {
                    dropped++;
                    copied = tagEnd;
                }
                else
                {
                    kept.Append('>');
                    cutAttributes++;
                    copied = tagEnd;
                }
            }
            at = tagEnd;
            if (!closing && Raw(tag) is { } raw)
            {
                int end = html.IndexOf(raw, at, StringComparison.OrdinalIgnoreCase);
                end = end < 0 ? html.Length : end;
                bool script = raw == "</script";
                if (!drop && (raw == "</style" || (script && !html.AsSpan(nameEnd, tagEnd - nameEnd).Contains("ld+json", StringComparison.OrdinalIgnoreCase))))
                {
                    if (script && end > at)
                    {
                        scripts.Add(html[at..end]);
                    }
                    kept.Append(html, copied, at - copied);
                    copied = end;
                }
                at = end;
            }
        }
        kept.Append(html, copied, html.Length - copied);
        if (dropped > 0)
        {
            notes.Add($"{dropped} tags of elements nested deeper than {MostNested}, or of more than {MostOpen} open formatting elements, were ignored");
        }
        if (cutAttributes > 0)
        {
            notes.Add($"{cutAttributes} elements have more than {MostAttributes} attributes; the rest of them was ignored");
        }
        return kept.ToString();
    }

    /// <summary>Behind the tag's end; <paramref name="cutAt"/> = where the attributes beyond the bound begin, or -1.</summary>
    private static int End(string html, int at, out int cutAt)
    {
        cutAt = -1;
        int attributes = 0;
        while (at < html.Length)
        {
            char c = html[at];
            if (c == '>')
            {
                return at + 1;
            }
            if (c is ' ' or '\t' or '\r' or '\n' or '\f' or '/')
            {
                at++;
                continue;
            }
            if (++attributes > MostAttributes && cutAt < 0)
            {
                cutAt = at;
            }
            int end = html.AsSpan(at).IndexOfAny(NameEnd);
            if (end < 0)
            {
                return html.Length;
            }
            at += Math.Max(end, 1);
            int value = at;
            while (value < html.Length && char.IsWhiteSpace(html[value]))
            {
                value++;
            }
            if (value >= html.Length || html[value] != '=')
            {
                continue;
            }
            at = value + 1;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
            {
                at++;
            }
            if (at < html.Length && html[at] is '"' or '\'')
            {
                int close = html.IndexOf(html[at], at + 1);
                at = close < 0 ? html.Length : close + 1;
            }
            else
            {
                int stop = at >= html.Length ? -1 : html.AsSpan(at).IndexOfAny(ValueEnd);
                at = stop < 0 ? html.Length : at + stop;
            }
        }
        return html.Length;
    }

    private static string? Raw(ReadOnlySpan<char> tag) =>
        tag.Equals("script", StringComparison.OrdinalIgnoreCase) ? "</script"
        : tag.Equals("style", StringComparison.OrdinalIgnoreCase) ? "</style"
        : tag.Equals("textarea", StringComparison.OrdinalIgnoreCase) ? "</textarea"
        : tag.Equals("title", StringComparison.OrdinalIgnoreCase) ? "</title"
        : tag.Equals("noscript", StringComparison.OrdinalIgnoreCase) ? "</noscript"
        : null;
}
