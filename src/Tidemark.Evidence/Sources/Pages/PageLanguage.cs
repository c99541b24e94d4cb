using System.Text;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// The language of a text, measured from it: by script where a script belongs to one language, else by the share of its words that are among
/// the commonest of a language (<c>language-words.txt</c>). Grefenstette 1995 compared such word lists with trigrams: above some 20 words
/// both are right nearly always. Below 12 words, or where no list covers a twelfth of the words, the answer is none.
/// </summary>
internal static class PageLanguage
{
    private const int Looked = 20_000;

    private static readonly Dictionary<string, List<int>> Words = new(StringComparer.Ordinal);
    private static readonly List<string> Codes = [];

    static PageLanguage()
    {
        foreach (string[] rule in PageData.Rules("language-words.txt"))
        {
            foreach (string word in rule.AsSpan(1))
            {
                if (!Words.TryGetValue(word, out List<int>? languages))
                {
                    Words[word] = languages = [];
                }
                if (!languages.Contains(Codes.Count))
                {
                    languages.Add(Codes.Count);
                }
            }
            Codes.Add(rule[0]);
        }
    }

    /// <summary>ISO 639-1, or null.</summary>
    public static string? Of(string text)
    {
        if (text.Length > Looked)
        {
            text = text[..Looked];
        }
        if (ByScript(text) is { } script)
        {
            return script;
        }
        int[] hits = new int[Codes.Count];
        int words = 0;
        var word = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetter(text[i]) || (text[i] is '\'' or '’' && word.Length > 0)))
            {
                word.Append(text[i] == '’' ? '\'' : char.ToLowerInvariant(text[i]));
            }
            else if (word.Length > 0)
            {
                words++;
                if (Words.TryGetValue(word.ToString(), out List<int>? languages))
                {
                    foreach (int language in languages)
                    {
                        hits[language]++;
                    }
                }
                word.Clear();
            }
        }
        int best = 0;
        for (int i = 1; i < hits.Length; i++)
        {
            best = hits[i] > hits[best] ? i : best;
        }
        return words >= 12 && hits[best] * 12 >= words ? Codes[best] : null;
    }

    private static string? ByScript(string text)
    {
        int kana = 0, han = 0, hangul = 0, thai = 0, arabic = 0, hebrew = 0, greek = 0, devanagari = 0, letters = 0, persian = 0, georgian = 0, armenian = 0;
        foreach (char c in text)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }
            letters++;
            kana += c is >= '\u3040' and <= '\u30FF' ? 1 : 0;
            han += c is >= '\u4E00' and <= '\u9FFF' ? 1 : 0;
            hangul += c is >= '\uAC00' and <= '\uD7AF' ? 1 : 0;
            thai += c is >= '\u0E00' and <= '\u0E7F' ? 1 : 0;
            arabic += c is >= '\u0600' and <= '\u06FF' ? 1 : 0;
            persian += c is '\u067E' or '\u0686' or '\u0698' or '\u06AF' or '\u06CC' ? 1 : 0;
            hebrew += c is >= '\u0590' and <= '\u05FF' ? 1 : 0;
            greek += c is >= '\u0370' and <= '\u03FF' ? 1 : 0;
            devanagari += c is >= '\u0900' and <= '\u097F' ? 1 : 0;
            georgian += c is >= '\u10A0' and <= '\u10FF' ? 1 : 0;
            armenian += c is >= '\u0530' and <= '\u058F' ? 1 : 0;
        }
        if (letters < 20)
        {
            return null;
        }
        int half = letters / 2;
        return kana + han > half ? kana * 10 > han ? "ja" : "zh"
            : hangul > half ? "ko"
            : thai > half ? "th"
            : arabic > half ? persian * 25 > arabic ? "fa" : "ar"
            : hebrew > half ? "he"
            : greek > half ? "el"
            : devanagari > half ? "hi"
            : georgian > half ? "ka"
            : armenian > half ? "hy"
            : null;
    }
}
