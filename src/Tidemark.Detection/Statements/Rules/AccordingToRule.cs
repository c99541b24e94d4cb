using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>"According to the newspaper, …", "…, according to the newspaper": a preposition names the speaker.</summary>
internal static class AccordingToRule
{
    private static readonly Cue Cue = new("according to", "", Follows.Clause, CueClass.Neutral, Stance.Asserts, 3);

    public static Draft? At(Passage passage, Sentence sentence, int i, List<Draft> before)
    {
        int links = passage.Language.Phrases("source-links").Length > 0 ? 1 : 0;
        if (!passage.Has(i, WordClass.SourcePreposition) || (links == 1 && !passage.Is(i + 1, passage.Language.Phrases("source-links")[0])) || PhraseRight.Speaker(passage, i + 1 + links, sentence.End) is not { } speaker)
        {
            return null;
        }
        int start = sentence.First;
        while (start < i && passage.KindAt(start) is not (TokenKind.Word or TokenKind.OpenQuote or TokenKind.OpenBracket))
        {
            start++;
        }
        var draft = new Draft { Rule = "according-to", Passage = passage, Sentence = sentence, CueFirst = i, CueLast = i + links, Cue = Cue };
        int behind = speaker.Last + 1;
        bool leading = i <= start || (i == start + 1 && passage.Has(start, WordClass.Opener | WordClass.Conjunction | WordClass.Adverb));
        if (leading)
        {
            int comma = passage.KindAt(speaker.Last) == TokenKind.Comma ? speaker.Last : behind;
            if (passage.KindAt(comma) != TokenKind.Comma)
            {
                comma = TimePhrases.Skip(passage, behind, sentence.End);
            }
            if (passage.KindAt(comma) != TokenKind.Comma || comma + 1 >= sentence.End)
            {
                return null;
            }
            draft.Speaker = passage.KindAt(speaker.Last) == TokenKind.Comma ? speaker with { Last = speaker.Last - 1 } : speaker;
            Pieces.Add(draft.Content, passage, comma + 1, ClauseEnd.Trim(passage, comma + 1, sentence.End - 1));
            return draft.Content.Count > 0 ? draft : null;
        }
        // A cue in front has this for its content's source: "said that, according to X, …" is left to the inner statement.
        int last = i - 1;
        if (passage.KindAt(last) is TokenKind.Comma or TokenKind.Dash)
        {
            last--;
        }
        int first = start;
        for (int k = i - 1; k > start; k--)
        {
            if (passage.Tokens[k].Quote < 0 && passage.KindAt(k) == TokenKind.Semicolon)
            {
                first = k + 1;
                break;
            }
        }
        if (passage.Has(first, WordClass.Conjunction) && first < last)
        {
            first++;
        }
        // At the end of the sentence it carries the whole ("X believes that …, according to Y"); in the middle of a content, what is behind it.
        bool final = speaker.Last + 2 >= sentence.End;
        foreach (Draft other in before)
        {
            if (!final && other.Passage == passage && other.Sentence == sentence && other.CueFirst >= 0 && other.CueLast < i && passage.Has(other.CueLast + 1, WordClass.Complementizer))
            {
                first = other.CueLast + 2;
                draft.Tier = Tier.Uncertain;
            }
        }
        draft.Speaker = speaker;
        if (passage.KindAt(speaker.Last) == TokenKind.Comma && passage.KindAt(i - 1) == TokenKind.Comma && speaker.Last == speaker.HeadLast + 1)
        {
            draft.Speaker = speaker with { Last = speaker.HeadLast };
        }
        Pieces.Add(draft.Content, passage, first, ClauseEnd.Trim(passage, first, last));
        int resume = draft.Speaker.Value.Last + 1;
        if (passage.KindAt(i - 1) == TokenKind.Comma && passage.KindAt(resume) == TokenKind.Comma && resume + 1 < sentence.End
            && (passage.Has(resume + 1, WordClass.AnyVerb | WordClass.Auxiliary | WordClass.Preposition) && !passage.Has(resume + 1, WordClass.Gerund | WordClass.Relative)) && !SubjectFinder.HasFinite(passage, first, last))
        {
            Pieces.Add(draft.Content, passage, resume + 1, ClauseEnd.Trim(passage, resume + 1, sentence.End - 1));
        }
        return draft.Content.Count > 0 ? draft : null;
    }
}
