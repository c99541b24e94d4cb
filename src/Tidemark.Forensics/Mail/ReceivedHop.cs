using System.Globalization;

namespace Tidemark.Forensics.Mail;

/// <summary>One station of a mail's way, as its server wrote it down. Only the topmost ones were written by servers the recipient trusts.</summary>
/// <param name="Field">The field.</param>
/// <param name="From">Whom the mail was taken from: the name it gave and, in brackets, what the server saw; empty if not given.</param>
/// <param name="By">The server; empty if not given.</param>
/// <param name="Date">The time by that server's clock; null if there is none that can be read.</param>
public sealed record ReceivedHop(HeaderField Field, string From, string By, MailDate? Date)
{
    /// <summary>The way of a mail, newest first: the order of the fields.</summary>
    public static IReadOnlyList<ReceivedHop> Way(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return [.. mail.All("Received").Take(200).Select(Read)];
    }

    /// <summary>
    /// When the mail was received: the time of the newest station that gives one, else of the field Date; null if neither does.
    /// </summary>
    public static (MailDate Date, string Source)? Receipt(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        foreach (ReceivedHop hop in Way(mail))
        {
            if (hop.Date is { } date)
            {
                return (date, $"Received, line {hop.Field.Line.ToString(CultureInfo.InvariantCulture)}");
            }
        }
        return mail.First("Date") is { } field && MailDate.Read(field.Text) is { } written ? (written, "Date") : null;
    }

    private static ReceivedHop Read(HeaderField field)
    {
        string text = field.Text;
        int end = text.LastIndexOf(';');
        MailDate? date = end < 0 ? null : MailDate.Read(text[(end + 1)..].Trim());
        string trace = end < 0 ? text : text[..end];
        return new ReceivedHop(field, Part(trace, "from"), Part(trace, "by"), date);
    }

    /// <summary>What follows a word of the trace up to the next such word (RFC 5321, section 4.4).</summary>
    private static string Part(string trace, string word)
    {
        int depth = 0, start = -1;
        for (int i = 0; i <= trace.Length; i++)
        {
            if (i < trace.Length && trace[i] is '(' or ')')
            {
                depth += trace[i] == '(' ? 1 : depth > 0 ? -1 : 0;
            }
            if (depth > 0 || (i > 0 && i < trace.Length && trace[i - 1] is not (' ' or '\t')))
            {
                continue;
            }
            if (start < 0)
            {
                start = WordAt(trace, i, word) ? i + word.Length : -1;
            }
            else if (i == trace.Length || WordAt(trace, i, "by") || WordAt(trace, i, "with") || WordAt(trace, i, "id") || WordAt(trace, i, "for") || WordAt(trace, i, "via") || WordAt(trace, i, "from"))
            {
                return trace[start..i].Trim();
            }
        }
        return start < 0 ? "" : trace[start..].Trim();
    }

    private static bool WordAt(string text, int at, string word) =>
        at + word.Length < text.Length && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && text[at + word.Length] is ' ' or '\t';
}
