using System.Text.RegularExpressions;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>The rules of <c>text-rules.txt</c>: lines that are no body text by their words alone.</summary>
internal sealed class TextRules
{
    private readonly List<(int Most, string Reason, Regex Words)> _rules = [];
    private readonly int _longest;

    private TextRules(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Match rule = Regex.Match(line, @"^max (\d+) ([a-z]+): (.+)$");
            if (!rule.Success)
            {
                throw new InvalidOperationException($"text-rules.txt: '{line}' is no rule.");
            }
            int most = int.Parse(rule.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            _longest = Math.Max(_longest, most);
            // NonBacktracking: linear in the text, whatever the text.
            _rules.Add((most, rule.Groups[2].Value, new Regex(
                $"^(?:{rule.Groups[3].Value})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)));
        }
    }

    /// <summary>The rules built into this program.</summary>
    public static TextRules BuiltIn { get; } = new(PageData.Lines("text-rules.txt"));

    /// <summary>The reason for which a line is no body text, or null.</summary>
    public string? Of(string text, int words)
    {
        if (words > _longest || text.Length > 1000)
        {
            return null;
        }
        foreach ((int most, string reason, Regex rule) in _rules)
        {
            if (words <= most && rule.IsMatch(text))
            {
                return reason;
            }
        }
        return null;
    }
}
