using System.Globalization;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// Host names as a person sees them: lower case, punycode read (RFC 3492).
/// </summary>
internal static class DomainNames
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The host in lower case with punycode read, or null where it is no host name.</summary>
    public static string? Host(string text)
    {
        string host = text.Trim().Trim('.', ',', ';').ToLowerInvariant();
        if (host.Length is 0 or > 253)
        {
            return null;
        }
        if (host.Contains("xn--", StringComparison.Ordinal))
        {
            try
            {
                host = Idn.GetUnicode(host);
            }
            catch (ArgumentException)
            {
                // Not punycode after all: the name stands as written.
            }
        }
        foreach (char c in host)
        {
            if (c is not ('-' or '.' or '_') && !char.IsLetterOrDigit(c) && c < 0x80)
            {
                return null;
            }
        }
        return host.Contains("..", StringComparison.Ordinal) ? null : host;
    }

    /// <summary>The label somebody chose, without the suffix: <c>example</c> of <c>example.co.uk</c>.</summary>
    public static string Chosen(string registrable)
    {
        int dot = registrable.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? registrable : registrable[..dot];
    }

    /// <summary>Whether a name has a dot and ends as names on the public network do.</summary>
    public static bool IsPublic(string host)
    {
        int dot = host.LastIndexOf('.');
        string top = host[(dot + 1)..];
        return dot > 0 && top.Length >= 2 && top.All(char.IsLetter)
            && top is not ("localdomain" or "local" or "lan" or "localhost" or "internal" or "home" or "loc" or "intranet" or "private" or "corp");
    }
}
