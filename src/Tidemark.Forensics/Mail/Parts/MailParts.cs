using System.Text;

namespace Tidemark.Forensics.Mail.Parts;

/// <summary>
/// The parts of a mail, found in one pass over its body. Boundaries of all levels are watched at once, so that a missing end of an inner part
/// does not hide the outer ones, and nesting costs nothing: levels beyond <see cref="MailLimits.Depth"/> are left whole.
/// </summary>
/// <remarks>Time O(bytes × depth) for the lines that begin with two hyphens, else O(bytes).</remarks>
internal static class MailParts
{
    private const int HeaderBytes = 64 * 1024;

    /// <summary>The mail itself first, then its parts in the order in which they begin; at most <see cref="MailLimits.Parts"/>.</summary>
    public static IReadOnlyList<MailPart> Read(RawMail mail)
    {
        ReadOnlySpan<byte> body = mail.Body.Span;
        var root = new MailPart(-1, mail.First("Content-Type") is { } type ? ContentType.Read(type.Text) : ContentType.Plain, Lower(mail.First("Content-Transfer-Encoding")?.Text), 0, 0) { End = body.Length };
        var parts = new List<MailPart> { root };
        var open = new List<(byte[] Boundary, int Part)>();
        Push(open, root, 0);
        int leaf = 0; // The part that lines now belong to.
        int at = 0;
        while (at < body.Length && open.Count > 0 && parts.Count < MailLimits.Parts)
        {
            int next = NextLine(body, at);
            ReadOnlySpan<byte> line = body[at..next];
            if (line.Length > 3 && line[0] == '-' && line[1] == '-' && Match(open, line, out int level, out bool last))
            {
                int end = WithoutLineEnd(body, at);
                for (int part = leaf; part > open[level].Part; part = parts[part].Parent)
                {
                    parts[part].End = Math.Max(parts[part].Content, end);
                }
                leaf = open[level].Part;
                open.RemoveRange(level + 1, open.Count - level - 1);
                if (last)
                {
                    open.RemoveAt(level);
                }
                else
                {
                    MailPart part = Header(body, next, leaf);
                    leaf = parts.Count;
                    parts.Add(part);
                    Push(open, part, leaf);
                    at = part.Content;
                    continue;
                }
            }
            at = next;
        }
        for (int part = leaf; part > 0; part = parts[part].Parent)
        {
            parts[part].End = body.Length;
        }
        return parts;
    }

    /// <summary>The content of a part without its transfer encoding; null if the encoding is broken or not known.</summary>
    public static byte[]? Decoded(ReadOnlySpan<byte> body, MailPart part, int longest)
    {
        ReadOnlySpan<byte> content = body[part.Content..part.End];
        if (content.Length > longest)
        {
            return null;
        }
        return part.Encoding switch
        {
            "base64" => Dkim.Base64.Read(Encoding.Latin1.GetString(content).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)),
            "" or "7bit" or "8bit" or "binary" => content.ToArray(),
            _ => null,
        };
    }

    private static void Push(List<(byte[] Boundary, int Part)> open, MailPart part, int index)
    {
        if (part.Type.Value.StartsWith("multipart/", StringComparison.Ordinal) && part.Type["boundary"] is { Length: > 0 and <= 200 } boundary && open.Count < MailLimits.Depth)
        {
            open.Add((Encoding.UTF8.GetBytes(boundary), index));
        }
    }

    /// <summary>Whether a line is a boundary of an open level, the innermost first; a line "--b--" is the last of its level.</summary>
    private static bool Match(List<(byte[] Boundary, int Part)> open, ReadOnlySpan<byte> line, out int level, out bool last)
    {
        ReadOnlySpan<byte> text = line[2..].TrimEnd(" \t\r\n"u8);
        for (level = open.Count - 1; level >= 0; level--)
        {
            byte[] boundary = open[level].Boundary;
            if (text.StartsWith(boundary))
            {
                ReadOnlySpan<byte> rest = text[boundary.Length..];
                last = rest.SequenceEqual("--"u8);
                if (last || rest.IsEmpty)
                {
                    return true;
                }
            }
        }
        last = false;
        return false;
    }

    private static MailPart Header(ReadOnlySpan<byte> body, int start, int parent)
    {
        int at = start;
        string type = "", encoding = "";
        StringBuilder? unfolded = null;
        string name = "";
        while (at < body.Length && at - start < HeaderBytes)
        {
            int next = NextLine(body, at);
            ReadOnlySpan<byte> line = body[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty || line.StartsWith("--"u8))
            {
                at = line.IsEmpty ? next : at;
                break;
            }
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                unfolded?.Append(Encoding.Latin1.GetString(line));
            }
            else
            {
                Keep();
                int colon = line.IndexOf((byte)':');
                name = colon < 0 ? "" : Encoding.Latin1.GetString(line[..colon]).Trim().ToLowerInvariant();
                unfolded = colon < 0 ? null : new StringBuilder(Encoding.Latin1.GetString(line[(colon + 1)..]));
            }
            at = next;
        }
        Keep();
        return new MailPart(parent, type.Length == 0 ? ContentType.Plain : ContentType.Read(type), Lower(encoding), start, at) { End = at };

        void Keep()
        {
            type = name == "content-type" && type.Length == 0 ? unfolded?.ToString() ?? "" : type;
            encoding = name == "content-transfer-encoding" && encoding.Length == 0 ? unfolded?.ToString() ?? "" : encoding;
        }
    }

    private static string Lower(string? text) => text?.Trim().ToLowerInvariant() ?? "";

    private static int NextLine(ReadOnlySpan<byte> bytes, int at)
    {
        int end = bytes[at..].IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : at + end + 1;
    }

    private static int WithoutLineEnd(ReadOnlySpan<byte> body, int at) =>
        at > 1 && body[at - 1] == '\n' && body[at - 2] == '\r' ? at - 2 : at > 0 && body[at - 1] == '\n' ? at - 1 : at;
}
