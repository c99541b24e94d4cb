using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tidemark.Detection.Duplicates;

/// <summary>
/// The distinct 3-grams of characters of a text: three letters, digits or blanks in a row. Case, punctuation, signs and emoji play no part,
/// as copies vary them; each run of them is one blank, and one blank stands before and after the text. Hashtags play none either: they
/// are traces of their own, and a long one outweighs the joke it stands behind, so that a hashtag game would look like copies.
/// </summary>
/// <remarks>
/// Characters, because scripts without blanks between words (Chinese, Japanese, Thai) have no words to count, and because one changed word
/// of twelve breaks three of ten 3-grams of words but one in eight of characters (docs/methods/traces.md has the figures). A 3-gram is
/// packed into 63 bits, three code points, so that two of them never collide. What is not UTF-8 is a blank. O(length log length).
/// </remarks>
internal sealed class Trigrams
{
    private const int CodePoint = 21;
    private const uint Invisible = 0;
    private const ulong LastOne = (1UL << CodePoint) - 1;
    private const ulong Three = (1UL << (3 * CodePoint)) - 1;

    private ulong[] _keys = new ulong[256];

    /// <summary>The distinct 3-grams of a text, ascending. The span is valid until the next call.</summary>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<byte> utf8)
    {
        if (_keys.Length < utf8.Length + 2)
        {
            _keys = new ulong[Math.Max(utf8.Length + 2, _keys.Length * 2)];
        }
        unchecked
        {
            Span<ulong> keys = _keys;
            ulong last = ' ';
            int length = 1;
            int count = 0;
            bool inTag = false;
            for (int at = 0; at <= utf8.Length;)
            {
                byte b = at < utf8.Length ? utf8[at] : (byte)' ';
                uint c = at < utf8.Length ? Next(utf8, ref at) : EndAt(ref at);
                if (c == Invisible)
                {
                    continue;
                }
                inTag = (b == '#' && (last & LastOne) == ' ') || (inTag && (c != ' ' || b == '_'));
                c = inTag ? ' ' : c;
                if (c == ' ' && (last & LastOne) == ' ')
                {
                    continue;
                }
                last = (last << CodePoint | c) & Three;
                if (++length >= 3)
                {
                    keys[count++] = last;
                }
            }
            return Distinct(keys[..count]);
        }
    }

    private static uint EndAt(ref int at)
    {
        at++;
        return ' ';
    }

    /// <summary>The letter or digit here in lower case, a blank for anything else, <see cref="Invisible"/> for what cannot be seen.</summary>
    private static uint Next(ReadOnlySpan<byte> utf8, ref int at)
    {
        byte b = utf8[at];
        if (b < 0x80)
        {
            at++;
            return char.IsAsciiLetterOrDigit((char)b) ? b >= 'A' ? b | 0x20u : b : ' ';
        }
        OperationStatus status = Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out int used);
        at += used;
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        if (status != OperationStatus.Done || category == UnicodeCategory.Format)
        {
            return status != OperationStatus.Done ? ' ' : Invisible;
        }
        // Marks are parts of letters in Indic, Arabic and Hebrew script.
        return Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            ? (uint)Rune.ToLowerInvariant(rune).Value : ' ';
    }

    private static Span<ulong> Distinct(Span<ulong> keys)
    {
        keys.Sort();
        int distinct = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                keys[distinct++] = keys[i];
            }
        }
        return keys[..distinct];
    }
}
