using System.Globalization;
using System.Text;

namespace Tidemark.App.Terminal;

/// <summary>
/// Text from the material, made safe for a terminal: control characters, escape codes and direction overrides are shown as
/// <c>\u{202E}</c> and never act. A file name can hold an escape sequence, so file names pass through here too.
/// </summary>
internal static class Plain
{
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        StringBuilder? safe = null;
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool acts = Acts(rune);
            if (acts && safe is null)
            {
                safe = new StringBuilder(text, 0, index, text.Length + 16);
            }
            if (acts)
            {
                safe!.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            }
            else
            {
                safe?.Append(rune.ToString());
            }
            index += rune.Utf16SequenceLength;
        }
        return safe?.ToString() ?? text;
    }

    /// <summary>C0 and C1 controls, format characters (zero width, direction), line and paragraph separators, private use.</summary>
    private static bool Acts(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
