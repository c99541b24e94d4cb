namespace Tidemark.Detection.Issues;

/// <summary>The words by which an issue is named: a list a person can read, edit and add to.</summary>
/// <param name="Language">Code of the language of the words.</param>
/// <param name="Name">Name of the issue.</param>
/// <param name="Terms">Its words in lower case.</param>
public sealed record TermSheet(string Language, string Name, IReadOnlySet<string> Terms)
{
    /// <summary>An issue is named only where so many of its first ten terms are on the sheet: one word has too many uses.</summary>
    public const int LeastMatches = 2;

    /// <summary>
    /// Reads sheets: on each line the name, a colon and the words, separated by blanks or commas; <c>#</c> begins a comment.
    /// </summary>
    /// <param name="language">Code of the language.</param>
    /// <param name="text">The text of the file.</param>
    /// <exception cref="FormatException">A line without a name, a colon or words; the message gives its number.</exception>
    public static IReadOnlyList<TermSheet> Parse(string language, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sheets = new List<TermSheet>();
        int number = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            number++;
            int comment = raw.IndexOf('#');
            ReadOnlySpan<char> line = (comment < 0 ? raw : raw[..comment]).Trim();
            if (line.IsEmpty)
            {
                continue;
            }
            int colon = line.IndexOf(':');
            string[] words = colon < 1 ? [] : line[(colon + 1)..].ToString().ToLowerInvariant().Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                throw new FormatException($"line {number}: a sheet is a name, a colon and words.");
            }
            sheets.Add(new TermSheet(language, line[..colon].Trim().ToString(), words.ToHashSet(StringComparer.Ordinal)));
        }
        return sheets;
    }
}
