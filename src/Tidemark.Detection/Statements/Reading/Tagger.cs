using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Reading;

/// <summary>
/// Decides what a word is in its place, by its neighbours and by closed classes: proper noun, noun, finite verb, participle. No
/// statistics and no model: each decision can be read here. It needs to be right where a cue, a subject or a clause begins, and
/// leaves the rest open.
/// </summary>
internal static class Tagger
{
    /// <summary>Brackets and capitals; needs no sentences.</summary>
    public static void Tag(Passage passage)
    {
        int depth = 0;
        Token[] tokens = passage.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.OpenBracket)
            {
                depth++;
            }
            tokens[i].Depth = depth;
            if (tokens[i].Kind == TokenKind.CloseBracket && depth > 0)
            {
                depth--;
            }
        }
    }

    /// <summary>Proper nouns, and what a form that can be noun or verb is here.</summary>
    public static void TagSentences(Passage passage)
    {
        foreach (Sentence sentence in passage.Sentences)
        {
            int begin = sentence.First;
            while (begin < sentence.End && passage.Tokens[begin].Kind != TokenKind.Word)
            {
                begin++;
            }
            for (int i = sentence.First; i < sentence.End; i++)
            {
                if (passage.Tokens[i].Kind == TokenKind.Word)
                {
                    TagWord(passage, i, begin);
                }
            }
        }
    }

    private static void TagWord(Passage passage, int i, int begin)
    {
        ref Token token = ref passage.Tokens[i];
        bool opens = i == begin || passage.KindAt(i - 1) is TokenKind.OpenQuote or TokenKind.Colon;
        if (token.Capital && token.End - token.Start > 0)
        {
            const WordClass Closed = WordClass.Determiner | WordClass.Possessive | WordClass.SubjectPronoun | WordClass.ObjectPronoun | WordClass.Preposition
                | WordClass.Conjunction | WordClass.Subordinator | WordClass.Complementizer | WordClass.Modal | WordClass.Finite | WordClass.QuestionWord | WordClass.Opener
                | WordClass.Negation | WordClass.Relative;
            bool closed = (token.Word.Classes & Closed) != 0;
            if (!opens && !closed)
            {
                token.Classes = (token.Classes & ~(WordClass.AnyVerb | WordClass.Adverb | WordClass.Auxiliary | WordClass.Catenative)) | WordClass.Proper;
            }
            else if (!closed && token.Word.Text.Length == 0 && (token.Classes & (WordClass.Adverb | WordClass.Gerund)) == 0)
            {
                token.Classes |= WordClass.Proper;
                token.Classes &= ~WordClass.AnyVerb;
            }
            else if (opens && !closed && token.Word.Text.Length == 0 && passage.IsWord(i + 1) && passage.Has(i + 1, WordClass.Past | WordClass.Present | WordClass.Auxiliary | WordClass.VerbAdverb) && passage.Tokens[i + 1].Word.Text.Length > 0)
            {
                // "Norring also said", "Kelly said": a name that ends like another word.
                token.Classes = WordClass.Proper;
            }
            else if (opens && (token.Classes & WordClass.AnyVerb) != 0 && (token.Classes & WordClass.Gerund) == 0 && passage.Has(i + 1, WordClass.AnyVerb | WordClass.Auxiliary) && passage.IsWord(i + 1))
            {
                // "Police believe", "Reports say": a sentence seldom begins with a finite verb.
                token.Classes &= ~WordClass.AnyVerb;
            }
            else if (!closed && passage.IsWord(i + 1) && passage.Tokens[i + 1].Capital && !passage.Tokens[i + 1].Has(WordClass.SubjectPronoun) && (token.Classes & (WordClass.Adverb | WordClass.Gerund)) == 0)
            {
                token.Classes |= WordClass.Proper;
                token.Classes &= ~WordClass.AnyVerb;
            }
        }
        if (token.Has(WordClass.Contraction))
        {
            bool contracts = passage.Has(i - 1, WordClass.SubjectPronoun | WordClass.Relative | WordClass.QuestionWord | WordClass.Demonstrative) && !passage.Has(i - 1, WordClass.Possessive);
            token.Classes = contracts ? WordClass.Be | WordClass.Finite : WordClass.Contraction;
            return;
        }
        if (!token.Has(WordClass.AnyVerb))
        {
            return;
        }
        int p = i - 1;
        while (p >= 0 && passage.Has(p, WordClass.VerbAdverb | WordClass.Negation) && !passage.Has(p, WordClass.Determiner) && p > begin)
        {
            p--;
        }
        bool aux = passage.Has(p, WordClass.Auxiliary);
        bool to = passage.Has(i - 1, WordClass.InfinitiveMarker) || (passage.Has(p, WordClass.InfinitiveMarker) && p < i - 1);
        bool nounBefore = passage.Has(i - 1, WordClass.Determiner | WordClass.Possessive | WordClass.Contraction | WordClass.Number | WordClass.NumberWord)
            || (passage.Has(i - 1, WordClass.Preposition) && !passage.Has(i - 1, WordClass.InfinitiveMarker | WordClass.Subordinator) && !passage.Has(i - 1, WordClass.Agent))
            || (passage.Has(i - 1, WordClass.Adjective) && !passage.Has(i - 1, WordClass.Role | WordClass.Organisation | WordClass.Plural));
        if (passage.Has(i - 1, WordClass.Demonstrative) && passage.Has(i - 1, WordClass.Relative | WordClass.Complementizer) && !token.Has(WordClass.Gerund))
        {
            nounBefore = false;
        }
        if (passage.Has(i - 1, WordClass.SubjectPronoun) && !passage.Has(i - 1, WordClass.Possessive | WordClass.ObjectPronoun))
        {
            nounBefore = false;
        }
        if (nounBefore && Numbered(passage, i - 1))
        {
            nounBefore = false;
        }
        WordClass verb = token.Classes & WordClass.AnyVerb;
        if (aux || to)
        {
            return;
        }
        if (token.Has(WordClass.NounVerb) && (passage.KindAt(i + 1) is TokenKind.Stop or TokenKind.CloseBracket || (passage.Has(i + 1, WordClass.Preposition) && !passage.Has(i + 1, WordClass.InfinitiveMarker))
            || passage.Has(i + 1, WordClass.Auxiliary)) && !passage.Has(i - 1, WordClass.SubjectPronoun | WordClass.VerbAdverb | WordClass.Relative))
        {
            // "the mid-Atlantic states on April 26": a plural noun far more often than a verb.
            bool particle = token.Word.Cues.Exists(cue => cue.Particle.Length > 0 && passage.Is(i + 1, cue.Particle));
            if (!particle)
            {
                token.Classes &= ~WordClass.AnyVerb;
                return;
            }
        }
        if (nounBefore && !token.Has(WordClass.Gerund))
        {
            // "the claims", "a called strike": no finite verb stands behind an article.
            verb &= WordClass.Participle;
        }
        else if ((verb & (WordClass.Present | WordClass.Base)) != 0 && passage.Has(i - 1, WordClass.Preposition) && !to)
        {
            verb &= ~(WordClass.Present | WordClass.Base);
        }
        token.Classes = (token.Classes & ~WordClass.AnyVerb) | verb;
    }

    // "Channel 4 said", "Unit 29155 says", "the council of Ward Five added": a number that ends a name counts nothing. A name in capitals is
    // asked for, for "killed 40 wounded" counts.
    private static bool Numbered(Passage passage, int number) =>
        passage.Has(number, WordClass.Number | WordClass.NumberWord) && passage.IsWord(number - 1) && passage.Tokens[number - 1].Capital
        && !passage.Has(number - 1, WordClass.Time | WordClass.Preposition | WordClass.Determiner | WordClass.Adverb | WordClass.Conjunction);

    /// <summary>Whether the token is a verb that can carry a clause, in its place.</summary>
    public static bool IsFinite(Passage passage, int i)
    {
        if (!passage.IsWord(i))
        {
            return false;
        }
        ref Token token = ref passage.Tokens[i];
        if (token.Has(WordClass.Finite | WordClass.Modal) && !token.Has(WordClass.Proper))
        {
            return true;
        }
        int p = i - 1;
        while (passage.Has(p, WordClass.VerbAdverb | WordClass.Negation) && !passage.Has(p, WordClass.Determiner))
        {
            p--;
        }
        if (passage.Has(p, WordClass.InfinitiveMarker | WordClass.Modal | WordClass.Do) && !passage.Has(p, WordClass.Past | WordClass.Proper))
        {
            return false;
        }
        bool auxiliary = passage.Has(p, WordClass.Be | WordClass.Have);
        if (token.Has(WordClass.Have) && token.Has(WordClass.Base))
        {
            return !auxiliary && PluralBefore(passage, p);
        }
        if (auxiliary)
        {
            return false;
        }
        if (token.Has(WordClass.Past))
        {
            return !token.Has(WordClass.Participle) || !LooksParticipial(passage, i, p);
        }
        if (token.Has(WordClass.Present))
        {
            return passage.IsWord(p) && !passage.Has(p, WordClass.Preposition | WordClass.Determiner | WordClass.Adjective | WordClass.AnyVerb & ~WordClass.Gerund | WordClass.Conjunction)
                || passage.KindAt(p) is TokenKind.CloseBracket or TokenKind.Comma or TokenKind.CloseQuote
                || (passage.Has(p, WordClass.Conjunction) && token.Word.Cues.Count > 0);
        }
        return token.Has(WordClass.Base) && PluralBefore(passage, p);
    }

    /// <summary>"the man arrested in May", "papers leaked by": no clause of its own.</summary>
    private static bool LooksParticipial(Passage passage, int i, int before)
    {
        if (passage.Has(i + 1, WordClass.Agent))
        {
            return true;
        }
        if (before < 0 || passage.Has(before, WordClass.Preposition | WordClass.Determiner | WordClass.Possessive | WordClass.Contraction | WordClass.Gerund))
        {
            return !passage.Has(before, WordClass.SubjectPronoun);
        }
        if (passage.KindAt(before) is TokenKind.Comma or TokenKind.OpenQuote or TokenKind.Dash && passage.Tokens[i].Word.Cues.Count == 0)
        {
            return true;
        }
        return false;
    }

    public static bool PluralBefore(Passage passage, int p)
    {
        if (passage.KindAt(p) is TokenKind.CloseBracket)
        {
            return true;
        }
        if (!passage.IsWord(p))
        {
            return passage.KindAt(p) == TokenKind.Comma && p > 1;
        }
        ref Token token = ref passage.Tokens[p];
        if (token.Has(WordClass.Plural))
        {
            return true;
        }
        if (token.Has(WordClass.SubjectPronoun))
        {
            return !(passage.Is(p, "he") || passage.Is(p, "she") || passage.Is(p, "it") || passage.Is(p, "one"));
        }
        ReadOnlySpan<char> word = passage.Written(p);
        return word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && !token.Has(WordClass.Time | WordClass.AnyVerb & ~WordClass.Present | WordClass.Preposition | WordClass.Adverb);
    }
}
