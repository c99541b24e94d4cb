using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>"WALLACE: Will you be there?" and "“Print them or do not.” — Commissioner Alva Renn": the name is a label.</summary>
internal static class LabelRule
{
    private static readonly Cue Label = new("label", "", Follows.Quotation, CueClass.Neutral, Stance.Asserts, 2);

    /// <summary>A name and a colon at the beginning of a paragraph, or null.</summary>
    public static Draft? Colon(Passage passage)
    {
        int first = 0;
        while (first < passage.Count && passage.KindAt(first) is TokenKind.OpenQuote or TokenKind.Other)
        {
            first++;
        }
        int colon = first;
        int capitals = 0;
        while (colon < passage.Count && colon < first + 7 && passage.KindAt(colon) == TokenKind.Word || passage.KindAt(colon) is TokenKind.OpenBracket or TokenKind.CloseBracket && colon < first + 7)
        {
            if (passage.IsWord(colon))
            {
                if (!passage.Tokens[colon].Capital && !passage.Has(colon, WordClass.Preposition | WordClass.Determiner))
                {
                    return null;
                }
                capitals += passage.Tokens[colon].Capital ? 1 : 0;
            }
            colon++;
        }
        if (colon == first || capitals == 0 || passage.KindAt(colon) != TokenKind.Colon || colon + 1 >= passage.Count || passage.Sentences[0].First > colon)
        {
            return null;
        }
        // "Note: …", "Related: …" are no names: a speaker is a proper name, written in capitals or in front of a quotation.
        bool shouted = Shouted(passage, first, colon - 1);
        bool quoted = passage.KindAt(colon + 1) == TokenKind.OpenQuote;
        if (!shouted && !quoted && !(colon - first is 2 or 3 && passage.Has(first, WordClass.Proper) && passage.Has(colon - 1, WordClass.Proper)))
        {
            return null;
        }
        var draft = new Draft
        {
            Rule = "label-colon", Passage = passage, Sentence = passage.Sentences[0], Speaker = new NounPhrase(first, colon - 1), CueFirst = colon, CueLast = colon, Cue = Label,
            Tier = shouted ? Tier.Certain : Tier.Uncertain,
        };
        int last = passage.Count - 1;
        Pieces.Add(draft.Content, passage, colon + 1, ClauseEnd.Trim(passage, colon + 1, last));
        return draft.Content.Count > 0 ? draft : null;
    }

    private static bool Shouted(Passage passage, int first, int last)
    {
        int letters = 0;
        for (int i = passage.Tokens[first].Start; i < passage.Tokens[last].End; i++)
        {
            if (char.IsLower(passage.Text[i]))
            {
                return false;
            }
            letters += char.IsUpper(passage.Text[i]) ? 1 : 0;
        }
        return letters >= 2;
    }

    /// <summary>“…” — Name: a dash behind a quotation, in the same paragraph or, through <paramref name="previous"/>, the one before.</summary>
    public static Draft? Dash(Passage passage, Passage? previous)
    {
        for (int i = 0; i < passage.Count; i++)
        {
            if (passage.KindAt(i) != TokenKind.Dash || passage.Tokens[i].Quote >= 0)
            {
                continue;
            }
            bool here = i > 0 && passage.KindAt(i - 1) == TokenKind.CloseQuote;
            bool before = i == 0 && previous is { } && previous.Quotations.Count > 0 && previous.Quotations[^1] is { Open: 0 } whole && whole.Close >= previous.Count - 1;
            if (!here && !before)
            {
                continue;
            }
            if (!passage.Has(i + 1, WordClass.Proper | WordClass.PersonTitle | WordClass.Role) || !passage.Tokens[i + 1].Capital || PhraseRight.Speaker(passage, i + 1, passage.Count) is not { } speaker)
            {
                return null;
            }
            int behind = speaker.Last + 1;
            if (behind < passage.Count && passage.KindAt(behind) is not (TokenKind.Stop or TokenKind.Comma or TokenKind.OpenBracket) && TimePhrases.Skip(passage, behind, passage.Count) == behind)
            {
                return null;
            }
            var draft = new Draft { Rule = "label-dash", Passage = passage, Sentence = passage.Sentences[^1], Speaker = speaker, CueFirst = i, CueLast = i, Cue = Label, Tier = Tier.Certain };
            if (here)
            {
                Quotation quotation = passage.Quotations.Find(q => q.Close == i - 1);
                Pieces.Add(draft.Content, passage, quotation.Open, i - 1);
            }
            else
            {
                Pieces.Add(draft.Content, previous!, 0, previous!.Count - 1);
            }
            return draft.Content.Count > 0 ? draft : null;
        }
        return null;
    }
}
