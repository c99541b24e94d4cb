namespace Tidemark.Detection.Sites;

/// <summary>
/// The part of a host name that somebody registers: one label below a public suffix. The suffixes of several labels are a list of our own,
/// after the registries' published second levels: not the whole Public Suffix List (publicsuffix.org), only what is common. Hosts on shared
/// platforms (a blog service's names) count as registrable each, for each belongs to somebody else.
/// </summary>
public static class RegistrableDomain
{
    /// <summary>Second levels under which country registries sell names.</summary>
    private static readonly HashSet<string> Seconds = Words(
        "ac co com edu gob gov gouv go go1 gen gv id info int ltd me mil mod muni ne net nhs nom or ord org plc police sch school web");

    private static readonly HashSet<string> Suffixes = Words("""
        asso.fr tm.fr com.fr gouv.fr
        com.de co.at or.at gv.at ac.at
        kiev.ua com.ua org.ua net.ua in.ua lviv.ua kharkov.ua odessa.ua dp.ua
        msk.ru spb.ru com.ru org.ru net.ru pp.ru
        com.pl net.pl org.pl edu.pl gov.pl info.pl waw.pl
        com.tr org.tr net.tr gen.tr web.tr k12.tr
        qc.ca on.ca bc.ca ab.ca gc.ca
        firm.in gen.in ind.in nic.in
        blog.br jor.br eco.br art.br adv.br
        vic.au nsw.au qld.au asn.au id.au
        geek.nz iwi.nz maori.nz govt.nz
        eu.com uk.com us.com gb.net de.com ru.com br.com cn.com jpn.com za.com co.com
        """);

    private static readonly HashSet<string> Platforms = Words("""
        blogspot.com wordpress.com tumblr.com livejournal.com substack.com medium.com github.io gitlab.io netlify.app vercel.app
        web.app firebaseapp.com herokuapp.com pages.dev weebly.com wixsite.com webnode.com jimdofree.com ucoz.ru narod.ru over-blog.com
        canalblog.com free.fr altervista.org blogspot.de blogspot.co.uk blogspot.fr myshopify.com ghost.io neocities.org cloudfront.net
        amazonaws.com azurewebsites.net
        """);

    /// <summary>The registrable domain in lower case, without a port; an address or a single label is returned as it is; null for nothing.</summary>
    /// <param name="hostOrUrl">"www.example.co.uk" or "https://www.example.co.uk/page".</param>
    public static string? Of(string? hostOrUrl)
    {
        if (string.IsNullOrWhiteSpace(hostOrUrl))
        {
            return null;
        }
        string host = hostOrUrl.Trim();
        int scheme = host.IndexOf("//", StringComparison.Ordinal);
        host = scheme >= 0 ? host[(scheme + 2)..] : host;
        int end = host.AsSpan().IndexOfAny('/', '?', '#');
        host = end >= 0 ? host[..end] : host;
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.StartsWith('['))
        {
            int close = host.IndexOf(']', StringComparison.Ordinal);
            return close > 0 ? host[..(close + 1)].ToLowerInvariant() : null;
        }
        int port = host.IndexOf(':', StringComparison.Ordinal);
        host = (port >= 0 ? host[..port] : host).Trim('.').ToLowerInvariant();
        if (host.Length == 0)
        {
            return null;
        }
        string[] labels = host.Split('.');
        if (labels.Length <= 2 || labels.All(label => label.All(char.IsAsciiDigit)))
        {
            return host;
        }
        string last = labels[^1], second = labels[^2], lastTwo = $"{second}.{last}";
        bool three = Suffixes.Contains(lastTwo) || Platforms.Contains(lastTwo) || (last.Length == 2 && Seconds.Contains(second));
        return three ? $"{labels[^3]}.{lastTwo}" : lastTwo;
    }

    private static HashSet<string> Words(string text) =>
        new(text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
