using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>
/// Statements whose cue is a verb: subject, cue and clause ("Hask said that"), behind the words ("…," Hask said), inverted
/// ("…," said Hask), in between, participial (", adding that"), passive ("was told by"). The rule's name says which.
/// </summary>
internal static class VerbRule
{
    /// <summary>The statement at this verb, or null. <paramref name="before"/> are those found in the sentence so far.</summary>
    public static Draft? At(Passage passage, Sentence sentence, int verb, List<Draft> before)
    {
        if (VerbGroup.At(passage, sentence, verb) is not { } group)
        {
            return null;
        }
        foreach (Draft other in before)
        {
            if (other.CueFirst <= group.Verb && group.Verb <= other.CueLast)
            {
                return null;
            }
        }
        if (group.Passive)
        {
            return PassiveRule.At(passage, sentence, group);
        }
        if (group.BareParticiple)
        {
            return null;
        }
        if (!group.Finite && !group.Participial)
        {
            return NorDid(passage, sentence, group);
        }
        if (Inverted(passage, sentence, group) is { } inverted)
        {
            return inverted;
        }
        NounPhrase? subject = group.Participial ? ParticipleSubject(passage, sentence, group, before) : Subject(passage, sentence, group, before);
        if (subject is not { } speaker)
        {
            return null;
        }
        if (Nobody(passage, speaker) || (group.Negated && group.Cue.Class == CueClass.Negative && group.Cue.Strength <= 1 && (group.Cue.Follows & (Follows.Clause | Follows.Question | Follows.Infinitive)) == 0))
        {
            return null;
        }
        RightSide right = RightSide.Of(passage, sentence, group);
        int left = speaker.Elided || group.Participial ? -1 : LeftContent.Last(passage, sentence, speaker);
        bool leftQuoted = left >= 0 && passage.KindAt(left) == TokenKind.CloseQuote;
        if (leftQuoted && left < sentence.First && (right.First >= 0 || group.Negated))
        {
            // “….” She did not say which: the quotation has ended before.
            left = -1;
            leftQuoted = false;
        }
        if (left >= 0 && !leftQuoted && !(right.First < 0 || right.Interrupted))
        {
            // "On Friday, Hask said the count was safe": what stands in front is no content.
            left = -1;
        }
        if (left >= 0 && !leftQuoted && before.Exists(other => other.Rule == "asked-by" && other.Sentence == sentence))
        {
            left = -1;
        }
        if (left >= 0 && (group.Cue.Follows & (Follows.Quotation | Follows.Clause)) == 0)
        {
            left = -1;
        }
        if (left < 0 && right.First < 0 && !Contentless(group))
        {
            return ObjectRelative(passage, sentence, group, speaker);
        }
        if (right.First >= 0 && left < 0 && !Fits(passage, group, right))
        {
            return null;
        }
        if (group.Cue.Lemma == "call" && passage.Has(group.Last + 1, WordClass.ObjectPronoun) && (passage.Is(group.Last + 1, "itself") || passage.Is(group.Last + 1, "himself") || passage.Is(group.Last + 1, "herself")) && group.Participial)
        {
            return null;
        }
        if (group.Cue.Lemma is "call" or "name" or "dub" or "title" && group.First == group.Verb && passage.Has(group.Verb, WordClass.Participle) && right.Kind == RightKind.Noun
            && passage.Has(right.First, WordClass.Proper) && !passage.Has(group.Verb - 1, WordClass.SubjectPronoun | WordClass.Proper)
            && (right.Last - right.First < 4 || passage.Has(speaker.First, WordClass.Indefinite)))
        {
            // "a program called Lynx"
            return null;
        }
        string rule = Name(passage, group, speaker, left, right);
        var draft = new Draft { Rule = rule, Passage = passage, Sentence = sentence, Speaker = speaker, CueFirst = group.First, CueLast = right.CueLast, Group = group, Cue = group.Cue, Addressee = right.Addressee };
        if (left >= 0)
        {
            LeftContent.Add(draft.Content, passage, sentence, left);
        }
        if (right.First >= 0 && !(leftQuoted && right.Kind is RightKind.Noun))
        {
            Pieces.Add(draft.Content, passage, right.First, WholeQuotation(passage, right.Last));
        }
        draft.Tier = Tiers.Of(passage, group, speaker, left, leftQuoted, right);
        return draft;
    }

