using System.Buffers;
using System.Globalization;
using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Retelling;

/// <summary>One statement's words, and what of them a retelling can change: figures, dates, bounds, hedges.</summary>
/// <remarks>Works on one sentence or a few; O(words · phrases).</remarks>
internal sealed class RetoldText
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",.;:!?—");

    private readonly string _text;
    private readonly Language _language;
    private readonly List<(int Start, int End)> _places = [];
    private readonly List<string> _words = [];

    public RetoldText(string text, Language language)
    {
        _text = text;
        _language = language;
        for (int i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            int start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || (IsInner(text[i]) && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))))
            {
                i++;
            }
            _places.Add((start, i));
            _words.Add(Bare(text[start..i]));
        }
        Stems = [.. _words.Select(Stem)];
        Dates = FindDates();
        Numbers = FindNumbers();
        Hedges = [.. Found("hedges").Concat(Found("drift-hedges")).OrderBy(hedge => hedge.First).ThenByDescending(hedge => hedge.Count)
            .Aggregate(new List<(int First, int Count)>(), (kept, next) =>
            {
                // A longer phrase counts once, not with the words in it.
                if (kept.Count == 0 || next.First >= kept[^1].First + kept[^1].Count)
                {
                    kept.Add(next);
                }
                return kept;
            })];
    }

    /// <summary>The words in lower case, without a genitive.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The words without the commonest endings: enough to know "server" in "servers".</summary>
    public string[] Stems { get; }

    /// <summary>Days and months, and days of the week, by place.</summary>
    public IReadOnlyList<(int First, int Count, string Date)> Dates { get; }

    /// <summary>Figures that are no part of a date.</summary>
    public IReadOnlyList<(int At, decimal Value)> Numbers { get; }

    /// <summary>Words that take something of the certainty away.</summary>
    public IReadOnlyList<(int First, int Count)> Hedges { get; }

    /// <summary>The text of some words, as it stands.</summary>
    public string Cut(int first, int count) => count <= 0 ? "" : _text[_places[first].Start.._places[first + count - 1].End];

    /// <summary>Whether a word stands in the genitive: "adviser's". The bare apostrophe of a plural may close a quotation as well and is not read.</summary>
    public bool IsGenitive(int word)
    {
        ReadOnlySpan<char> written = _text.AsSpan(_places[word].Start, _places[word].End - _places[word].Start);
        return written.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || written.EndsWith("\u2019s", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a mark that ends a clause stands behind a word.</summary>
    public bool EndsClause(int word) =>
        word + 1 >= _words.Count || _text.AsSpan(_places[word].End, _places[word + 1].Start - _places[word].End).ContainsAny(ClauseEnds);

    /// <summary>Where the phrases of a list stand.</summary>
    public IEnumerable<(int First, int Count)> Found(string list)
    {
        string[][] phrases = [.. _language.Phrases(list).Select(phrase => phrase.Split(' '))];
        for (int i = 0; i < _words.Count; i++)
        {
            int longest = 0;
            foreach (string[] phrase in phrases)
            {
                if (phrase.Length > longest && i + phrase.Length <= _words.Count && phrase.Select((word, k) => _words[i + k] == word).All(same => same))
                {
                    longest = phrase.Length;
                }
            }
            if (longest > 0 && !IsOfDate(i))
            {
                yield return (i, longest);
            }
        }
    }

    /// <summary>How many words of order stand from a place on: "the last", "the first".</summary>
    public int Ordering(int from)
    {
        string[] words = _language.Phrases("ordering");
        int count = 0;
        while (from + count < _words.Count && words.Contains(_words[from + count], StringComparer.Ordinal))
        {
            count++;
        }
        return count;
    }

    /// <summary>The first word from a place on that says something by itself, or -1: what a hedge or a part-word speaks of.</summary>
    public int Anchor(int from)
    {
        string[] skip = _language.Phrases("anchors-skip");
        for (int i = from; i < _words.Count && i < from + 8; i++)
        {
            if (!skip.Contains(_words[i], StringComparer.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Words from a place on to the end of the clause that say something by themselves, as stems.</summary>
    public IReadOnlyList<string> Clause(int from)
    {
        string[] skip = [.. _language.Phrases("anchors-skip"), .. _language.Phrases("denied-anything")];
        var stems = new List<string>();
        for (int i = from; i < _words.Count; i++)
        {
            if (!skip.Contains(_words[i], StringComparer.Ordinal))
            {
                stems.Add(Stems[i]);
            }
            if (EndsClause(i))
            {
                break;
            }
        }
        return stems;
    }

    private List<(int, int, string)> FindDates()
    {
        string[] months = [.. _language.Phrases("months")];
        string[] weekdays = [.. _language.Phrases("weekdays")];
        var dates = new List<(int, int, string)>();
        for (int i = 0; i < _words.Count; i++)
        {
            if (!char.IsUpper(_text[_places[i].Start]))
            {
                continue;
            }
            int weekday = Array.FindIndex(weekdays, names => names.Split(' ').Contains(_words[i], StringComparer.Ordinal));
            if (weekday >= 0)
            {
                dates.Add((i, 1, string.Create(CultureInfo.InvariantCulture, $"weekday {weekday}")));
                continue;
            }
            int month = Array.FindIndex(months, names => names.Split(' ').Contains(_words[i], StringComparer.Ordinal));
            if (month < 0)
            {
                continue;
            }
            int before = i > 0 && !EndsClause(i - 1) ? Day(i - 1) : 0;
            int after = i + 1 < _words.Count && !EndsClause(i) ? Day(i + 1) : 0;
            // A month that opens a sentence may be a word ("May", "March"): it needs a day, or a word before it.
            if (before == 0 && after == 0 && i == 0)
            {
                continue;
            }
            int day = after > 0 ? after : before;
            dates.Add((before > 0 && after == 0 ? i - 1 : i, day > 0 ? 2 : 1, string.Create(CultureInfo.InvariantCulture, $"{month + 1}-{day}")));
        }
        return dates;
    }

    private int Day(int word) =>
        int.TryParse(_words[word].AsSpan().TrimEnd("stndrh"), NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 31 ? day : 0;

    /// <summary>"May" and "March" are words too; inside a date they are no hedge and no figure.</summary>
    private bool IsOfDate(int word) => Dates is not null && Dates.Any(date => word >= date.First && word < date.First + date.Count);

    private List<(int, decimal)> FindNumbers()
    {
        var words = _language.Phrases("number-words").Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var numbers = new List<(int, decimal)>();
        for (int i = 0; i < _words.Count; i++)
        {
            if (IsOfDate(i))
            {
                continue;
            }
            if (words.TryGetValue(_words[i], out decimal value)
                || (char.IsAsciiDigit(_words[i][0]) && decimal.TryParse(_words[i].TrimEnd('%'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value)))
            {
                numbers.Add((i, value));
            }
        }
        return numbers;
    }

    private static bool IsInner(char c) => c is '\'' or '\u2019' or '-' or '.' or ',';

    private static string Bare(string word)
    {
        string lower = word.ToLowerInvariant().Replace('\u2019', '\'');
        return lower.EndsWith("'s", StringComparison.Ordinal) ? lower[..^2] : lower.TrimEnd('\'');
    }

    /// <summary>A word without "s", "es", "ed", "ing": crude, and the same for both texts.</summary>
    public static string Stem(string word) =>
        word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1]
        : word.Length > 4 && word[^1] == 'e' ? word[..^1] : word;
}
