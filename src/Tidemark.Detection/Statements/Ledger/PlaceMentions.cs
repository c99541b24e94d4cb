using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// Places that stand for somebody's life ("senator from Lorvania") and places that stand for an aim ("voters in Lorvania"). A place of the first
/// kind alone says nothing of whom an operation was aimed at.
/// </summary>
/// <remarks>By neighbouring words of closed lists; no list of places is built in. It does not claim that a place of neither kind was no aim.</remarks>
internal static class PlaceMentions
{
    /// <summary>Names behind a word of office and "from", "of", "for" or "in".</summary>
    public static IEnumerable<string> Biographical(string text, Language language) => Behind(text, language, "office-words", linked: true);

    /// <summary>Names behind "voters in", "aimed at" and the like.</summary>
    public static IEnumerable<string> Aimed(string text, Language language) => Behind(text, language, "aimed-words", linked: false);

    private static IEnumerable<string> Behind(string text, Language language, string list, bool linked)
    {
        string[] links = language.Phrases("place-links");
        foreach (string phrase in language.Phrases(list))
        {
            for (int at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if ((at > 0 && char.IsLetter(text[at - 1])) || (at + phrase.Length < text.Length && char.IsLetter(text[at + phrase.Length])))
                {
                    continue;
                }
                string[] words = text[(at + phrase.Length)..].Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
                int next = 0;
                if (linked)
                {
                    if (words.Length == 0 || !links.Contains(words[0], StringComparer.OrdinalIgnoreCase))
                    {
                        continue;
                    }
                    next = 1;
                }
                // "voters in Aland and Borland": every name up to the first other word.
                for (; next < Math.Min(words.Length, 7); next++)
                {
                    string name = words[next].Trim(',', '.', ';', ':', '\u201D', '"', ')');
                    if (name.Length > 1 && char.IsUpper(name[0]))
                    {
                        yield return name.EndsWith("'s", StringComparison.Ordinal) || name.EndsWith("\u2019s", StringComparison.Ordinal) ? name[..^2] : name;
                    }
                    else if (linked || name is not ("and" or "or" or "the" or "y" or "o"))
                    {
                        break;
                    }
                    if (words[next][^1] is '.' or ';' || (linked && words[next][^1] == ','))
                    {
                        break;
                    }
                }
            }
        }
    }
}
