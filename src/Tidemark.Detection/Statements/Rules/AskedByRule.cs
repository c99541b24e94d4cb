using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>"Asked by Brevet who had supplied the papers, the sender wrote": Brevet asks, the sender's words are the answer.</summary>
internal static class AskedByRule
{
    public static Draft? At(Passage passage, Sentence sentence, int verb)
    {
        if (!passage.Has(verb, WordClass.Participle) || passage.Tokens[verb].Word.Cues.Find(cue => cue.Class == CueClass.Question && cue.Particle.Length == 0) is not { } cue)
        {
            return null;
        }
        bool opening = verb == sentence.First || passage.KindAt(verb - 1) is TokenKind.Comma or TokenKind.OpenQuote || (passage.Has(verb - 1, WordClass.Opener | WordClass.Subordinator) && !passage.Has(verb - 1, WordClass.SubjectPronoun));
        if (!opening || (verb > sentence.First && passage.KindAt(verb - 1) == TokenKind.Comma && !passage.Has(verb + 1, WordClass.Agent | WordClass.QuestionWord) && !passage.Is(verb + 1, "about")))
        {
            return null;
        }
        int i = verb + 1;
        i = TimePhrases.Skip(passage, i, sentence.End);
        NounPhrase? asker = null;
        if (passage.Has(i, WordClass.Agent))
        {
            int head = PhraseRight.Simple(passage, i + 1, sentence.End, false);
            if (head > i)
            {
                asker = new NounPhrase(i + 1, head);
                i = head + 1;
            }
        }
        i = TimePhrases.Skip(passage, i, sentence.End);
        int cueLast = verb;
        bool question = passage.Has(i, WordClass.QuestionWord) || (passage.Has(i, WordClass.InfinitiveMarker) && passage.Has(i + 1, WordClass.Base)) || passage.Has(i, WordClass.Subordinator) && passage.Has(i, WordClass.QuestionWord);
        if (passage.Is(i, "about"))
        {
            cueLast = asker is null && i == verb + 1 ? i : verb;
            i++;
            question = true;
        }
        if (!question || i >= sentence.End)
        {
            return null;
        }
        int last = i;
        while (last + 1 < sentence.End && !(passage.KindAt(last + 1) is TokenKind.Comma && passage.Tokens[last + 1].Quote < 0 && AnswerBehind(passage, sentence, last + 1)) && passage.KindAt(last + 1) is not (TokenKind.Stop or TokenKind.Colon or TokenKind.Semicolon))
        {
            last++;
        }
        var draft = new Draft { Rule = "asked-by", Passage = passage, Sentence = sentence, Speaker = asker, CueFirst = verb, CueLast = cueLast, Cue = cue, Tier = asker is null ? Tier.Uncertain : Tier.Certain };
        Pieces.Add(draft.Content, passage, i, last);
        return draft.Content.Count > 0 ? draft : null;
    }

    // The comma in front of "the sender wrote": a subject and a finite verb stand behind it.
    private static bool AnswerBehind(Passage passage, Sentence sentence, int comma)
    {
        for (int i = comma + 1; i < Math.Min(sentence.End, comma + 12); i++)
        {
            if (passage.KindAt(i) == TokenKind.Comma && i > comma + 8)
            {
                return false;
            }
            if (passage.IsWord(i) && Tagger.IsFinite(passage, i))
            {
                return i > comma + 1;
            }
        }
        return passage.KindAt(comma + 1) == TokenKind.OpenQuote;
    }
}
