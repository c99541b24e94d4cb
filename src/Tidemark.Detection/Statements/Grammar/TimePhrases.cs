using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Grammar;

/// <summary>"on Friday", "last week", "Tuesday morning", "in May 2024", "two days ago": when, and never who.</summary>
internal static class TimePhrases
{
    /// <summary>The token behind a time phrase that begins here; the same token where none does.</summary>
    public static int Skip(Passage passage, int i, int end)
    {
        int at = i;
        if (passage.Has(at, WordClass.Preposition) && at + 1 < end && passage.IsWord(at))
        {
            at++;
        }
        int words = at;
        bool time = false;
        while (at < end)
        {
            if (passage.Has(at, WordClass.Weekday) || (passage.Has(at, WordClass.Month) && passage.Tokens[at].Capital))
            {
                time = true;
            }
            else if (passage.Has(at, WordClass.TimeNoun))
            {
                time = true;
            }
            else if (passage.Has(at, WordClass.TimeModifier) && !time)
            {
                // "last", "next", "this"
            }
            else if (passage.Has(at, WordClass.Number | WordClass.NumberWord) && at - words < 6)
            {
                // "March 2", "2024"
            }
            else if (passage.Has(at, WordClass.Determiner) && at == words)
            {
                // "the day before"
            }
            else if (passage.KindAt(at) == TokenKind.Comma && time && passage.Has(at + 1, WordClass.Number) && passage.Has(at - 1, WordClass.Number))
            {
                // "March 2, 2024"
            }
            else if (time && (passage.Is(at, "ago") || passage.Is(at, "before") || passage.Is(at, "earlier") || passage.Is(at, "later")))
            {
                // "two days ago"
            }
            else
            {
                break;
            }
            at++;
        }
        if (!time)
        {
            return i;
        }
        return at;
    }

    /// <summary>The last token before a time phrase that ends here; the same token where none does.</summary>
    public static int SkipLeft(Passage passage, int i, int begin)
    {
        int at = i;
        if (passage.Is(at, "ago") || passage.Is(at, "earlier") || passage.Is(at, "later"))
        {
            at--;
        }
        if (!passage.Has(at, WordClass.Time) || (passage.Has(at, WordClass.Month) && !passage.Tokens[at].Capital))
        {
            // "on March 2"
            if (!(passage.Has(at, WordClass.Number) && passage.Has(at - 1, WordClass.Month) && passage.Tokens[at - 1].Capital))
            {
                return i;
            }
        }
        while (at > begin && passage.Has(at, WordClass.Time | WordClass.Number | WordClass.NumberWord | WordClass.TimeModifier | WordClass.Determiner)
            && !passage.Has(at, WordClass.SubjectPronoun))
        {
            at--;
        }
        if (passage.Has(at, WordClass.Preposition) && passage.IsWord(at))
        {
            at--;
        }
        return at < begin ? i : at;
    }
}
