namespace Tidemark.Detection.Statements.Resolution;

/// <summary>Looks for phrases of the language's lists in a stretch of text: whole words, any case, either apostrophe.</summary>
internal static class WordSearch
{
    /// <summary>Where the phrase stands first, or -1. O(length of the stretch).</summary>
    public static int Find(ReadOnlySpan<char> text, string phrase, int from = 0)
    {
        while (from < text.Length)
        {
            int at = text[from..].IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at < 0 && phrase.Contains('\'', StringComparison.Ordinal))
            {
                at = text[from..].IndexOf(phrase.Replace('\'', '\u2019'), StringComparison.OrdinalIgnoreCase);
            }
            if (at < 0)
            {
                return -1;
            }
            at += from;
            int end = at + phrase.Length;
            bool open = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || phrase[0] == '\'';
            bool close = end >= text.Length || !char.IsLetterOrDigit(text[end]);
            if (open && close)
            {
                return at;
            }
            from = at + 1;
        }
        return -1;
    }

    public static bool Any(ReadOnlySpan<char> text, string[] phrases)
    {
        foreach (string phrase in phrases)
        {
            if (Find(text, phrase) >= 0)
            {
                return true;
            }
        }
        return false;
    }
}
