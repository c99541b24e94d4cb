using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Grammar;

/// <summary>
/// Where a content that runs to the right ends: at the end of the sentence, or before what takes the word away from the speaker: a
/// second attribution, a trailing "the weekly said", "adding that", "a charge that …", "but declined". One pass over the sentence.
/// </summary>
internal static class ClauseEnd
{
    /// <summary>The last token of the content that begins at <paramref name="start"/>.</summary>
    public static int Last(Passage passage, Sentence sentence, int start, VerbGroup group)
    {
        int end = sentence.End;
        int quote = passage.Tokens[start].Kind == TokenKind.OpenQuote ? start : -1;
        for (int i = start; i < end; i++)
        {
            if (passage.Tokens[i].Quote >= 0)
            {
                continue;
            }
            switch (passage.Tokens[i].Kind)
            {
                case TokenKind.CloseQuote when quote >= 0 || i > start:
                    if (EndsQuotation(passage, i, end))
                    {
                        return i;
                    }
                    break;
                case TokenKind.Semicolon when i > start && passage.Tokens[i].Depth == passage.Tokens[start].Depth:
                    return i - 1;
                case TokenKind.Comma when i > start:
                    if (BreaksAfterComma(passage, sentence, i, group))
                    {
                        return i - 1;
                    }
                    break;
                case TokenKind.Dash when i > start && BreaksAfterDash(passage, i, end):
                    return i - 1;
                case TokenKind.Word when i > start:
                    if (BreaksAt(passage, sentence, start, i, group))
                    {
                        return i - 1;
                    }
                    break;
                default:
                    break;
            }
        }
        return Trim(passage, start, end - 1);
    }

    /// <summary>Without the stop and the marks at the end.</summary>
    public static int Trim(Passage passage, int start, int last)
    {
        while (last > start && passage.Tokens[last].Quote < 0 && passage.Tokens[last].Kind is TokenKind.Stop or TokenKind.Comma or TokenKind.Semicolon or TokenKind.Colon or TokenKind.Dash or TokenKind.Other)
        {
            last--;
        }
        return last;
    }

    // A quotation that ends with its own stop or comma ends the content, unless the sentence runs on in it.
    private static bool EndsQuotation(Passage passage, int close, int end)
    {
        if (passage.KindAt(close - 1) is not (TokenKind.Comma or TokenKind.Stop))
        {
            return false;
        }
        if (close + 1 >= end)
        {
            return true;
        }
        // “a “hoax,” and that …” goes on; “A,” she said in May does not come here.
        return passage.KindAt(close - 1) == TokenKind.Stop || !passage.Has(close + 1, WordClass.Conjunction | WordClass.Preposition | WordClass.Subordinator | WordClass.Relative | WordClass.Complementizer);
    }

    private static bool BreaksAfterDash(Passage passage, int dash, int end) =>
        passage.Has(dash + 1, WordClass.Conjunction) || (passage.Has(dash + 1, WordClass.Determiner) && ClaimNounSoon(passage, dash + 1, end));

    private static bool BreaksAfterComma(Passage passage, Sentence sentence, int comma, VerbGroup group)
    {
        int next = comma + 1;
        int end = sentence.End;
        if (next >= end)
        {
            return false;
        }
        // ", adding that", ", according to"
        if (passage.Has(next, WordClass.Gerund) && passage.Tokens[next].Word.Cues.Count > 0 && VerbGroup.At(passage, sentence, next) is { Participial: true, Cue.Strength: >= 2 })
        {
            return true;
        }
        if (passage.Has(next, WordClass.Adverb) && passage.Has(next + 1, WordClass.Gerund) && VerbGroup.At(passage, sentence, next + 1) is { Participial: true, Cue.Strength: >= 2 })
        {
            return true;
        }
        if (passage.Has(next, WordClass.SourcePreposition))
        {
            return true;
        }
        if (passage.Has(next, WordClass.Determiner) && ClaimNounSoon(passage, next, end))
        {
            return true;
        }
        if (TrailingAttribution(passage, sentence, next))
        {
            return true;
        }
        int after = next;
        bool conjunction = passage.Has(after, WordClass.Conjunction);
        if (conjunction)
        {
            after++;
            return NewStatement(passage, sentence, after, group, true);
        }
        if (passage.Has(next, WordClass.ContentBreak))
        {
            return NewStatement(passage, sentence, next + 1, group, false);
        }
        return false;
    }

