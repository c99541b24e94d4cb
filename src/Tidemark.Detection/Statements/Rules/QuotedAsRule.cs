using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>
/// "The agency quoted an officer as saying that …", "was quoted by the agency as saying": the officer speaks, the agency passes on.
/// </summary>
internal static class QuotedAsRule
{
    public static Draft? At(Passage passage, Sentence sentence, int verb)
    {
        if (VerbGroup.At(passage, sentence, verb) is not { Participial: false } group || group.Cue.Lemma is not ("quote" or "cite"))
        {
            return null;
        }
        int link = -1;
        for (int i = group.Last + 1; i < Math.Min(sentence.End - 1, group.Last + 16) && link < 0; i++)
        {
            if (passage.Is(i, "as") && passage.Has(i + 1, WordClass.Gerund) && passage.Tokens[i + 1].Word.Cues.Exists(cue => (cue.Follows & (Follows.Clause | Follows.Quotation)) != 0))
            {
                link = i;
            }
        }
        if (link < 0 || VerbGroup.At(passage, sentence, link + 1) is not { } saying)
        {
            return null;
        }
        bool passive = group.Passive || group.BareParticiple || passage.Has(group.Last + 1, WordClass.Agent);
        NounPhrase? speaker = passive
            ? SubjectFinder.Left(passage, LeftContent.Begin(passage, sentence, group.First), group.First)
            : link > group.Last + 1 ? new NounPhrase(group.Last + 1, link - 1) : null;
        RightSide right = RightSide.Of(passage, sentence, saying);
        if (speaker is not { } who || right.First < 0)
        {
            return null;
        }
        var draft = new Draft
        {
            Rule = "quoted-as-saying", Passage = passage, Sentence = sentence, Speaker = who, CueFirst = passive ? group.First : link, CueLast = saying.Last, Group = saying, Cue = saying.Cue,
            Tier = who.Relative || who.Weak ? Tier.Uncertain : Tier.Certain,
        };
        NounPhrase? carrier = !passive
            ? SubjectFinder.Left(passage, LeftContent.Begin(passage, sentence, group.First), group.First)
            : passage.Has(group.Last + 1, WordClass.Agent) && link > group.Last + 2 ? new NounPhrase(group.Last + 2, link - 1) : null;
        if (carrier is { } through)
        {
            draft.Carriers.Add(through);
        }
        Pieces.Add(draft.Content, passage, right.First, VerbRule.WholeQuotation(passage, right.Last));
        return draft.Content.Count > 0 ? draft : null;
    }
}
