using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

internal enum RightKind
{
    None,
    That,
    Clause,
    Question,
    Quotation,
    Infinitive,
    Noun,
}

/// <summary>
/// What stands behind a cue: whom it was said to, when and where (passed over), and where the content begins and ends.
/// </summary>
internal sealed record RightSide(RightKind Kind, int First, int Last)
{
    /// <summary>Whom it was said to.</summary>
    public NounPhrase? Addressee { get; init; }

    /// <summary>Last token of the cue, with the preposition that belongs to it ("asked about").</summary>
    public int CueLast { get; init; }

    /// <summary>A comma follows at once: "The count, Hask said, was safe".</summary>
    public bool Interrupted { get; init; }

    /// <summary>A noun phrase with an infinitive behind it: "urged the board to wait".</summary>
    public bool HasInfinitive { get; init; }

    private static RightSide Nothing(int cueLast, NounPhrase? addressee) => new(RightKind.None, -1, -1) { CueLast = cueLast, Addressee = addressee };

    public static RightSide Of(Passage passage, Sentence sentence, VerbGroup group)
    {
        int end = sentence.End;
        int i = group.Last + 1;
        int cueLast = group.Last;
        bool comma = passage.KindAt(i) == TokenKind.Comma && i < end;
        NounPhrase? addressee = null;
        if ((group.Cue.Follows & Follows.Addressee) != 0 || ((group.Cue.Follows & Follows.NounInfinitive) != 0 && group.Cue.Class == CueClass.Question))
        {
            addressee = AddresseeAt(passage, sentence, i, group);
            if (addressee is { } whom)
            {
                i = whom.Last + 1;
            }
        }
        if (i == group.Last + 1 && passage.Is(i, "as") && (group.Cue.Follows & Follows.Noun) != 0 && group.Cue.Class == CueClass.Negative)
        {
            // "a charge that the embassy dismissed as absurd"
            return Content(RightKind.Noun, i);
        }
        int clause = i;
        i = SkipAdjuncts(passage, sentence, i, group, ref addressee);
        if (i >= end)
        {
            return Nothing(cueLast, addressee);
        }
        TokenKind kind = passage.KindAt(i);
        if (kind is TokenKind.Comma or TokenKind.Colon or TokenKind.Dash)
        {
            if (passage.KindAt(i + 1) == TokenKind.OpenQuote && i + 1 < end)
            {
                return Content(RightKind.Quotation, i + 1);
            }
            if (kind == TokenKind.Colon)
            {
                return i + 1 < end ? Content(RightKind.Quotation, i + 1) : Nothing(cueLast, addressee);
            }
            if (kind == TokenKind.Comma)
            {
                return Behind(i);
            }
            return Nothing(cueLast, addressee);
        }
        if (kind == TokenKind.OpenQuote)
        {
            if (passage.Quotations.Find(quotation => quotation.Open == i) is { } title && title.Open == i && Titles.IsTitle(passage, title) && passage.KindAt(i - 1) == TokenKind.Word && i - 1 > group.Last)
            {
                return Nothing(cueLast, addressee);
            }
            return Content(RightKind.Quotation, i);
        }
        if (kind is not (TokenKind.Word or TokenKind.OpenBracket))
        {
            return Nothing(cueLast, addressee);
        }
        if (passage.Has(i, WordClass.Complementizer) && StartsClause(passage, i, end))
        {
            return Content(RightKind.That, i);
        }
        if (passage.Has(i, WordClass.Adverb) && passage.Has(i + 1, WordClass.Complementizer) && StartsClause(passage, i + 1, end))
        {
            return Content(RightKind.That, i);
        }
        if (passage.Has(i, WordClass.QuestionWord) && !passage.Is(i, "when") || (passage.Is(i, "when") && (group.Cue.Follows & Follows.Question) != 0 && group.Cue.Class == CueClass.Question))
        {
            return Content(RightKind.Question, i);
        }
        if (passage.Has(i, WordClass.InfinitiveMarker) && passage.Has(i + 1, WordClass.Base | WordClass.Be | WordClass.Have | WordClass.Do))
        {
            return Content(RightKind.Infinitive, i);
        }
        if (passage.Has(i, WordClass.Subordinator | WordClass.Conjunction) && !passage.Has(i, WordClass.Determiner))
        {
            return Nothing(cueLast, addressee);
        }
        if (passage.Has(i, WordClass.Preposition) && !passage.Has(i, WordClass.InfinitiveMarker))
        {
            if ((group.Cue.Follows & Follows.Noun) != 0 && Array.IndexOf(passage.Language.Phrases("object-links"), passage.Tokens[i].Word.Text) >= 0)
            {
                // Spanish "acusó a la empresa".
                return Content(RightKind.Noun, i);
            }
            if (group.Cue.Lemma == "ask" && passage.Is(i, "about"))
            {
                cueLast = addressee is null ? i : cueLast;
                return Content(RightKind.Noun, i + 1);
            }
            return Nothing(cueLast, addressee);
        }
        if (passage.Has(i, WordClass.Be | WordClass.Modal))
        {
            return Nothing(cueLast, addressee);
        }
        if ((group.Cue.Follows & Follows.Clause) != 0 && ClauseAhead(passage, i, end))
        {
            return Content(RightKind.Clause, i);
        }
        return Content(RightKind.Noun, clause < i && addressee is null ? i : i);

        RightSide Content(RightKind what, int first)
        {
            int last = ClauseEnd.Last(passage, sentence, first, group);
            bool infinitive = false;
            for (int k = first; k < last && !infinitive; k++)
            {
                infinitive = passage.Has(k, WordClass.InfinitiveMarker) && passage.Has(k + 1, WordClass.Base | WordClass.Be | WordClass.Have);
            }
            return last < first ? Nothing(cueLast, addressee) : new RightSide(what, first, last) { CueLast = cueLast, Addressee = addressee, HasInfinitive = infinitive };
        }

        // "Hask said, …": a comma at once means that the sentence goes on around the cue.
        RightSide Behind(int at)
        {
            int next = at + 1;
            if (next >= end)
            {
                return Nothing(cueLast, addressee);
            }
            if (passage.Has(next, WordClass.Complementizer) && StartsClause(passage, next, end))
            {
                return Content(RightKind.That, next);
            }
            bool away = passage.Has(next, WordClass.Gerund | WordClass.Subordinator | WordClass.SourcePreposition) || (passage.Has(next, WordClass.Relative) && !passage.Has(next, WordClass.Complementizer))
                || passage.Has(next, WordClass.Conjunction);
            if (away || !comma && !passage.IsWord(next))
            {
                return Nothing(cueLast, addressee);
            }
            return Content(RightKind.Clause, next) with { Interrupted = true };
        }
    }

