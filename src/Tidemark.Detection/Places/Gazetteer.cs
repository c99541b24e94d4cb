using System.Globalization;
using System.Text;

namespace Tidemark.Detection.Places;

/// <summary>What kind of name an entry is.</summary>
internal enum NameKind
{
    /// <summary>A longer name in which no place is to be found.</summary>
    Trap,
    State,
    Country,
    Town,
    Abbreviation,
    Postal,
    Demonym,
    DemonymNoun,
    DemonymPlural,
    DemonymAdjective,
    Nickname,
    Outlet,
}

/// <summary>One place a name can mean.</summary>
/// <param name="Place">Its ISO code.</param>
/// <param name="Kind">What kind of name it is for this place.</param>
/// <param name="Foremost">Meant where nothing else tells.</param>
internal readonly record struct Sense(string Place, NameKind Kind, bool Foremost);

/// <summary>What else a name is.</summary>
[Flags]
internal enum NameMarks
{
    None = 0,
    FirstName = 1,
    Surname = 2,
    Word = 4,

    /// <summary>The demonym is the name of a language, too.</summary>
    Language = 8,

    /// <summary>Counts only behind a town.</summary>
    BehindTown = 16,
}

/// <summary>A word the data know: its classes, and the names that begin with it, longest first.</summary>
internal sealed class Word(string key)
{
    public string Key { get; } = key;

    public WordKinds Kinds { get; set; }

    public List<Name> Names { get; } = [];
}

/// <summary>A name with what it can mean.</summary>
internal sealed class Name(Word[] words)
{
    public Word[] Words { get; } = words;

    public List<Sense> Senses { get; } = [];

    public NameMarks Marks { get; set; }

    public bool IsTrap => Senses.Count == 0;

    public bool Has(NameKind kind)
    {
        foreach (Sense sense in Senses)
        {
            if (sense.Kind == kind)
            {
                return true;
            }
        }
        return false;
    }

    public Sense Foremost
    {
        get
        {
            foreach (Sense sense in Senses)
            {
                if (sense.Foremost)
                {
                    return sense;
                }
            }
            return Senses[0];
        }
    }

    public bool IsFolk
    {
        get
        {
            foreach (Sense sense in Senses)
            {
                if (sense.Kind is NameKind.Demonym or NameKind.DemonymAdjective or NameKind.DemonymNoun or NameKind.DemonymPlural)
                {
                    return true;
                }
            }
            return false;
        }
    }
}

/// <summary>All names and words, read once from the data embedded in this assembly. Immutable after loading.</summary>
internal sealed class Gazetteer
{
    private static readonly Lazy<Gazetteer> LazyShared = new(() => GazetteerFiles.Load());

    private readonly Dictionary<string, Word> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private Dictionary<string, Name>? _run;

    public Gazetteer() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The one that comes with the program.</summary>
    public static Gazetteer Shared => LazyShared.Value;

    /// <summary>Codes of all places, in ordinal order.</summary>
    public SortedDictionary<string, string> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>The word of this spelling, whatever its case and accents, or null.</summary>
    public Word? Find(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text))
        {
            return _lookup.TryGetValue(Fold(text), out Word? folded) ? folded : null;
        }
        return _lookup.TryGetValue(text, out Word? word) ? word : null;
    }

    /// <summary>The name whose words, written as one, are this; null if there is none. Towns of one short word are left out.</summary>
    public Name? Run(string together)
    {
        _run ??= Together();
        return _run.GetValueOrDefault(together);
    }

    /// <summary>The word of this spelling, made if it is not there.</summary>
    public Word Intern(string text)
    {
        string key = Fold(text).ToLowerInvariant();
        if (!_words.TryGetValue(key, out Word? word))
        {
            _words.Add(key, word = new Word(key));
        }
        return word;
    }

    /// <summary>The name of these words, made if it is not there.</summary>
    public Name NameOf(string text)
    {
        List<PlaceToken> tokens = PlaceTokens.Cut(text, null);
        var words = new Word[tokens.Count];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Intern(text[tokens[i].Start..tokens[i].End]);
        }
        foreach (Name known in words[0].Names)
        {
            if (known.Words.AsSpan().SequenceEqual(words))
            {
                return known;
            }
        }
        var name = new Name(words);
        List<Name> names = words[0].Names;
        int at = 0;
        while (at < names.Count && names[at].Words.Length >= words.Length)
        {
            at++;
        }
        names.Insert(at, name);
        return name;
    }

    private Dictionary<string, Name> Together()
    {
        var run = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (Word word in _words.Values)
        {
            foreach (Name name in word.Names)
            {
                if (!name.IsTrap && name.Senses[0].Kind is NameKind.State or NameKind.Country or NameKind.Town or NameKind.Demonym or NameKind.DemonymPlural or NameKind.Nickname)
                {
                    string key = string.Concat(name.Words.Where(part => part.Key is not ("." or "-" or "'")).Select(part => part.Key));
                    if (key.Length >= 4)
                    {
                        run.TryAdd(key, name);
                    }
                }
            }
        }
        return run;
    }

    /// <summary>Accents off, apostrophes alike. A text that is ASCII comes back as it is.</summary>
    internal static string Fold(ReadOnlySpan<char> text)
    {
        string whole = text.ToString();
        if (Ascii.IsValid(text))
        {
            return whole;
        }
        // A lone surrogate cannot be normalised; it is in no name either.
        foreach (char c in text)
        {
            if (char.IsSurrogate(c))
            {
                return whole;
            }
        }
        var plain = new StringBuilder(whole.Length);
        foreach (char c in whole.Normalize(NormalizationForm.FormD))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                    break;
                default:
                    _ = c switch
                    {
                        '’' or '‘' or 'ʻ' or 'ʼ' or '`' => plain.Append('\''),
                        'ø' => plain.Append('o'),
                        'Ø' => plain.Append('O'),
                        'ł' => plain.Append('l'),
                        'Ł' => plain.Append('L'),
                        'ı' => plain.Append('i'),
                        'ß' => plain.Append("ss"),
                        'æ' => plain.Append("ae"),
                        'ð' => plain.Append('d'),
                        _ => plain.Append(c),
                    };
                    break;
            }
        }
        return plain.ToString();
    }
}
