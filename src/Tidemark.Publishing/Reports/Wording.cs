using System.Text.RegularExpressions;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// The wording rules of everything Tidemark publishes in its own words, as a checker and not a promise: no verdict on what an
/// account is, and no word of likelihood without its number. Run it over sentences before they go into a report; quoted
/// material is exempt, for people may write what they like.
/// </summary>
public static partial class Wording
{
    /// <summary>The faults of a text, in order; none if it may be published.</summary>
    public static IReadOnlyList<string> Faults(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<string>();
        foreach (Match word in Verdict().Matches(text))
        {
            faults.Add($"“{word.Value}” is a verdict; say “synchronised” or “consistent with”: {Around(text, word)}");
        }
        foreach (Match word in Likelihood().Matches(text))
        {
            if (!Number().IsMatch(text[(word.Index + word.Length)..Math.Min(text.Length, word.Index + word.Length + 60)]))
            {
                faults.Add($"“{word.Value}” needs its number in brackets: {Around(text, word)}");
            }
        }
        return faults;
    }

    private static string Around(string text, Match word) =>
        "…" + text[Math.Max(0, word.Index - 40)..Math.Min(text.Length, word.Index + word.Length + 40)] + "…";

    [GeneratedRegex("""\b(?:in|un)?authentic\w*|\b(?:ro)?bots?\b|\bbotnets?\b|\btroll\w*|\bfake\b|\bsock-?puppet\w*|\binfiltrat\w*|\bguilty\b|\bproves?\b|\bproven\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex("""\b(?:(?:un|very |highly )?likely|(?:im)?probabl[ey]|almost certain\w*|roughly even chance|remote chance|presumably|undoubtedly)\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Likelihood();

    [GeneratedRegex("""\(\s*[<>≤≥]?\s*\d""", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
