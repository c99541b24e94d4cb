using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Who wrote and who supplied the text: the byline with all its witnesses, the dateline, and the agencies the page credits. An agency counts
/// where it is credited (dateline, byline, a credit line), not where it is merely mentioned.
/// </summary>
internal static partial class PageCredits
{
    private static readonly List<(string Name, string[] Forms)> Agencies = [.. PageData.Lines("agencies.txt").Select(line =>
    {
        string[] sides = line.Split('=', 2, StringSplitOptions.TrimEntries);
        return (sides[0], sides[1].Split(';', StringSplitOptions.TrimEntries));
    })];

    /// <summary>The name under which a form is listed; of two the first.</summary>
    private static readonly Dictionary<string, string> AgencyOf = Forms();

    private static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\f'];

    /// <summary>The byline, or null; witnesses are added in order of trust.</summary>
    public static string? Byline(IElement[] elements, PageMeta meta, string? site, string? title, List<PageWitness> witnesses)
    {
        var found = new List<(string Source, string Value)>();
        foreach (JsonElement item in meta.Articles())
        {
            if (PageMeta.HasType(item, type => type is "WebPage" or "ItemPage" or "VideoObject") || !item.TryGetProperty("author", out JsonElement author))
            {
                continue;
            }
            if (Names(author, meta) is { Length: > 0 } names)
            {
                found.Add(("json-ld", names));
                break;
            }
        }
        foreach (string name in (ReadOnlySpan<string>)["dc:creator", "dcterm:creator", "article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article.author", "citation_author", "article:author_name"])
        {
            string joined = string.Join(", ", meta.All(name).Where(text => !IsAddress(text)).Distinct(StringComparer.Ordinal));
            if (joined.Length > 0)
            {
                found.Add((name.StartsWith("article:", StringComparison.Ordinal) ? "opengraph" : "meta", joined));
            }
        }
        Elements(elements, found);
        string? byline = null;
        foreach ((string source, string value) in found)
        {
            if (value.Length is > 0 and < 300 && !witnesses.Exists(w => w.What == "byline" && w.Source == source && w.Value == value))
            {
                witnesses.Add(new PageWitness("byline", source, value, null));
            }
            byline ??= Person(value, site, title);
        }
        return byline;
    }

    /// <summary>"GENEVA (AP)" at the head of the first paragraph, or null.</summary>
    public static string? Dateline(IReadOnlyList<string> paragraphs)
    {
        foreach (string text in paragraphs.Take(3))
        {
            Match match = DatelineForm().Match(text.Length > 200 ? text[..200] : text);
            if (match.Success)
            {
                return match.Groups["line"].Value.Trim(' ', ',', ':');
            }
        }
        return null;
    }

    /// <summary>The agencies credited, each once, in the order they were found.</summary>
    public static List<string> Agency(TextBlocks blocks, IReadOnlyList<string> paragraphs, string? dateline, List<PageWitness> witnesses)
    {
        var found = new List<string>();
        if (dateline is not null && Bracketed().Match(dateline) is { Success: true } inDateline)
        {
            AddAll(inDateline.Groups[1].Value, found, any: true);
        }
        foreach (PageWitness witness in witnesses)
        {
            if (witness.What == "byline")
            {
                AddAll(witness.Value, found, any: false);
            }
        }
        foreach (TextBlock block in blocks.Blocks)
        {
            if (block.Words <= 25 && CreditLine().Match(block.Text) is { Success: true } credit)
            {
                AddAll(credit.Groups["who"].Value, found, any: false);
            }
            else if (block.Words <= 6 && Whole(block.Text.Trim('(', ')', '—', '–', '-', ' ', '.', '/')) is { } agency)
            {
                Add(agency, found);
            }
        }
        string last = paragraphs.Count > 0 ? paragraphs[^1] : "";
        if (Closing().Match(last) is { Success: true } closing)
        {
            AddAll(closing.Groups["who"].Value, found, any: false);
        }
        if (paragraphs.Any(text => ReutersStaff().IsMatch(text)))
        {
            Add("Reuters", found);
        }
        return found;
    }

