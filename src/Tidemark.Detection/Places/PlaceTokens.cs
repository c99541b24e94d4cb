using System.Globalization;

namespace Tidemark.Detection.Places;

/// <summary>How a word is written.</summary>
internal enum Shape
{
    Mark,
    Lower,
    Title,
    Upper,
    Number,
}

/// <summary>A word or a mark of a text.</summary>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="End">UTF-16 offset behind it.</param>
/// <param name="Shape">How it is written; a single capital is Upper.</param>
/// <param name="Word">What the data know of it, or null.</param>
internal readonly record struct PlaceToken(int Start, int End, Shape Shape, Word? Word)
{
    public int Length => End - Start;

    public bool IsWord => Shape is not (Shape.Mark or Shape.Number);

    public bool IsCapital => Shape is Shape.Title or Shape.Upper;

    public bool Is(WordKinds kind) => Word is not null && (Word.Kinds & kind) != 0;
}

/// <summary>Cuts a text into words, numbers and single marks. O(n).</summary>
internal static class PlaceTokens
{
    /// <param name="text">Any text; lone surrogates are marks.</param>
    /// <param name="gazetteer">Says what words are known; null while it is being made.</param>
    public static List<PlaceToken> Cut(string text, Gazetteer? gazetteer)
    {
        var tokens = new List<PlaceToken>(text.Length / 5 + 4);
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }
            int end = at + 1;
            if (IsLetter(text, at, out int width))
            {
                end = EndOfWord(text, at + width);
                tokens.Add(new PlaceToken(at, end, ShapeOf(text.AsSpan(at, end - at)), gazetteer?.Find(text.AsSpan(at, end - at))));
            }
            else if (char.IsDigit(c))
            {
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }
                // "76ers" and "49ers" are names, so a number is looked up like a word.
                tokens.Add(new PlaceToken(at, end, Shape.Number, gazetteer?.Find(text.AsSpan(at, end - at))));
            }
            else
            {
                if (char.IsHighSurrogate(c) && end < text.Length && char.IsLowSurrogate(text[end]))
                {
                    end++;
                }
                tokens.Add(new PlaceToken(at, end, Shape.Mark, gazetteer?.Find(text.AsSpan(at, end - at))));
            }
            at = end;
        }
        return tokens;
    }

    private static bool IsLetter(string text, int at, out int width)
    {
        width = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return char.IsLetter(text, at);
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length)
        {
            if (IsLetter(text, at, out int width))
            {
                at += width;
                continue;
            }
            if (char.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            {
                at += width;
                continue;
            }
            if (char.IsDigit(text[at]))
            {
                at++;
                continue;
            }
            // "O'Fallon" and "don't" are one word; "Ohio's" is "Ohio" and what belongs to it.
            if (text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
            {
                bool possessive = text[at + 1] is 's' or 'S' && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2]));
                if (!possessive)
                {
                    at++;
                    continue;
                }
            }
            break;
        }
        return at;
    }

    private static Shape ShapeOf(ReadOnlySpan<char> word)
    {
        if (!char.IsUpper(word[0]))
        {
            return Shape.Lower;
        }
        foreach (char c in word[1..])
        {
            if (char.IsLower(c))
            {
                return Shape.Title;
            }
        }
        return Shape.Upper;
    }
}