    /// <summary>"Nor did the ministry deny it": the auxiliary stands before the subject.</summary>
    private static Draft? NorDid(Passage passage, Sentence sentence, VerbGroup group)
    {
        int first = sentence.First;
        if (!(passage.Is(first, "nor") || passage.Is(first, "neither")) || !passage.Has(first + 1, WordClass.Auxiliary) || group.First <= first + 2 || group.First > first + 12 || !passage.Has(group.Verb, WordClass.Base))
        {
            return null;
        }
        VerbGroup negated = group with { Negated = true };
        RightSide right = RightSide.Of(passage, sentence, negated);
        var draft = new Draft { Rule = "nor-did", Passage = passage, Sentence = sentence, Speaker = new NounPhrase(first + 2, group.First - 1), CueFirst = group.First, CueLast = right.CueLast, Group = negated, Cue = group.Cue, Tier = Tier.Uncertain };
        if (right.First >= 0)
        {
            Pieces.Add(draft.Content, passage, right.First, right.Last);
        }
        return draft;
    }

    /// <summary>"a claim the commission has rejected": the content stands in front.</summary>
    private static Draft? ObjectRelative(Passage passage, Sentence sentence, VerbGroup group, NounPhrase speaker)
    {
        if ((group.Cue.Follows & Follows.Noun) == 0 || group.Cue.Class is not (CueClass.Negative or CueClass.Confirming) || group.Cue.Strength < 2 || speaker.Relative || speaker.Elided)
        {
            return null;
        }
        int j = speaker.First - 1;
        if (passage.Has(j, WordClass.Relative | WordClass.Complementizer))
        {
            j--;
        }
        if (passage.KindAt(j) == TokenKind.Comma && j + 1 < speaker.First)
        {
            j--;
        }
        if (j < sentence.First || !passage.IsWord(j) || passage.Has(j, WordClass.Conjunction | WordClass.Preposition | WordClass.AnyVerb | WordClass.Adverb | WordClass.Subordinator | WordClass.Opener))
        {
            return null;
        }
        int start = j;
        while (start > sentence.First && passage.IsWord(start - 1) && !passage.Has(start, WordClass.Determiner | WordClass.Possessive) && !passage.Has(start - 1, WordClass.Preposition | WordClass.AnyVerb | WordClass.Auxiliary | WordClass.Conjunction))
        {
            start--;
        }
        var draft = new Draft { Rule = "object-relative", Passage = passage, Sentence = sentence, Speaker = speaker, CueFirst = group.First, CueLast = group.Last, Group = group, Cue = group.Cue, Tier = Tier.Uncertain };
        Pieces.Add(draft.Content, passage, start, j);
        return draft.Content.Count > 0 ? draft : null;
    }

    // A quotation that the sentence's end leaves open goes on to its closing mark.
    internal static int WholeQuotation(Passage passage, int last)
    {
        int quote = passage.Tokens[last].Quote;
        if (quote < 0 || quote >= passage.Quotations.Count)
        {
            return last;
        }
        Quotation quotation = passage.Quotations[quote];
        return quotation.Closed ? quotation.Close : passage.Count - 1;
    }

    // "No one has claimed", "None of them said": nobody speaks.
    private static bool Nobody(Passage passage, NounPhrase speaker) =>
        !speaker.Relative && (passage.Is(speaker.First, "no") || passage.Is(speaker.First, "nobody") || passage.Is(speaker.First, "none") || passage.Is(speaker.First, "neither")
            || passage.Is(speaker.First, "there") || passage.Is(speaker.First, "nothing"));

    // "did not respond", "would not comment": nothing need follow.
    private static bool Contentless(VerbGroup group) =>
        group.Cue.Class == CueClass.Declining || group.Negated && group.Cue.Lemma is "comment" or "respond" or "answer" or "elaborate" or "reply" or "say"
        || group.Carrier is not null && group.Cue.Lemma is "comment" or "respond" or "answer" or "elaborate" or "say" or "discuss";

    private static bool Fits(Passage passage, VerbGroup group, RightSide right) => right.Kind switch
    {
        RightKind.Quotation => (group.Cue.Follows & (Follows.Quotation | Follows.Noun)) != 0,
        RightKind.That => (group.Cue.Follows & (Follows.Clause | Follows.NounInfinitive)) != 0,
        RightKind.Clause => (group.Cue.Follows & Follows.Clause) != 0,
        RightKind.Question => (group.Cue.Follows & (Follows.Question | Follows.Clause | Follows.Noun)) != 0 || group.Carrier is not null,
        RightKind.Infinitive => (group.Cue.Follows & (Follows.Infinitive | (right.Addressee is null ? Follows.None : Follows.NounInfinitive))) != 0,
        RightKind.Noun => (group.Cue.Follows & Follows.Noun) != 0 || ((group.Cue.Follows & Follows.NounInfinitive) != 0 && right.HasInfinitive),
        _ => false,
    };

