namespace Tidemark.Forensics.Mail;

/// <summary>An address in a field of a mail and the name beside it; hostile text.</summary>
/// <param name="Address">"local@domain", the domain in lower case.</param>
/// <param name="Name">The name, decoded; empty where there is none.</param>
public readonly record struct NamedAddress(string Address, string Name);

/// <summary>
/// What a mail says, as a mail program would show it: nothing about whether it is true, or who wrote it. Where a field stands twice, the first
/// counts here; that it stands twice is for <see cref="MailExaminer"/>.
/// </summary>
public sealed record MailContent
{
    /// <summary>The subject, decoded; null where there is none.</summary>
    public string? Subject { get; private init; }

    /// <summary>The authors.</summary>
    public required IReadOnlyList<NamedAddress> From { get; init; }

    /// <summary>Those it was sent to.</summary>
    public required IReadOnlyList<NamedAddress> To { get; init; }

    /// <summary>Those who got a copy.</summary>
    public required IReadOnlyList<NamedAddress> Cc { get; init; }

    /// <summary>The date as the mail gives it, or null.</summary>
    public MailDate? Date { get; private init; }

    /// <summary>The Message-ID, or null.</summary>
    public string? MessageId { get; private init; }

    /// <summary>The Content-Type as written, or null.</summary>
    public string? ContentType { get; private init; }

    /// <summary>Whether the mail has parts.</summary>
    public bool IsMultipart { get; private init; }

    /// <summary>The body, decoded if the mail has no parts and is text; else null.</summary>
    public string? Body { get; private init; }

    /// <summary>Reads what a mail says. Linear in the mail.</summary>
    public static MailContent Of(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        string? type = mail.First("Content-Type")?.Text;
        string media = (type ?? "text/plain").Split(';', 2)[0].Trim().ToLowerInvariant();
        bool multipart = media.StartsWith("multipart/", StringComparison.Ordinal);
        string? date = mail.First("Date")?.Text;
        return new MailContent
        {
            Subject = mail.First("Subject") is { } subject ? EncodedWords.Decode(subject.Text) : null,
            From = Named(mail.First("From")),
            To = Named(mail.First("To")),
            Cc = Named(mail.First("Cc")),
            Date = date is null ? null : MailDate.Read(date),
            MessageId = mail.First("Message-ID")?.Text is { Length: > 0 } id ? id : null,
            ContentType = type is { Length: > 0 } ? type : null,
            IsMultipart = multipart,
            Body = multipart || !media.StartsWith("text", StringComparison.Ordinal) ? null : Text(mail, type),
        };
    }

    private static string Text(RawMail mail, string? type)
    {
        byte[] bytes = TransferEncoding.Decode(mail.Body.Span, mail.First("Content-Transfer-Encoding")?.Text);
        return Charsets.Decode(bytes, Parameter(type, "charset"));
    }

    /// <summary>A parameter of a media type (RFC 2045, 5.1), or null.</summary>
    private static string? Parameter(string? type, string name)
    {
        foreach (string part in (type ?? "").Split(';').Skip(1))
        {
            int equal = part.IndexOf('=', StringComparison.Ordinal);
            if (equal > 0 && string.Equals(part[..equal].Trim(), name, StringComparison.OrdinalIgnoreCase))
            {
                return part[(equal + 1)..].Trim().Trim('"');
            }
        }
        return null;
    }

    /// <summary>The addresses of a field, each with the name that stands before its angle bracket.</summary>
    private static List<NamedAddress> Named(HeaderField? field)
    {
        if (field is null)
        {
            return [];
        }
        var named = new List<NamedAddress>();
        foreach (string one in Mailboxes(field.Text))
        {
            IReadOnlyList<MailAddress> addresses = MailAddress.Read(one);
            if (addresses is not [MailAddress address, ..])
            {
                continue;
            }
            int angle = one.LastIndexOf('<');
            string name = angle <= 0 ? "" : one[..angle];
            int group = name.IndexOf(':', StringComparison.Ordinal);
            name = name.Contains('"', StringComparison.Ordinal) || group < 0 ? name : name[(group + 1)..];
            named.Add(new NamedAddress(address.ToString(), EncodedWords.Decode(Unquoted(name.Trim())).Trim()));
        }
        return named;
    }

    /// <summary>A quoted string without its quotes and backslashes (RFC 5322, 3.2.4); anything else as it is.</summary>
    private static string Unquoted(string name)
    {
        if (name is not ['"', .., '"'])
        {
            return name;
        }
        var plain = new System.Text.StringBuilder(name.Length);
        for (int i = 1; i < name.Length - 1; i++)
        {
            i += name[i] == '\\' && i + 2 < name.Length ? 1 : 0;
            plain.Append(name[i]);
        }
        return plain.ToString();
    }

    /// <summary>Cuts a list of mailboxes at commas that stand in no quotes, brackets or comments.</summary>
    private static IEnumerable<string> Mailboxes(string text)
    {
        int start = 0, depth = 0;
        bool quoted = false, angle = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (quoted)
            {
                quoted = c != '"';
            }
            else
            {
                quoted = c == '"';
                depth = Math.Max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
                angle = c == '<' || (angle && c != '>');
                if (c is ',' or ';' && depth == 0 && !angle)
                {
                    yield return text[start..i];
                    start = i + 1;
                }
            }
        }
        yield return text[start..];
    }
}
