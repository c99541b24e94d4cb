using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// What the speaker does with the content: the cue decides, its negation turns it ("did not deny" declines), and under a neutral cue the
/// content may: a refusal declines, a negation of what the article says the speaker is accused of denies.
/// </summary>
internal sealed class Stances(Language language)
{
    private readonly HashSet<string> _refusable = new(language.Phrases("refusable"), StringComparer.Ordinal);

    /// <summary>The stance by cue and content alone.</summary>
    public Stance Of(string text, Draft draft, Entity? speaker)
    {
        Cue cue = draft.Cue;
        if (draft.Group?.Carrier is { } carrier && Declines(carrier))
        {
            return Stance.Declines;
        }
        if (draft.Group is { Negated: true })
        {
            if (cue.Class is CueClass.Negative && cue.Stance == Stance.Denies)
            {
                return Stance.Declines;
            }
            if (_refusable.Contains(cue.Lemma))
            {
                return Stance.Declines;
            }
        }
        if (cue.Lemma is "call" or "describe" or "label" or "brand" or "characterize" or "dub" && Derogatory(text, draft))
        {
            return Stance.Dismisses;
        }
        if (cue.Class == CueClass.Neutral)
        {
            if (Refuses(text, draft))
            {
                return Stance.Declines;
            }
            if (cue.Stance is Stance.Asserts or Stance.Reports && speaker?.Kind is HopKind.Outlet or HopKind.Agency)
            {
                return Stance.Reports;
            }
            if (cue.Stance == Stance.Reports)
            {
                return speaker?.Kind is HopKind.Person or HopKind.Group ? Stance.Asserts : Stance.Reports;
            }
        }
        return cue.Stance;
    }

    private bool Declines(string carrier) => language.Known(carrier) is { } word && word.Cues.Exists(cue => cue.Class == CueClass.Declining);

    private bool Derogatory(string text, Draft draft)
    {
        foreach (Piece piece in draft.Content)
        {
            if (WordSearch.Any(text.AsSpan(piece.Span.Start, piece.Span.Length), language.Phrases(draft.Cue.Lemma == "call" && piece == draft.Content[0] ? "dismissible" : "derogatory")) || WordSearch.Any(text.AsSpan(piece.Span.Start, piece.Span.Length), language.Phrases("derogatory")))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>“You will not get an answer to that.”</summary>
    private bool Refuses(string text, Draft draft)
    {
        if (draft.Content.Count == 0 || !draft.Content[0].Quoted && draft.Answers is null)
        {
            return false;
        }
        TextSpan span = draft.Content[0].Span;
        // The first sentence or two decide; a refusal deep in a long answer is part of it.
        return WordSearch.Any(text.AsSpan(span.Start, Math.Min(span.Length, 120)), language.Phrases("refusals"));
    }

    /// <summary>Whether the content's first clause is negated: "No official was told", "does not interfere".</summary>
    public bool NegatedClause(Draft draft, out string subject)
    {
        foreach (Piece piece in draft.Content)
        {
            if (Negated(draft, piece, out subject))
            {
                return true;
            }
        }
        subject = "";
        return false;
    }

    private bool Negated(Draft draft, Piece piece, out string subject)
    {
        subject = "";
        Passage passage = draft.Passage;
        int first = At(passage, piece.Span.Start);
        int end = At(passage, piece.Span.End - 1) + 1;
        if (first < 0)
        {
            return false;
        }
        if (passage.Has(first, WordClass.Complementizer))
        {
            first++;
        }
        for (int i = first; i < Math.Min(end, first + 24); i++)
        {
            if (!Tagger.IsFinite(passage, i))
            {
                continue;
            }
            subject = i > first ? passage.Cut(first, i - 1) : "";
            bool negative = passage.Has(i, WordClass.Negation) || passage.Is(i - 1, "never") || passage.Is(i - 1, "not") || passage.Is(i - 2, "never");
            if (passage.Has(i, WordClass.Modal))
            {
                // "could not verify", "will not answer": no denial of a deed.
                return false;
            }
            for (int k = i + 1; k <= Math.Min(end - 1, i + 3); k++)
            {
                if (Array.IndexOf(language.Phrases("not-denials"), passage.Tokens[k].Word.Text) >= 0)
                {
                    return false;
                }
            }
            for (int k = i + 1; k <= Math.Min(end - 1, i + 3) && !negative; k++)
            {
                negative = passage.Has(k, WordClass.Negation) && !passage.Has(k, WordClass.Determiner | WordClass.Adverb & ~WordClass.Negation) || passage.Is(k, "neither") || passage.Is(k, "no") || passage.Is(k, "not") || passage.Is(k, "never");
            }
            bool none = passage.IsWord(first) && Array.IndexOf(language.Phrases("negated-subjects"), passage.Written(first).ToString().ToLowerInvariant()) >= 0;
            return negative || none;
        }
        return false;
    }

    private static int At(Passage passage, int offset)
    {
        int lo = 0;
        int hi = passage.Count - 1;
        while (lo < hi)
        {
            int mid = (lo + hi + 1) / 2;
            if (passage.Tokens[mid].Start <= offset)
            {
                lo = mid;
            }
            else
            {
                hi = mid - 1;
            }
        }
        return passage.Count > 0 && passage.Span.Start <= offset && offset < passage.Span.End ? lo : -1;
    }
}
