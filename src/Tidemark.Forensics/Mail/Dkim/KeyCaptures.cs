using System.Text;
using System.Text.RegularExpressions;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>
/// Keys from what tools print of the DNS: <c>selector._domainkey.domain. 300 IN TXT "v=DKIM1; …" "…"</c> (dig, host, zone files), also over several
/// lines in round brackets, and <c>selector._domainkey.domain text = "…"</c> (nslookup). The source of each key is the file and its line, with the day
/// on which dig says that it asked. All other lines are passed over.
/// </summary>
internal static partial class KeyCaptures
{
    private const int LongestRecord = 64 * 1024;

    /// <summary>The records in the text; empty if there are none. O(n).</summary>
    public static IReadOnlyList<KeyRecord> Read(string text, string file)
    {
        var found = new List<(string Selector, string Domain, string Txt, int Line, int Answer)>();
        var asked = new List<(int Answer, string When)>();
        string[] lines = text.Split('\n');
        int answer = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.StartsWith(";; WHEN:", StringComparison.Ordinal))
            {
                asked.Add((answer++, line[8..].Trim()));
                continue;
            }
            Match match = Record().Match(line);
            if (!match.Success)
            {
                continue;
            }
            int first = i + 1;
            string txt = match.Groups[3].Value.Trim();
            if (txt.StartsWith('(') || (txt.Length == 0 && i + 1 < lines.Length))
            {
                var joined = new StringBuilder(txt);
                while (++i < lines.Length && joined.Length < LongestRecord && lines[i].TrimStart() is ['"' or '(' or ')', ..] or [' ' or '\t', ..])
                {
                    joined.Append(' ').Append(lines[i].Trim());
                    if (lines[i].Contains(')', StringComparison.Ordinal))
                    {
                        i++;
                        break;
                    }
                }
                i--;
                txt = joined.ToString();
            }
            found.Add((match.Groups[1].Value, match.Groups[2].Value, txt, first, answer));
        }
        return [.. found.Select(one => KeyRecord.Read(one.Selector, one.Domain, one.Txt, Source(file, one.Line, asked.FirstOrDefault(when => when.Answer == one.Answer).When), ""))];
    }

    private static string Source(string file, int line, string? when) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.GetFileName(file)} line {line}{(when is null ? "" : $", asked {when}")}");

    [GeneratedRegex(@"^\s*([A-Za-z0-9_.-]{1,200})\._domainkey\.([A-Za-z0-9_.-]{1,253}?)\.?\s+(?:(?:[0-9]{1,10}\s+)?(?:IN\s+)?TXT\s|descriptive text\s|text\s*=\s*)(.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Record();
}
