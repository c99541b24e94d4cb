using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Reading;

/// <summary>
/// Splits a passage into sentences. Abbreviations end none unless a word follows that begins one ("in the U.S. The firm"); a stop
/// inside a quotation ends one only if what follows the closing mark begins one. Sentences longer than
/// <see cref="Longest"/> tokens are cut, so that no rule can be made to work quadratically. O(n).
/// </summary>
internal static class SentenceSplitter
{
    /// <summary>A sentence of a newspaper has 20 to 60 tokens; nobody writes 400.</summary>
    public const int Longest = 400;

    public static List<Sentence> Split(Passage passage)
    {
        var sentences = new List<Sentence>();
        Token[] tokens = passage.Tokens;
        int first = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            bool ends = i - first >= Longest;
            int last = i;
            if (!ends && EndsAt(passage, i))
            {
                while (last + 1 < tokens.Length && tokens[last + 1].Kind is TokenKind.CloseQuote or TokenKind.CloseBracket or TokenKind.Stop)
                {
                    last++;
                }
                ends = last + 1 >= tokens.Length || Begins(passage, last + 1, tokens[i], last > i && tokens[last].Kind == TokenKind.CloseQuote);
            }
            if (ends)
            {
                sentences.Add(new Sentence(first, last + 1));
                first = last + 1;
                i = last;
            }
        }
        if (first < tokens.Length)
        {
            sentences.Add(new Sentence(first, tokens.Length));
        }
        return sentences;
    }

    private static bool EndsAt(Passage passage, int i)
    {
        ref Token token = ref passage.Tokens[i];
        return token.Kind == TokenKind.Stop || token.Abbreviated;
    }

    private static bool Begins(Passage passage, int next, Token stop, bool afterQuotation)
    {
        ref Token token = ref passage.Tokens[next];
        if (stop.Abbreviated)
        {
            // "U.S. Senate", "Mr. Smith", "p.m. Monday": only a word that begins sentences ends one here.
            return token.Kind == TokenKind.Word && token.Capital && token.End - token.Start > 1
                && (token.Word.Classes & (WordClass.Determiner | WordClass.SubjectPronoun | WordClass.Opener | WordClass.Subordinator | WordClass.Preposition | WordClass.Possessive)) != 0
                && (stop.Word.Classes & WordClass.PersonTitle) == 0 && stop.End - stop.Start > 2;
        }
        if (token.Start == stop.End && token.Kind == TokenKind.Word)
        {
            return token.Capital;
        }
        return token.Kind switch
        {
            TokenKind.Word => token.Capital || token.Has(WordClass.Number) || !char.IsLower(passage.Text[token.Start]) || (!afterQuotation && passage.Text[stop.Start] == '.' && stop.End - stop.Start == 1 && false),
            TokenKind.OpenQuote or TokenKind.OpenBracket => true,
            TokenKind.Dash => false,
            _ => false,
        };
    }
}
