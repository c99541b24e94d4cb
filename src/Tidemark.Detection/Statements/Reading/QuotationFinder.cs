namespace Tidemark.Detection.Statements.Reading;

/// <summary>
/// Pairs quotation marks within a paragraph: straight, curly, guillemets, German low marks, two single marks for a double one. An
/// opening mark that nothing closes runs to the paragraph's end; a closing mark that nothing opened closes nothing. Inner quotations
/// belong to the outer one. O(n).
/// </summary>
internal static class QuotationFinder
{
    public static List<Quotation> Find(Passage passage)
    {
        var found = new List<Quotation>();
        Token[] tokens = passage.Tokens;
        int open = -1;
        char mark = '\0';
        for (int i = 0; i < tokens.Length; i++)
        {
            TokenKind kind = tokens[i].Kind;
            if (kind is not (TokenKind.OpenQuote or TokenKind.CloseQuote))
            {
                Within(tokens, i, open, found.Count);
                continue;
            }
            char c = passage.Text[tokens[i].Start];
            if (open < 0)
            {
                if (kind == TokenKind.OpenQuote || (c == '”' && Opens(passage, i)))
                {
                    (open, mark) = (i, c);
                    tokens[i].Kind = TokenKind.OpenQuote;
                }
                else
                {
                    tokens[i].Kind = TokenKind.Other;
                }
                continue;
            }
            if (Closes(mark, c, kind))
            {
                tokens[i].Kind = TokenKind.CloseQuote;
                found.Add(new Quotation(open, i, true));
                open = -1;
                continue;
            }
            if (kind == TokenKind.OpenQuote && c == mark && NewBeginning(passage, i))
            {
                // Nobody closed the first one: the second opening is taken at its word.
                found.Add(new Quotation(open, i, false));
                open = i;
                continue;
            }
            tokens[i].Kind = TokenKind.Other;
            Within(tokens, i, open, found.Count);
        }
        if (open >= 0)
        {
            found.Add(new Quotation(open, tokens.Length, false));
        }
        return found;
    }

    private static void Within(Token[] tokens, int i, int open, int number)
    {
        if (open >= 0)
        {
            tokens[i].Quote = number;
        }
    }

    private static bool Closes(char opened, char c, TokenKind kind) => opened switch
    {
        '„' or '‚' => c is '“' or '”' or '"' or '‘',
        '«' => c == '»',
        '‹' => c == '›',
        '»' => c == '«',
        '“' => c is '”' or '"' && kind == TokenKind.CloseQuote || c == '”' || (c == '“' && kind == TokenKind.CloseQuote),
        '\'' or '`' => c == '\'' && kind == TokenKind.CloseQuote,
        _ => c is '"' or '”' && kind == TokenKind.CloseQuote,
    };

    // “He left“ : the same mark at both ends, told by the blank behind it.
    private static bool NewBeginning(Passage passage, int i) => i > 0 && passage.Tokens[i - 1].Kind is TokenKind.Stop or TokenKind.Comma or TokenKind.Colon;

    private static bool Opens(Passage passage, int i) =>
        i + 1 < passage.Count && passage.Tokens[i].End == passage.Tokens[i + 1].Start
        && (i == 0 || passage.Tokens[i - 1].End < passage.Tokens[i].Start);
}
