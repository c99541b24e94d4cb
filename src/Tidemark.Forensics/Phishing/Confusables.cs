using System.Globalization;
using System.Text;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// The skeleton of a name: what remains of it when characters a reader takes for one another are made one (Unicode Technical Standard 39,
/// section 4). The table is our own: letters of Cyrillic, Greek and Armenian that pass for Latin ones, digits for letters, and the pairs that
/// run together in common typefaces. Two names of one skeleton look alike; names of different skeletons may do so, too.
/// </summary>
internal static class Confusables
{
    // Each word: the Latin letter, then what passes for it.
    private static readonly Dictionary<char, char> Table = Read("""
        aаαɑᴀ bвЬ6βƅ cсϲᴄ dԁđɗ eеєεᴇ3 gɡցԍ hһнհħ jјϳյ kкκ lіїıɩɪʟӏіiιł1|! mмᴍ nпոɴη oоοօᴏ0øσө pрρᴘ qԛզ rгʀᴦ sѕꜱ5$ tтτ uυսᴜц vνѵᴠ wԝωաᴡш xхχ yуүγʏ zᴢ
        """);

    /// <summary>The skeleton of a label or name.</summary>
    public static string Skeleton(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                plain.Append(Table.GetValueOrDefault(c, c));
            }
        }
        return plain.ToString().Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal);
    }

    private static Dictionary<char, char> Read(string words)
    {
        var table = new Dictionary<char, char>();
        foreach (string word in words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (char c in word.AsSpan(1))
            {
                table[char.ToLowerInvariant(c)] = word[0];
            }
        }
        return table;
    }
}
