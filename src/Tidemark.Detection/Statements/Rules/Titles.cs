using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>
/// Quotation marks around a title ("a report titled “Pale Heron Returns to the Coast,”"): nobody says it. A title has a capital at
/// nearly every long word, or is announced as one.
/// </summary>
internal static class Titles
{
    public static bool IsTitle(Passage passage, Quotation quotation)
    {
        int words = 0;
        int capitals = 0;
        int last = Math.Min(quotation.Close, passage.Count);
        for (int i = quotation.Open + 1; i < last; i++)
        {
            if (!passage.IsWord(i))
            {
                continue;
            }
            if (passage.Tokens[i].End - passage.Tokens[i].Start >= 4 || i == quotation.Open + 1)
            {
                words++;
                capitals += passage.Tokens[i].Capital || passage.Has(i, WordClass.Number) ? 1 : 0;
            }
        }
        if (words >= 3 && capitals >= 0.75 * words)
        {
            return true;
        }
        return last - quotation.Open < 18 && Announced(passage, quotation.Open);
    }

    // "titled", "headlined", "under the headline", "a column called": the word in front says so.
    private static bool Announced(Passage passage, int open)
    {
        for (int i = Math.Max(0, open - 3); i < open; i++)
        {
            if (passage.IsWord(i) && Array.IndexOf(passage.Language.Phrases("title-words"), passage.Written(i).ToString().ToLowerInvariant()) >= 0)
            {
                return true;
            }
        }
        return false;
    }
}
