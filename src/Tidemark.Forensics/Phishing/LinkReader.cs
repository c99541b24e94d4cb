using System.Net;
using System.Text;
using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// The web addresses of a mail, in plain text and in HTML anchors, with what each shows and what each hides: addresses nested in another
/// (redirectors and wrapped links), a name before an @, a text that names another domain. Nothing is fetched. Pictures and style sheets are
/// not links. At most 400 a mail; time linear in the text.
/// </summary>
internal static class LinkReader
{
    private const int MostLinks = 400, MostUrl = 2_000;

    private static readonly string[] Starts = ["http://", "https://", "ftp://", "www."];

    public static IReadOnlyList<Link> Read(IReadOnlyList<MessagePart> parts)
    {
        var links = new List<Link>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (MessagePart part in parts)
        {
            if (part.Text is not { } text)
            {
                continue;
            }
            if (part.MediaType == "text/html")
            {
                Anchors(text, links, seen);
            }
            else
            {
                Plain(text, links, seen);
            }
        }
        return links;
    }

    /// <summary>One address, or null where it names no host.</summary>
    public static Link? Of(string url, string? shown)
    {
        url = url.Length > MostUrl ? url[..MostUrl] : url;
        (string? host, string? before, string rest) = Parts(url);
        if (host is null)
        {
            return null;
        }
        string domain = OrganisationalDomain.Of(host);
        var nested = new List<string>();
        Inside(rest, domain, nested);
        string? named = before is not null && DomainNames.Host(before) is { } name && DomainNames.IsPublic(name) ? OrganisationalDomain.Of(name) : NamedIn(shown);
        return new Link(url.Length > 300 ? url[..300] : url, domain, nested, named == domain ? null : named);
    }

    private static void Plain(string text, List<Link> links, HashSet<string> seen)
    {
        for (int at = 0; at < text.Length && links.Count < MostLinks;)
        {
            int start = NextStart(text, at);
            if (start < 0)
            {
                return;
            }
            int end = End(text, start);
            string url = text[start..end].TrimEnd('.', ',', ';', ':', ')', ']', '\'', '!', '?', '*', '_');
            // "www.example.com<http://elsewhere.example/>": the way plain text shows an anchor.
            string? shown = start > 0 && text[start - 1] == '<' ? WordBefore(text, start - 1) : null;
            Keep(Of(url, shown), links, seen);
            at = Math.Max(end, start + 4);
        }
    }

