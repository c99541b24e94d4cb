using System.Text.RegularExpressions;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Account numbers of analytics, advertising, comment and verification services, by <c>identifier-patterns.txt</c>, from the whole source of
/// the page: they stand in scripts, attributes and meta elements. An identifier ties a page to an account; whose account it is, and who
/// operates the page, it does not tell.
/// </summary>
internal static class PageIdentifiers
{
    private const int Most = 500;

    private static readonly List<(string Kind, string Literal, Regex Form)> Forms = [];
    private static readonly List<(string Kind, string Name)> Metas = [];

    static PageIdentifiers()
    {
        foreach (string line in PageData.Lines("identifier-patterns.txt"))
        {
            string[] parts = line.Split(' ', 3);
            if (parts[0] == "meta")
            {
                Metas.Add((parts[1], parts[2]));
            }
            else
            {
                // Every expression begins with its literal or a bounded run before it; the limit is for what nobody thought of.
                Forms.Add((parts[0], parts[1], new Regex(parts[2], RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2))));
            }
        }
    }

    /// <summary>Each pair once, sorted by kind, then value; at most 500.</summary>
    /// <param name="html">The page's source.</param>
    /// <param name="meta">Its meta elements.</param>
    /// <param name="notes">Told where an expression ran out of time.</param>
    public static List<PageIdentifier> Find(string html, PageMeta meta, List<string> notes)
    {
        var found = new HashSet<PageIdentifier>();
        foreach ((string kind, string literal, Regex form) in Forms)
        {
            if (!html.Contains(literal, StringComparison.Ordinal))
            {
                continue;
            }
            try
            {
                for (Match match = form.Match(html); match.Success && found.Count < Most; match = match.NextMatch())
                {
                    found.Add(new PageIdentifier(kind, match.Groups.Count > 1 ? match.Groups[1].Value : match.Value));
                }
            }
            catch (RegexMatchTimeoutException)
            {
                notes.Add($"identifiers of kind {kind} were searched for two seconds, and not to the end");
            }
        }
        foreach ((string kind, string name) in Metas)
        {
            foreach (string content in meta.All(name))
            {
                foreach (string value in kind == "facebook-pages" || name == "fb:admins" ? content.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [content.Trim()])
                {
                    if (value.Length is > 0 and <= 200)
                    {
                        found.Add(new PageIdentifier(kind, value));
                    }
                }
            }
        }
        return [.. found.OrderBy(id => id.Kind, StringComparer.Ordinal).ThenBy(id => id.Value, StringComparer.Ordinal).Take(Most)];
    }
}
