using System.Globalization;
using System.Text;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>
/// The head of a record of a web archive: its version line and named fields (WARC 1.1, ISO 28500:2017, sections 4 and 5). Names are compared
/// without case; of a name that stands twice the first counts.
/// </summary>
internal sealed class WarcHeader
{
    /// <summary>A head has some 600 bytes; the bound keeps a hostile one from being collected.</summary>
    public const int MostBytes = 64 << 10;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    private WarcHeader(long length) => Length = length;

    /// <summary>Bytes of the block behind the head.</summary>
    public long Length { get; }

    /// <summary>A field's value, or null.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Reads a head.</summary>
    /// <param name="head">All bytes from the version line to before the empty line.</param>
    /// <param name="reason">Why it is none.</param>
    public static WarcHeader? Parse(ReadOnlySpan<byte> head, out string reason)
    {
        string[] lines = Encoding.UTF8.GetString(head).Split('\n');
        string version = lines[0].TrimEnd('\r');
        if (version is not ("WARC/1.0" or "WARC/1.1" or "WARC/0.18" or "WARC/0.17"))
        {
            reason = "a record begins with WARC/1.0 or WARC/1.1, and none begins here";
            return null;
        }
        var fields = new List<(string Name, string Value)>();
        foreach (string line in lines.AsSpan(1))
        {
            string text = line.TrimEnd('\r');
            if (text.Length > 0 && text[0] is ' ' or '\t' && fields.Count > 0)
            {
                fields[^1] = (fields[^1].Name, $"{fields[^1].Value} {text.Trim()}");
                continue;
            }
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                fields.Add((text[..colon].Trim(), text[(colon + 1)..].Trim()));
            }
        }
        string? length = fields.Find(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
        {
            reason = "the record does not say how long it is (Content-Length)";
            return null;
        }
        var header = new WarcHeader(bytes);
        foreach ((string name, string value) in fields)
        {
            header._fields.TryAdd(name, value);
        }
        reason = "";
        return header;
    }

    /// <summary>The address of what was fetched, without the brackets that some programs put around it.</summary>
    public string? Target => this["WARC-Target-URI"] is { Length: > 0 } uri ? uri.Trim('<', '>') : null;
}
