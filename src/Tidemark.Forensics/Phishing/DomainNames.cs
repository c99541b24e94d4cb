using System.Globalization;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// Host names as registries sell them. The registrable (organisational) domain is one label below a public suffix; the suffixes of several
/// labels are those in common use, not the whole Public Suffix List, and names on shared hosting belong to somebody each. Punycode is read
/// (RFC 3492) so that a name can be compared as a person sees it.
/// </summary>
internal static class DomainNames
{
    private static readonly HashSet<string> Seconds = Words("ac co com edu gob gov gouv go gen gv info ltd me mil mod muni ne net nhs nom or org oz plc police sch school web");

    private static readonly HashSet<string> Shared = Words("""
        blogspot.com wordpress.com tumblr.com livejournal.com substack.com github.io gitlab.io netlify.app vercel.app web.app firebaseapp.com
        herokuapp.com pages.dev workers.dev weebly.com wixsite.com webnode.com jimdofree.com ucoz.ru narod.ru over-blog.com altervista.org
        myshopify.com ghost.io neocities.org cloudfront.net amazonaws.com azurewebsites.net blob.core.windows.net duckdns.org ngrok.io
        eu.com uk.com us.com gb.net de.com ru.com br.com cn.com jpn.com za.com eu.org dyndns.org
        """);

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

    /// <summary>The registrable domain of a host in lower case; an address or a single label is returned as it is.</summary>
    public static string Registrable(string host)
    {
        string[] labels = host.Split('.');
        if (labels.Length <= 2 || labels.All(label => label.All(char.IsAsciiDigit)))
        {
            return host;
        }
        string two = $"{labels[^2]}.{labels[^1]}";
        bool three = Shared.Contains(two) || (labels[^1].Length == 2 && Seconds.Contains(labels[^2]));
        return three ? $"{labels[^3]}.{two}" : two;
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

    private static HashSet<string> Words(string text) =>
        new(text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
