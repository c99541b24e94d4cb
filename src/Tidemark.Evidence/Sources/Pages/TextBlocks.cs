using System.Text;
using AngleSharp.Dom;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>An element that holds blocks: the tree above the text.</summary>
internal sealed class Box(IElement element, Box? parent)
{
    public IElement Element { get; } = element;

    public Box? Parent { get; } = parent;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Index of the first block inside.</summary>
    public int Start { get; set; }

    /// <summary>Index behind the last block inside.</summary>
    public int End { get; set; }

    /// <summary>Why everything inside is no body text; null = nothing speaks against it.</summary>
    public string? Drop { get; set; }

    /// <summary>Characters in paragraphs of at least <see cref="TextBlocks.LongParagraph"/> characters, not in links.</summary>
    public int Prose { get; set; }
}

/// <summary>A run of text between two block-level boundaries.</summary>
internal sealed class TextBlock
{
    public required PageBlockKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>Characters of it inside links.</summary>
    public required int LinkChars { get; init; }

    /// <summary>Characters of it in bold.</summary>
    public required int StrongChars { get; init; }

    /// <summary>The element that holds it.</summary>
    public required Box Box { get; init; }

    /// <summary>Characters of the link it begins with.</summary>
    public int LeadingLink { get; init; }

    public int Words { get; init; }

    public double LinkDensity => (double)LinkChars / Math.Max(1, Text.Length);
}

/// <summary>
/// The visible text of a document as blocks in document order, each with its features, and the elements above them. Text of scripts,
/// styles, forms' controls and hidden elements is no text. O(size of the document); recursion is bounded by the parser's depth.
/// </summary>
internal sealed class TextBlocks
{
    /// <summary>From so many characters on a paragraph is prose and not a label.</summary>
    public const int LongParagraph = 80;

    private static readonly HashSet<string> Skipped = new(
        [
            "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "video", "audio", "select", "option",
            "textarea", "input", "head", "title", "map", "datalist", "progress", "meter", "dialog",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> BlockLevel = new(
        [
            "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "div", "dl", "dt", "fieldset",
            "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu",
            "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
        ],
        StringComparer.Ordinal);

    private readonly DropRules _rules;
    private readonly StringBuilder _text = new();
    private int _linkChars, _strongChars, _leadingLink;
    private bool _space, _break, _onlyLink = true;

    private TextBlocks(DropRules rules) => _rules = rules;

    public List<Box> Boxes { get; } = [];

    public List<TextBlock> Blocks { get; } = [];

    /// <summary>Reads a document.</summary>
    public static TextBlocks Read(IElement root, DropRules rules)
    {
        var read = new TextBlocks(rules);
        read.Walk(root, null, false, false);
        foreach (Box box in read.Boxes)
        {
            for (int i = box.Start; i < box.End; i++)
            {
                TextBlock block = read.Blocks[i];
                box.Prose += block.Text.Length >= LongParagraph && block.LinkDensity < 0.5 ? block.Text.Length - block.LinkChars : 0;
            }
        }
        return read;
    }

    private void Walk(IElement element, Box? parent, bool link, bool strong)
    {
        string name = element.LocalName;
        if (Skipped.Contains(name) || Hidden(element))
        {
            return;
        }
        string? drop = _rules.Of(element);
        bool block = BlockLevel.Contains(name) || parent is null;
        if (drop is not null)
        {
            // An inline element that is dropped stands apart from the text around it.
            block = true;
        }
        if (!block)
        {
            Children(element, parent!, link || name == "a", strong || name is "b" or "strong");
            return;
        }
        Flush(parent);
        var box = new Box(element, parent) { Start = Blocks.Count, Drop = drop };
        Boxes.Add(box);
        Children(element, box, link || name == "a", strong || name is "b" or "strong" or "th");
        Flush(box);
        box.End = Blocks.Count;
    }

    private void Children(IElement element, Box box, bool link, bool strong)
    {
        // By index: a node's NextSibling is looked up among all its siblings, which makes a walk along it quadratic.
        INodeList children = element.ChildNodes;
        for (int i = 0; i < children.Length; i++)
        {
            INode child = children[i];
            if (child is IElement inner)
            {
                if (inner.LocalName == "br")
                {
                    if (_break)
                    {
                        Flush(box);
                    }
                    else
                    {
                        _break = _text.Length > 0;
                        _space = true;
                    }
                }
                else
                {
                    Walk(inner, box, link, strong);
                }
            }
            else if (child is ICharacterData text && child.NodeType == NodeType.Text)
            {
                Add(text.Data, link, strong);
            }
        }
    }

    private void Add(string data, bool link, bool strong)
    {
        foreach (char c in data)
        {
            if (char.IsWhiteSpace(c) || c == '\u200B' || c == '\uFEFF')
            {
                _space |= c is not ('\u200B' or '\uFEFF');
                continue;
            }
            if (char.IsControl(c))
            {
                continue;
            }
            if (_space && _text.Length > 0)
            {
                _text.Append(' ');
            }
            _space = false;
            _break = false;
            _text.Append(c);
            _leadingLink += link && _onlyLink ? 1 : 0;
            _onlyLink &= link;
            _linkChars += link ? 1 : 0;
            _strongChars += strong ? 1 : 0;
        }
    }

    private void Flush(Box? box)
    {
        if (_text.Length > 0 && box is not null)
        {
            string text = _text.ToString();
            Blocks.Add(new TextBlock
            {
                Kind = KindIn(box), Text = text, LinkChars = _linkChars, StrongChars = _strongChars, LeadingLink = _leadingLink, Box = box, Words = CountWords(text),
            });
        }
        _text.Clear();
        (_linkChars, _strongChars, _leadingLink) = (0, 0, 0);
        _space = false;
        _break = false;
        _onlyLink = true;
    }

    /// <summary>Words between blanks; where a script writes without them (Chinese, Japanese, Thai), two characters count as one.</summary>
    private static int CountWords(string text)
    {
        int words = 1, dense = 0;
        foreach (char c in text)
        {
            words += c == ' ' ? 1 : 0;
            dense += c is (>= '\u3040' and <= '\u9FFF') or (>= '\u0E00' and <= '\u0E7F') or (>= '\uF900' and <= '\uFAFF') ? 1 : 0;
        }
        return words + dense / 2;
    }

    private static PageBlockKind KindIn(Box box)
    {
        for (Box? at = box; at is not null && at.Depth > box.Depth - 4; at = at.Parent)
        {
            switch (at.Element.LocalName)
            {
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    return PageBlockKind.Heading;
                case "li" or "dd" or "dt":
                    return PageBlockKind.ListItem;
                case "blockquote":
                    return PageBlockKind.Quotation;
                case "td" or "th":
                    return PageBlockKind.Cell;
                case "article" or "section" or "main":
                    return PageBlockKind.Paragraph;
                default:
                    break;
            }
        }
        return PageBlockKind.Paragraph;
    }

    private static bool Hidden(IElement element)
    {
        if (element.Attributes.Length == 0)
        {
            return false;
        }
        if (element.HasAttribute("hidden"))
        {
            return true;
        }
        string? style = element.GetAttribute("style");
        return style is not null && (Says(style, "display", "none") || Says(style, "visibility", "hidden"));
    }

    private static bool Says(string style, string property, string value)
    {
        int at = style.IndexOf(property, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + property.Length).TrimStart(" :").StartsWith(value, StringComparison.OrdinalIgnoreCase);
    }
}
