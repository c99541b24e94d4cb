using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>Whether speaker, cue and content follow from the rule alone. Weak cues, guessed subjects and bare noun phrases do not.</summary>
internal static class Tiers
{
    public static Tier Of(Passage passage, VerbGroup group, NounPhrase subject, int left, bool leftQuoted, RightSide right)
    {
        if (subject.Weak || subject.Relative || group.Cue.Strength < 2 || passage.Tokens[group.Verb].Quote >= 0)
        {
            return Tier.Uncertain;
        }
        if (leftQuoted)
        {
            return Tier.Certain;
        }
        if (group.Participial)
        {
            return right.Kind is RightKind.That or RightKind.Clause or RightKind.Quotation && group.Cue.Strength >= 3 ? Tier.Certain : Tier.Uncertain;
        }
        bool strong = group.Cue.Strength >= 3;
        return right.Kind switch
        {
            RightKind.That => Tier.Certain,
            RightKind.Clause or RightKind.Question or RightKind.Quotation => strong ? Tier.Certain : Tier.Uncertain,
            RightKind.Noun => strong && group.Cue.Class is CueClass.Negative or CueClass.Confirming or CueClass.Distancing or CueClass.Declining ? Tier.Certain : Tier.Uncertain,
            RightKind.Infinitive => group.Cue.Class == CueClass.Declining ? Tier.Certain : Tier.Uncertain,
            _ => left >= 0 && strong ? Tier.Certain : group.Carrier is not null || group.Negated ? Tier.Certain : Tier.Uncertain,
        };
    }
}
