using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Grammar;

/// <summary>
/// The noun phrase right of a verb or a preposition: the speaker of "said Jorun Hask, the manager", of "according to", "told by"; the
/// addressee of "told". Walks right once.
/// </summary>
internal static class PhraseRight
{
    /// <summary>Whether a phrase can begin here.</summary>
    public static bool Begins(Passage passage, int i) =>
        passage.IsWord(i)
        && (passage.Has(i, WordClass.Proper | WordClass.Determiner | WordClass.Possessive | WordClass.PersonTitle | WordClass.Role | WordClass.Organisation | WordClass.Outlet
                | WordClass.Document | WordClass.NumberWord | WordClass.Number | WordClass.IndefiniteAudience | WordClass.Plural | WordClass.SubjectPronoun | WordClass.ObjectPronoun)
            || !passage.Has(i, (WordClass)((1UL << 48) - 1) | WordClass.AnyVerb))
        && !passage.Has(i, WordClass.Complementizer | WordClass.QuestionWord | WordClass.Subordinator | WordClass.Conjunction & ~WordClass.Determiner | WordClass.Time);

    /// <summary>The speaker's phrase, with apposition and relative clause.</summary>
    public static NounPhrase? Speaker(Passage passage, int start, int end)
    {
        if (!Begins(passage, start))
        {
            return null;
        }
        int head = Simple(passage, start, end, true);
        if (head < start)
        {
            return null;
        }
        int last = head;
        while (last + 1 < end && passage.KindAt(last + 1) == TokenKind.Comma)
        {
            int segment = last + 2;
            int close = Apposition(passage, segment, end);
            if (close < 0)
            {
                break;
            }
            last = close;
            if (passage.KindAt(last + 1) == TokenKind.Comma && passage.KindAt(last + 2) is TokenKind.Word or TokenKind.OpenQuote or TokenKind.CloseQuote && Apposition(passage, last + 2, end) < 0)
            {
                last++;
                break;
            }
        }
        return new NounPhrase(start, last) { HeadLast = head };
    }

    /// <summary>Whom it was said to: no apposition, no clause.</summary>
    public static NounPhrase? Addressee(Passage passage, int start, int end)
    {
        if (!Begins(passage, start))
        {
            return null;
        }
        if (passage.Has(start, WordClass.ObjectPronoun | WordClass.SubjectPronoun) && !passage.Has(start, WordClass.Determiner | WordClass.Possessive | WordClass.Proper | WordClass.NumberWord))
        {
            return new NounPhrase(start, start);
        }
        int head = Simple(passage, start, end, false);
        return head < start ? null : new NounPhrase(start, head);
    }

    // The last token of an apposition or relative clause that begins here, or -1.
    private static int Apposition(Passage passage, int start, int end)
    {
        if (start >= end || !passage.IsWord(start))
        {
            return -1;
        }
        bool relative = passage.Has(start, WordClass.Relative) && !passage.Has(start, WordClass.Determiner | WordClass.Complementizer);
        if (relative)
        {
            int at = start + 1;
            while (at < end && passage.KindAt(at) is not (TokenKind.Comma or TokenKind.Stop or TokenKind.Colon or TokenKind.Semicolon or TokenKind.Dash or TokenKind.OpenQuote or TokenKind.CloseQuote))
            {
                at++;
            }
            return at - 1;
        }
        bool nominal = passage.Has(start, WordClass.Determiner | WordClass.Possessive | WordClass.Role | WordClass.Number | WordClass.Organisation)
            || (passage.Has(start, WordClass.Adjective) && !passage.Has(start, WordClass.Adverb))
            || (passage.Has(start, WordClass.Proper) && Names(passage, start))
            || (!passage.Has(start, (WordClass)((1UL << 48) - 1)) && !passage.Has(start, WordClass.AnyVerb));
        if (!nominal || passage.Has(start, WordClass.Conjunction | WordClass.Time | WordClass.Subordinator | WordClass.Complementizer))
        {
            return -1;
        }
        int last = Simple(passage, start, end, true);
        if (last < start)
        {
            return -1;
        }
        // A clause of its own ("Hask said, the firm denied"): no apposition.
        return last + 1 < end && passage.IsWord(last + 1) && Tagger.IsFinite(passage, last + 1) ? -1 : last;
    }

    // "Ohio’s governor", "R-Ohio", "Jr.": a name that explains the name before it.
    private static bool Names(Passage passage, int i) =>
        passage.Tokens[i].Abbreviated || passage.Has(i + 1, WordClass.Contraction) || passage.KindAt(i + 1) is TokenKind.Comma or TokenKind.Stop
        || passage.Has(i + 1, WordClass.Role | WordClass.Organisation) || passage.Has(i + 2, WordClass.Role);

