using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>Runs the rules over a passage, left to right, and lets quotations that continue find their speaker.</summary>
internal sealed class SentenceRules
{
    /// <summary>Statements taken from one sentence. The most seen in 840 articles were 9.</summary>
    private const int MostInSentence = 24;

    private readonly List<Draft> _drafts = [];
    private Passage? _previous;
    private Draft? _last;

    /// <summary>All statements found so far, in the order of the text.</summary>
    public IReadOnlyList<Draft> Drafts => _drafts;

    public void Read(Passage passage)
    {
        int from = _drafts.Count;
        Draft? label = passage.Count > 0 ? LabelRule.Colon(passage) ?? LabelRule.Dash(passage, _previous) : null;
        if (label is not null)
        {
            _drafts.Add(label);
            if (label.Rule == "label-dash" && _drafts.Count >= 2)
            {
                RemoveContinuation(label);
            }
        }
        var attributed = new HashSet<int>();
        if (label is null || label.Rule == "label-dash")
        {
            foreach (Sentence sentence in passage.Sentences)
            {
                var here = new List<Draft>();
                Draft? asked = null;
                for (int i = sentence.First; i < sentence.End && here.Count < MostInSentence; i++)
                {
                    if (passage.Tokens[i].Kind != TokenKind.Word || passage.Tokens[i].Quote >= 0)
                    {
                        continue;
                    }
                    Draft? found = null;
                    if (passage.Has(i, WordClass.SourcePreposition))
                    {
                        found = AccordingToRule.At(passage, sentence, i, here);
                    }
                    else if (passage.Tokens[i].Word.Cues.Count > 0)
                    {
                        found = AskedByRule.At(passage, sentence, i);
                        if (found is not null)
                        {
                            asked = found;
                        }
                        else
                        {
                            found = QuotedAsRule.At(passage, sentence, i) ?? VerbRule.At(passage, sentence, i, here);
                            if (found is not null && asked is not null && found.Answers is null && found.CueFirst > asked.CueLast)
                            {
                                found.Answers = asked;
                            }
                        }
                    }
                    if (found is not null)
                    {
                        if (found.Group?.Carrier is not null && here.Count > 0 && here[^1].CueFirst == found.CueFirst)
                        {
                            // "declined to say how": the whole is the cue, not "declined" alone.
                            _drafts.Remove(here[^1]);
                            here.RemoveAt(here.Count - 1);
                        }
                        here.Add(found);
                        _drafts.Add(found);
                        if (found == asked && found.Content.Count > 0)
                        {
                            // What is asked about is no statement of its own.
                            while (i + 1 < sentence.End && passage.Tokens[i + 1].Start < found.Content[^1].Span.End)
                            {
                                i++;
                            }
                        }
                    }
                }
                Continue(passage, sentence, here, attributed);
            }
        }
        for (int i = from; i < _drafts.Count; i++)
        {
            _last = _drafts[i];
        }
        _previous = passage;
    }

    /// <summary>“A,” X said. “B.”: a sentence that is nothing but a quotation continues the one before it, also across a paragraph.</summary>
    private void Continue(Passage passage, Sentence sentence, List<Draft> here, HashSet<int> attributed)
    {
        foreach (Draft draft in here)
        {
            foreach (Piece piece in draft.Content)
            {
                if (piece.Quoted)
                {
                    MarkQuotations(passage, piece.Span, attributed);
                }
            }
        }
        if (here.Count > 0)
        {
            return;
        }
        for (int q = FirstQuotation(passage, sentence.First); q < passage.Quotations.Count && passage.Quotations[q].Open < sentence.End; q++)
        {
            Quotation quotation = passage.Quotations[q];
            if (attributed.Contains(quotation.Open))
            {
                continue;
            }
            if (quotation.Open != sentence.First || !Whole(passage, quotation) || Titles.IsTitle(passage, quotation))
            {
                continue;
            }
            if (AttributedLater(passage, quotation))
            {
                continue;
            }
            if (Source(passage, sentence) is { } source)
            {
                attributed.Add(quotation.Open);
                Pieces.Add(source.Content, passage, quotation.Open, Math.Min(quotation.Close, passage.Count - 1));
            }
        }
    }

