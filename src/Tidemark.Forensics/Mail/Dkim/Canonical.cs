using System.Buffers;
using System.Text;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>The two ways in which DKIM evens out what servers change on the way (RFC 6376, section 3.4).</summary>
internal enum Canonicalisation
{
    /// <summary>As it stands; only empty lines at the end of the body do not count.</summary>
    Simple,

    /// <summary>Blanks are evened out, header names are in lower case, folds are undone.</summary>
    Relaxed,
}

/// <summary>Header fields and bodies in the form over which signatures are made. Line ends are CRLF there, whatever the file has.</summary>
internal static class Canonical
{
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Writes a header field.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="field">The field.</param>
    /// <param name="how">Simple or relaxed.</param>
    /// <param name="emptied">The part of the value, counted from behind the colon, that is left out: the value of "b=".</param>
    /// <param name="lineEnd">Whether the line end at the end is written; not for the signature itself.</param>
    public static void Header(IBufferWriter<byte> to, HeaderField field, Canonicalisation how, (int Start, int End) emptied, bool lineEnd)
    {
        ReadOnlySpan<byte> value = field.Value.Span;
        if (how == Canonicalisation.Simple)
        {
            Lines(to, field.Raw.Span[..(field.Colon + 1)]);
            Lines(to, value[..emptied.Start]);
            Lines(to, value[emptied.End..]);
        }
        else
        {
            to.Write(Encoding.ASCII.GetBytes(field.Name.ToLowerInvariant()));
            to.Write(":"u8);
            Span<byte> room = value.Length <= 1024 ? stackalloc byte[value.Length] : new byte[value.Length];
            int length = 0;
            bool blank = false;
            Even(value[..emptied.Start], room, ref length, ref blank);
            Even(value[emptied.End..], room, ref length, ref blank);
            to.Write(room[..length]);
        }
        if (lineEnd)
        {
            to.Write(LineEnd);
        }
    }

    /// <summary>
    /// Writes a body: empty lines at its end do not count, and a last line without an end gets one. An empty body is CRLF in simple form and
    /// nothing in relaxed form (RFC 6376, 3.4.3 and 3.4.4). O(n), without a copy of the body.
    /// </summary>
    public static void Body(BodySink to, ReadOnlySpan<byte> body, Canonicalisation how)
    {
        long empty = 0;
        bool any = false;
        byte[] room = [];
        for (int at = 0; at < body.Length;)
        {
            int end = body[at..].IndexOf((byte)'\n');
            int next = end < 0 ? body.Length : at + end + 1;
            ReadOnlySpan<byte> line = body[at..(end < 0 ? body.Length : at + end)];
            if (end >= 0 && line.Length > 0 && line[^1] == '\r')
            {
                line = line[..^1];
            }
            if (how == Canonicalisation.Relaxed)
            {
                if (room.Length < line.Length)
                {
                    room = new byte[Math.Max(line.Length, 1024)];
                }
                line = EvenLine(line, room);
            }
            if (line.IsEmpty)
            {
                empty++;
            }
            else
            {
                for (; empty > 0; empty--)
                {
                    to.Write(LineEnd);
                }
                to.Write(line);
                to.Write(LineEnd);
                any = true;
            }
            at = next;
        }
        if (!any && how == Canonicalisation.Simple)
        {
            to.Write(LineEnd);
        }
    }

    /// <summary>Blanks at the end of a line go, runs of blanks within become one space.</summary>
    private static ReadOnlySpan<byte> EvenLine(ReadOnlySpan<byte> line, byte[] room)
    {
        int length = 0;
        bool blank = false;
        foreach (byte letter in line)
        {
            if (letter is (byte)' ' or (byte)'\t')
            {
                blank = true;
                continue;
            }
            if (blank)
            {
                room[length++] = (byte)' ';
                blank = false;
            }
            room[length++] = letter;
        }
        return room.AsSpan(0, length);
    }

    /// <summary>As in a line of a body, and blanks at the start go too; line ends of folds vanish.</summary>
    private static void Even(ReadOnlySpan<byte> value, Span<byte> room, ref int length, ref bool blank)
    {
        for (int i = 0; i < value.Length; i++)
        {
            byte letter = value[i];
            if (letter is (byte)' ' or (byte)'\t')
            {
                blank = true;
                continue;
            }
            if (letter == '\n' || (letter == '\r' && i + 1 < value.Length && value[i + 1] == '\n'))
            {
                continue;
            }
            if (blank && length > 0)
            {
                room[length++] = (byte)' ';
            }
            blank = false;
            room[length++] = letter;
        }
    }

    /// <summary>Bytes with every line end made CRLF.</summary>
    private static void Lines(IBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                to.Write(text);
                return;
            }
            to.Write(end > 0 && text[end - 1] == '\r' ? text[..(end - 1)] : text[..end]);
            to.Write(LineEnd);
            text = text[(end + 1)..];
        }
    }
}