    private static void AddAll(string credit, List<string> found, bool any)
    {
        bool known = false;
        foreach ((string name, string[] forms) in Agencies)
        {
            if (forms.Any(form => HasWord(credit, form)))
            {
                Add(name, found);
                known = true;
            }
        }
        if (known)
        {
            return;
        }
        // An agency nobody listed names itself so, or stands in the brackets of a dateline.
        Match named = SelfNamed().Match(credit);
        if (named.Success)
        {
            Add(named.Value.Trim(), found);
        }
        else if (any && credit.Length is > 1 and <= 40 && !credit.Any(char.IsDigit))
        {
            Add(credit.Trim(), found);
        }
    }

    private static Dictionary<string, string> Forms()
    {
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string[] written) in Agencies)
        {
            foreach (string form in written)
            {
                forms.TryAdd(form, name);
            }
        }
        return forms;
    }

    private static string? Whole(string text)
    {
        if (AgencyOf.TryGetValue(text, out string? name))
        {
            return name;
        }
        Match named = SelfNamed().Match(text);
        return named.Success && named.Length == text.Length ? text : null;
    }

    private static void Add(string name, List<string> found)
    {
        if (!found.Contains(name, StringComparer.Ordinal))
        {
            found.Add(name);
        }
    }

    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }
        return false;
    }

    private static string Names(JsonElement author, PageMeta meta)
    {
        var names = new List<string>();
        foreach (JsonElement one in author.ValueKind == JsonValueKind.Array ? author.EnumerateArray().ToArray() : [author])
        {
            string? name = one.ValueKind == JsonValueKind.Object ? PageMeta.Text(one, "name") : PageMeta.Text(one);
            if (name is null && PageMeta.Text(one, "@id") is { } id)
            {
                name = meta.Objects.Where(item => PageMeta.Text(item, "@id") == id).Select(item => PageMeta.Text(item, "name")).FirstOrDefault(text => text is not null);
            }
            if (name is not null && !IsAddress(name) && !names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }
        return string.Join(", ", names);
    }

    private static void Elements(IElement[] elements, List<(string Source, string Value)> found)
    {
        int looked = 0, kept = 0;
        foreach (IElement element in elements)
        {
            string? property = element.GetAttribute("itemprop");
            string? rel = element.GetAttribute("rel");
            string? names = element.GetAttribute("class");
            bool micro = property is not null && property.Split(' ').Contains("author");
            bool visible = rel == "author" || (names is not null && IsByline(names)) || (element.GetAttribute("id") is { } id && IsByline(id));
            if ((!micro && !visible) || ++looked > 60 || kept >= 6 || InComments(element))
            {
                continue;
            }
            string text = micro && Named(element) is { } name ? name.GetAttribute("content") ?? name.TextContent : element.GetAttribute("content") ?? element.TextContent;
            text = PlainText.Collapse(text);
            if (text.Length is > 2 and < 120)
            {
                found.Add((micro ? "microdata" : "visible", text));
                kept++;
            }
        }
    }

    /// <summary>The first element inside that microdata calls a name.</summary>
    private static IElement? Named(IElement element)
    {
        foreach (IElement inner in element.Descendants<IElement>())
        {
            if (inner.GetAttribute("itemprop") is { } property && property.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Contains("name"))
            {
                return inner;
            }
        }
        return null;
    }

    private static bool IsByline(string names)
    {
        // Hardly any class name gets further; cutting each into words costs more than the rest of the byline.
        if (!names.Contains("byline", StringComparison.OrdinalIgnoreCase) && !names.Contains("aut", StringComparison.OrdinalIgnoreCase)
            && !names.Contains("verfasser", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        foreach (string word in DropRules.Words(names.Length > 200 ? names.AsSpan(0, 200) : names))
        {
            if (word is "byline" or "author" or "autor" or "auteur" or "autore" or "verfasser" or "dateline")
            {
                return word != "dateline";
            }
        }
        return false;
    }

    private static bool InComments(IElement element)
    {
        int steps = 0;
        for (IElement? at = element; at is not null && steps < 12; at = at.ParentElement, steps++)
        {
            if (DropRules.BuiltIn.Of(at) is "comments" or "related" or "navigation")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The people in a byline: without "By", dates, places, addresses and the site's own name; null if nobody is left.</summary>
    internal static string? Person(string value, string? site, string? title)
    {
        string text = ByWord().Replace(PlainText.Collapse(value), "");
        int cut = text.AsSpan().IndexOfAny('|', '•', '·');
        text = cut > 2 ? text[..cut] : text;
        text = TailWords().Replace(text, "");
        Match date = DateIn().Match(text);
        if (date.Success && date.Index > 3)
        {
            text = text[..date.Index];
        }
        text = text.Trim(' ', ',', ';', '-', '–', '—', '/', ':', '(', '.');
        return text.Length is < 3 or > 120 || text.Any(char.IsDigit) || IsAddress(text) || text.Contains('@', StringComparison.Ordinal)
            || text.Equals(site, StringComparison.OrdinalIgnoreCase) || text.Equals(title, StringComparison.OrdinalIgnoreCase)
            || Nobody().IsMatch(text) || Whole(text) is not null || text.Split(' ').Length > 14
            ? null
            : text;
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?:(?:written|posted|published|reported|created|submitted|story|words|text|article|analysis)\s+by|by|von|por|par|di|door|af|av|автор|text|author|autor)(?:\s*:\s*|\s+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ByWord();

    [GeneratedRegex(@"\s*(?:,|\bfor\b|\bin\b(?= [A-Z])|[-–—])\s*(?:(?:senior|staff|special|political|chief|contributing|associate|managing|health|science|foreign|world|us|uk|national|deputy)\s+)*(?:reporter|writer|editor|correspondent|contributor|author|columnist|journalist|producer|(?:updated|published|posted)\b|for (?:the )?\w+|usa today|the associated press|associated press|reuters|afp).*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TailWords();

    [GeneratedRegex(@"\b(?:(?:on|am|le|el|il)\s+)?(?:\d{1,2}[./: ]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? \d|updated|published|posted|aktualisiert)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateIn();

    [GeneratedRegex(@"^(?:admin|administrator|editor|editors|staff|redaktion|redacción|redazione|la rédaction|rédaction|redactie|редакция|webmaster|unknown|anonymous|news desk|guest|author|by|last|last updated)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"^(?<line>\p{Lu}[\p{Lu}'’. -]{2,40}(?:, \p{Lu}[\p{L}.]{1,20}(?: \p{L}{2,12}\.?)?){0,2}(?:,? \p{Lu}\p{Ll}{2,8}\.? \d{1,2})?\s*(?:\([^()]{2,40}\))?|\p{Lu}[\p{L}'’.]+(?:[ -]\p{Lu}[\p{L}'’.]+){0,3}(?:, \p{Lu}[\p{L}. ]{1,30})?\s*\((?:\p{Lu}|dpa|epd)[^()]{1,38}\))\s*(?:—|–|--|-|:)\s")]
    private static partial Regex DatelineForm();

    [GeneratedRegex(@"\(([^()]+)\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\W{0,3}(?:sources?|source|quelle|quellen|fuente|fonte|with (?:material|reporting|information|files) (?:from|by)|mit material (?:von|der)|avec|con información de|©|\(c\)|copyright|credit|by|from|via|this (?:story|article|report) (?:was|is) (?:provided|supplied|written|first published|originally published) by|(?:text|report|story):)\s*:?\s*(?:©|\d{4})?\s*(?:the )?(?<who>.{2,80})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreditLine();

    [GeneratedRegex(@"(?:[(—–/]|\. )\s*(?<who>\p{L}[\p{L}./ -]{1,40}?)\s*[)/]?\.?$")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\((?:(?:Additional )?[Rr]eporting|Writing|Editing) by [^)]{3,300}(?:[Ee]diting|[Ww]riting) by")]
    private static partial Regex ReutersStaff();

    [GeneratedRegex(@"\b(?:(?:Agence|Agencia|Agência|Agenzia|Nachrichtenagentur|Pressebüro)(?: \p{Lu}[\p{L}-]+){1,3}|(?:\p{Lu}[\p{L}-]+ ){1,3}(?:News Agency|Press Agency|Newswire|News Service|Wire Service|Press Association|Presse-Agentur|Nachrichtenagentur))\b")]
    private static partial Regex SelfNamed();
}