    private static NounPhrase? Subject(Passage passage, Sentence sentence, VerbGroup group, List<Draft> before)
    {
        int begin = LeftContent.Begin(passage, sentence, group.First);
        if (SubjectFinder.Left(passage, begin, group.First) is { } subject)
        {
            return subject.First < sentence.First ? null : subject;
        }
        return Elided(passage, sentence, group, before);
    }

    /// <summary>"confirmed that … but would neither": the subject stated before.</summary>
    private static NounPhrase? Elided(Passage passage, Sentence sentence, VerbGroup group, List<Draft> before)
    {
        int j = group.First - 1;
        while (j > sentence.First && passage.Has(j, WordClass.Adverb | WordClass.VerbAdverb | WordClass.Opener) && !passage.Has(j, WordClass.Conjunction))
        {
            j--;
        }
        int comma = j;
        if (passage.KindAt(j) == TokenKind.Comma)
        {
            j--;
        }
        bool coordinated = passage.Has(comma, WordClass.Conjunction) || (passage.KindAt(comma) == TokenKind.Comma && passage.Has(group.First, WordClass.Past | WordClass.Present));
        if (!coordinated || comma <= sentence.First)
        {
            return null;
        }
        return MainSubject(passage, sentence, group.First, before);
    }

    private static NounPhrase? ParticipleSubject(Passage passage, Sentence sentence, VerbGroup group, List<Draft> before)
    {
        int j = group.First - 1;
        if (j < sentence.First || passage.KindAt(j) is TokenKind.Comma or TokenKind.Dash or TokenKind.CloseQuote || passage.Has(j, WordClass.Conjunction) || passage.Has(j, WordClass.Adverb))
        {
            if (j < sentence.First)
            {
                return Following(passage, sentence, group);
            }
            return MainSubject(passage, sentence, group.First, before);
        }
        // "a statement saying", "a video showing": the noun in front, or the one who issued it.
        return SubjectFinder.Phrase(passage, LeftContent.Begin(passage, sentence, group.First), j) is { } own && passage.IsWord(j) && !passage.Has(j, WordClass.Preposition | WordClass.AnyVerb & ~WordClass.Past)
            ? own with { Weak = true }
            : null;
    }

    // "Saying that …, the actor explained": the subject behind the comma.
    private static NounPhrase? Following(Passage passage, Sentence sentence, VerbGroup group)
    {
        for (int i = group.Last + 1; i < sentence.End; i++)
        {
            if (passage.KindAt(i) == TokenKind.Comma && passage.Tokens[i].Quote < 0)
            {
                for (int k = i + 2; k < Math.Min(sentence.End, i + 14); k++)
                {
                    if (Tagger.IsFinite(passage, k) && SubjectFinder.Left(passage, i + 1, k) is { } subject && subject.First == i + 1)
                    {
                        return subject with { Weak = true };
                    }
                }
            }
        }
        return null;
    }

    /// <summary>The subject of the clause in front: that of the last cue, else of the first finite verb of the sentence.</summary>
    internal static NounPhrase? MainSubject(Passage passage, Sentence sentence, int limit, List<Draft> before)
    {
        NounPhrase? main = null;
        int begin = sentence.First;
        for (int i = sentence.First; i < limit; i++)
        {
            if (passage.Tokens[i].Quote >= 0 || passage.KindAt(i) is TokenKind.Semicolon)
            {
                begin = i + 1;
                continue;
            }
            if (passage.KindAt(i) is TokenKind.CloseQuote)
            {
                begin = i + 1;
                continue;
            }
            if (Tagger.IsFinite(passage, i) && passage.Tokens[i].Depth == 0)
            {
                int first = i;
                if (SubjectFinder.Left(passage, begin, first) is { Relative: false } subject)
                {
                    bool subordinate = subject.First > begin && passage.Has(subject.First - 1, WordClass.Subordinator | WordClass.Complementizer | WordClass.Relative);
                    if (!subordinate && (main is null || NewClause(passage, subject.First)))
                    {
                        main = subject;
                    }
                }
            }
        }
        // The last attribution in the sentence, where it is the main clause (", he said, adding").
        for (int i = before.Count - 1; i >= 0; i--)
        {
            if (before[i].Passage == passage && before[i].Sentence == sentence && before[i].Speaker is { Elided: false, Relative: false } speaker
                && (before[i].Rule.StartsWith("quote", StringComparison.Ordinal) || before[i].Rule.StartsWith("inverted", StringComparison.Ordinal) || before[i].Rule.StartsWith("trailing", StringComparison.Ordinal)))
            {
                return speaker with { Elided = true };
            }
        }
        return main is { } found ? found with { Elided = true } : null;
    }

