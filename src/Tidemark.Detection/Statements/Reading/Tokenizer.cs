using System.Globalization;
using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Reading;

/// <summary>
/// Splits a stretch of text into words and marks. A word keeps its inner hyphens, points and apostrophes ("U.S.", "log-ins"); the
/// contracted "’s", "’ll", "’d" is a word of its own, for it can be a possessive or a verb. One pass, O(n).
/// </summary>
internal static class Tokenizer
{
    public static List<Token> Split(string text, TextSpan span, Language language)
    {
        var tokens = new List<Token>(span.Length / 5 + 4);
        int i = span.Start;
        while (i < span.End)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                i++;
                continue;
            }
            if (c == '&' && i > span.Start && i + 1 < span.End && text[i - 1] == ' ' && text[i + 1] == ' ')
            {
                Add(text, i, i + 1, false, language, tokens);
                i++;
                continue;
            }
            if (IsWordChar(c) || ((c is '@' or '#' or '$' or '€' or '£') && i + 1 < span.End && IsWordChar(text[i + 1])))
            {
                i = Word(text, i, span.End, language, tokens);
                continue;
            }
            i = Mark(text, i, span, tokens);
        }
        return tokens;
    }

    /// <summary>Letters, digits, marks and halves of astral characters, which so are never cut apart.</summary>
    internal static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || c is '_' || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Direction overrides, zero-width characters: they separate nothing and say nothing.
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static int Word(string text, int start, int limit, Language language, List<Token> tokens)
    {
        int i = start + 1;
        while (i < limit)
        {
            char c = text[i];
            if (IsWordChar(c) || (c == '%' && char.IsDigit(text[i - 1])))
            {
                i++;
            }
            else if (c is '-' or '\u2010' or '\u2011' or '&' && i + 1 < limit && IsWordChar(text[i + 1]) && IsWordChar(text[i - 1]))
            {
                i++;
            }
            else if (c is '\'' or '\u2019' && i + 1 < limit && char.IsLetter(text[i + 1]) && IsWordChar(text[i - 1]))
            {
                if (Contracts(text, i, limit))
                {
                    break;
                }
                i++;
            }
            else if (c is '.' or ',' && i + 1 < limit && char.IsDigit(text[i + 1]) && char.IsDigit(text[i - 1]))
            {
                i++;
            }
            else if (c == '.' && i + 1 < limit && char.IsLetter(text[i + 1]) && JoinsLetters(text, start, i))
            {
                i++;
            }
            else
            {
                break;
            }
        }
        bool abbreviated = false;
        if (i < limit && text[i] == '.' && EndsInsideAbbreviation(text, start, i, language))
        {
            i++;
            abbreviated = true;
        }
        Add(text, start, i, abbreviated, language, tokens);
        if (i < limit && text[i] is '\'' or '\u2019' && Contracts(text, i, limit))
        {
            int end = i + 2;
            while (end < limit && char.IsLetter(text[end]))
            {
                end++;
            }
            Add(text, i, end, false, language, tokens);
            return end;
        }
        return i;
    }

    private static void Add(string text, int start, int end, bool abbreviated, Language language, List<Token> tokens)
    {
        ReadOnlySpan<char> written = text.AsSpan(start, end - start);
        Word word = language.Find(written);
        WordClass classes = word.Classes;
        if (char.IsDigit(written[0]) || (written.Length > 1 && char.IsDigit(written[1]) && !char.IsLetter(written[0])))
        {
            classes |= WordClass.Number;
        }
        tokens.Add(new Token
        {
            Start = start, End = end, Kind = TokenKind.Word, Word = word, Classes = classes & ~WordClass.Abbreviation, Capital = char.IsUpper(written[0]), Abbreviated = abbreviated, Quote = -1,
        });
    }

    /// <summary>"’s", "’d", "’ll", "’re", "’ve", "’m" at a word's end.</summary>
    private static bool Contracts(string text, int at, int limit)
    {
        int letters = 0;
        while (at + 1 + letters < limit && char.IsLetter(text[at + 1 + letters]))
        {
            if (++letters > 2)
            {
                return false;
            }
        }
        if (letters == 0 || (at + 1 + letters < limit && char.IsDigit(text[at + 1 + letters])))
        {
            return false;
        }
        char first = char.ToLowerInvariant(text[at + 1]);
        return letters == 1 ? first is 's' or 'd' or 'm' : (first, char.ToLowerInvariant(text[at + 2])) is ('l', 'l') or ('r', 'e') or ('v', 'e');
    }

    /// <summary>"U.S", "e.g", "example.org": a point with letters on both sides, and no lost blank after a sentence.</summary>
    private static bool JoinsLetters(string text, int start, int point)
    {
        int run = 0;
        for (int i = point - 1; i >= start && text[i] != '.'; i--)
        {
            run++;
        }
        return run == 1 || (char.IsLower(text[point - 1]) && char.IsLower(text[point + 1]));
    }

    private static bool EndsInsideAbbreviation(string text, int start, int end, Language language)
    {
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        if (word.Length == 1)
        {
            return char.IsUpper(word[0]);
        }
        if (word.Contains('.'))
        {
            // "U.S." but not "example.org."
            int point = word.LastIndexOf('.');
            return word.Length - point == 2;
        }
        if (word.Length > 6)
        {
            return false;
        }
        return (language.Find(text.AsSpan(start, end - start + 1)).Classes & WordClass.Abbreviation) != 0;
    }

    private static int Mark(string text, int i, TextSpan span, List<Token> tokens)
    {
        char c = text[i];
        char before = i > span.Start ? text[i - 1] : ' ';
        char after = i + 1 < span.End ? text[i + 1] : ' ';
        int end = i + 1;
        TokenKind kind;
        switch (c)
        {
            case '.' or '!' or '?' or '…':
                while (end < span.End && text[end] is '.' or '!' or '?' or '…')
                {
                    end++;
                }
                kind = TokenKind.Stop;
                break;
            case ',':
                kind = TokenKind.Comma;
                break;
            case ':':
                kind = TokenKind.Colon;
                break;
            case ';':
                kind = TokenKind.Semicolon;
                break;
            case '(' or '[' or '{':
                kind = TokenKind.OpenBracket;
                break;
            case ')' or ']' or '}':
                kind = TokenKind.CloseBracket;
                break;
            case '—' or '–' or '―':
                kind = TokenKind.Dash;
                break;
            case '-' when after == '-':
                end = i + 2;
                kind = TokenKind.Dash;
                break;
            case '-' when char.IsWhiteSpace(before) || char.IsWhiteSpace(after):
                kind = TokenKind.Dash;
                break;
            case '\'' when after == '\'':
                end = i + 2;
                after = end < span.End ? text[end] : ' ';
                kind = Straight(before, after);
                break;
            case '`' when after == '`':
                end = i + 2;
                kind = TokenKind.OpenQuote;
                break;
            case '"':
                kind = Straight(before, after);
                break;
            case '“':
                // In German the same mark closes what „ opened; the quotation finder knows.
                kind = TokenKind.OpenQuote;
                break;
            case '„' or '«' or '‹' or '‚':
                kind = TokenKind.OpenQuote;
                break;
            case '”' or '»' or '›':
                kind = TokenKind.CloseQuote;
                break;
            default:
                kind = TokenKind.Other;
                break;
        }
        tokens.Add(new Token { Start = i, End = end, Kind = kind, Word = Languages.Language.None, Quote = -1 });
        return end;
    }

    private static TokenKind Straight(char before, char after) =>
        (char.IsWhiteSpace(before) || before is '(' or '[' or '—' or '–' or '-' or ':' or '‘' or '\'') && !char.IsWhiteSpace(after)
            ? TokenKind.OpenQuote
            : TokenKind.CloseQuote;
}
