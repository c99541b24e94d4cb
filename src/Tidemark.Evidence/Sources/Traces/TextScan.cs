using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// Finds links, hashtags and mentions in the text of a post, in one pass from left to right without going back: linear whatever the
/// text. Only bytes that can begin one of them are stopped at.
/// </summary>
internal static class TextScan
{
    private static readonly SearchValues<byte> Starts = SearchValues.Create([(byte)':', (byte)'#', (byte)'@', 0xEF]);
    private static readonly SearchValues<byte> LinkEnd = SearchValues.Create(LinkEnds());
    private static readonly SearchValues<byte> Handle =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    /// <summary>Adds the traces a text holds.</summary>
    public static void Find(ReadOnlySpan<byte> text, TraceWriter traces, bool links, bool hashtags, bool mentions)
    {
        for (int at = 0; at < text.Length;)
        {
            int found = text[at..].IndexOfAny(Starts);
            if (found < 0)
            {
                return;
            }
            at += found;
            int length = 0;
            switch (text[at])
            {
                case (byte)':':
                    int start = SchemeStart(text, at);
                    length = start < 0 ? 0 : LinkLength(text, start) - (at - start);
                    if (length > 0)
                    {
                        if (links)
                        {
                            traces.Link(text.Slice(start, at - start + length));
                        }
                    }
                    break;
                case (byte)'#':
                    length = Hashtag(text, at, 1, traces, hashtags);
                    break;
                case (byte)'@':
                    length = IsWordBefore(text, at) ? 0 : HandleLength(text, at);
                    if (length > 0 && mentions)
                    {
                        traces.Mention(text.Slice(at + 1, length - 1));
                    }
                    break;
                default:
                    // U+FF03, the full-width sign of Japanese keyboards.
                    length = text[at..].StartsWith("＃"u8) ? Hashtag(text, at, 3, traces, hashtags) : 0;
                    break;
            }
            at += Math.Max(1, length);
        }
    }

    /// <summary>Whether a text begins as reposts were written by hand and by the classic X format: "RT @name".</summary>
    public static bool IsRepost(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n\""u8);
        return text.Length > 4 && text[0] is (byte)'R' or (byte)'r' && text[1] is (byte)'T' or (byte)'t'
            && text[2] == ' ' && text[3] == '@' && Handle.Contains(text[4]);
    }

    /// <summary>
    /// Length of the link that begins here with "http://", "https://" or "www."; 0 where none does. Loose ends, the stops and brackets
    /// of the sentence around it, are no part of a link, but leave the text with it.
    /// </summary>
    public static int LinkLength(ReadOnlySpan<byte> text, int at, bool withLooseEnd = false)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int head = StartsWithAnyCase(rest, "https://"u8) ? 8 : StartsWithAnyCase(rest, "http://"u8) ? 7 : StartsWithAnyCase(rest, "www."u8) ? 4 : 0;
        if (head == 0 || IsWordBefore(text, at))
        {
            return 0;
        }
        int end = head;
        while (end < rest.Length)
        {
            int stop = rest[end..].IndexOfAny(LinkEnd);
            if (stop < 0)
            {
                end = rest.Length;
                break;
            }
            end += stop;
            if (rest[end] < 0x80 || Rune.DecodeFromUtf8(rest[end..], out Rune rune, out int used) != OperationStatus.Done || !InLink(rune))
            {
                break;
            }
            end += used;
        }
        ReadOnlySpan<byte> link = rest[..end];
        while (link.Length > head && !withLooseEnd)
        {
            byte last = link[^1];
            bool loose = last is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)'\'' or (byte)'*'
                || (last == ')' && !link.Contains((byte)'(')) || (last == ']' && !link.Contains((byte)'['));
            if (!loose)
            {
                break;
            }
            link = link[..^1];
        }
        return link.Length > head ? link.Length : 0;
    }

    /// <summary>Length of "@name" or "@name@host" here; 0 where there is none.</summary>
    public static int HandleLength(ReadOnlySpan<byte> text, int at)
    {
        int name = text[(at + 1)..].IndexOfAnyExcept(Handle);
        name = name < 0 ? text.Length - at - 1 : name;
        if (name == 0)
        {
            return 0;
        }
        int end = at + 1 + name;
        if (end + 1 < text.Length && text[end] == '@' && Handle.Contains(text[end + 1]))
        {
            int host = end + 1;
            while (host < text.Length && (Handle.Contains(text[host]) || text[host] is (byte)'.' or (byte)'-'))
            {
                host++;
            }
            while (text[host - 1] is (byte)'.' or (byte)'-')
            {
                host--;
            }
            end = host;
        }
        return end - at;
    }

    /// <summary>Whether a letter, digit or underscore stands before this place, so that no handle, tag or link begins here.</summary>
    public static bool IsWordBefore(ReadOnlySpan<byte> text, int at) => at > 0 && (Handle.Contains(text[at - 1]) || text[at - 1] is (byte)'@');

    private static int Hashtag(ReadOnlySpan<byte> text, int at, int sign, TraceWriter traces, bool wanted)
    {
        if (at > 0 && (Handle.Contains(text[at - 1]) || text[at - 1] == '&'))
        {
            return 0;
        }
        int start = at + sign;
        int end = start;
        bool letter = false;
        while (end < text.Length)
        {
            byte b = text[end];
            if (b < 0x80)
            {
                if (!Handle.Contains(b))
                {
                    break;
                }
                letter |= char.IsAsciiLetter((char)b);
                end++;
                continue;
            }
            if (Rune.DecodeFromUtf8(text[end..], out Rune rune, out int used) != OperationStatus.Done)
            {
                break;
            }
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool isLetter = Rune.IsLetter(rune);
            // Marks belong to the letters of Indic and Arabic scripts; U+200C joins Persian words.
            bool inside = isLetter || rune.Value is 0x200C or 0x200D or 0x30FB || category is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;
            if (!inside)
            {
                break;
            }
            letter |= isLetter;
            end += used;
        }
        if (!letter)
        {
            return 0;
        }
        if (wanted)
        {
            traces.Hashtag(text[start..end]);
        }
        return end - at;
    }

    private static int SchemeStart(ReadOnlySpan<byte> text, int colon)
    {
        if (!text[colon..].StartsWith("://"u8))
        {
            return -1;
        }
        return colon >= 5 && Ascii.EqualsIgnoreCase(text.Slice(colon - 5, 5), "https"u8) ? colon - 5
            : colon >= 4 && Ascii.EqualsIgnoreCase(text.Slice(colon - 4, 4), "http"u8) ? colon - 4 : -1;
    }

    /// <summary>
    /// Letters of scripts that put blanks between words can stand in a copied address; Chinese, Japanese and full-width characters
    /// follow it without a blank, and end it.
    /// </summary>
    private static bool InLink(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        && rune.Value is not (>= 0x2E80 and <= 0xA4CF or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF);

    private static bool StartsWithAnyCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);

    private static byte[] LinkEnds()
    {
        List<byte> ends = [];
        for (int b = 0; b < 256; b++)
        {
            if (b <= ' ' || b >= 0x7F || (char)b is '<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`')
            {
                ends.Add((byte)b);
            }
        }
        return [.. ends];
    }
}
