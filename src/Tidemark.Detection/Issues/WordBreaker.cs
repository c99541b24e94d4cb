using System.Globalization;
using System.Text;

namespace Tidemark.Detection.Issues;

/// <summary>
/// Cuts a post into words: lower case (NFKC), letters, digits and the apostrophe within a word; links and @names are left out, a
/// hashtag is its word, a possessive <c>'s</c> goes. Words that are only digits, single letters and words of more than
/// <see cref="LongestWord"/> letters are left out, each leaving a gap so that no phrase is made across it. O(length).
/// </summary>
internal static class WordBreaker
{
    /// <summary>Longer runs of letters are no words.</summary>
    public const int LongestWord = 40;

    /// <summary>Words read of one post; what follows is not read.</summary>
    public const int MostWords = 400;

    /// <summary>Stands where something was left out.</summary>
    public const string Gap = "";

    /// <summary>Adds the words of a text to a list, gaps as <see cref="Gap"/>.</summary>
    /// <returns>How many letters belong to scripts whose words are not told apart by blanks, and were not read.</returns>
    public static int Cut(string text, List<string> words)
    {
        string plain = text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
        int unread = 0;
        int at = 0;
        Span<char> word = stackalloc char[LongestWord];
        while (at < plain.Length && words.Count < MostWords)
        {
            char c = plain[at];
            if (c == '@' || StartsLink(plain, at))
            {
                at = EndOfRun(plain, at);
                AddGap(words);
                continue;
            }
            if (!IsInWord(plain, at))
            {
                if (c is not (' ' or '#' or '\t'))
                {
                    AddGap(words);
                }
                at++;
                continue;
            }
            int length = 0;
            bool letters = false;
            bool tooLong = false;
            while (at < plain.Length && (IsInWord(plain, at) || IsApostropheWithin(plain, at)))
            {
                char here = plain[at++];
                if (IsWithoutBlanks(here))
                {
                    unread++;
                    tooLong = true;
                }
                letters |= !char.IsDigit(here);
                if (length < LongestWord)
                {
                    word[length++] = here is '’' ? '\'' : char.ToLowerInvariant(here);
                }
                else
                {
                    tooLong = true;
                }
            }
            if (length > 2 && word[length - 1] == 's' && word[length - 2] == '\'')
            {
                length -= 2;
            }
            if (tooLong || !letters || length < 2)
            {
                AddGap(words);
            }
            else
            {
                words.Add(word[..length].ToString());
            }
        }
        return unread;
    }

    private static void AddGap(List<string> words)
    {
        if (words.Count > 0 && words[^1].Length > 0)
        {
            words.Add(Gap);
        }
    }

    private static bool StartsLink(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        return (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            && (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("t.co/", StringComparison.OrdinalIgnoreCase));
    }

    private static int EndOfRun(string text, int at)
    {
        at++;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        return at;
    }

    private static bool IsInWord(string text, int at)
    {
        char c = text[at];
        if (char.IsAsciiLetterOrDigit(c))
        {
            return true;
        }
        return c > 127 && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static bool IsApostropheWithin(string text, int at) =>
        text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    /// <summary>Thai, Lao, Burmese, Khmer, kana, Han: words there need a dictionary. Korean has blanks.</summary>
    private static bool IsWithoutBlanks(char c) =>
        c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u30FF')
            or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
