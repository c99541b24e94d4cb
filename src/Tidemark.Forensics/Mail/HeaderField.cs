using System.Text;

namespace Tidemark.Forensics.Mail;

/// <summary>One field of a mail's header, with the bytes exactly as they stand in the file.</summary>
public sealed class HeaderField
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string? _text;

    internal HeaderField(string name, ReadOnlyMemory<byte> raw, int colon, int offset, int line) =>
        (Name, Raw, Colon, Offset, Line) = (name, raw, colon, offset, line);

    /// <summary>The name as written, without blanks before the colon. Names are compared without regard to case.</summary>
    public string Name { get; }

    /// <summary>The whole field: name, colon, value, folded lines and the line end (absent only at the end of the file).</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Where in the file the field begins, in bytes.</summary>
    public int Offset { get; }

    /// <summary>Line of the file on which the field begins; 1 for the first.</summary>
    public int Line { get; }

    /// <summary>What follows the colon, folds included, without the last line end.</summary>
    public ReadOnlyMemory<byte> Value
    {
        get
        {
            ReadOnlyMemory<byte> value = Raw[(Colon + 1)..];
            if (value.Length > 0 && value.Span[^1] == '\n')
            {
                value = value[..^1];
                if (value.Length > 0 && value.Span[^1] == '\r')
                {
                    value = value[..^1];
                }
            }
            return value;
        }
    }

    /// <summary>
    /// The value as text: unfolded, blanks around it cut; UTF-8, or Latin-1 where it is not valid UTF-8. Encoded words stay as they are.
    /// </summary>
    public string Text => _text ??= Unfold(Value.Span);

    /// <summary>Index of the colon in <see cref="Raw"/>.</summary>
    internal int Colon { get; }

    /// <summary>Whether the field has this name; case does not matter.</summary>
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Unfold(ReadOnlySpan<byte> value)
    {
        string text;
        try
        {
            text = Strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(value);
        }
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            text = text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        }
        return text.Trim(' ', '\t', '\r');
    }
}