    /// <summary>The last token of the plain phrase; smaller than start where there is none.</summary>
    internal static int Simple(Passage passage, int start, int end, bool wide)
    {
        int i = start;
        int last = start - 1;
        while (i < end)
        {
            ref Token token = ref passage.Tokens[i];
            if (token.Kind == TokenKind.OpenBracket)
            {
                int close = i;
                while (close + 1 < end && passage.KindAt(close) != TokenKind.CloseBracket)
                {
                    close++;
                }
                last = close;
                i = close + 1;
                continue;
            }
            if (token.Kind == TokenKind.OpenQuote && i > start)
            {
                // A nickname or title of a few words stays inside.
                int close = i + 1;
                while (close < end && passage.KindAt(close) != TokenKind.CloseQuote)
                {
                    close++;
                }
                if (close - i > 6 || close >= end || passage.KindAt(close - 1) is TokenKind.Comma or TokenKind.Stop || !passage.IsWord(close + 1))
                {
                    break;
                }
                last = close;
                i = close + 1;
                continue;
            }
            if (token.Kind != TokenKind.Word)
            {
                break;
            }
            if (token.Has(WordClass.Proper))
            {
                if (i > start && !passage.Has(i - 1, WordClass.Proper) && TimePhrases.Skip(passage, i, end) > i)
                {
                    break;
                }
                last = i++;
                continue;
            }
            if (i > start && Stops(passage, i, end, wide))
            {
                break;
            }
            last = i++;
        }
        while (last >= start && passage.IsWord(last) && passage.Has(last, WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner) && !passage.Has(last, WordClass.Proper | WordClass.SubjectPronoun | WordClass.ObjectPronoun | WordClass.Plural | WordClass.NumberWord))
        {
            last--;
        }
        return last;
    }

    private static bool Stops(Passage passage, int i, int end, bool wide)
    {
        ref Token token = ref passage.Tokens[i];
        if (TimePhrases.Skip(passage, i, end) > i)
        {
            return true;
        }
        if (token.Has(WordClass.Complementizer | WordClass.QuestionWord) && !token.Has(WordClass.Relative))
        {
            return true;
        }
        if (token.Has(WordClass.Relative))
        {
            return !wide || token.Has(WordClass.Complementizer) && !passage.Has(i + 1, WordClass.AnyVerb | WordClass.Auxiliary);
        }
        if (token.Has(WordClass.Subordinator) && !passage.Is(i, "since"))
        {
            return true;
        }
        if (token.Has(WordClass.Modal | WordClass.Finite))
        {
            return !RelativeInside(passage, i);
        }
        if (Tagger.IsFinite(passage, i))
        {
            return !RelativeInside(passage, i);
        }
        if (token.Has(WordClass.Conjunction))
        {
            return !passage.Has(i, WordClass.Conjunction) || passage.Is(i, "but") || passage.Is(i, "yet") || passage.Is(i, "nor") || !wide && !passage.Has(i + 1, WordClass.Proper | WordClass.Determiner)
                || VerbSoon(passage, i + 1, end);
        }
        if (token.Has(WordClass.SubjectPronoun) && !token.Has(WordClass.Determiner | WordClass.NumberWord | WordClass.ObjectPronoun | WordClass.Possessive))
        {
            return true;
        }
        if (token.Has(WordClass.Preposition) && !passage.Is(i, "of"))
        {
            if (token.Has(WordClass.InfinitiveMarker) && passage.Has(i + 1, WordClass.Base))
            {
                return !wide;
            }
            for (int k = i + 1; k < end && k < i + 5; k++)
            {
                if (passage.Has(k, WordClass.Preposition))
                {
                    break;
                }
                if (passage.Has(k, WordClass.Channel) && !passage.Is(i, "from") && !passage.Is(i, "for"))
                {
                    return true;
                }
                if (passage.Has(k, WordClass.IndefiniteAudience) && passage.Is(i, "to"))
                {
                    return true;
                }
            }
            if (!wide && (passage.Is(i, "in") || passage.Is(i, "on") || passage.Is(i, "at") || passage.Is(i, "about") || passage.Is(i, "during") || passage.Is(i, "after")))
            {
                return true;
            }
        }
        if (!wide && (token.Has(WordClass.InfinitiveMarker) && passage.Has(i + 1, WordClass.Base)))
        {
            return true;
        }
        return token.Has(WordClass.Adverb) && !token.Has(WordClass.Determiner | WordClass.Adjective | WordClass.Preposition) && token.Word.Text.Length > 0 && !passage.Has(i + 1, WordClass.Number);
    }

    private static bool RelativeInside(Passage passage, int i)
    {
        for (int k = i - 1; k > i - 5 && k >= 0; k--)
        {
            if (passage.Has(k, WordClass.Relative) && !passage.Has(k, WordClass.Proper))
            {
                return true;
            }
        }
        return false;
    }

    private static bool VerbSoon(Passage passage, int i, int end)
    {
        for (int k = i; k < end && k < i + 5 && passage.IsWord(k); k++)
        {
            if (Tagger.IsFinite(passage, k))
            {
                return true;
            }
        }
        return false;
    }
}
