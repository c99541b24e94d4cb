using System.Text;
using System.Text.RegularExpressions;

namespace Tidemark.Forensics.Mail.Traces;

/// <summary>Header text with its encoded words (RFC 2047) made readable. A word in a charset this program does not have stays as it is.</summary>
internal static partial class EncodedWords
{
    private const int Longest = 64 * 1024;

    /// <summary>Decodes; O(n).</summary>
    public static string Read(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal) || text.Length > Longest)
        {
            return text;
        }
        // Blanks between two encoded words do not count (section 6.2).
        return Word().Replace(Between().Replace(text, "$1"), match => Decode(match) ?? match.Value);
    }

    private static string? Decode(Match match)
    {
        string charset = match.Groups[1].Value.Split('*')[0];
        try
        {
            byte[]? bytes = match.Groups[2].Value is "B" or "b" ? Dkim.Base64.Read(match.Groups[3].Value) : Quoted(match.Groups[3].Value);
            return bytes is null ? null : Encoding.GetEncoding(charset).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null; // No such charset here.
        }
    }

    private static byte[] Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(text[i] == '_' ? " "u8.ToArray() : Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"=\?([A-Za-z0-9_*-]{1,40})\?([BbQq])\?([^?\s]{0,2000})\?=", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"(\?=)[ \t]+(?==\?)", RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
