namespace Tidemark.App.Outputs;

/// <summary>Text as JSON can hold it.</summary>
internal static class WholeText
{
    /// <summary>Half a surrogate pair, which no JSON can hold, becomes U+FFFD; any other text comes back as it is.</summary>
    public static string Of(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    i++;
                    continue;
                }
                return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
            }
        }
        return text;
    }
}
