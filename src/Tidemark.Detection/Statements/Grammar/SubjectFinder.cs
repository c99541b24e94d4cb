using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Grammar;

/// <summary>
/// The noun phrase left of a verb group: with apposition ("its campaign manager, Jorun Hask,"), relative clause, and what stands
/// between subject and verb ("on Saturday") passed over. Walks left once, O(length of the sentence).
/// </summary>
internal static class SubjectFinder
{
    private const WordClass NotInPhrase = WordClass.Complementizer | WordClass.Modal;

    /// <summary>The subject of the group, or null where none stands there.</summary>
    public static NounPhrase? Left(Passage passage, int begin, int group)
    {
        int j = Interposed(passage, begin, group - 1);
        if (j < begin)
        {
            return null;
        }
        if (passage.KindAt(j) == TokenKind.Comma)
        {
            return BehindComma(passage, begin, j);
        }
        if (passage.KindAt(j) == TokenKind.Dash)
        {
            return BehindDash(passage, begin, j);
        }
        if (!Ends(passage, j))
        {
            return null;
        }
        if (IsRelative(passage, j, begin))
        {
            return new NounPhrase(j, j) { Relative = true };
        }
        return Phrase(passage, begin, j);
    }

    private static bool Ends(Passage passage, int j)
    {
        if (passage.KindAt(j) is TokenKind.CloseBracket)
        {
            return true;
        }
        if (passage.KindAt(j) is TokenKind.CloseQuote)
        {
            // The end of a name in quotation marks, not of a quotation.
            return true;
        }
        return passage.IsWord(j) && !passage.Has(j, WordClass.Conjunction | WordClass.InfinitiveMarker | WordClass.Modal)
            && !(passage.Has(j, WordClass.Preposition | WordClass.Subordinator) && !passage.Has(j, WordClass.Proper | WordClass.SubjectPronoun | WordClass.Relative | WordClass.Plural))
            && !(passage.Has(j, WordClass.Complementizer) && !passage.Has(j, WordClass.Relative));
    }

    private static bool IsRelative(Passage passage, int j, int begin) =>
        passage.Has(j, WordClass.Relative) && j > begin && (passage.IsWord(j - 1) || passage.KindAt(j - 1) is TokenKind.Comma or TokenKind.CloseBracket or TokenKind.Dash)
        && !passage.Has(j - 1, WordClass.Preposition | WordClass.AnyVerb | WordClass.Conjunction);

    /// <summary>Passes over adverbs, time and channel between subject and verb.</summary>
    private static int Interposed(Passage passage, int begin, int j)
    {
        for (int round = 0; round < 3; round++)
        {
            int at = TimePhrases.SkipLeft(passage, j, begin);
            if (at == j || at < begin || !(passage.IsWord(at) || passage.KindAt(at) is TokenKind.CloseBracket or TokenKind.Comma)
                || passage.Has(at, WordClass.Preposition | WordClass.Conjunction))
            {
                break;
            }
            j = at;
        }
        if (passage.Has(j, WordClass.Channel))
        {
            // "Cruz in an interview said"
            int at = j;
            while (at > begin && at > j - 5 && !passage.Has(at, WordClass.Preposition))
            {
                at--;
            }
            if (at > begin && at < j && (passage.Is(at, "in") || passage.Is(at, "via") || passage.Is(at, "during")) && passage.IsWord(at - 1) && !passage.Has(at - 1, WordClass.AnyVerb))
            {
                j = at - 1;
            }
        }
        return j;
    }

    private static NounPhrase? BehindDash(Passage passage, int begin, int dash)
    {
        for (int k = dash - 1; k > begin; k--)
        {
            if (passage.KindAt(k) == TokenKind.Dash)
            {
                return Ends(passage, k - 1) && Phrase(passage, begin, k - 1) is { } head ? head with { Last = dash, HeadLast = k - 1 } : null;
            }
        }
        return null;
    }