    private static NounPhrase? AddresseeAt(Passage passage, Sentence sentence, int i, VerbGroup group)
    {
        if (PhraseRight.Addressee(passage, i, sentence.End) is not { } whom)
        {
            return null;
        }
        if (group.Cue.Lemma is "tell" or "assure" or "inform" or "remind" or "notify" or "reassure")
        {
            return whom;
        }
        // "asked the ministry whether", "warned investors that": an addressee only if content follows.
        int after = whom.Last + 1;
        bool follows = passage.Has(after, WordClass.Complementizer | WordClass.QuestionWord | WordClass.Preposition & ~WordClass.Subordinator) || passage.KindAt(after) is TokenKind.OpenQuote or TokenKind.Colon
            || (passage.KindAt(after) == TokenKind.Comma && passage.KindAt(after + 1) == TokenKind.OpenQuote);
        bool infinitive = passage.Has(after, WordClass.InfinitiveMarker) && passage.Has(after + 1, WordClass.Base | WordClass.Be | WordClass.Have);
        return follows && !infinitive && !passage.Is(after, "of") && !passage.Is(after, "for") ? whom : null;
    }

    /// <summary>"on Friday", "in a report titled “…,”", "to reporters", "bluntly": neither content nor speaker.</summary>
    private static int SkipAdjuncts(Passage passage, Sentence sentence, int i, VerbGroup group, ref NounPhrase? addressee)
    {
        int end = sentence.End;
        bool clausal = (group.Cue.Follows & (Follows.Clause | Follows.Quotation)) != 0;
        for (int round = 0; round < 6 && i < end; round++)
        {
            int begin = i;
            int time = TimePhrases.Skip(passage, i, end);
            if (time > i && clausal && !(passage.Has(i, WordClass.Determiner) && Tagger.IsFinite(passage, time)))
            {
                i = time;
            }
            else if (clausal && passage.Has(i, WordClass.Adverb) && !passage.Has(i, WordClass.Determiner | WordClass.Preposition) && !(passage.Is(i, "only") || passage.Is(i, "not") || passage.Is(i, "no"))
                && (passage.Has(i + 1, WordClass.Complementizer | WordClass.Preposition | WordClass.Time) || passage.KindAt(i + 1) is TokenKind.Comma or TokenKind.Stop or TokenKind.OpenQuote or TokenKind.Colon))
            {
                i++;
            }
            else if (clausal && passage.Has(i, WordClass.Preposition) && !passage.Has(i, WordClass.Complementizer | WordClass.InfinitiveMarker) && !(group.Cue.Strength < 3 && (passage.Is(i, "of") || passage.Is(i, "about") || passage.Is(i, "against") || passage.Is(i, "as") || passage.Is(i, "like"))) || (clausal && passage.Is(i, "to") && !passage.Has(i + 1, WordClass.Base)))
            {
                int close = Prepositional(passage, i, end, ref addressee);
                if (close < 0)
                {
                    return begin;
                }
                i = close;
            }
            else if (clausal && passage.KindAt(i) == TokenKind.Comma && Enclosed(passage, i, end) is int behind and > 0)
            {
                i = behind;
            }
            else
            {
                return i;
            }
            if (passage.KindAt(i) == TokenKind.Comma && passage.Has(i + 1, WordClass.Complementizer) && i + 1 < end)
            {
                i++;
            }
        }
        return i;
    }

