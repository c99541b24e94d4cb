using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// Through whose hands the words went, outermost first: the outlet they were told to, the one who asked, the one who carried a
/// statement or quoted a memo, the speaker within whose content another speaks.
/// </summary>
internal sealed class Chains(EntityBook book, Speakers speakers)
{
    private readonly HashSet<string> _carriers = new(book.Language.Phrases("carriers"), StringComparer.Ordinal);
    private readonly HashSet<string> _interviews = new(book.Language.Phrases("interviews"), StringComparer.Ordinal);

    /// <summary>The hops between the article and the speaker that the statement's own sentence names.</summary>
    public List<Entity> Own(Draft draft, Entity? asker)
    {
        var hops = new List<Entity>();
        Passage passage = draft.Passage;
        if (asker is not null && Carries(asker))
        {
            hops.Add(asker);
        }
        if (draft.Addressee is { } addressee && draft.Rule != "passive-by" && Whom(passage, addressee) is { } outlet)
        {
            hops.Add(outlet);
        }
        foreach (NounPhrase carrier in draft.Carriers)
        {
            Entity through = speakers.Of(passage, carrier);
            if (!hops.Contains(through))
            {
                hops.Add(through);
            }
        }
        int from = draft.Speaker is { Elided: false } speaker ? speaker.First : draft.CueFirst;
        int to = draft.CueFirst < 0 ? draft.Sentence.End : ContentBegin(draft);
        for (int i = Math.Max(from, draft.Sentence.First); i < to; i++)
        {
            if (Carrier(passage, i, draft.Sentence.End) is { } carrier && !hops.Contains(carrier))
            {
                hops.Add(carrier);
            }
        }
        return hops;
    }

    // The first token of content behind the cue, else the end of the sentence.
    private static int ContentBegin(Draft draft)
    {
        foreach (Piece piece in draft.Content)
        {
            if (piece.Span.Start >= draft.Passage.Tokens[draft.CueLast].End)
            {
                int i = draft.CueLast + 1;
                while (i < draft.Passage.Count && draft.Passage.Tokens[i].Start < piece.Span.Start)
                {
                    i++;
                }
                return i;
            }
        }
        return draft.Sentence.End;
    }

    private static bool Carries(Entity entity) => entity.Kind is HopKind.Outlet or HopKind.Agency;

    /// <summary>An outlet or agency by this phrase; null for reporters, parliaments and persons.</summary>
    private Entity? Whom(Passage passage, NounPhrase phrase, bool carrier = false)
    {
        if (passage.Has(phrase.First, WordClass.ObjectPronoun | WordClass.SubjectPronoun) && phrase.First == phrase.Last)
        {
            return null;
        }
        if (passage.Is(phrase.First, "this"))
        {
            // "seen by this newspaper": the article itself.
            return null;
        }
        bool stated = false;
        for (int i = phrase.First; i <= phrase.Last; i++)
        {
            stated |= passage.Has(i, WordClass.Outlet | WordClass.Agency) && !passage.Has(i, WordClass.Role);
            if (passage.Has(i, WordClass.IndefiniteAudience) && !passage.Has(i, WordClass.Proper))
            {
                return null;
            }
        }
        Entity entity = speakers.Of(passage, phrase);
        bool named = passage.Has(phrase.Last, WordClass.Proper) && entity is { Named: true, KindStated: false }
            && (entity.Kind == HopKind.Body || passage.Has(phrase.First, WordClass.Determiner)) && passage.Has(phrase.First, WordClass.Proper | WordClass.Determiner);
        if ((stated || named) && !Carries(entity) && !entity.KindStated)
        {
            entity.Kind = HopKind.Outlet;
        }
        if (carrier && stated && entity.Kind == HopKind.Body)
        {
            // "carried by the state agency VNA": who carries words is a news agency.
            entity.Kind = HopKind.Agency;
        }
        return Carries(entity) ? entity : null;
    }

    /// <summary>"distributed by the agency Sund Press", "quoted by the newspaper", "in an interview with Kanal Ost".</summary>
    private Entity? Carrier(Passage passage, int i, int end)
    {
        if (!passage.IsWord(i))
        {
            return null;
        }
        string word = passage.Tokens[i].Word.Text;
        string written = word.Length > 0 ? word : passage.Written(i).ToString().ToLowerInvariant();
        bool by = _carriers.Contains(written) && passage.Has(i + 1, WordClass.Agent);
        bool with = _interviews.Contains(written) && (passage.Is(i + 1, "with") || passage.Is(i + 1, "to") || passage.Is(i + 1, "for") || passage.Is(i + 1, "in"));
        if (!by && !with)
        {
            return null;
        }
        int last = PhraseRight.Simple(passage, i + 2, end, false);
        return last >= i + 2 ? Whom(passage, new NounPhrase(i + 2, last), carrier: by) : null;
    }
}
