using System.Globalization;
using System.Text;

namespace Tidemark.Tests.Evidence.Sources;

/// <summary>The rules of the CSV reader one character at a time, as slow and plain as they can be written.</summary>
internal static class SlowCsv
{
    public static List<string> Rows(string text)
    {
        List<string> rows = [];
        int at = 0, line = 1;
        while (at < text.Length)
        {
            int start = at, startLine = line;
            List<string> fields = [];
            bool bad = false, ended = false, unclosed = false;
            while (!ended)
            {
                StringBuilder field = new();
                if (at < text.Length && text[at] == '"')
                {
                    int open = at++;
                    while (true)
                    {
                        if (at >= text.Length)
                        {
                            unclosed = true;
                            at = open;
                            break;
                        }
                        if (text[at] != '"')
                        {
                            field.Append(text[at++]);
                        }
                        else if (at + 1 < text.Length && text[at + 1] == '"')
                        {
                            field.Append('"');
                            at += 2;
                        }
                        else
                        {
                            at++;
                            break;
                        }
                    }
                    if (unclosed)
                    {
                        break;
                    }
                    bool over = at >= text.Length || text[at] is ',' or '\n' || text[at..] == "\r" || text.AsSpan(at).StartsWith("\r\n");
                    bad |= !over;
                }
                while (at < text.Length && text[at] is not (',' or '\n'))
                {
                    field.Append(text[at++]);
                }
                bool quotedField = false;
                ended = at >= text.Length || text[at] == '\n';
                string value = field.ToString();
                if (ended && value.EndsWith('\r') && !quotedField && at > start && text[at - 1] == '\r')
                {
                    value = value[..^1];
                }
                fields.Add(value);
                at++;
            }
            if (unclosed)
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end + 1;
                line = startLine + text[start..at].Count(c => c == '\n');
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"Unterminated {startLine}"));
                continue;
            }
            at = Math.Min(at, text.Length);
            line += text[start..at].Count(c => c == '\n');
            string raw = text[start..at].TrimEnd('\n');
            if (raw is "" or "\r")
            {
                continue;
            }
            rows.Add(bad ? string.Create(CultureInfo.InvariantCulture, $"AfterQuote {startLine}") : string.Join('|', fields));
        }
        return rows;
    }
}
