using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>What ties a mail to others: its subject without reply marks, and the Message-IDs it answers.</summary>
internal static class ThreadMarks
{
    private static readonly string[] Marks = ["re", "aw", "fw", "fwd", "wg", "sv", "antw", "rv", "tr"];

    public static string Subject(string? header, out bool reply)
    {
        string text = EncodedWords.Decode(header ?? "").Trim();
        reply = false;
        for (bool again = true; again;)
        {
            again = false;
            if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and < 60 and var close)
            {
                (text, again) = (text[(close + 1)..].TrimStart(), true); // "[list-name]", put there by the list.
            }
            foreach (string mark in Marks)
            {
                if (text.Length > mark.Length && text[mark.Length] is ':' or '[' && text.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && text.IndexOf(':', StringComparison.Ordinal) is > 0 and < 8 and var colon)
                {
                    (text, again, reply) = (text[(colon + 1)..].TrimStart(), true, true);
                }
            }
        }
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return text.Length > 200 ? text[..200] : text;
    }

    /// <summary>The Message-IDs a mail answers, nearest first: In-Reply-To, then References from the end; at most 12.</summary>
    public static IReadOnlyList<string> Answers(string? inReplyTo, string? references)
    {
        var ids = new List<string>();
        Add(inReplyTo ?? "", false);
        Add(references ?? "", true);
        return ids;

        void Add(string text, bool backwards)
        {
            var found = new List<string>();
            for (int at = 0; (at = text.IndexOf('<', at)) >= 0;)
            {
                int close = text.IndexOf('>', at);
                if (close < 0)
                {
                    break;
                }
                found.Add(text[(at + 1)..close].Trim());
                at = close;
            }
            if (backwards)
            {
                found.Reverse();
            }
            ids.AddRange(found.Where(id => id.Contains('@', StringComparison.Ordinal) && !ids.Contains(id)).Take(12 - Math.Min(12, ids.Count)));
        }
    }
}
