namespace Tidemark.Forensics.Mail.Parts;

/// <summary>A field Content-Type or Content-Disposition: a value and parameters (RFC 2045, section 5.1). Names are in lower case.</summary>
internal sealed record ContentType(string Value, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MostParameters = 50;

    /// <summary>What a part is that does not say so.</summary>
    public static ContentType Plain { get; } = new("text/plain", new Dictionary<string, string>());

    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>Reads a field's text; what breaks the grammar is passed over. O(n).</summary>
    public static ContentType Read(string text)
    {
        int end = text.IndexOf(';', StringComparison.Ordinal);
        string value = (end < 0 ? text : text[..end]).Trim().ToLowerInvariant();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        int at = end < 0 ? text.Length : end + 1;
        while (at < text.Length && parameters.Count < MostParameters)
        {
            int equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }
            string name = text[at..equals].Trim(' ', '\t', ';').ToLowerInvariant();
            at = equals + 1;
            while (at < text.Length && text[at] is ' ' or '\t')
            {
                at++;
            }
            string found;
            if (at < text.Length && text[at] == '"')
            {
                var quoted = new System.Text.StringBuilder();
                for (at++; at < text.Length && text[at] != '"'; at++)
                {
                    if (text[at] == '\\' && at + 1 < text.Length)
                    {
                        at++;
                    }
                    quoted.Append(text[at]);
                }
                found = quoted.ToString();
                int next = text.IndexOf(';', Math.Min(at, text.Length));
                at = next < 0 ? text.Length : next + 1;
            }
            else
            {
                int next = text.IndexOf(';', at);
                found = (next < 0 ? text[at..] : text[at..next]).Trim();
                at = next < 0 ? text.Length : next + 1;
            }
            parameters.TryAdd(name, found);
        }
        return new ContentType(value, parameters);
    }
}
