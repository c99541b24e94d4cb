using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// Text from the material as a report shows it: nothing in it acts. Encoding for HTML comes on top and is the renderer's work;
/// this is about what encoding leaves alive: control characters, direction overrides, invisible characters, piles of
/// combining marks, and links that a reader of the PDF could click.
/// </summary>
public static partial class Shown
{
    /// <summary>More combining marks than this on one letter occur in no living script; they paint over the lines around them.</summary>
    private const int MostMarks = 4;

    /// <summary>
    /// The text with everything invisible or acting written out as <c>\u{202E}</c>; line breaks become "⏎". The zero-width
    /// joiner and non-joiner stay where they do their work, between letters of a joining script or inside an emoji.
    /// O(n); at most <paramref name="most"/> characters are kept, and how many were left out is said.
    /// </summary>
    /// <param name="text">Any text, also ill-formed UTF-16.</param>
    /// <param name="most">Most characters (code points) shown.</param>
    /// <param name="beyond">Characters that the caller already left out at the end, counted with the rest.</param>
    public static string Text(string? text, int most = int.MaxValue, int beyond = 0)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var shown = new StringBuilder(Math.Min(text.Length, 1024) + 16);
        int kept = 0, marks = 0, index = 0;
        Rune before = default;
        while (index < text.Length)
        {
            if (kept == most)
            {
                break;
            }
            bool whole = Rune.TryGetRuneAt(text, index, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            marks = whole && IsMark(rune) ? marks + 1 : 0;
            if (!whole)
            {
                Escape(shown, text[index]);
            }
            else if (rune.Value is '\n' or '\r' or 0x2028 or 0x2029 or 0x85)
            {
                shown.Append(rune.Value == '\n' && before.Value == '\r' ? "" : " ⏎ ");
            }
            else if (rune.Value == '\t')
            {
                shown.Append(' ');
            }
            else if (marks > MostMarks || (Acts(rune) && !Joins(rune, before, text, index + length)))
            {
                Escape(shown, rune.Value);
            }
            else
            {
                shown.Append(text, index, length);
            }
            before = rune;
            index += length;
            kept++;
        }
        long left = (long)RunesFrom(text, index) + beyond;
        return left == 0 ? shown.ToString() : shown.Append(CultureInfo.InvariantCulture, $"… ({Figures.Count(left)} more characters)").ToString();
    }

    /// <summary>
    /// Links and host names that no program takes for links any more: <c>hxxps[:]//example[.]com/a</c>. Also in the middle of
    /// running text, because viewers of PDF make links out of plain text.
    /// </summary>
    public static string Defanged(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal))
        {
            return text;
        }
        text = Scheme().Replace(text, found => found.Groups[1].Value.Replace("tt", "xx", StringComparison.Ordinal)
            .Replace("TT", "XX", StringComparison.Ordinal) + "[:]" + found.Groups[2].Value);
        return Host().Replace(text, found => FileName().IsMatch(found.Value) ? found.Value : found.Value.Replace("[.]", ".", StringComparison.Ordinal).Replace(".", "[.]", StringComparison.Ordinal));
    }

    /// <summary>Controls, format characters (zero width, direction, tags), separators of lines, lone surrogates, blanks that hide.</summary>
    private static bool Acts(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool Joins(Rune joiner, Rune before, string text, int next) =>
        joiner.Value is 0x200C or 0x200D && Joinable(before) && Rune.TryGetRuneAt(text, Math.Min(next, text.Length - 1), out Rune after)
        && next < text.Length && Joinable(after);

    private static bool Joinable(Rune rune) =>
        rune.Value >= 0x0600 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierSymbol;

    private static void Escape(StringBuilder to, int value) => to.Append(CultureInfo.InvariantCulture, $"\\u{{{value:X4}}}");

    private static int RunesFrom(string text, int index)
    {
        int runes = 0;
        while (index < text.Length)
        {
            index += Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Utf16SequenceLength : 1;
            runes++;
        }
        return runes;
    }

    [GeneratedRegex("""\b([a-z][a-z0-9+.\-]{1,20}):(//)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    // Endings of files that are no top-level domains (the root zone has none of them).
    [GeneratedRegex("""\.(?:csv|tsv|json|jsonl|ndjson|gz|zst|txt|html?|xlsx?|eml|mbox)$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    // A dot between a label and a label that begins with a letter: hosts, and harmlessly "end.Begin".
    [GeneratedRegex("""[\p{L}\p{N}_\-]{1,63}(?:\.[\p{L}\p{N}_\-]{1,63}){0,30}\.\p{L}[\p{L}\p{N}\-]{1,62}""", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
