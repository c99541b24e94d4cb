namespace Tidemark.Detection.Statements.Ledger;

/// <summary>Whether two names may mean the same speaker, and whether a text speaks of one. By words alone: nothing is known from outside.</summary>
internal static class SpeakerNames
{
    /// <summary>The share of the shorter name's words the longer one must have.</summary>
    private const double Shared = 0.6;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "of", "and", "to", "its", "their", "his", "her", "for", "in", "at", "by", "mr", "mrs", "ms", "dr", "el", "la", "de", "del",
        "staff", "desk",
    };

    /// <summary>Whether a name is one of their own: a word in it is written as a name.</summary>
    public static bool IsNamed(string? name) => name is not null && Words(name).Any(word => char.IsUpper(word[0]));

    /// <summary>Whether two names share so many words that they may be one, a capital among them unless neither has any.</summary>
    public static bool Same(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return false;
        }
        string[] mine = Words(a);
        string[] theirs = Words(b);
        if (mine.Length == 0 || theirs.Length == 0)
        {
            return false;
        }
        string[] both = [.. mine.Where(word => theirs.Contains(word, StringComparer.OrdinalIgnoreCase))];
        bool named = both.Any(word => char.IsUpper(word[0]));
        bool nobodyNamed = !mine.Concat(theirs).Any(word => char.IsUpper(word[0]));
        return both.Length >= Shared * Math.Min(mine.Length, theirs.Length) && (named || (nobodyNamed && both.Length > 0));
    }

    /// <summary>The beginnings by which a text is known to speak of somebody: "lorvan" of "Interior Ministry of Lorvania".</summary>
    public static string[] Beginnings(string? name) =>
    [
        .. Words(name ?? "").Where(word => char.IsUpper(word[0]) && word.Length >= 4)
            .Select(word => word[..Math.Max(4, word.Length - 2)].ToLowerInvariant()).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether a word of the text begins so. Words are written as names there too.</summary>
    public static bool Mentions(string text, string[] beginnings) => beginnings.Length > 0
        && Words(text).Any(word => char.IsUpper(word[0]) && beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)));

    internal static string[] Words(string text)
    {
        var words = new List<string>();
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                i++;
            }
            string word = text[start..i];
            // The s of a genitive stands alone here.
            if (word.Length > 0 && !(word is "s" && start > 0 && text[start - 1] is '\'' or '\u2019') && !Skipped.Contains(word))
            {
                words.Add(word);
            }
            i = i == start ? i + 1 : i;
        }
        return [.. words.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
