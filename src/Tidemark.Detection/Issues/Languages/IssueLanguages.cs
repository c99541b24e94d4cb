using System.Globalization;
using System.Resources;

namespace Tidemark.Detection.Issues.Languages;

/// <summary>Small words and term sheets of the languages that come with the program: English, Spanish, French.</summary>
internal static class IssueLanguages
{
    /// <summary>Words of a post by which its language is told, where the source gives none.</summary>
    private const int LeastHits = 2;

    private static readonly string[] Codes = ["en", "es", "fr"];

    private static readonly Lazy<Dictionary<string, HashSet<string>>> LazyStopWords = new(() =>
        Codes.ToDictionary(code => code, code => Text("stop-" + code).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<TermSheet>> LazySheets = new(() => [.. Codes.SelectMany(code => TermSheet.Parse(code, Text("sheets-" + code)))]);

    /// <summary>The sheets of all three languages.</summary>
    public static IReadOnlyList<TermSheet> Sheets => LazySheets.Value;

    /// <summary>The small words of a language; null where there is no list.</summary>
    public static HashSet<string>? StopWords(string language) => LazyStopWords.Value.GetValueOrDefault(language);

    /// <summary>The language whose small words a post uses most, or <c>und</c>.</summary>
    public static string Recognise(ReadOnlySpan<string> words)
    {
        string best = "und";
        int most = LeastHits - 1;
        foreach (string code in Codes)
        {
            HashSet<string> list = LazyStopWords.Value[code];
            int hits = 0;
            foreach (string word in words)
            {
                hits += list.Contains(word) ? 1 : 0;
            }
            if (hits > most)
            {
                (best, most) = (code, hits);
            }
        }
        return best;
    }

    private static string Text(string name) =>
        new ResourceManager("Tidemark.Issues", typeof(IssueLanguages).Assembly).GetString(name, CultureInfo.InvariantCulture)
        ?? throw new InvalidOperationException($"There is no list '{name}'.");
}
