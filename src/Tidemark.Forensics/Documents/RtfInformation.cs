using System.Globalization;
using System.Text;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// The information group of a rich text (RTF 1.9.1, "Information Group"): author, operator, company, dates; the generator; identifiers of
/// editing sessions. One pass, with a counter in place of a call for each brace.
/// </summary>
internal static class RtfInformation
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["author"] = "author",
        ["operator"] = "last-modified-by",
        ["company"] = "company",
        ["manager"] = "manager",
        ["title"] = "title",
        ["generator"] = "application",
        ["template"] = "template",
    };

    private static readonly Dictionary<string, string> DateGroups = new(StringComparer.Ordinal)
    {
        ["creatim"] = "created",
        ["revtim"] = "modified",
        ["printim"] = "printed",
    };

    /// <summary>Reads a text. Time: O(bytes). Memory: O(depth of braces), at most a few megabytes.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, SelfDescription into)
    {
        int codePage = 1252;
        int depth = 0;
        int infoDepth = -1;
        string? field = null;
        int fieldDepth = 0;
        StringBuilder text = new();
        List<byte> narrow = [];
        int skip = 0;
        int unicodeSkip = 1;
        int sessions = 0;
        int objects = 0;
        Dictionary<string, int> date = [];
        for (int at = 0; at < bytes.Length;)
        {
            byte b = bytes[at++];
            if (b == '{')
            {
                depth++;
            }
            else if (b == '}')
            {
                if (field is not null && depth == fieldDepth)
                {
                    Flush(narrow, text, codePage);
                    State(field, text.ToString(), date, into);
                    (field, skip) = (null, 0);
                }
                infoDepth = depth == infoDepth ? -1 : infoDepth;
                if (--depth <= 0)
                {
                    break;
                }
            }
            else if (b == '\\' && at < bytes.Length)
            {
                byte c = bytes[at];
                if (c == '\'' && at + 2 < bytes.Length)
                {
                    if (skip > 0)
                    {
                        skip--;
                    }
                    else if (field is not null && narrow.Count < Limits.FieldCharacters
                        && byte.TryParse(Encoding.Latin1.GetString(bytes.Slice(at + 1, 2)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte value))
                    {
                        narrow.Add(value);
                    }
                    at += 3;
                    continue;
                }
                if (!char.IsAsciiLetter((char)c))
                {
                    at++;
                    if (c is (byte)'{' or (byte)'}' or (byte)'\\' && field is not null)
                    {
                        narrow.Add(c);
                    }
                    continue;
                }
                int from = at;
                while (at < bytes.Length && at - from < 32 && char.IsAsciiLetter((char)bytes[at]))
                {
                    at++;
                }
                string word = Encoding.ASCII.GetString(bytes[from..at]);
                int digits = at;
                at += at < bytes.Length && bytes[at] == '-' ? 1 : 0;
                while (at < bytes.Length && at - digits < 11 && char.IsAsciiDigit((char)bytes[at]))
                {
                    at++;
                }
                bool numbered = int.TryParse(Encoding.ASCII.GetString(bytes[digits..at]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
                at += at < bytes.Length && bytes[at] == ' ' ? 1 : 0;
                switch (word)
                {
                    case "bin" when numbered && number > 0:
                        at = (int)Math.Min(bytes.Length, (long)at + number);
                        break;
                    case "ansicpg" when numbered:
                        codePage = number;
                        break;
                    case "mac":
                        codePage = 10000;
                        break;
                    case "uc" when numbered:
                        unicodeSkip = Math.Clamp(number, 0, 8);
                        break;
                    case "u" when numbered && field is not null:
                        Flush(narrow, text, codePage);
                        text.Append((char)(number & 0xFFFF));
                        skip = unicodeSkip;
                        break;
                    case "info":
                        infoDepth = depth;
                        break;
                    case "rsid":
                        sessions++;
                        break;
                    case "object":
                        objects++;
                        break;
                    case "version" when infoDepth > 0 && numbered:
                        into.Add("revision", number, "RTF info version");
                        break;
                    case "edmins" when infoDepth > 0 && numbered:
                        into.Add("editing-minutes", number, "RTF info edmins");
                        break;
                    case "yr" or "mo" or "dy" or "hr" or "min" or "sec" when field is not null && numbered:
                        date[word] = number;
                        break;
                    default:
                        bool inside = infoDepth > 0 || word is "generator" or "template";
                        if (field is null && inside && (Fields.ContainsKey(word) || DateGroups.ContainsKey(word)))
                        {
                            (field, fieldDepth) = (word, depth);
                            text.Clear();
                            narrow.Clear();
                            date.Clear();
                        }
                        break;
                }
            }
            else if (field is not null && b is not (10 or 13))
            {
                if (skip > 0)
                {
                    skip--;
                }
                else if (narrow.Count < Limits.FieldCharacters)
                {
                    narrow.Add(b);
                }
            }
        }
        if (sessions > 0)
        {
            into.Add("editing-sessions", sessions, "RTF rsidtbl");
        }
        if (objects > 0)
        {
            into.Conflict("embedded-files", $"{objects} object(s) are embedded; pasted tables and pictures are kept so.",
                new System.Text.Json.Nodes.JsonObject { ["count"] = objects });
        }
        if (depth > 0)
        {
            into.CannotRead("the end of the rich text", $"{depth} group(s) are not closed");
        }
    }

    private static void Flush(List<byte> narrow, StringBuilder text, int codePage)
    {
        if (narrow.Count > 0 && text.Length < Limits.FieldCharacters)
        {
            text.Append(Compound.PropertySet.Decode(narrow.ToArray(), codePage));
        }
        narrow.Clear();
    }

    private static void State(string field, string text, Dictionary<string, int> date, SelfDescription into)
    {
        if (Fields.TryGetValue(field, out string? name))
        {
            into.Add(name, text.Trim().TrimEnd(';'), $"RTF {(field is "generator" or "template" ? "" : "info ")}{field}");
        }
        else if (date.TryGetValue("yr", out int year) && year > 0)
        {
            into.AddDate(DateGroups[field], ClaimedTime.FromParts(year, date.GetValueOrDefault("mo"), date.GetValueOrDefault("dy"),
                date.GetValueOrDefault("hr"), date.GetValueOrDefault("min"), date.TryGetValue("sec", out int second) ? second : null), $"RTF info {field}");
        }
    }
}
