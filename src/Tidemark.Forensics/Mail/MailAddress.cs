namespace Tidemark.Forensics.Mail;

/// <summary>
/// The addresses that a field such as From holds (RFC 5322, section 3.4). Only what is needed of them is read: quoted names and comments are passed
/// over, for both may hold something that looks like an address.
/// </summary>
/// <param name="Local">What stands before the last "@".</param>
/// <param name="Domain">What stands behind it, in lower case.</param>
public readonly record struct MailAddress(string Local, string Domain)
{
    private const int MostAddresses = 1_000;

    /// <summary>"local@domain".</summary>
    public override string ToString() => $"{Local}@{Domain}";

    /// <summary>Reads all addresses of a field's text, in order; at most a thousand. O(n).</summary>
    public static IReadOnlyList<MailAddress> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<MailAddress>();
        var plain = new System.Text.StringBuilder();
        string? angle = null;
        int depth = 0;
        for (int i = 0; i <= text.Length && found.Count < MostAddresses; i++)
        {
            char letter = i < text.Length ? text[i] : ',';
            if (depth > 0)
            {
                depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
                i += letter == '\\' ? 1 : 0;
                continue;
            }
            switch (letter)
            {
                case '(':
                    depth++;
                    break;
                case '"':
                    int start = i++;
                    while (i < text.Length && text[i] != '"')
                    {
                        i += text[i] == '\\' ? 2 : 1;
                    }
                    // A quoted local part belongs to the address, a quoted name does not.
                    if (i + 1 < text.Length && text[i + 1] == '@')
                    {
                        plain.Append(text, start, i + 1 - start);
                    }
                    break;
                case '<':
                    int close = text.IndexOf('>', i);
                    angle = close < 0 ? text[(i + 1)..] : text[(i + 1)..close];
                    i = close < 0 ? text.Length - 1 : close;
                    break;
                case ',' or ';':
                    Add(found, angle ?? plain.ToString());
                    angle = null;
                    plain.Clear();
                    break;
                default:
                    plain.Append(letter);
                    break;
            }
        }
        if (depth > 0)
        {
            Add(found, angle ?? plain.ToString()); // A comment that never ends.
        }
        return found;
    }

    private static void Add(List<MailAddress> found, string address)
    {
        int at = address.LastIndexOf('@');
        if (at <= 0)
        {
            return;
        }
        string local = address[..at].Trim();
        string domain = address[(at + 1)..].Trim().TrimEnd('.').ToLowerInvariant();
        int space = local.LastIndexOfAny([' ', '\t', ':']);
        local = local.StartsWith('"') ? local : local[(space + 1)..];
        int end = domain.IndexOfAny([' ', '\t', '>']);
        domain = end < 0 ? domain : domain[..end];
        if (local.Length > 0 && domain.Length > 0)
        {
            found.Add(new MailAddress(local, domain));
        }
    }
}
