using System.Text;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>
/// A list of tags "name=value; …" as DKIM and ARC write them (RFC 6376, section 3.2). Names are compared with their case; blanks and folds around
/// names and values do not count. A list that breaks the grammar is kept as far as it can be read, with what is wrong.
/// </summary>
internal sealed class TagList
{
    private readonly Dictionary<string, (string Value, int Start, int End)> _tags = new(StringComparer.Ordinal);

    private TagList()
    {
    }

    /// <summary>What breaks the grammar, as a clause ("the tag 'd' occurs twice"); null if nothing does.</summary>
    public string? Fault { get; private set; }

    /// <summary>The names of the tags in their order.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The value of a tag, blanks around it cut; null if the tag is missing.</summary>
    public string? this[string name] => _tags.TryGetValue(name, out (string Value, int Start, int End) tag) ? tag.Value : null;

    /// <summary>The value without any blanks or folds, as for base64; null if the tag is missing.</summary>
    public string? Packed(string name) => this[name] is { } value ? WithoutBlanks(value) : null;

    /// <summary>Where the value of a tag stands in the bytes, from behind "=" to before ";" or the end.</summary>
    public bool Span(string name, out int start, out int end)
    {
        bool found = _tags.TryGetValue(name, out (string Value, int Start, int End) tag);
        (start, end) = (tag.Start, tag.End);
        return found;
    }

    /// <summary>Reads a list. O(n).</summary>
    public static TagList Read(ReadOnlySpan<byte> text)
    {
        var list = new TagList();
        int at = 0;
        while (at <= text.Length)
        {
            int end = text[at..].IndexOf((byte)';');
            end = end < 0 ? text.Length : at + end;
            ReadOnlySpan<byte> tag = text[at..end];
            if (tag.Trim(Blanks).IsEmpty)
            {
                if (end < text.Length)
                {
                    list.Fault ??= "a tag is empty";
                }
            }
            else
            {
                list.Add(tag, at, end);
            }
            at = end + 1;
        }
        if (list.Names.Count == 0)
        {
            list.Fault ??= "there is no tag";
        }
        return list;
    }

    public static string WithoutBlanks(string value) =>
        value.AsSpan().IndexOfAny(" \t\r\n") < 0 ? value : string.Concat(value.Where(letter => letter is not (' ' or '\t' or '\r' or '\n')));

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private void Add(ReadOnlySpan<byte> tag, int start, int end)
    {
        int equals = tag.IndexOf((byte)'=');
        if (equals < 0)
        {
            Fault ??= $"'{Short(tag)}' is no tag";
            return;
        }
        ReadOnlySpan<byte> written = tag[..equals].Trim(Blanks);
        string name = Encoding.Latin1.GetString(written);
        if (!IsName(written))
        {
            Fault ??= $"'{Short(written)}' is no name of a tag";
            return;
        }
        ReadOnlySpan<byte> value = tag[(equals + 1)..].Trim(Blanks);
        if (_tags.TryAdd(name, (Encoding.UTF8.GetString(value), start + equals + 1, end)))
        {
            Names.Add(name);
        }
        else
        {
            Fault ??= $"the tag '{name}' occurs twice";
        }
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || !char.IsAsciiLetter((char)name[0]))
        {
            return false;
        }
        foreach (byte letter in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter != '_')
            {
                return false;
            }
        }
        return true;
    }

    private static string Short(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Trim(Blanks)[..Math.Min(text.Trim(Blanks).Length, 40)]);
}