    /// <summary>A comma stands before the verb: apposition, relative clause or something put in between.</summary>
    private static NounPhrase? BehindComma(Passage passage, int begin, int comma)
    {
        int depth = passage.Tokens[comma].Depth;
        int segmentEnd = comma - 1;
        for (int k = comma - 1, rounds = 0; k > begin && rounds < 6; k--)
        {
            if (passage.KindAt(k) is TokenKind.Stop or TokenKind.Semicolon or TokenKind.Colon)
            {
                return null;
            }
            if (passage.KindAt(k) != TokenKind.Comma || passage.Tokens[k].Depth != depth || passage.Tokens[k].Quote != passage.Tokens[comma].Quote)
            {
                continue;
            }
            rounds++;
            bool relative = passage.Has(k + 1, WordClass.Relative | WordClass.QuestionWord) || (passage.Has(k + 1, WordClass.Preposition) && passage.Has(k + 2, WordClass.Relative));
            bool closed = relative || !HasSureFinite(passage, k + 1, segmentEnd);
            if (!closed)
            {
                return null;
            }
            // The segment in front may itself be an apposition; the head is the first that cannot be one.
            if (!Ends(passage, k - 1))
            {
                return null;
            }
            if (!relative && IsAdjunct(passage, k + 1, segmentEnd) && Phrase(passage, begin, k - 1) is { } interrupted)
            {
                return interrupted;
            }
            NounPhrase? head = Phrase(passage, begin, k - 1);
            if (head is not { } phrase)
            {
                return null;
            }
            if (phrase.First > begin && passage.KindAt(phrase.First - 1) == TokenKind.Comma && LooksApposed(passage, begin, phrase))
            {
                segmentEnd = k - 1;
                continue;
            }
            return phrase with { Last = comma, HeadLast = phrase.Last };
        }
        return null;
    }

    /// <summary>", a Republican from Akron" of "Smith, a Republican from Akron, Ohio, said": itself an apposition.</summary>
    private static bool LooksApposed(Passage passage, int begin, NounPhrase phrase)
    {
        int before = phrase.First - 2;
        if (before < begin || !passage.IsWord(before) || passage.Has(before, WordClass.Time | WordClass.Adverb | WordClass.Opener))
        {
            return false;
        }
        int start = before;
        while (start > begin && passage.IsWord(start - 1))
        {
            start--;
        }
        return passage.Has(phrase.First, WordClass.Determiner | WordClass.Role | WordClass.Number | WordClass.Possessive)
            && !passage.Has(start, WordClass.Preposition | WordClass.Subordinator | WordClass.Opener | WordClass.Gerund)
            && !HasFinite(passage, start, before);
    }

    private static bool IsAdjunct(Passage passage, int first, int last)
    {
        if (first == last)
        {
            return passage.Has(first, WordClass.Adverb | WordClass.Opener);
        }
        return TimePhrases.Skip(passage, first, last + 1) == last + 1
            || (passage.Has(first, WordClass.Preposition) && !passage.Is(first, "of") && passage.Has(last, WordClass.Channel))
            || (passage.Is(first, "for") && last - first < 3) || (passage.Is(first, "in") && passage.Is(first + 1, "turn"));
    }

