using System.Collections.Frozen;
using System.Globalization;

namespace Tidemark.Detection.Statements.Languages;

/// <summary>
/// Everything the rules know of one language: word classes, cues, hedges, abbreviations. It is read from the data files of the
/// language's folder; a second language is a second folder.
/// </summary>
internal sealed class Language
{
    private readonly FrozenDictionary<string, Word> _words;
    private readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly (string Ending, Word Word)[] _endings;
    private static readonly Word Unknown = new("");

    /// <summary>What a mark has for a word.</summary>
    public static Word None { get; } = new("");

    private Language(string code, Dictionary<string, Word> words, List<(string, Word)> endings, Dictionary<string, string[]> lists)
    {
        Code = code;
        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _endings = [.. endings];
        Lists = lists.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>ISO 639-1.</summary>
    public string Code { get; }

    /// <summary>Named lists of phrases ("hedges", "related-markers"), each in lower case.</summary>
    public FrozenDictionary<string, string[]> Lists { get; }

    /// <summary>The phrases of a list, empty where the language has none.</summary>
    public string[] Phrases(string list) => Lists.TryGetValue(list, out string[]? phrases) ? phrases : [];

    /// <summary>The word, however it is written; a guess by its ending where the files do not know it.</summary>
    public Word Find(ReadOnlySpan<char> written)
    {
        if (written.Length > 40)
        {
            return Unknown;
        }
        Span<char> lower = stackalloc char[40];
        int length = written.ToLowerInvariant(lower);
        lower = lower[..length];
        lower.Replace('\u2019', '\'');
        if (_lookup.TryGetValue(lower, out Word? word))
        {
            return word;
        }
        foreach ((string ending, Word guess) in _endings)
        {
            if (lower.Length > ending.Length + 2 && lower.EndsWith(ending, StringComparison.Ordinal))
            {
                return guess;
            }
        }
        return Unknown;
    }

    /// <summary>A word of the files by its exact form, or null.</summary>
    public Word? Known(string form) => _words.GetValueOrDefault(form);

    /// <summary>Reads a language from the texts of its files, by their names without extension.</summary>
    /// <exception cref="FormatException">A line is not what its file holds: the files are ours, so this is a bug.</exception>
    public static Language Parse(string code, IReadOnlyDictionary<string, string> files)
    {
        var words = new Dictionary<string, Word>(StringComparer.Ordinal);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var endings = new List<(string, Word)>();
        foreach ((string name, string text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            foreach (string raw in text.Split('\n'))
            {
                string line = raw.Trim();
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }
                switch (name)
                {
                    case "words":
                        AddClass(words, line);
                        break;
                    case "verbs":
                        AddForms(words, line.Split(' '), null);
                        break;
                    case "cues":
                        AddCue(words, line);
                        break;
                    case "abbreviations":
                        foreach (string abbreviation in line.Split(' '))
                        {
                            Entry(words, abbreviation + ".").Classes |= WordClass.Abbreviation;
                        }
                        break;
                    case "endings":
                        (string ending, string classes) = Halves(line);
                        endings.Add((ending, new Word("") { Classes = classes.Split(' ').Aggregate(WordClass.None, (all, one) => all | Class(one)) }));
                        break;
                    default:
                        (string list, string phrases) = Halves(line);
                        lists[list] = [.. lists.GetValueOrDefault(list, []), .. phrases.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
                        break;
                }
            }
        }
        foreach (Word word in words.Values)
        {
            word.Cues.Sort((a, b) => (a.Particle.Length == 0).CompareTo(b.Particle.Length == 0));
        }
        return new Language(code, words, endings, lists);
    }

    private static void AddClass(Dictionary<string, Word> words, string line)
    {
        (string name, string members) = Halves(line);
        WordClass @class = Class(name);
        foreach (string member in members.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Entry(words, member).Classes |= @class;
        }
    }

    private static void AddCue(Dictionary<string, Word> words, string line)
    {
        string[] columns = line.Split('|', StringSplitOptions.TrimEntries);
        string[] forms = columns[0].Split(' ');
        Follows follows = Follows.None;
        foreach (char letter in columns[2])
        {
            follows |= letter switch
            {
                'c' => Follows.Clause,
                'w' => Follows.Question,
                'q' => Follows.Quotation,
                'n' => Follows.Noun,
                'a' => Follows.Addressee,
                'i' => Follows.Infinitive,
                'o' => Follows.NounInfinitive,
                'g' => Follows.Gerund,
                _ => throw new FormatException($"cues: '{letter}' in '{line}' says nothing about what follows."),
            };
        }
        var cue = new Cue(
            forms[0].Split('/')[0], columns[1] == "-" ? "" : columns[1], follows, Enum.Parse<CueClass>(columns[3], ignoreCase: true),
            Enum.Parse<Stance>(columns[4], ignoreCase: true), int.Parse(columns[5], CultureInfo.InvariantCulture));
        AddForms(words, forms, cue);
    }

    private static void AddForms(Dictionary<string, Word> words, string[] forms, Cue? cue)
    {
        if (forms.Length != 5)
        {
            throw new FormatException($"'{string.Join(' ', forms)}' are not five forms.");
        }
        for (int i = 0; i < forms.Length; i++)
        {
            foreach (string form in forms[i].Split('/'))
            {
                if (form == "-")
                {
                    continue;
                }
                Word word = Entry(words, form);
                word.Classes |= (WordClass)((ulong)WordClass.Base << i);
                if (cue is not null && !word.Cues.Contains(cue))
                {
                    word.Cues.Add(cue);
                }
            }
        }
    }

    private static Word Entry(Dictionary<string, Word> words, string form)
    {
        if (!words.TryGetValue(form, out Word? word))
        {
            words.Add(form, word = new Word(form));
        }
        return word;
    }

    private static WordClass Class(string name) =>
        Enum.Parse<WordClass>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static (string Name, string Value) Halves(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? throw new FormatException($"'{line}' has no colon.") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
    }
}
