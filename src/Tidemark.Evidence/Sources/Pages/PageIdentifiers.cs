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
    private const int MostTimes = 3000;

    // What of the page an expression sees around its literal.
    private const int Before = 80, Behind = 400;

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
                Forms.Add((parts[0], parts[1], new Regex(parts[2], RegexOptions.CultureInvariant)));
            }
        }
    }

    /// <summary>Each pair once, sorted by kind, then value; at most 500.</summary>
    /// <param name="html">The page's source.</param>
    /// <param name="meta">Its meta elements.</param>
    /// <param name="notes">Told where a literal stands too often to look at all of them.</param>
    public static List<PageIdentifier> Find(string html, PageMeta meta, List<string> notes)
    {
        var found = new HashSet<PageIdentifier>();
        foreach ((string kind, string literal, Regex form) in Forms)
        {
            int times = 0;
            for (int at = html.IndexOf(literal, StringComparison.Ordinal); at >= 0 && times < MostTimes; at = html.IndexOf(literal, at + literal.Length, StringComparison.Ordinal), times++)
            {
                int start = Math.Max(0, at - Before);
                Match match = form.Match(html, start, Math.Min(html.Length, at + Behind) - start);
                if (match.Success && found.Count < Most)
                {
                    found.Add(new PageIdentifier(kind, match.Groups.Count > 1 ? match.Groups[1].Value : match.Value));
                }
            }
            if (times == MostTimes)
            {
                notes.Add($"'{literal}' stands more than {MostTimes} times in the page; identifiers behind that were not searched");
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
