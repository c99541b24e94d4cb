namespace Tidemark.Publishing.Stix;

/// <summary>An identifier of STIX 2.1 (2.9): a type, two hyphens, a UUID of RFC 4122 in lower case.</summary>
/// <param name="Type">The type it names.</param>
/// <param name="Uuid">The UUID as it stands.</param>
/// <param name="WellFormed">Whether the UUID is one: 36 characters, version 1 to 8, the variant of RFC 4122.</param>
internal readonly record struct StixId(string Type, string Uuid, bool WellFormed)
{
    /// <summary>The UUID's version, or a NUL where there is none.</summary>
    public char Version => Uuid.Length > 14 ? Uuid[14] : '\0';

    /// <summary>Takes an identifier apart.</summary>
    /// <param name="text">The identifier.</param>
    /// <param name="anyCase">Whether upper case passes.</param>
    public static StixId Of(string text, bool anyCase = false)
    {
        int at = text.IndexOf("--", StringComparison.Ordinal);
        string uuid = at < 0 ? "" : text[(at + 2)..];
        return new StixId(at < 0 ? text : text[..at], uuid, IsUuid(uuid, anyCase));
    }

    /// <summary>Whether a text is a UUID of RFC 4122 or 9562.</summary>
    public static bool IsUuid(string text, bool anyCase = false)
    {
        if (text.Length != 36)
        {
            return false;
        }
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool right = i switch
            {
                8 or 13 or 18 or 23 => c == '-',
                14 => c is >= '1' and <= '8',
                19 => c is '8' or '9' or 'a' or 'b' || (anyCase && c is 'A' or 'B'),
                _ => char.IsAsciiHexDigitLower(c) || (anyCase && char.IsAsciiHexDigit(c)),
            };
            if (!right)
            {
                return false;
            }
        }
        return true;
    }
}