    private static bool NewClause(Passage passage, int first) =>
        passage.KindAt(first - 1) is TokenKind.Semicolon
        || (passage.Has(first - 1, WordClass.Conjunction) && passage.KindAt(first - 2) is TokenKind.Comma or TokenKind.CloseQuote or TokenKind.Semicolon);

    /// <summary>“…,” said Hask, the manager.</summary>
    private static Draft? Inverted(Passage passage, Sentence sentence, VerbGroup group)
    {
        if (group.Participial || group.First != group.Verb || (group.Cue.Follows & Follows.Quotation) == 0 || !passage.Has(group.Verb, WordClass.Past | WordClass.Present) || group.Cue.Particle.Length > 0)
        {
            return null;
        }
        int j = group.First - 1;
        bool stopped = j < sentence.First && sentence.First > 0 && passage.KindAt(j) == TokenKind.CloseQuote;
        if (!(stopped || passage.KindAt(j) is TokenKind.Comma or TokenKind.CloseQuote or TokenKind.Dash) || (j < sentence.First && !stopped))
        {
            return null;
        }
        if (passage.KindAt(j) is not TokenKind.CloseQuote && group.Cue.Strength < 2)
        {
            return null;
        }
        int start = group.Last + 1;
        if (PhraseRight.Speaker(passage, start, sentence.End) is not { } speaker)
        {
            return null;
        }
        if (passage.KindAt(j) == TokenKind.Comma && SubjectFinder.Left(passage, LeftContent.Begin(passage, sentence, group.First), group.First) is { } fronted && fronted.Last == j)
        {
            // "The memo, quoted by the newspaper, says": an apposition stands in front, and no content.
            return null;
        }
        int behind = speaker.Last + 1;
        if (passage.KindAt(j) is not TokenKind.CloseQuote && behind < sentence.End && passage.IsWord(behind) && Tagger.IsFinite(passage, behind))
        {
            return null;
        }
        if (passage.KindAt(j) is TokenKind.Comma && passage.Has(start, WordClass.SubjectPronoun | WordClass.ObjectPronoun) && !passage.Has(start, WordClass.Determiner))
        {
            return null;
        }
        var draft = new Draft { Rule = passage.KindAt(j) == TokenKind.CloseQuote ? "inverted-quote" : "inverted", Passage = passage, Sentence = sentence, Speaker = speaker, CueFirst = group.First, CueLast = group.Last, Group = group, Cue = group.Cue };
        LeftContent.Add(draft.Content, passage, sentence, j);
        if (draft.Content.Count == 0)
        {
            return null;
        }
        // “A,” said Hask. … “B.” within the sentence
        if (passage.KindAt(behind) is TokenKind.Comma or TokenKind.Colon && passage.KindAt(behind + 1) == TokenKind.OpenQuote && behind + 1 < sentence.End)
        {
            Pieces.Add(draft.Content, passage, behind + 1, ClauseEnd.Last(passage, sentence, behind + 1, group));
        }
        else if (passage.KindAt(speaker.Last) == TokenKind.Comma && passage.KindAt(behind) == TokenKind.OpenQuote && behind < sentence.End)
        {
            Pieces.Add(draft.Content, passage, behind, ClauseEnd.Last(passage, sentence, behind, group));
        }
        draft.Tier = passage.KindAt(j) == TokenKind.CloseQuote && group.Cue.Strength >= 2 ? Tier.Certain : Tier.Uncertain;
        return draft;
    }

    private static string Name(Passage passage, VerbGroup group, NounPhrase subject, int left, RightSide right)
    {
        if (group.Participial)
        {
            return "participle";
        }
        string tail = right.Addressee is null ? "" : "-addressee";
        if (left >= 0)
        {
            bool quoted = passage.KindAt(left) == TokenKind.CloseQuote;
            return (quoted ? "quote" : "trailing") + (right.First >= 0 ? "-split" : "") + tail;
        }
        string kind = right.Kind switch
        {
            RightKind.That => "that",
            RightKind.Clause => "clause",
            RightKind.Question => "question",
            RightKind.Quotation => "cue-quote",
            RightKind.Infinitive => "infinitive",
            RightKind.Noun => "noun",
            _ => "bare",
        };
        return (subject.Elided ? "elided-" : "") + "subject-" + kind + tail;
    }
}