    /// <summary>" but would neither confirm nor deny", " and claimed that", without a comma.</summary>
    private static bool BreaksAt(Passage passage, Sentence sentence, int start, int i, VerbGroup group)
    {
        if (!passage.Has(i, WordClass.Conjunction) || i + 1 >= sentence.End || passage.Has(i, WordClass.Determiner))
        {
            return passage.Has(i, WordClass.SourcePreposition) && passage.KindAt(i - 1) != TokenKind.Comma;
        }
        int at = i + 1;
        while (at < sentence.End && passage.Has(at, WordClass.VerbAdverb | WordClass.Adverb) && !passage.Has(at, WordClass.AnyVerb))
        {
            at++;
        }
        int verb = at;
        while (verb < sentence.End && verb < at + 5 && !(passage.Tokens[verb].Word.Cues.Count > 0 && passage.Has(verb, WordClass.AnyVerb)))
        {
            if (!passage.Has(verb, WordClass.Auxiliary | WordClass.Negation | WordClass.VerbAdverb | WordClass.Adverb | WordClass.Catenative | WordClass.InfinitiveMarker | WordClass.Conjunction))
            {
                return false;
            }
            verb++;
        }
        if (verb >= sentence.End || verb == at + 5 || VerbGroup.At(passage, sentence, verb) is not { Finite: true } second || second.First > at)
        {
            return false;
        }
        if (second.Cue.Strength < 2 && !second.Negated && passage.KindAt(i - 1) != TokenKind.CloseQuote)
        {
            return false;
        }
        // The same tense as the cue: the cue's subject goes on. A clause inside the content would be in another as often as not.
        return SameTense(passage, group, second);
    }

    private static bool SameTense(Passage passage, VerbGroup a, VerbGroup b)
    {
        WordClass Tense(VerbGroup g) => passage.Tokens[g.First].Classes & (WordClass.Past | WordClass.Present | WordClass.Base);
        if (b.Modal || b.First != b.Verb && b.Carrier is null)
        {
            return passage.Has(a.First, WordClass.Past | WordClass.Present) && b.Cue.Class is not CueClass.Belief && (b.Negated || b.Modal);
        }
        if (a.Modal || a.First != a.Verb)
        {
            return passage.Has(b.First, WordClass.Past | WordClass.Present);
        }
        if (a.Participial)
        {
            return passage.Has(b.First, WordClass.Past);
        }
        return (Tense(a) & Tense(b)) != 0;
    }

    // ", the weekly said." at the end of the sentence.
    private static bool TrailingAttribution(Passage passage, Sentence sentence, int next)
    {
        int limit = Math.Min(sentence.End, next + 14);
        for (int i = next; i < limit; i++)
        {
            if (passage.KindAt(i) is TokenKind.Comma or TokenKind.OpenQuote or TokenKind.Semicolon or TokenKind.Colon)
            {
                return false;
            }
            if (passage.IsWord(i) && passage.Tokens[i].Word.Cues.Count > 0 && passage.Has(i, WordClass.AnyVerb)
                && VerbGroup.At(passage, sentence, i) is { Finite: true, Passive: false, Cue.Strength: >= 2 } group)
            {
                int behind = group.Last + 1;
                behind = TimePhrases.Skip(passage, behind, sentence.End);
                bool ends = behind >= sentence.End || passage.KindAt(behind) is TokenKind.Stop or TokenKind.Comma or TokenKind.Semicolon
                    || (passage.Has(behind, WordClass.Preposition) && behind > group.Last && (group.Cue.Follows & Follows.Quotation) != 0 && passage.Has(behind + 2, WordClass.Channel));
                if (group.First == next)
                {
                    // ", said Hask."
                    return PhraseRight.Begins(passage, behind) && (group.Cue.Follows & Follows.Quotation) != 0 && group.Cue.Strength >= 2;
                }
                return ends && SubjectFinder.Left(passage, next, group.First) is { } subject && subject.First == next;
            }
        }
        return false;
    }

    private static bool ClaimNounSoon(Passage passage, int start, int end)
    {
        for (int i = start + 1; i < end && i < start + 4; i++)
        {
            if (passage.Has(i, WordClass.ClaimNoun))
            {
                return passage.Has(i + 1, WordClass.Complementizer | WordClass.Relative | WordClass.Participle | WordClass.Past | WordClass.Determiner | WordClass.SubjectPronoun | WordClass.Proper);
            }
        }
        return false;
    }

    /// <summary>Whether behind a conjunction another attribution begins: subject and cue, or a cue whose subject is left out.</summary>
    private static bool NewStatement(Passage passage, Sentence sentence, int start, VerbGroup group, bool elision)
    {
        int limit = Math.Min(sentence.End, start + 16);
        for (int i = start; i < limit; i++)
        {
            if (passage.KindAt(i) is TokenKind.Semicolon or TokenKind.Colon or TokenKind.OpenQuote || passage.Has(i, WordClass.Complementizer))
            {
                return false;
            }
            if (!passage.IsWord(i) || !passage.Has(i, WordClass.AnyVerb | WordClass.Auxiliary))
            {
                continue;
            }
            if (passage.Tokens[i].Word.Cues.Count > 0 && passage.Has(i, WordClass.AnyVerb) && VerbGroup.At(passage, sentence, i) is { Finite: true } second && (second.Cue.Strength >= 2 || second.Negated))
            {
                if (second.First <= start)
                {
                    return elision && SameTense(passage, group, second);
                }
                return SubjectFinder.Left(passage, start, second.First) is { Relative: false } subject && subject.First <= start + 1;
            }
            if (Tagger.IsFinite(passage, i) && !(i + 1 < limit && passage.Has(i, WordClass.Auxiliary)))
            {
                return false;
            }
        }
        return false;
    }
}
