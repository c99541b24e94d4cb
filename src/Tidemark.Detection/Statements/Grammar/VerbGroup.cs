using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Grammar;

/// <summary>
/// A cue in its place: the verb with auxiliaries, negation, adverbs between them, a verb that carries it ("declined to say") and the
/// particle that belongs to it ("called for"). Token indexes, both ends included.
/// </summary>
internal sealed record VerbGroup(int First, int Verb, int Last, Cue Cue)
{
    /// <summary>A form of "be" stands before a participle.</summary>
    public bool Passive { get; init; }

    /// <summary>A negation stands in it.</summary>
    public bool Negated { get; init; }

    /// <summary>A bare "-ing" form: ", adding that".</summary>
    public bool Participial { get; init; }

    /// <summary>A modal or auxiliary stands in it.</summary>
    public bool Modal { get; init; }

    /// <summary>The verb that carries it, in its base form where the language knows it ("decline", "refuse"); null where there is none.</summary>
    public string? Carrier { get; init; }

    /// <summary>A bare past participle: "Asked by".</summary>
    public bool BareParticiple { get; init; }

    /// <summary>The form can carry a clause.</summary>
    public bool Finite { get; init; }

    /// <summary>Reads the group around a token that may be a cue; null where it is a noun or an adjective here.</summary>
    public static VerbGroup? At(Passage passage, Sentence sentence, int verb)
    {
        ref Token token = ref passage.Tokens[verb];
        if (!token.Has(WordClass.AnyVerb) || token.Word.Cues.Count == 0 || token.Has(WordClass.Proper))
        {
            return null;
        }
        int last = verb;
        Cue? cue = null;
        foreach (Cue candidate in token.Word.Cues)
        {
            if (candidate.Particle.Length == 0)
            {
                cue = candidate;
                break;
            }
            int at = verb + 1;
            if (passage.Has(at, WordClass.Adverb) && !passage.Is(at, candidate.Particle))
            {
                at++;
            }
            if (passage.Is(at, candidate.Particle))
            {
                cue = candidate;
                last = at;
                break;
            }
        }
        return cue is null ? null : Around(passage, sentence, verb, last, cue);
    }

    private static VerbGroup? Around(Passage passage, Sentence sentence, int verb, int last, Cue cue)
    {
        int first = verb;
        bool passive = false;
        bool negated = false;
        bool modal = false;
        bool finite = false;
        bool infinitive = false;
        bool haveBefore = false;
        string? carrier = null;
        int i = verb - 1;
        while (i >= sentence.First && passage.IsWord(i) && !passage.Has(i, WordClass.Proper))
        {
            ref Token token = ref passage.Tokens[i];
            if (passage.Has(i, WordClass.Auxiliary | WordClass.Contraction) && !(token.Has(WordClass.Contraction) && !token.Has(WordClass.Be)))
            {
                if (first == verb || !infinitive)
                {
                    bool be = token.Has(WordClass.Be);
                    passive |= be && carrier is null && passage.Has(verb, WordClass.Participle) && !haveBefore;
                }
                haveBefore |= token.Has(WordClass.Have);
                negated |= token.Has(WordClass.Negation);
                modal |= token.Has(WordClass.Modal);
                finite |= token.Has(WordClass.Finite | WordClass.Modal) || (token.Has(WordClass.Have | WordClass.Do) && token.Has(WordClass.Base));
                first = i;
            }
            else if (passage.Is(i, "neither") && passage.Is(last + 1, "nor"))
            {
                // "would neither confirm nor deny" is one cue.
                negated = true;
                first = i;
                if (passage.Has(last + 2, WordClass.AnyVerb))
                {
                    last += 2;
                }
            }
            else if (token.Has(WordClass.Negation) && !token.Has(WordClass.Determiner | WordClass.Conjunction))
            {
                negated = true;
                first = i;
            }
            else if (token.Has(WordClass.VerbAdverb) || (token.Has(WordClass.Adverb) && token.Word.Text.Length == 0))
            {
                first = i;
            }
            else if (passage.Is(i, "to") && passage.Has(verb, WordClass.Base) && carrier is null)
            {
                infinitive = true;
                int c = i - 1;
                if (passage.Is(c, "on") && c > sentence.First)
                {
                    c--;
                }
                if (!passage.Has(c, WordClass.Catenative) || !passage.Has(c, WordClass.AnyVerb))
                {
                    return null;
                }
                carrier = passage.Tokens[c].Word.Text;
                finite = Tagger.IsFinite(passage, c) || passage.Has(c, WordClass.Gerund);
                first = i = c;
            }
            else
            {
                break;
            }
            i--;
        }
        bool gerund = passage.Has(verb, WordClass.Gerund) && carrier is null;
        bool auxiliary = finite;
        if (!finite && carrier is null && !gerund)
        {
            finite = first == verb ? Tagger.IsFinite(passage, verb) : passage.Has(verb, WordClass.Past | WordClass.Present | WordClass.Base);
        }
        bool participial = gerund && !auxiliary && !passive;
        if (gerund && passive)
        {
            passive = false;
        }
        return new VerbGroup(first, verb, last, cue)
        {
            Passive = passive, Negated = negated, Participial = participial, Modal = modal, Carrier = carrier,
            Finite = (finite && !participial) || (gerund && auxiliary),
            BareParticiple = !finite && !gerund && carrier is null && passage.Has(verb, WordClass.Participle),
        };
    }
}