    // ", in a report titled “…,” that": to the word behind the second comma, where a clause follows.
    private static int Enclosed(Passage passage, int comma, int end)
    {
        bool opens = passage.Has(comma + 1, WordClass.Preposition | WordClass.Adverb | WordClass.Gerund) && !passage.Has(comma + 1, WordClass.Complementizer) && passage.IsWord(comma + 1)
            && !(passage.Has(comma + 1, WordClass.Gerund) && passage.Tokens[comma + 1].Word.Cues.Exists(cue => cue.Strength >= 3 && (cue.Follows & Follows.Clause) != 0));
        if (!opens || passage.Has(comma + 1, WordClass.Subordinator | WordClass.SourcePreposition))
        {
            return -1;
        }
        for (int i = comma + 2; i < Math.Min(end, comma + 30); i++)
        {
            if (passage.KindAt(i) == TokenKind.Comma || (passage.KindAt(i) == TokenKind.CloseQuote && passage.KindAt(i - 1) == TokenKind.Comma))
            {
                if (passage.Has(i + 1, WordClass.Complementizer) || passage.KindAt(i + 1) == TokenKind.OpenQuote)
                {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    /// <summary>The token behind a prepositional phrase that tells where, to whom or in what it was said; -1 where content begins.</summary>
    private static int Prepositional(Passage passage, int i, int end, ref NounPhrase? addressee)
    {
        // A complementizer, a colon or a quotation soon behind it: all in between belongs to the saying.
        int object1 = i + 1;
        int close = PhraseRight.Simple(passage, object1, end, false);
        if (close < object1)
        {
            return -1;
        }
        bool audience = passage.Is(i, "to") && addressee is null;
        if (audience)
        {
            addressee = new NounPhrase(object1, close);
        }
        int at = close + 1;
        for (int k = at; k < Math.Min(end, at + 18); k++)
        {
            if (passage.Tokens[k].Quote < 0 && passage.Has(k, WordClass.Complementizer) && StartsClause(passage, k, end) && !passage.Has(k - 1, WordClass.Preposition))
            {
                bool clean = true;
                for (int m = at; m < k && clean; m++)
                {
                    clean = !(passage.Tokens[m].Quote < 0 && (Tagger.IsFinite(passage, m) || passage.Tokens[m].Kind is TokenKind.Stop or TokenKind.Semicolon));
                }
                return clean ? k : at;
            }
        }
        return at;
    }

    /// <summary>"that" before a clause, and not "that man" or a lone "that".</summary>
    internal static bool StartsClause(Passage passage, int that, int end)
    {
        int next = that + 1;
        if (next >= end)
        {
            return false;
        }
        return passage.KindAt(next) is TokenKind.Word or TokenKind.OpenQuote or TokenKind.Comma or TokenKind.OpenBracket or TokenKind.Dash;
    }

    /// <summary>Whether a subject and a finite verb follow before the clause is over.</summary>
    private static bool ClauseAhead(Passage passage, int start, int end)
    {
        for (int i = start; i < end && i < start + 40; i++)
        {
            if (passage.Tokens[i].Kind is TokenKind.Stop or TokenKind.Semicolon or TokenKind.Colon)
            {
                return false;
            }
            if (passage.Tokens[i].Quote >= 0 && passage.Tokens[start].Quote < 0 && i > start + 6)
            {
                return true;
            }
            if (i > start && passage.IsWord(i) && Tagger.IsFinite(passage, i))
            {
                // "the man who left": the verb of a relative clause proves nothing.
                bool relative = false;
                for (int k = i - 1; k > start && k > i - 4; k--)
                {
                    relative |= passage.Has(k, WordClass.Relative) && !passage.Has(k, WordClass.Proper);
                }
                if (!relative)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
