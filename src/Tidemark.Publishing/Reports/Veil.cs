using System.Text.RegularExpressions;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// Takes names of accounts out of running text: mentions, known ids and handles, and the parts of links that name an account
/// or a post. What it cannot take out is the wording itself: a quoted text can be searched for.
/// </summary>
internal sealed partial class Veil
{
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Label, string Pseudonym)> _spaced = [];

    /// <param name="names">Ids, handles and labels with the pseudonym to show instead; the first of two alike counts.</param>
    public Veil(IEnumerable<(string Name, string Pseudonym)> names)
    {
        foreach ((string name, string pseudonym) in names)
        {
            string bare = name.TrimStart('@');
            if (bare.Length > 0 && _known.TryAdd(bare, pseudonym) && bare.Length >= 5 && !Token().Match(bare).Value.Equals(bare, StringComparison.Ordinal))
            {
                _spaced.Add((bare, pseudonym));
            }
        }
    }

    public string Over(string text)
    {
        foreach ((string label, string pseudonym) in _spaced)
        {
            text = text.Replace(label, pseudonym, StringComparison.OrdinalIgnoreCase);
        }
        text = Link().Replace(text, found => found.Groups[1].Value + Path(found.Groups[1].Value, found.Groups[2].Value));
        text = Mention().Replace(text, found => "@" + (_known.GetValueOrDefault(found.Groups[1].Value.TrimEnd('.', '-')) ?? "…"));
        return Token().Replace(text, found => Telling(found.Value) && _known.TryGetValue(found.Value, out string? name) ? name : found.Value);
    }

    /// <summary>Everything a link says after its host: parts that name an account, and numbers long enough to name a post.</summary>
    private string Path(string host, string path)
    {
        bool first = Social().IsMatch(host);
        return Part().Replace(path, found =>
        {
            string part = found.Value;
            bool names = first || part.StartsWith('@') || part.Length >= 10 && part.All(char.IsAsciiDigit);
            first = false;
            return _known.GetValueOrDefault(part.TrimStart('@')) ?? (names ? "…" : part);
        });
    }

    // An id like "4711" or a handle like "news" is a word too; only what looks like an id or a handle is replaced outside mentions and links.
    private static bool Telling(string token) =>
        token.Length >= 6 && (token.Length >= LongestWord || token.Any(char.IsAsciiDigit) || token.Contains('_', StringComparison.Ordinal) || HumpedName(token));

    /// <summary>A capital behind a small letter, as in "HarbourWatch": no language writes its words so.</summary>
    private static bool HumpedName(string token)
    {
        for (int i = 1; i < token.Length; i++)
        {
            if (char.IsUpper(token[i]) && char.IsLower(token[i - 1]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Single words of ordinary speech are seldom as long as this.</summary>
    private const int LongestWord = 14;

    [GeneratedRegex("""[@＠]([\p{L}\p{N}_][\p{L}\p{N}_.\-]*)(?:@[\p{L}\p{N}_.\-]+)?""", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    [GeneratedRegex("""[\p{L}\p{N}_][\p{L}\p{N}_\-]*""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("""((?:https?://)?(?:[\p{L}\p{N}\-]{1,63}\.){1,10}\p{L}{2,24}(?::\d{1,5})?)(/[^\s<>"']*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("""[^/?#&=]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    // Platforms whose first part of the path is an account.
    [GeneratedRegex("""(?:^|[/.])(?:x|twitter|facebook|instagram|tiktok|youtube|telegram|t|vk|ok|threads|medium|reddit|truthsocial|gab|bsky)\.(?:com|net|me|ru|app|social)$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Social();
}
