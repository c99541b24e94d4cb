using System.Buffers;
using System.Text;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// What keeps the time and memory of parsing linear in hostile markup. The parser itself bounds the depth; not bounded there are
/// unclosed formatting elements (each later paragraph gets them all again), attributes of one element (each is compared with all
/// before it), and the number of elements. One pass over the characters finds them; ordinary pages are passed on as they are.
/// </summary>
internal static class TagBounds
{
    /// <summary>Elements of one page. The largest of 700 real pages had 31,000.</summary>
    public const int MostTags = 250_000;

    /// <summary>Attributes of one element.</summary>
    public const int MostAttributes = 200;

    /// <summary>Formatting elements open at once.</summary>
    public const int MostOpen = 64;

    private static readonly SearchValues<char> NameEnd = SearchValues.Create("=>/ \t\r\n\f");
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("> \t\r\n\f");

    private static readonly HashSet<string> Formatting = new(
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FormattingNames = Formatting.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The same markup, without what lies beyond the bounds; <paramref name="notes"/> tells what was left out. O(length).</summary>
    public static string Bound(string html, List<string> notes)
    {
        StringBuilder? kept = null;
        int copied = 0, tags = 0, open = 0, dropped = 0, cutAttributes = 0;
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
                int end = html.IndexOf("-->", lt + 4, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end + 3;
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
                kept ??= new StringBuilder(html.Length);
                kept.Append(html, copied, lt - copied);
                return kept.ToString();
            }
            bool formats = tag.Length <= 6 && FormattingNames.Contains(tag);
            if (formats)
            {
                open = closing ? Math.Max(0, open - 1) : open + 1;
            }
            bool drop = formats && !closing && open > MostOpen;
            if (drop || (cutAt >= 0 && !closing))
            {
                kept ??= new StringBuilder(html.Length);
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
                at = end < 0 ? html.Length : end;
            }
        }
        if (kept is null)
        {
            return html;
        }
        kept.Append(html, copied, html.Length - copied);
        if (dropped > 0)
        {
            notes.Add($"{dropped} formatting elements beyond {MostOpen} open at once were ignored");
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
