using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>The program a mail says it was written with, and the shape of its Message-ID: both are set without the writer's doing.</summary>
internal static class MailHabits
{
    /// <summary>What stands for a mail that names no program.</summary>
    internal const string Unnamed = "none named";

    /// <summary>
    /// The family of a program: its name without version, platform and build, so that an upgrade stays in the family. Where no header names
    /// one, the few programs that write themselves into the Message-ID are read from there.
    /// </summary>
    public static string ClientFamily(string? header, string? messageId)
    {
        string name = (header ?? "").Trim();
        if (name.Length == 0)
        {
            return (messageId ?? "").TrimStart('<').StartsWith("Pine.", StringComparison.OrdinalIgnoreCase) ? "pine" : Unnamed;
        }
        name = name.StartsWith('[') && name.IndexOf(']', StringComparison.Ordinal) is > 0 and var close ? name[1..close] + name[(close + 1)..] : name;
        int cut = name.Length;
        for (int i = 1; i < name.Length; i++)
        {
            bool digit = char.IsAsciiDigit(name[i]) && !char.IsAsciiLetter(name[i - 1]) && name[i - 1] != '-'; // "K-9" is a name.
            if (digit || name[i] is '/' or '(' or '[' or ',' or ';')
            {
                cut = i;
                break;
            }
        }
        string family = name[..cut].Trim(' ', '-', '.', '/', '"').ToLowerInvariant();
        foreach (string tail in (string[])[" version", " v", " build", " ver", " release"])
        {
            family = family.EndsWith(tail, StringComparison.Ordinal) ? family[..^tail.Length].TrimEnd() : family;
        }
        return family.Length == 0 ? name.ToLowerInvariant() : family.Length > 60 ? family[..60] : family;
    }

    /// <summary>
    /// The part of a Message-ID before the @ as classes of its pieces: 9 digits, x hexadecimal, A a run of capitals, m letters and digits
    /// mixed, and short words as they stand ("camel", "JavaMail"). RFC 5322, 3.6.4 leaves the form to the program, so it betrays the program.
    /// </summary>
    public static string MessageIdPattern(string? messageId)
    {
        string id = Bare(messageId);
        int at = id.LastIndexOf('@');
        string left = at < 0 ? id : id[..at];
        if (left.Length == 0)
        {
            return "none";
        }
        left = left.Length > 200 ? left[..200] : left;
        var shape = new System.Text.StringBuilder();
        for (int i = 0; i < left.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(left[i]))
            {
                shape.Append(left[i++]);
                continue;
            }
            int end = i;
            while (end < left.Length && char.IsAsciiLetterOrDigit(left[end]))
            {
                end++;
            }
            shape.Append(Class(left[i..end]));
            i = end;
        }
        return shape.ToString();
    }

    /// <summary>The registrable domain or machine name behind the @ of a Message-ID.</summary>
    public static string MessageIdDomain(string? messageId)
    {
        string id = Bare(messageId);
        int at = id.LastIndexOf('@');
        string right = at < 0 ? "" : id[(at + 1)..].Trim('[', ']');
        return DomainNames.Host(right) is { } host ? OrganisationalDomain.Of(host) : right.ToLowerInvariant();
    }

    /// <summary>A Message-ID without its angle brackets; empty where there is none.</summary>
    public static string Bare(string? messageId)
    {
        string text = (messageId ?? "").Trim();
        int open = text.IndexOf('<', StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf('>', open);
        return open >= 0 && close > open ? text[(open + 1)..close].Trim() : text;
    }

    private static string Class(string piece)
    {
        if (piece.All(char.IsAsciiDigit))
        {
            return piece.Length >= 12 ? "99" : "9";
        }
        if (piece.All(char.IsAsciiLetter))
        {
            return piece.Length > 12 ? "A" : piece.Length < 3 ? "a" : piece;
        }
        return piece.All(char.IsAsciiHexDigit) ? (piece.Length >= 16 ? "xx" : "x") : piece.Length > 20 ? "mm" : "m";
    }
}
