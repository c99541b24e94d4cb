using System.Text;
using AngleSharp.Dom;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// The rules of <c>drop-rules.txt</c>: which elements hold no body text, by tag, role, or words in their class and id. A rule's words
/// must stand side by side in one class name, which is cut into words at dashes, underscores and capitals: <c>share</c> fits
/// <c>share-bar</c> and <c>articleShare</c>, not <c>shareholders</c>.
/// </summary>
internal sealed class DropRules
{
    private const int MostRemembered = 4096, LongestRemembered = 300;

    // There is one set of rules, so that what was found for a name holds for all readers on this thread.
    [ThreadStatic]
    private static Dictionary<string, string?>? _memory;

    private readonly Dictionary<string, List<(string[] Words, string Reason)>> _byFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keep = new(StringComparer.Ordinal);

    private DropRules(IEnumerable<string[]> rules)
    {
        foreach (string[] rule in rules)
        {
            switch (rule)
            {
                case ["tag", string reason, .. string[] names]:
                    foreach (string name in names)
                    {
                        _tags[name] = reason;
                    }
                    break;
                case ["role", string reason, .. string[] names]:
                    foreach (string name in names)
                    {
                        _roles[name] = reason;
                    }
                    break;
                case ["keep", .. string[] words]:
                    _keep.UnionWith(words);
                    break;
                case ["class", string reason, .. string[] phrases]:
                    foreach (string phrase in phrases)
                    {
                        string[] words = phrase.Split('-');
                        if (!_byFirst.TryGetValue(words[0], out List<(string[], string)>? list))
                        {
                            _byFirst[words[0]] = list = [];
                        }
                        list.Add((words, reason));
                    }
                    break;
                default:
                    throw new InvalidOperationException($"drop-rules.txt: '{string.Join(' ', rule)}' is no rule.");
            }
        }
    }

    /// <summary>The rules built into this program.</summary>
    public static DropRules BuiltIn { get; } = new(PageData.Rules("drop-rules.txt"));

    /// <summary>The reason for which an element is no body text, or null.</summary>
    public string? Of(IElement element)
    {
        if (_tags.TryGetValue(element.LocalName, out string? byTag))
        {
            return byTag;
        }
        if (element.Attributes.Length == 0)
        {
            return null;
        }
        if (element.GetAttribute("role") is { } role && _roles.TryGetValue(role, out string? byRole))
        {
            return byRole;
        }
        if (element.LocalName is "html" or "body" or "main" or "p" && element.LocalName != "p")
        {
            return null;
        }
        if (element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        string? classes = element.GetAttribute("class");
        string? id = element.GetAttribute("id");
        return (classes is null ? null : ByNames(classes)) ?? (id is null ? null : ByNames(id));
    }

    /// <summary>By the words of class names.</summary>
    internal string? ByNames(string names)
    {
        // Pages of one site, and elements of one page, bear the same names over and over.
        Dictionary<string, string?> memory = _memory ??= new(StringComparer.Ordinal);
        if (memory.TryGetValue(names, out string? known))
        {
            return known;
        }
        string? found = Find(names);
        if (memory.Count >= MostRemembered)
        {
            memory.Clear();
        }
        if (names.Length <= LongestRemembered)
        {
            memory.Add(names, found);
        }
        return found;
    }

    private string? Find(string names)
    {
        foreach (Range range in names.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> name = names.AsSpan(range).Trim();
            if (name.Length is > 1 and < 100 && ByName(name) is { } reason)
            {
                return reason;
            }
        }
        return null;
    }

    private string? ByName(ReadOnlySpan<char> name)
    {
        List<string> words = Words(name);
        string? found = null;
        bool embedded = false;
        for (int i = 0; i < words.Count; i++)
        {
            embedded |= _keep.Contains(words[i]);
            if (found is null && _byFirst.TryGetValue(words[i], out List<(string[] Words, string Reason)>? rules))
            {
                foreach ((string[] rule, string reason) in rules)
                {
                    if (Fits(words, i, rule))
                    {
                        found = reason;
                        break;
                    }
                }
            }
        }
        // "social-embed" holds a quoted post, not buttons.
        return embedded && (found is "share" or "aside" or "media") ? null : found;
    }

    private static bool Fits(List<string> words, int at, string[] rule)
    {
        if (at + rule.Length > words.Count)
        {
            return false;
        }
        for (int i = 1; i < rule.Length; i++)
        {
            if (words[at + i] != rule[i])
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>"articleShareBar-2" is article, share, bar, 2.</summary>
    internal static List<string> Words(ReadOnlySpan<char> name)
    {
        var words = new List<string>(4);
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool letter = char.IsLetterOrDigit(c);
            if (word.Length > 0 && (!letter || (char.IsUpper(c) && !char.IsUpper(name[i - 1])) || (char.IsDigit(c) != char.IsDigit(name[i - 1]))))
            {
                words.Add(word.ToString());
                word.Clear();
            }
            if (letter)
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }
        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }
        return words;
    }
}
