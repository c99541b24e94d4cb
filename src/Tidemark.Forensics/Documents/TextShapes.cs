using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Tidemark.Forensics.Documents;

/// <summary>Kinds of file that have no signature but the shape of a text.</summary>
internal static class TextShapes
{
    // RFC 5322, 2045, 6376 and what mail servers write; two of them at the top make a message.
    private static readonly string[] MailHeaders =
    [
        "ARC-Seal", "Authentication-Results", "Bcc", "Cc", "Content-Transfer-Encoding", "Content-Type", "Date", "Delivered-To",
        "DKIM-Signature", "Envelope-To", "From", "In-Reply-To", "List-Id", "List-Unsubscribe", "Message-ID", "MIME-Version",
        "Received", "Received-SPF", "References", "Reply-To", "Return-Path", "Sender", "Subject", "To", "X-Mailer",
        "X-Original-To", "X-Received",
    ];

    // WHATWG MIME Sniffing Standard, 7.1: a tag with which a page opens, followed by a blank or '>'.
    private static readonly string[] PageTags =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE",
        "<B", "<BODY", "<BR", "<P", "<META",
    ];

    // NUL and the controls no text has: all of C0 but tab, line feed, form feed, return, escape, and backspace of old listings.
    private static readonly SearchValues<byte> Binary =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    public static FileKind Of(ReadOnlySpan<byte> head, bool whole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return FileKind.Utf32Text;
        }
        if (Utf16(head) is { } encoding)
        {
            string text = encoding.GetString(head[..(head.Length & ~1)]);
            FileKind shape = Shape(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')));
            // A text of UTF-16 that is no page or message is told apart because readers must know; a page says so itself.
            return shape is FileKind.Utf8Text or FileKind.Json ? FileKind.Utf16Text : shape;
        }
        ReadOnlySpan<byte> body = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (body.ContainsAny(Binary))
        {
            return FileKind.Unknown;
        }
        FileKind kind = Shape(body);
        return kind != FileKind.Utf8Text || IsUtf8(body, whole) ? kind : FileKind.OtherText;
    }

    private static FileKind Shape(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("From "u8) && LooksLikeMail(AfterLine(text)))
        {
            return FileKind.Mbox;
        }
        if (LooksLikeMail(text))
        {
            return FileKind.Mail;
        }
        ReadOnlySpan<byte> at = SkipCommentsAndBlanks(text);
        if (at.IsEmpty)
        {
            return FileKind.Utf8Text;
        }
        if (at[0] == '<')
        {
            return Markup(at);
        }
        // "[12:05] hello" is a line of talk, not JSON: what follows the bracket must be able to open a value.
        return OpensJson(at) ? FileKind.Json : FileKind.Utf8Text;
    }

    private static FileKind Markup(ReadOnlySpan<byte> at)
    {
        if (StartsWithIgnoringCase(at, "<?xml") || StartsWithIgnoringCase(at, "<!DOCTYPE svg") || IsTag(at, "<SVG"))
        {
            ReadOnlySpan<byte> start = at[..Math.Min(at.Length, 4096)];
            return IndexOfTag(start, "<svg") ? FileKind.Svg
                : IndexOfTag(start, "<html") ? FileKind.Html
                : FileKind.Xml;
        }
        foreach (string tag in PageTags)
        {
            if (IsTag(at, tag))
            {
                return FileKind.Html;
            }
        }
        return FileKind.Utf8Text;
    }

    private static bool OpensJson(ReadOnlySpan<byte> at)
    {
        ReadOnlySpan<byte> next = at[1..].TrimStart(" \t\r\n"u8);
        return at[0] switch
        {
            (byte)'{' => next.IsEmpty || next[0] is (byte)'"' or (byte)'}',
            (byte)'[' => next.IsEmpty || next[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)']',
            _ => false,
        };
    }

    /// <summary>Whether the text opens with header lines of which at least two are a mail's own.</summary>
    private static bool LooksLikeMail(ReadOnlySpan<byte> text)
    {
        int known = 0;
        bool any = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty)
            {
                break;
            }
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (!any)
                {
                    return false;
                }
                continue; // A folded line belongs to the one before.
            }
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExceptInRange((byte)33, (byte)126))
            {
                // Servers and attackers put odd lines among the headers; after two known ones it is a message all the same.
                return known >= 2;
            }
            any = true;
            foreach (string header in MailHeaders)
            {
                if (colon == header.Length && StartsWithIgnoringCase(line, header))
                {
                    known++;
                    break;
                }
            }
        }
        return known >= 2;
    }

    private static ReadOnlySpan<byte> AfterLine(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        return end < 0 ? [] : text[(end + 1)..];
    }

    private static ReadOnlySpan<byte> SkipCommentsAndBlanks(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n\f"u8);
            if (!text.StartsWith("<!--"u8))
            {
                return text;
            }
            int end = text.IndexOf("-->"u8);
            if (end < 0)
            {
                return "<P>"u8; // A page that opens with a comment longer than we look: the standard calls it HTML.
            }
            text = text[(end + 3)..];
        }
    }

    private static bool IsTag(ReadOnlySpan<byte> text, string tag) =>
        StartsWithIgnoringCase(text, tag) && (text.Length == tag.Length || text[tag.Length] is (byte)' ' or (byte)'>' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/');

    private static bool IndexOfTag(ReadOnlySpan<byte> text, string tag)
    {
        for (int at = text.IndexOf((byte)'<'); at >= 0;)
        {
            if (IsTag(text[at..], tag))
            {
                return true;
            }
            int next = text[(at + 1)..].IndexOf((byte)'<');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, string start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    /// <summary>UTF-16 by its mark, or without one by the zeros beside letters of the Latin alphabet.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode;
        }
        int pairs = Math.Min(head.Length, 512) / 2;
        if (pairs < 4)
        {
            return null;
        }
        int low = 0;
        int high = 0;
        for (int i = 0; i < pairs; i++)
        {
            (byte a, byte b) = (head[2 * i], head[2 * i + 1]);
            low += b == 0 && IsPrintable(a) ? 1 : 0;
            high += a == 0 && IsPrintable(b) ? 1 : 0;
        }
        return low >= pairs * 3 / 4 ? Encoding.Unicode : high >= pairs * 3 / 4 ? Encoding.BigEndianUnicode : null;
    }

    private static bool IsPrintable(byte value) => value is >= 32 and < 127 or 9 or 10 or 13;

    private static bool IsUtf8(ReadOnlySpan<byte> text, bool whole)
    {
        if (Utf8.IsValid(text))
        {
            return true;
        }
        if (whole)
        {
            return false;
        }
        // The cut may go through a character: up to three bytes at the end do not count.
        for (int cut = 1; cut <= 3 && cut < text.Length; cut++)
        {
            if (Utf8.IsValid(text[..^cut]))
            {
                return true;
            }
        }
        return false;
    }
}
