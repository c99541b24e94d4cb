using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>An address of a header line with the name written beside it.</summary>
/// <param name="Address">Address in lower case.</param>
/// <param name="Name">Name as a person reads it, blanks joined; empty where there is none.</param>
internal readonly record struct NamedAddress(string Address, string Name)
{
    private const int MostAddresses = 60, MostLength = 6_000;

    /// <summary>The part before the @.</summary>
    public string Local => Address[..Address.LastIndexOf('@')];

    /// <summary>The registrable domain.</summary>
    public string Domain => OrganisationalDomain.Of(Address[(Address.LastIndexOf('@') + 1)..]);

    /// <summary>The addresses of a line (RFC 5322, 3.4), as many as are readable; at most 60.</summary>
    public static IReadOnlyList<NamedAddress> All(string? line)
    {
        var found = new List<NamedAddress>();
        if (line is null)
        {
            return found;
        }
        string text = line.Length > MostLength ? line[..MostLength] : line;
        int start = 0;
        bool quoted = false;
        int comment = 0;
        for (int i = 0; i <= text.Length && found.Count < MostAddresses; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            quoted ^= c == '"' && comment == 0;
            comment = Math.Max(0, comment + (quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0));
            if (i == text.Length || (c == ',' && !quoted && comment == 0))
            {
                if (One(text[start..i]) is { } address)
                {
                    found.Add(address);
                }
                start = i + 1;
            }
        }
        return found;
    }

    private static NamedAddress? One(string text)
    {
        int open = text.LastIndexOf('<');
        int close = open < 0 ? -1 : text.IndexOf('>', open);
        string address, name;
        if (close > open && open >= 0)
        {
            (address, name) = (text[(open + 1)..close], text[..open]);
        }
        else
        {
            int paren = text.IndexOf('(', StringComparison.Ordinal);
            int end = paren < 0 ? -1 : text.LastIndexOf(')');
            (address, name) = paren >= 0 ? (text[..paren], end > paren ? text[(paren + 1)..end] : "") : (text, "");
        }
        address = address.Trim().ToLowerInvariant();
        int at = address.LastIndexOf('@');
        if (at <= 0 || address.Length > 254 || address.Any(char.IsWhiteSpace) || DomainNames.Host(address[(at + 1)..]) is not { } host)
        {
            return null;
        }
        name = EncodedWords.Decode(name).Trim().Trim('"', '\'').Replace("\\\"", "\"", StringComparison.Ordinal);
        return new NamedAddress(address[..(at + 1)] + host, string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