    // In an apposition "a memo dated 4 January" is no clause: a form that can be a participle is one there.
    private static bool HasSureFinite(Passage passage, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (passage.Tokens[i].Kind == TokenKind.Word && !(passage.Has(i, WordClass.Participle) && i > first) && Tagger.IsFinite(passage, i))
            {
                return true;
            }
        }
        return false;
    }

    public static bool HasFinite(Passage passage, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (passage.Tokens[i].Kind == TokenKind.Word && Tagger.IsFinite(passage, i))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The phrase that ends at <paramref name="last"/>.</summary>
    public static NounPhrase? Phrase(Passage passage, int begin, int last)
    {
        if (passage.Has(last, WordClass.SubjectPronoun) && !passage.Has(last, WordClass.Proper) && !passage.Has(last, WordClass.Determiner | WordClass.NumberWord))
        {
            return passage.Is(last, "it") || passage.Tokens[last].Word.Text.Length > 0 ? new NounPhrase(last, last) : null;
        }
        int first = last + 1;
        bool joined = false;
        int i = last;
        while (i >= begin)
        {
            ref Token token = ref passage.Tokens[i];
            if (token.Kind == TokenKind.CloseBracket)
            {
                int depth = token.Depth;
                while (i > begin && !(passage.Tokens[i].Kind == TokenKind.OpenBracket && passage.Tokens[i].Depth == depth))
                {
                    i--;
                }
                first = i--;
                continue;
            }
            if (token.Kind == TokenKind.CloseQuote)
            {
                int open = i - 1;
                while (open > begin && passage.Tokens[open].Kind != TokenKind.OpenQuote)
                {
                    open--;
                }
                if (i - open > 8 || open <= begin || passage.KindAt(i - 1) is TokenKind.Comma or TokenKind.Stop)
                {
                    break;
                }
                first = open;
                i = open - 1;
                continue;
            }
            if (token.Kind == TokenKind.Comma)
            {
                if (joined && ListItem(passage, begin, i - 1) is int item and >= 0)
                {
                    first = item;
                    i = item - 1;
                    continue;
                }
                break;
            }
            if (token.Kind != TokenKind.Word)
            {
                break;
            }
            if (token.Has(WordClass.Proper | WordClass.Number))
            {
                first = i--;
                continue;
            }
            if (Tagger.IsFinite(passage, i))
            {
                int relative = RelativeBefore(passage, begin, i);
                if (relative < 0)
                {
                    break;
                }
                first = relative;
                i = relative - 1;
                if (passage.KindAt(i) == TokenKind.Comma)
                {
                    i--;
                }
                continue;
            }
            if (token.Has(WordClass.Auxiliary) || (token.Has(WordClass.Gerund) && token.Word.Cues.Count > 0 && passage.KindAt(i - 1) == TokenKind.Comma))
            {
                break;
            }
            if (token.Has(NotInPhrase) || (token.Has(WordClass.Subordinator) && !passage.Is(i, "since")) || (token.Has(WordClass.QuestionWord) && !token.Has(WordClass.Possessive)))
            {
                break;
            }
            if (token.Has(WordClass.Conjunction))
            {
                if (i == begin || !passage.IsWord(i - 1) && passage.KindAt(i - 1) is not (TokenKind.CloseBracket or TokenKind.Comma) || HasFinite(passage, ClauseBegin(passage, begin, i), i - 1))
                {
                    break;
                }
                if (passage.KindAt(i - 1) == TokenKind.Comma && !(i - 2 >= begin && ListItem(passage, begin, i - 2) >= 0))
                {
                    break;
                }
                joined = true;
                first = i;
                i = passage.KindAt(i - 1) == TokenKind.Comma ? i - 2 : i - 1;
                continue;
            }
            if (token.Has(WordClass.SubjectPronoun) && !token.Has(WordClass.Determiner | WordClass.NumberWord | WordClass.ObjectPronoun | WordClass.Possessive) && i < last)
            {
                break;
            }
            first = i--;
            if (i >= begin && token.Has(WordClass.Determiner | WordClass.Possessive) && !token.Has(WordClass.SubjectPronoun) && passage.IsWord(i)
                && !passage.Has(i, WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.AnyVerb | WordClass.Adverb | WordClass.Opener | WordClass.Subordinator | WordClass.Adjective | WordClass.Auxiliary | WordClass.NumberWord | WordClass.Time))
            {
                // "a claim the commission has rejected": no noun stands right in front of an article of its own phrase.
                break;
            }
        }
        if (first > last)
        {
            return null;
        }
        return Trim(passage, first, last);
    }

    /// <summary>The start of a short list item that ends here, or -1: "Ohio, Iowa and Texas".</summary>
    private static int ListItem(Passage passage, int begin, int last)
    {
        int i = last;
        while (i >= begin && i > last - 7 && passage.IsWord(i))
        {
            if (Tagger.IsFinite(passage, i) || passage.Has(i, WordClass.Subordinator | WordClass.Complementizer) && !passage.Has(i, WordClass.Proper))
            {
                return -1;
            }
            i--;
        }
        bool edge = i < begin || passage.KindAt(i) is TokenKind.Comma or TokenKind.CloseQuote or TokenKind.OpenQuote;
        return edge && i < last && !passage.Has(i + 1, WordClass.Preposition | WordClass.Adverb | WordClass.Opener | WordClass.Time) ? i + 1 : -1;
    }

    private static int ClauseBegin(Passage passage, int begin, int i)
    {
        int at = i;
        while (at > begin && !(passage.KindAt(at - 1) is TokenKind.Semicolon or TokenKind.Colon or TokenKind.Stop or TokenKind.Dash or TokenKind.Comma) && !passage.Has(at - 1, WordClass.Complementizer))
        {
            at--;
        }
        return at;
    }

    // "the firm that sold the house": the relative pronoun whose verb this is, or -1.
    private static int RelativeBefore(Passage passage, int begin, int verb)
    {
        int i = verb - 1;
        int lowest = Math.Max(begin + 1, verb - 8);
        while (i >= lowest && (passage.IsWord(i) || passage.KindAt(i) == TokenKind.CloseBracket))
        {
            if (passage.Has(i, WordClass.Relative) && !passage.Has(i, WordClass.Proper))
            {
                return passage.IsWord(i - 1) && !passage.Has(i - 1, WordClass.AnyVerb & ~WordClass.Base | WordClass.Conjunction) || passage.KindAt(i - 1) is TokenKind.Comma or TokenKind.CloseBracket ? i : -1;
            }
            if (Tagger.IsFinite(passage, i))
            {
                return -1;
            }
            i--;
        }
        return -1;
    }

    private static NounPhrase? Trim(Passage passage, int first, int last)
    {
        while (first < last && passage.IsWord(first)
            && (passage.Has(first, WordClass.Opener | WordClass.Conjunction) || (passage.Has(first, WordClass.Adverb) && passage.Tokens[first].Word.Text.Length == 0))
            && !passage.Has(first, WordClass.Determiner | WordClass.SubjectPronoun))
        {
            first++;
        }
        bool weak = false;
        if (passage.Has(first, WordClass.Preposition) && passage.IsWord(first) && !passage.Has(first, WordClass.Proper) && !Counts(passage, first))
        {
            int start = BehindAdjunct(passage, first, last);
            if (start < 0)
            {
                return null;
            }
            weak = true;
            first = start;
        }
        int time = TimePhrases.Skip(passage, first, last);
        if (time > first && time <= last && passage.Has(time, WordClass.Proper | WordClass.Determiner | WordClass.SubjectPronoun | WordClass.PersonTitle))
        {
            first = time;
        }
        bool noun = false;
        for (int i = first; i <= last; i++)
        {
            noun |= passage.IsWord(i) && !passage.Has(i, WordClass.Preposition | WordClass.Adverb | WordClass.Conjunction);
        }
        return noun ? new NounPhrase(first, last) { Weak = weak } : null;
    }

    // "At least three people", "About 40 residents", "More than half": no adjunct.
    private static bool Counts(Passage passage, int i) =>
        passage.Has(i + 1, WordClass.Number | WordClass.NumberWord) && !passage.Is(i, "in") && !passage.Is(i, "on") && !passage.Is(i, "by")
        || passage.Is(i + 1, "least") || passage.Is(i + 1, "most");

    /// <summary>"In Iowa Trump", "After the vote the ministry": where the phrase behind the adjunct begins, or -1.</summary>
    private static int BehindAdjunct(Passage passage, int first, int last)
    {
        for (int i = first + 2; i <= last; i++)
        {
            if (!passage.IsWord(i) || !passage.IsWord(i - 1))
            {
                continue;
            }
            bool starts = passage.Has(i, WordClass.Determiner | WordClass.Possessive | WordClass.PersonTitle) && !passage.Has(i, WordClass.Time | WordClass.TimeModifier);
            bool name = passage.Has(i, WordClass.Proper) && !passage.Has(i - 1, WordClass.Proper | WordClass.Role | WordClass.Organisation | WordClass.PersonTitle);
            if ((starts || name) && !passage.Has(i - 1, WordClass.Preposition | WordClass.Determiner | WordClass.Possessive | WordClass.Conjunction | WordClass.Adjective | WordClass.Contraction))
            {
                return i;
            }
        }
        return -1;
    }
}
