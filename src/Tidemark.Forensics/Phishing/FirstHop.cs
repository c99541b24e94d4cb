using System.Net;
using System.Net.Sockets;
using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// Where a mail entered the mail system, by the undermost <c>Received</c> lines (RFC 5321, 4.4): the machine, its names and its network. Lines
/// that name only the machine itself (localhost, a private network) are read together with the line above them. Whoever hands a mail in can
/// write what he likes below the first honest server; the lines are compared with what the sender's mails had before, never believed.
/// </summary>
internal static class FirstHop
{
    /// <summary>What stands for a mail without any <c>Received</c> line.</summary>
    internal const string None = "no Received line";

    private const int MostLines = 4;

    private static readonly HashSet<string> Nameless =
        new(["localhost", "unknown", "localhost.localdomain", "with", "by", "esmtp", "smtp", "may", "be", "forged", "helo", "ehlo", "rdns", "failed", "network", "invoked", "uid", "userid", "authenticated", "http"], StringComparer.Ordinal);

    /// <summary>
    /// The way in as tokens: <c>domain</c>, <c>machine</c>, <c>network</c> (a /16, or a /32 of IPv6). Two mails share their way in when they
    /// share any of them, so that a new address at the same provider, or the same laptop elsewhere, is no departure.
    /// </summary>
    /// <param name="received">Values of the Received lines, topmost first.</param>
    /// <param name="shown">The undermost line in short, for people.</param>
    public static IReadOnlyList<string> Tokens(IReadOnlyList<string> received, out string shown)
    {
        if (received.Count == 0)
        {
            shown = None;
            return [None];
        }
        var tokens = new List<string>();
        shown = "";
        for (int i = received.Count - 1; i >= 0 && i >= received.Count - MostLines; i--)
        {
            string line = received[i].Length > 1_000 ? received[i][..1_000] : received[i];
            (string from, string by) = Split(line);
            shown = shown.Length == 0 ? (from.Length > 0 ? from : by) : shown;
            bool outside = Read(from, tokens);
            if (outside)
            {
                break;
            }
            if (DomainNames.Host(by) is { } host && !Nameless.Contains(host))
            {
                Add(tokens, DomainNames.IsPublic(host) ? "domain " + OrganisationalDomain.Of(host) : "machine " + host);
            }
            if (tokens.Exists(token => token.StartsWith("domain ", StringComparison.Ordinal)))
            {
                break;
            }
        }
        // The name it gave and what the server saw: what follows (how it logged in, with what cipher) does not place it.
        int close = shown.IndexOf(')', StringComparison.Ordinal);
        shown = string.Join(' ', (close > 0 ? shown[..(close + 1)] : shown).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        shown = shown.Length > 120 ? shown[..120] : shown;
        return tokens.Count == 0 ? ["unread"] : tokens;
    }

    private static (string From, string By) Split(string line)
    {
        int semicolon = line.LastIndexOf(';');
        line = semicolon > 0 ? line[..semicolon] : line;
        int by = line.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? 0 : line.IndexOf(" by ", StringComparison.OrdinalIgnoreCase) is var at && at >= 0 ? at + 1 : -1;
        string from = by < 0 ? line : line[..by];
        string server = by < 0 ? "" : line[(by + 3)..].TrimStart();
        int end = server.AsSpan().IndexOfAny(' ', '(', '\t');
        from = from.Trim();
        from = from.StartsWith("from ", StringComparison.OrdinalIgnoreCase) ? from[5..] : from;
        // "(qmail 123 invoked by uid 7)" and "(from somebody@localhost)" say nothing that lasts.
        from = from.StartsWith("(qmail", StringComparison.OrdinalIgnoreCase) || from.StartsWith("(from", StringComparison.OrdinalIgnoreCase) || from.StartsWith("(Postfix", StringComparison.OrdinalIgnoreCase) ? "" : from;
        // The envelope's sender is an address, not a place: it would make every way in look known.
        int envelope = from.IndexOf("(envelope-", StringComparison.OrdinalIgnoreCase);
        return ((envelope < 0 ? from : from[..envelope]).Trim(), end < 0 ? server : server[..end]);
    }

    /// <summary>Adds what a "from" part names; true when it names something outside the machine's own four walls.</summary>
    private static bool Read(string from, List<string> tokens)
    {
        bool outside = false;
        bool greeting = true; // A bare machine name counts only where the machine introduces itself.
        foreach (string word in from.Split((char[])[' ', '(', ')', '[', ']', '=', '<', '>', ';', ',', '"', '/', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            string name = word[(word.LastIndexOf('@') + 1)..];
            bool introduced = greeting;
            greeting = word.Equals("helo", StringComparison.OrdinalIgnoreCase) || word.Equals("ehlo", StringComparison.OrdinalIgnoreCase);
            if (greeting || name.StartsWith("IDENT:", StringComparison.OrdinalIgnoreCase) || name.Length < 2)
            {
                continue;
            }
            if ((name.Contains(':', StringComparison.Ordinal) || char.IsAsciiDigit(name[0])) && IPAddress.TryParse(name, out IPAddress? address))
            {
                if (Network(address) is { } network)
                {
                    Add(tokens, network);
                    outside = true;
                }
                continue;
            }
            if (DomainNames.Host(name) is not { } host || Nameless.Contains(host))
            {
                continue;
            }
            bool isPublic = DomainNames.IsPublic(host);
            if (!isPublic && !introduced)
            {
                continue;
            }
            Add(tokens, isPublic ? "domain " + OrganisationalDomain.Of(host) : "machine " + host);
            outside |= isPublic;
        }
        return outside;
    }

    /// <summary>The network of a public address; null for the private and local ones (RFC 1918, 3927, 4193, 5735, 6598).</summary>
    private static string? Network(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            bool own = IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || (b[0] & 0xFE) == 0xFC || address.Equals(IPAddress.IPv6Any);
            return own ? null : $"network {b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}::/32";
        }
        bool local = b[0] is 0 or 10 or 127 || (b[0] == 192 && b[1] == 168) || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 169 && b[1] == 254) || (b[0] == 100 && b[1] is >= 64 and < 128);
        return local ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"network {b[0]}.{b[1]}.0.0/16");
    }

    private static void Add(List<string> tokens, string token)
    {
        if (tokens.Count < 12 && !tokens.Contains(token))
        {
            tokens.Add(token);
        }
    }
}
