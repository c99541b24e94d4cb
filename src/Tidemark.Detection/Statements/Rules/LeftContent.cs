using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>Content in front of "Hask said": a quotation that closes there, or the clause before the comma.</summary>
internal static class LeftContent
{
    /// <summary>Where a subject may begin: behind the last quotation that ends as one does, else the sentence's first token.</summary>
    public static int Begin(Passage passage, Sentence sentence, int group)
    {
        for (int i = group - 1; i > sentence.First; i--)
        {
            if (passage.KindAt(i) == TokenKind.CloseQuote && passage.KindAt(i - 1) is TokenKind.Comma or TokenKind.Stop or TokenKind.Dash)
            {
                return i + 1;
            }
            if (passage.KindAt(i) is TokenKind.Semicolon or TokenKind.Colon && passage.Tokens[i].Depth == 0)
            {
                return i + 1;
            }
        }
        int first = sentence.First;
        while (first < group && passage.KindAt(first) is not (TokenKind.Word or TokenKind.OpenBracket or TokenKind.OpenQuote))
        {
            first++;
        }
        return first;
    }

    /// <summary>The mark that ends the content in front of the subject (comma or closing quotation mark), or -1.</summary>
    public static int Last(Passage passage, Sentence sentence, NounPhrase subject)
    {
        int j = subject.First - 1;
        if (j >= 0 && passage.KindAt(j) == TokenKind.CloseQuote)
        {
            return j;
        }
        if (j > 0 && passage.KindAt(j) == TokenKind.Comma && passage.KindAt(j - 1) == TokenKind.CloseQuote)
        {
            return j - 1;
        }
        return j > sentence.First && passage.KindAt(j) is TokenKind.Comma or TokenKind.Dash && j > sentence.First ? j : -1;
    }

    /// <summary>Adds what stands before <paramref name="last"/>: the whole quotation, also where it began sentences before.</summary>
    public static void Add(List<Piece> content, Passage passage, Sentence sentence, int last)
    {
        int end = last;
        if (passage.KindAt(last) == TokenKind.CloseQuote)
        {
            Quotation quotation = default;
            foreach (Quotation candidate in passage.Quotations)
            {
                if (candidate.Close == last)
                {
                    quotation = candidate;
                    break;
                }
            }
            int first = quotation.Open;
            if (Titles.IsTitle(passage, quotation))
            {
                return;
            }
            // “absurd” at the end of a sentence of its own: the sentence speaks, not the two words alone.
            int begin = Start(passage, sentence, last);
            if (begin < first && first > sentence.First)
            {
                first = begin;
            }
            Pieces.Add(content, passage, first, last);
            return;
        }
        int start = Start(passage, sentence, last);
        if (start < end)
        {
            Pieces.Add(content, passage, start, ClauseEnd.Trim(passage, start, end - 1));
        }
    }

    /// <summary>Where the clause in front begins: the sentence, without an opening "But".</summary>
    private static int Start(Passage passage, Sentence sentence, int last)
    {
        int first = sentence.First;
        for (int i = last - 1; i > sentence.First; i--)
        {
            if (passage.Tokens[i].Quote >= 0)
            {
                continue;
            }
            if (passage.KindAt(i) is TokenKind.Semicolon && passage.Tokens[i].Depth == passage.Tokens[last].Depth)
            {
                first = i + 1;
                break;
            }
        }
        while (first < last && passage.KindAt(first) is TokenKind.Other or TokenKind.Dash or TokenKind.CloseQuote or TokenKind.Comma or TokenKind.CloseBracket)
        {
            first++;
        }
        if (passage.Has(first, WordClass.Conjunction) && first < last)
        {
            first++;
        }
        return first;
    }
}
