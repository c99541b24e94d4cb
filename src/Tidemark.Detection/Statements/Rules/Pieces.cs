using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>
/// Cuts content into runs of quoted and unquoted words. Quotation marks stand outside; the stop or comma before a closing mark
/// stays inside; an unquoted run has no comma or stop at its ends.
/// </summary>
internal static class Pieces
{
    public static void Add(List<Piece> to, Passage passage, int first, int last)
    {
        int i = first;
        while (i <= last)
        {
            if (passage.Tokens[i].Kind is TokenKind.OpenQuote or TokenKind.CloseQuote)
            {
                i++;
                continue;
            }
            int quote = passage.Tokens[i].Quote;
            int from = i;
            while (i <= last && passage.Tokens[i].Quote == quote && !(passage.Tokens[i].Kind is TokenKind.OpenQuote or TokenKind.CloseQuote))
            {
                i++;
            }
            int to1 = i - 1;
            if (quote < 0)
            {
                while (from <= to1 && IsMark(passage, from))
                {
                    from++;
                }
                while (to1 >= from && IsMark(passage, to1))
                {
                    to1--;
                }
            }
            if (from <= to1 && HasWord(passage, from, to1))
            {
                to.Add(new Piece(passage.Between(from, to1), quote >= 0));
            }
        }
    }

    private static bool IsMark(Passage passage, int i) =>
        passage.Tokens[i].Kind is TokenKind.Comma or TokenKind.Stop or TokenKind.Colon or TokenKind.Semicolon or TokenKind.Dash or TokenKind.Other;

    private static bool HasWord(Passage passage, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (passage.Tokens[i].Kind == TokenKind.Word)
            {
                return true;
            }
        }
        return false;
    }
}
