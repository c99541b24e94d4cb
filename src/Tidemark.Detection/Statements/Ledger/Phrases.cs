using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>Looks for the phrases of a language's lists as whole words.</summary>
internal static class Phrases
{
    /// <summary>Whether a text has a phrase of the list.</summary>
    public static bool Any(string text, Language language, string list) => First(text, language.Phrases(list)) is not null;

    /// <summary>The first phrase that stands in the text, the longer one where two begin at one place; its place, or null.</summary>
    public static (string Phrase, int Start, int End)? First(string text, IEnumerable<string> phrases)
    {
        (string Phrase, int Start, int End)? first = null;
        foreach (string phrase in phrases)
        {
            int from = 0;
            for (int at; (at = text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase)) >= 0; from = at + 1)
            {
                int end = at + phrase.Length;
                bool whole = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
                if (whole)
                {
                    if (first is not { } known || at < known.Start || (at == known.Start && end > known.End))
                    {
                        first = (phrase, at, end);
                    }
                    break;
                }
            }
        }
        return first;
    }
}
