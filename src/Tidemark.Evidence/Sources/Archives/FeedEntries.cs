using System.Globalization;
using System.Text;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>An entry of a feed: where it stands.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Offset">Where its opening tag begins.</param>
/// <param name="Length">To behind its closing tag.</param>
internal readonly record struct FeedPlace(long Number, long Offset, long Length);

/// <summary>
/// The entries of an RSS 2.0, RSS 1.0 or Atom (RFC 4287) feed, by their tags. Each is then read on its own, so that one broken entry, or a
/// feed that was cut, costs no other. O(bytes).
/// </summary>
internal static class FeedEntries
{
    /// <summary>"an RSS feed", "an Atom feed", or null for what is none; by the first bytes.</summary>
    public static string? Kind(ReadOnlySpan<byte> head)
    {
        string start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 4096)]);
        int html = start.IndexOf("<html", StringComparison.OrdinalIgnoreCase);
        start = html < 0 ? start : start[..html];
        return start.Contains("<rss", StringComparison.OrdinalIgnoreCase) || start.Contains("<rdf:RDF", StringComparison.OrdinalIgnoreCase) && start.Contains("purl.org/rss", StringComparison.Ordinal) ? "an RSS feed"
            : start.Contains("<feed", StringComparison.Ordinal) && start.Contains("Atom", StringComparison.Ordinal) ? "an Atom feed" : null;
    }

    /// <summary>The encoding that the XML declaration names; null = none, which means UTF-8.</summary>
    public static string? Charset(ReadOnlySpan<byte> head)
    {
        string start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 200)]);
        int end = start.IndexOf("?>", StringComparison.Ordinal), at = start.IndexOf("encoding=", StringComparison.Ordinal);
        if (at < 0 || at > end || at + 10 >= start.Length || start[at + 9] is not ('"' or '\''))
        {
            return null;
        }
        int close = start.IndexOf(start[at + 9], at + 10);
        return close < 0 ? null : start[(at + 10)..close];
    }

    /// <summary>Every entry.</summary>
    /// <param name="feed">The feed's bytes, in an encoding in which markup is ASCII.</param>
    /// <param name="refuse">Told where an entry begins that does not end.</param>
    public static List<FeedPlace> Find(ReadOnlySpan<byte> feed, Action<long, long, string> refuse)
    {
        var places = new List<FeedPlace>();
        int at = 0, start = -1;
        bool atom = false;
        while (at < feed.Length)
        {
            int tag = feed[at..].IndexOf((byte)'<');
            if (tag < 0)
            {
                break;
            }
            at += tag;
            ReadOnlySpan<byte> rest = feed[at..];
            if (rest.StartsWith("<![CDATA["u8))
            {
                at = Behind(feed, at, "]]>"u8);
            }
            else if (rest.StartsWith("<!--"u8))
            {
                at = Behind(feed, at, "-->"u8);
            }
            else if (start < 0 && (Opens(rest, "<item"u8) || Opens(rest, "<entry"u8)))
            {
                (start, atom) = (at, rest[1] == 'e');
                at += 5;
            }
            else if (start >= 0 && rest.StartsWith(atom ? "</entry"u8 : "</item"u8))
            {
                int end = Behind(feed, at, ">"u8);
                places.Add(new FeedPlace(places.Count + 1, start, end - start));
                if (places.Count >= ArchiveLimits.MostTexts)
                {
                    refuse(end, feed.Length - end, string.Create(CultureInfo.InvariantCulture, $"more than {ArchiveLimits.MostTexts} entries; what follows was not read"));
                    return places;
                }
                (start, at) = (-1, end);
            }
            else
            {
                at++;
            }
        }
        if (start >= 0)
        {
            refuse(start, feed.Length - start, string.Create(CultureInfo.InvariantCulture, $"entry {places.Count + 1} breaks off: it does not end"));
        }
        return places;
    }

    private static bool Opens(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> tag) =>
        rest.StartsWith(tag) && rest.Length > tag.Length && rest[tag.Length] is (byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static int Behind(ReadOnlySpan<byte> feed, int at, ReadOnlySpan<byte> end)
    {
        int found = feed[at..].IndexOf(end);
        return found < 0 ? feed.Length : at + found + end.Length;
    }
}
