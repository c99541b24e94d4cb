using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>"was told by the board that", "is said to have", "is expected to", "was announced by".</summary>
internal static class PassiveRule
{
    public static Draft? At(Passage passage, Sentence sentence, VerbGroup group)
    {
        int next = group.Last + 1;
        int begin = LeftContent.Begin(passage, sentence, group.First);
        NounPhrase? patient = SubjectFinder.Left(passage, begin, group.First);
        bool agent = passage.Has(next, WordClass.Agent) && next < sentence.End;
        if (agent && PhraseRight.Speaker(passage, next + 1, sentence.End) is { } speaker && !passage.Has(next + 1, WordClass.Gerund) && patient is { } what)
        {
            var draft = new Draft { Rule = "passive-by", Passage = passage, Sentence = sentence, Speaker = speaker, CueFirst = group.First, CueLast = next, Group = group, Cue = group.Cue, Tier = Tier.Uncertain };
            if ((group.Cue.Follows & Follows.Addressee) != 0)
            {
                draft.Addressee = patient;
                if (passage.Has(speaker.Last + 1, WordClass.Complementizer | WordClass.QuestionWord))
                {
                    Pieces.Add(draft.Content, passage, speaker.Last + 1, ClauseEnd.Last(passage, sentence, speaker.Last + 1, group));
                }
            }
            else
            {
                Pieces.Add(draft.Content, passage, what.First, what.HeadLast);
            }
            return draft.Content.Count > 0 ? draft : null;
        }
        bool infinitive = passage.Has(next, WordClass.InfinitiveMarker) && passage.Has(next + 1, WordClass.Base | WordClass.Be | WordClass.Have);
        if (infinitive && group.Cue.Lemma is "say" or "believe" or "expect" or "think" or "report" or "allege" or "know" or "suspect" or "understand")
        {
            // Nobody is named.
            bool isSaid = group.Cue.Lemma is "say" or "believe" or "think" or "report" or "allege";
            var draft = new Draft { Rule = "is-said-to", Passage = passage, Sentence = sentence, CueFirst = group.First, CueLast = group.Last, Group = group, Cue = group.Cue, Tier = Tier.Uncertain };
            if (patient is { } about && !isSaid)
            {
                Pieces.Add(draft.Content, passage, about.First, about.HeadLast);
            }
            Pieces.Add(draft.Content, passage, next, ClauseEnd.Last(passage, sentence, next, group));
            return draft;
        }
        if ((group.Cue.Follows & Follows.Addressee) != 0 && passage.Has(next, WordClass.Complementizer))
        {
            // "was told that": somebody, unnamed, told.
            var draft = new Draft { Rule = "was-told-that", Passage = passage, Sentence = sentence, CueFirst = group.First, CueLast = group.Last, Group = group, Cue = group.Cue, Tier = Tier.Uncertain, Addressee = patient };
            Pieces.Add(draft.Content, passage, next, ClauseEnd.Last(passage, sentence, next, group));
            return draft;
        }
        return null;
    }
}
