using System.Globalization;
using System.Resources;

namespace Tidemark.Detection.Statements.Languages;

/// <summary>The languages that come with the program, each read once from the data embedded in this assembly.</summary>
internal static class LanguageFiles
{
    private static readonly string[] Names = ["abbreviations", "cues", "drift", "endings", "ledger", "phrases", "verbs", "words"];

    /// <summary>Characters of a text by which its language is told.</summary>
    private const int Sample = 3000;

    private static readonly Lazy<Language> LazyEnglish = new(() => Load("en"));
    private static readonly Lazy<Language> LazySpanish = new(() => Load("es"));

    public static Language English => LazyEnglish.Value;

    public static Language Spanish => LazySpanish.Value;

    /// <summary>The language of this code; English where there is no folder for it.</summary>
    public static Language Of(string code) => code == "es" ? Spanish : English;

    /// <summary>
    /// The language whose short words the text uses most; English where they are as frequent. Words both languages have do not count.
    /// </summary>
    public static Language Recognise(string text)
    {
        int english = 0;
        int spanish = 0;
        int limit = Math.Min(text.Length, Sample);
        int start = 0;
        for (int i = 0; i <= limit; i++)
        {
            if (i < limit && char.IsLetter(text[i]))
            {
                continue;
            }
            if (i - start is >= 1 and <= 5)
            {
                ReadOnlySpan<char> word = text.AsSpan(start, i - start);
                bool inEnglish = IsShort(English, word);
                bool inSpanish = IsShort(Spanish, word);
                english += inEnglish && !inSpanish ? 1 : 0;
                spanish += inSpanish && !inEnglish ? 1 : 0;
            }
            start = i + 1;
        }
        return spanish > english ? Spanish : English;
    }

    private static bool IsShort(Language language, ReadOnlySpan<char> word) =>
        (language.Find(word).Classes & (WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.Complementizer | WordClass.Subordinator | WordClass.Finite)) != 0;

    private static Language Load(string code)
    {
        // Strings of this very assembly (a .resx file beside the texts names them): no file is opened and nothing comes from outside.
        var texts = new ResourceManager("Tidemark.Statements." + code, typeof(LanguageFiles).Assembly);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in Names)
        {
            files[name] = texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"The language '{code}' has no {name}.");
        }
        return Language.Parse(code, files);
    }
}
