using System.Text;
using System.Text.Json;
using AngleSharp.Dom;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>What the page says about itself to machines: <c>meta</c> and <c>link</c> elements, and linked data (JSON-LD).</summary>
internal sealed class PageMeta
{
    private const int MostObjects = 20_000;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64,
    };

    private readonly Dictionary<string, List<string>> _metas = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All <c>meta</c> elements in order: name, property, itemprop or http-equiv in lower case, and content.</summary>
    public List<(string Key, string Content)> Metas { get; } = [];

    /// <summary>All <c>link</c> elements in order.</summary>
    public List<(string Rel, string Href)> Links { get; } = [];

    /// <summary>All objects of the linked data, outermost first.</summary>
    public List<JsonElement> Objects { get; } = [];

    /// <summary>Inline scripts that are no linked data, set aside before the page was parsed.</summary>
    public required List<string> Scripts { get; init; }

    /// <summary>Reads a document.</summary>
    public static PageMeta Read(IElement[] elements, List<string> scripts, List<string> notes)
    {
        var meta = new PageMeta { Scripts = scripts };
        int broken = 0;
        foreach (IElement element in elements)
        {
            switch (element.LocalName)
            {
                case "meta":
                    meta.Add(element);
                    break;
                case "link" when element.GetAttribute("href") is { Length: > 0 } href:
                    meta.Links.Add(((element.GetAttribute("rel") ?? "").Trim().ToLowerInvariant(), href.Trim()));
                    break;
                case "script":
                    string type = element.GetAttribute("type") ?? "";
                    if (type.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
                    {
                        broken += meta.AddLinkedData(element.TextContent) ? 0 : 1;
                    }
                    break;
                default:
                    break;
            }
        }
        if (broken > 0)
        {
            notes.Add($"{broken} blocks of linked data (JSON-LD) are no JSON and were not read");
        }
        return meta;
    }

    /// <summary>The first content under one of the names, in the order of the names; null = none.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_metas.TryGetValue(name, out List<string>? contents))
            {
                return contents[0];
            }
        }
        return null;
    }

    /// <summary>All contents under a name.</summary>
    public IReadOnlyList<string> All(string name) => _metas.TryGetValue(name, out List<string>? contents) ? contents : [];

    /// <summary>The first link of a relation.</summary>
    public string? Link(string rel) => Links.Find(link => link.Rel == rel).Href;

    /// <summary>The objects of linked data that are articles or pages of one kind or another.</summary>
    public IEnumerable<JsonElement> Articles()
    {
        foreach (JsonElement item in Objects)
        {
            if (HasType(item, IsArticle))
            {
                yield return item;
            }
        }
    }

    /// <summary>Whether an object has a type that fits.</summary>
    public static bool HasType(JsonElement item, Func<string, bool> fits)
    {
        if (!item.TryGetProperty("@type", out JsonElement type))
        {
            return false;
        }
        if (type.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in type.EnumerateArray())
            {
                if (Text(one) is { } name && fits(name))
                {
                    return true;
                }
            }
            return false;
        }
        return Text(type) is { } only && fits(only);
    }

    /// <summary>A property's text; null if it has none.</summary>
    public static string? Text(JsonElement item, string property) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(property, out JsonElement value) ? Text(value) : null;

    /// <summary>A string value, white space collapsed, entities resolved; null for other kinds and for strings that are no Unicode.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            value = value[0];
        }
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }
        string raw = value.GetRawText();
        // A half of a surrogate pair can stand in an escape, and cannot be read as text.
        if (raw.Contains("\\ud", StringComparison.OrdinalIgnoreCase) && !ValidEscapes(raw))
        {
            return null;
        }
        string text = PlainText.OneLine(value.GetString()!);
        if (text.Contains('&', StringComparison.Ordinal))
        {
            text = PlainText.OneLine(System.Net.WebUtility.HtmlDecode(text));
        }
        return text.Length == 0 ? null : text;
    }

    private static bool ValidEscapes(string raw)
    {
        for (int i = raw.IndexOf("\\u", StringComparison.Ordinal); i >= 0; i = raw.IndexOf("\\u", i + 6, StringComparison.Ordinal))
        {
            if (i + 6 > raw.Length)
            {
                return false;
            }
            char kind = char.ToLowerInvariant(raw[i + 3]);
            if (char.ToLowerInvariant(raw[i + 2]) != 'd' || kind < '8')
            {
                continue;
            }
            bool high = kind is '8' or '9' or 'a' or 'b';
            bool paired = high && i + 12 <= raw.Length && raw[i + 6] == '\\' && char.ToLowerInvariant(raw[i + 8]) == 'd' && char.ToLowerInvariant(raw[i + 9]) >= 'c';
            if (!paired)
            {
                return false;
            }
            i += 6;
        }
        return true;
    }

    private static bool IsArticle(string type) =>
        type.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || type.EndsWith("Posting", StringComparison.OrdinalIgnoreCase)
        || type is "Report" or "Review" or "CreativeWork" or "ClaimReview" or "OpinionNewsArticle" or "VideoObject" or "WebPage" or "ItemPage" or "Recipe";

    private void Add(IElement element)
    {
        string? key = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
        string? content = element.GetAttribute("content");
        if (key is null || string.IsNullOrWhiteSpace(content))
        {
            return;
        }
        key = key.Trim().ToLowerInvariant();
        content = PlainText.OneLine(content);
        // Twice encoded contents (&amp;#8217;) are common.
        if (content.Contains("&#", StringComparison.Ordinal) || content.Contains("&amp;", StringComparison.Ordinal) || content.Contains("&quot;", StringComparison.Ordinal))
        {
            content = PlainText.OneLine(System.Net.WebUtility.HtmlDecode(content));
        }
        // One attribute may hold several names: property="dc:title og:title".
        foreach (string name in key.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Metas.Add((name, content));
            if (!_metas.TryGetValue(name, out List<string>? contents))
            {
                _metas[name] = contents = [];
            }
            contents.Add(content);
        }
    }

    private bool AddLinkedData(string text)
    {
        JsonElement? root = Parse(text) ?? Parse(Mended(text));
        if (root is null)
        {
            return string.IsNullOrWhiteSpace(text);
        }
        Flatten(root.Value);
        return true;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // The caller mends the text, and tells what stays broken.
        }
        catch (ArgumentException)
        {
            return null; // A lone half of a surrogate pair.
        }
    }

    /// <summary>What templates get wrong: line ends inside strings, comment marks around the whole, a semicolon behind it.</summary>
    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            mended.Append(char.IsControl(c) ? ' ' : c);
        }
        mended.Replace("<![CDATA[", "").Replace("]]>", "").Replace("<!--", "").Replace("-->", "");
        string plain = mended.ToString().Trim();
        int open = plain.AsSpan().IndexOfAny('{', '[');
        int close = plain.AsSpan().LastIndexOfAny('}', ']');
        return open >= 0 && close > open ? plain[open..(close + 1)] : plain;
    }

    private void Flatten(JsonElement value)
    {
        var waiting = new Queue<JsonElement>();
        waiting.Enqueue(value);
        while (waiting.TryDequeue(out JsonElement item) && Objects.Count < MostObjects)
        {
            if (item.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement child in item.EnumerateArray())
                {
                    waiting.Enqueue(child);
                }
            }
            else if (item.ValueKind == JsonValueKind.Object)
            {
                Objects.Add(item);
                foreach (JsonProperty property in item.EnumerateObject())
                {
                    // Comments and what the page only mentions speak of other things.
                    if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                        && property.Name is not ("comment" or "comments" or "review" or "mentions" or "citation" or "hasPart" or "isBasedOn" or "about"))
                    {
                        waiting.Enqueue(property.Value);
                    }
                }
            }
        }
    }
}

/// <summary>Text without its layout.</summary>
internal static class PlainText
{
    /// <summary>Line ends and other controls become one blank with the white space around them; none at the ends. Other blanks stay.</summary>
    public static string OneLine(string text)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F'))
        {
            return text;
        }
        var line = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsControl(text[i]))
            {
                line.Append(text[i]);
                continue;
            }
            while (line.Length > 0 && char.IsWhiteSpace(line[^1]))
            {
                line.Length--;
            }
            while (i + 1 < text.Length && (char.IsWhiteSpace(text[i + 1]) || char.IsControl(text[i + 1])))
            {
                i++;
            }
            line.Append(' ');
        }
        return line.ToString().Trim();
    }

    /// <summary>Runs of white space become one blank; none at the ends.</summary>
    public static string Collapse(string text)
    {
        var plain = new StringBuilder(text.Length);
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                space = plain.Length > 0;
                continue;
            }
            if (space)
            {
                plain.Append(' ');
                space = false;
            }
            plain.Append(c);
        }
        return plain.ToString();
    }
}
