using System.Globalization;
using System.Text;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>A mail that can be changed line by line, everything else kept byte for byte (as Latin-1).</summary>
internal sealed class MutableMail
{
    private readonly List<(string Name, string Raw)> _headers = [];

    public MutableMail(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        Body = end < 0 ? "" : text[(end + 2)..];
        foreach (string line in (end < 0 ? text : text[..end]).Split('\n'))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                (string name, string raw) = _headers.Count > 0 ? _headers[^1] : ("", "");
                _headers.RemoveRange(Math.Max(0, _headers.Count - 1), Math.Min(1, _headers.Count));
                _headers.Add((name, raw + "\n" + line));
            }
            else
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                _headers.Add((colon > 0 && !line.StartsWith("From ", StringComparison.Ordinal) ? line[..colon] : "", line));
            }
        }
    }

    public string Body { get; set; }

    public byte[] Bytes => Encoding.Latin1.GetBytes(string.Join('\n', _headers.Select(header => header.Raw)) + "\n\n" + Body);

    public string? this[string name]
    {
        get
        {
            int at = Find(name);
            return at < 0 ? null : string.Join(' ', _headers[at].Raw[(name.Length + 1)..].Split('\n').Select(line => line.Trim()));
        }
        set
        {
            int at = Find(name);
            if (value is null)
            {
                _headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            }
            else if (at < 0)
            {
                _headers.Add((name, $"{name}: {value}"));
            }
            else
            {
                _headers[at] = (_headers[at].Name, $"{_headers[at].Name}: {value}");
            }
        }
    }

    public void SetClient(string? client)
    {
        this["X-Mailer"] = null;
        this["User-Agent"] = null;
        this["X-Mailer"] = client;
    }

    /// <summary>Another first hop: the undermost line changed, all below the topmost two, or one put beneath.</summary>
    public void SetFirstHop(string from, string by, Random random)
    {
        List<int> lines = [.. Enumerable.Range(0, _headers.Count).Where(i => _headers[i].Name.Equals("Received", StringComparison.OrdinalIgnoreCase))];
        string date = this["Date"] ?? "";
        (string, string) line = ("Received", $"Received: from {from}\n\tby {by} (Postfix) with ESMTP id {random.Next(1 << 20, 1 << 30):X};\n\t{date}");
        if (lines.Count == 0)
        {
            _headers.Insert(0, line);
            return;
        }
        int how = random.Next(10);
        if (how < 5)
        {
            _headers[lines[^1]] = line;
        }
        else if (how < 8)
        {
            foreach (int i in lines.Skip(2).Reverse())
            {
                _headers.RemoveAt(i);
            }
            _headers.Insert(lines[Math.Min(1, lines.Count - 1)] + 1, line);
        }
        else
        {
            _headers.Insert(lines[^1] + 1, line);
        }
    }

    /// <summary>The same instant written in another zone.</summary>
    public void SetZone(int minutes)
    {
        string text = $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}";
        string date = this["Date"] ?? "";
        string[] words = date.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int clock = Array.FindIndex(words, word => word.Contains(':', StringComparison.Ordinal));
        this["Date"] = clock < 0 ? $"Tue, 10 Sep 2002 10:00:00 {text}" : string.Join(' ', words[..(clock + 1)]) + " " + text;
    }

    /// <summary>Puts a paragraph at the end of what the sender wrote, or in the place of all of it.</summary>
    public void Say(string paragraph, bool instead, bool html)
    {
        if (html)
        {
            SetHtml(paragraph);
            return;
        }
        string? encoding = this["Content-Transfer-Encoding"];
        bool plain = (this["Content-Type"] ?? "text/plain").StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
            && (encoding is null || !encoding.Contains("base64", StringComparison.OrdinalIgnoreCase) && !encoding.Contains("quoted", StringComparison.OrdinalIgnoreCase));
        if (!plain || instead)
        {
            this["Content-Type"] = "text/plain; charset=us-ascii";
            this["Content-Transfer-Encoding"] = null;
            Body = paragraph + "\n";
            return;
        }
        int signature = Body.IndexOf("\n-- \n", StringComparison.Ordinal);
        Body = signature < 0 ? Body + "\n" + paragraph + "\n" : Body[..signature] + "\n" + paragraph + "\n" + Body[signature..];
    }

    /// <summary>A Message-ID of the same shape: every digit another.</summary>
    public void RenewMessageId(Random random)
    {
        string id = this["Message-ID"] ?? "<1@localhost>";
        int at = id.LastIndexOf('@');
        this["Message-ID"] = string.Concat(id.Select((c, i) => i < at && char.IsAsciiDigit(c) && c != '0' ? (char)('1' + random.Next(9)) : c));
    }

    public void SetMessageId(string left, string domain) => this["Message-ID"] = string.Create(CultureInfo.InvariantCulture, $"<{left}@{domain}>");

    private void SetHtml(string paragraph)
    {
        this["Content-Type"] = "text/html; charset=us-ascii";
        this["Content-Transfer-Encoding"] = null;
        Body = $"<html><body><p>{paragraph}</p></body></html>\n";
    }

    private int Find(string name) => _headers.FindIndex(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