    private static void Anchors(string html, List<Link> links, HashSet<string> seen)
    {
        int at = 0;
        while (links.Count < MostLinks && (at = html.IndexOf("<a", at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            int close = html.IndexOf('>', at);
            if (close < 0 || at + 2 >= html.Length)
            {
                return;
            }
            string tag = html[at..close];
            at = close;
            if (!char.IsWhiteSpace(tag.Length > 2 ? tag[2] : 'x') || Attribute(tag) is not { } target)
            {
                continue;
            }
            int end = html.IndexOf("</a", close, Math.Min(html.Length - close, 2_000), StringComparison.OrdinalIgnoreCase);
            string shown = end < 0 ? "" : WithoutTags(html[(close + 1)..end]);
            target = WebUtility.HtmlDecode(target).Trim();
            if (NextStart(target, 0) == 0)
            {
                Keep(Of(target, shown), links, seen);
            }
        }
    }

    private static string? Attribute(string tag)
    {
        int at = tag.IndexOf("href", StringComparison.OrdinalIgnoreCase);
        at = at < 0 ? -1 : tag.IndexOf('=', at);
        if (at < 0)
        {
            return null;
        }
        string rest = tag[(at + 1)..].TrimStart();
        if (rest.Length == 0)
        {
            return null;
        }
        int end = rest[0] is '"' or '\'' ? rest.IndexOf(rest[0], 1) : rest.AsSpan().IndexOfAny(' ', '\n', '\t');
        return rest[0] is '"' or '\'' ? rest[1..(end < 0 ? rest.Length : end)] : rest[..(end < 0 ? rest.Length : end)];
    }

    private static void Keep(Link? link, List<Link> links, HashSet<string> seen)
    {
        if (link is not null && seen.Add(link.Url + "\n" + link.Named))
        {
            links.Add(link);
        }
    }

    private static int NextStart(string text, int from)
    {
        int best = -1;
        foreach (string start in Starts)
        {
            int limit = best < 0 ? text.Length : best;
            int hit = text.IndexOf(start, from, limit - from, StringComparison.OrdinalIgnoreCase);
            while (hit > 0 && start == "www." && char.IsLetterOrDigit(text[hit - 1]))
            {
                hit = hit + 4 < limit ? text.IndexOf(start, hit + 4, limit - hit - 4, StringComparison.OrdinalIgnoreCase) : -1;
            }
            best = hit >= 0 ? hit : best;
        }
        return best;
    }

    private static int End(string text, int start)
    {
        int end = start;
        while (end < text.Length && end - start < MostUrl && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"' or '|' or '`'))
        {
            end++;
        }
        return end;
    }

    private static (string? Host, string? Before, string Path) Parts(string url)
    {
        int slashes = url.IndexOf("//", StringComparison.Ordinal);
        string rest = slashes is >= 0 and < 8 ? url[(slashes + 2)..] : url;
        int end = rest.AsSpan().IndexOfAny(['/', '?', '#', '\\']);
        string authority = end < 0 ? rest : rest[..end];
        string path = end < 0 ? "" : rest[end..];
        int at = authority.LastIndexOf('@');
        string? before = at > 0 ? authority[..at].Split(':')[0] : null;
        authority = authority[(at + 1)..];
        int port = authority.LastIndexOf(':');
        authority = port > 0 ? authority[..port] : authority;
        authority = authority.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(authority) : authority;
        string? host = DomainNames.Host(authority);
        return (host is not null && host.Contains('.', StringComparison.Ordinal) ? host : null, before, path);
    }

    /// <summary>Adds the domains of addresses inside a path or query: as they stand, escaped once or twice, or in base64.</summary>
    private static void Inside(string rest, string outer, List<string> nested)
    {
        string text = rest;
        for (int round = 0; round < 3; round++)
        {
            for (int at = 1; at < text.Length && nested.Count < 5;)
            {
                int start = text.IndexOf("http", at, StringComparison.OrdinalIgnoreCase);
                int www = text.IndexOf("www.", at, StringComparison.OrdinalIgnoreCase);
                start = start < 0 ? www : www < 0 ? start : Math.Min(start, www);
                if (start < 0)
                {
                    break;
                }
                at = start + 4;
                bool bare = start == www;
                if (text[start - 1] is not '=' && (bare || text[start - 1] is not ('/' or '*' or '?' or '&' or ',' or '!' or '|' or '-' or '_')))
                {
                    continue; // Not a value of its own: "q=cache:…:www.example.org" is a search, "/www.example.org/" a mirror.
                }
                string tail = text[start..];
                int colon = tail.IndexOf(":/", StringComparison.Ordinal);
                string inner = colon is 4 or 5 ? "//" + tail[(colon + 1)..].TrimStart('/') : tail.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? tail : "";
                if (inner.Length > 2)
                {
                    int end = inner.AsSpan().IndexOfAny('&', ' ', ',');
                    if (Parts(end > 0 ? inner[..end] : inner).Host is { } host && DomainNames.IsPublic(host) && OrganisationalDomain.Of(host) is var domain && domain != outer && !nested.Contains(domain))
                    {
                        nested.Add(domain);
                    }
                }
            }
            string plain = Uri.UnescapeDataString(text);
            if (plain == text)
            {
                break;
            }
            text = plain;
        }
        // "aHR0c" is "http" in base64.
        int coded = rest.IndexOf("aHR0c", StringComparison.Ordinal);
        if (coded >= 0)
        {
            byte[] plain = TransferEncoding.Decode(Encoding.ASCII.GetBytes(new string([.. rest[coded..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')])), "base64");
            string url = Encoding.UTF8.GetString(plain);
            if (Parts(url).Host is { } host && DomainNames.IsPublic(host) && OrganisationalDomain.Of(host) is var domain && domain != outer && !nested.Contains(domain))
            {
                nested.Add(domain);
            }
        }
    }

    /// <summary>The domain a shown text names, when the text is an address and nothing else.</summary>
    private static string? NamedIn(string? shown)
    {
        string text = (shown ?? "").Trim();
        if (text.Length is < 4 or > 300 || text.Any(char.IsWhiteSpace) || text.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }
        bool address = NextStart(text, 0) == 0;
        return Parts(text).Host is { } host && DomainNames.IsPublic(host) && (address || !LooksLikeFile(host)) ? OrganisationalDomain.Of(host) : null;
    }

    // "setup.exe" and "readme.txt" are texts of links, not domains.
    private static bool LooksLikeFile(string host) =>
        host[(host.LastIndexOf('.') + 1)..] is "txt" or "pdf" or "exe" or "zip" or "html" or "htm" or "php" or "doc" or "docx" or "jpg" or "png" or "gif" or "gz" or "rpm" or "py" or "js" or "mp3" or "cs";

    private static string WordBefore(string text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 200 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('<' or '>'))
        {
            start--;
        }
        return text[start..end].TrimEnd(':', ',');
    }

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder();
        bool tag = false;
        foreach (char c in html)
        {
            tag = c == '<' || (tag && c != '>');
            if (!tag && c != '>')
            {
                text.Append(c);
            }
        }
        return WebUtility.HtmlDecode(text.ToString());
    }
}