    private Draft? Source(Passage passage, Sentence sentence)
    {
        // The last statement, if a quotation or its sentence stands right before.
        if (_drafts.Count == 0)
        {
            return null;
        }
        Draft last = _drafts[^1];
        for (int i = _drafts.Count - 1; i >= 0 && i >= _drafts.Count - 4; i--)
        {
            if (_drafts[i].Sentence == last.Sentence && _drafts[i].Passage == last.Passage && _drafts[i].Content.Exists(piece => piece.Quoted))
            {
                last = _drafts[i];
                break;
            }
        }
        bool quoting = last.Content.Count > 0 && (last.Cue.Follows & Follows.Quotation) != 0 && last.Cue.Strength >= 1;
        if (!quoting)
        {
            return null;
        }
        if (last.Passage == passage)
        {
            int end = Math.Max(last.Sentence.End, EndOf(passage, last));
            return end >= sentence.First ? last : null;
        }
        if (last.Passage != _previous || sentence.First != 0)
        {
            return null;
        }
        return Math.Max(last.Sentence.End, EndOf(last.Passage, last)) >= last.Passage.Count && last.Content[^1].Quoted | last.Passage.KindAt(last.Passage.Count - 1) == TokenKind.Colon ? last : null;
    }

    private static int EndOf(Passage passage, Draft draft)
    {
        int end = draft.Content.Count == 0 ? 0 : draft.Content[^1].Span.End;
        int i = draft.Sentence.End;
        while (i < passage.Count && passage.Tokens[i].Start <= end)
        {
            i++;
        }
        return i;
    }

    private static bool Whole(Passage passage, Quotation quotation) =>
        !quotation.Closed || passage.KindAt(quotation.Close - 1) is TokenKind.Stop or TokenKind.Dash || quotation.Close + 1 >= passage.Count
        || passage.KindAt(quotation.Close - 1) is TokenKind.Comma;

    // The quotation runs over several sentences and an attribution stands behind it: VerbRule will take the whole.
    private static bool AttributedLater(Passage passage, Quotation quotation)
    {
        if (!quotation.Closed)
        {
            return false;
        }
        if (passage.KindAt(quotation.Close - 1) is TokenKind.Comma)
        {
            return true;
        }
        int next = quotation.Close + 1;
        if (next >= passage.Count || !passage.IsWord(next))
        {
            return next < passage.Count && passage.KindAt(next) == TokenKind.Dash;
        }
        foreach (Sentence sentence in passage.Sentences)
        {
            if (next < sentence.First || next >= sentence.End)
            {
                continue;
            }
            for (int i = next; i < Math.Min(sentence.End, next + 14); i++)
            {
                if (passage.Tokens[i].Word.Cues.Count > 0 && passage.Tokens[i].Quote < 0 && VerbRule.At(passage, sentence, i, []) is { Content.Count: > 0 } draft)
                {
                    return draft.Content[0].Span.Start < passage.Tokens[quotation.Close].Start;
                }
            }
        }
        return false;
    }

    /// <summary>The first quotation that opens at or behind a token (or, by offset, a place in the text).</summary>
    private static int FirstQuotation(Passage passage, int at, bool byOffset = false)
    {
        int lo = 0;
        int hi = passage.Quotations.Count;
        while (lo < hi)
        {
            int mid = (lo + hi) / 2;
            int open = passage.Quotations[mid].Open;
            if ((byOffset ? passage.Tokens[open].Start : open) < at)
            {
                lo = mid + 1;
            }
            else
            {
                hi = mid;
            }
        }
        return lo;
    }

    private static void MarkQuotations(Passage passage, TextSpan span, HashSet<int> attributed)
    {
        int first = FirstQuotation(passage, span.Start, byOffset: true);
        for (int q = Math.Max(0, first - 1); q < passage.Quotations.Count && passage.Tokens[passage.Quotations[q].Open].Start < span.End; q++)
        {
            Quotation quotation = passage.Quotations[q];
            if (passage.Tokens[Math.Min(quotation.Close, passage.Count - 1)].End > span.Start)
            {
                attributed.Add(quotation.Open);
            }
        }
    }

    // The label names the speaker of the quotation that an earlier statement was given by mistake.
    private void RemoveContinuation(Draft label)
    {
        for (int i = Math.Max(0, _drafts.Count - 8); i < _drafts.Count; i++)
        {
            Draft draft = _drafts[i];
            if (draft != label)
            {
                draft.Content.RemoveAll(piece => label.Content.Exists(own => own.Span == piece.Span));
            }
        }
    }
}
