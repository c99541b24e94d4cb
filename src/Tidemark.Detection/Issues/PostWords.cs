using Tidemark.Detection.Issues.Languages;

namespace Tidemark.Detection.Issues;

/// <summary>
/// The words of all posts in numbers: post <c>i</c> has the distinct words <c>Words[Starts[i]..Starts[i + 1]]</c>, ascending. Small
/// words are left out. Phrases are pairs of words that stand side by side with no small word between.
/// </summary>
internal sealed class PostWords
{
    private PostWords(int[] starts, int[] words, List<string> names, string[] language, IReadOnlyList<LanguageCoverage> coverage)
    {
        Starts = starts;
        Words = words;
        Names = names;
        Language = language;
        Coverage = coverage;
    }

    public int[] Starts { get; }

    public int[] Words { get; }

    /// <summary>The text of each word.</summary>
    public List<string> Names { get; }

    /// <summary>By post: the language given or recognised.</summary>
    public string[] Language { get; }

    public IReadOnlyList<LanguageCoverage> Coverage { get; }

    public static PostWords Read(IssueMaterial material)
    {
        int posts = material.Text.Length;
        int[] starts = new int[posts + 1];
        var all = new List<int>(posts * 8);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        string[] language = new string[posts];
        var counts = new SortedDictionary<string, (int Posts, int Unread)>(StringComparer.Ordinal);
        var cut = new List<string>();
        var own = new List<int>();
        for (int post = 0; post < posts; post++)
        {
            cut.Clear();
            own.Clear();
            int unread = WordBreaker.Cut(material.Text[post], cut);
            string code = Code(material.Language[post]) ?? IssueLanguages.Recognise(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cut));
            language[post] = code;
            // A post mostly in a script without blanks counts as not read.
            bool notRead = unread > 0 && unread >= 2 * cut.Count;
            (int Posts, int Unread) known = counts.GetValueOrDefault(code);
            counts[code] = (known.Posts + 1, known.Unread + (notRead ? 1 : 0));
            HashSet<string>? small = IssueLanguages.StopWords(code);
            foreach (string word in cut)
            {
                if (word.Length == 0 || (small?.Contains(word) ?? false))
                {
                    continue;
                }
                if (!ids.TryGetValue(word, out int id))
                {
                    id = names.Count;
                    ids.Add(word, id);
                    names.Add(word);
                }
                own.Add(id);
            }
            own.Sort();
            int last = -1;
            foreach (int id in own)
            {
                if (id != last)
                {
                    all.Add(id);
                }
                last = id;
            }
            starts[post + 1] = all.Count;
        }
        var coverage = new List<LanguageCoverage>();
        foreach ((string code, (int count, int unread)) in counts)
        {
            coverage.Add(new LanguageCoverage(code, count, IssueLanguages.StopWords(code) is not null, 2 * unread < count));
        }
        return new PostWords(starts, [.. all], names, language, coverage);
    }

    /// <summary>The distinct words of a post, ascending.</summary>
    public ReadOnlySpan<int> Of(int post) => Words.AsSpan(Starts[post], Starts[post + 1] - Starts[post]);

    /// <summary>The language without region and script, in lower case; null where none is given.</summary>
    private static string? Code(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }
        ReadOnlySpan<char> code = given.AsSpan().Trim();
        int end = code.IndexOfAny('-', '_');
        code = end < 0 ? code : code[..end];
        return code.Length is < 2 or > 8 || code.Equals("und", StringComparison.OrdinalIgnoreCase) ? null : code.ToString().ToLowerInvariant();
    }
}
