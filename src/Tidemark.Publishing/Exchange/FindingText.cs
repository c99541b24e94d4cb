using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Publishing.Exchange;

/// <summary>A finding as one text for systems that have no place for its parts: the innocent explanations never stay behind.</summary>
internal static class FindingText
{
    /// <summary>So many explanations, subjects and references are written out; the rest is counted.</summary>
    private const int Listed = 200;

    public static string Of(Finding finding)
    {
        var text = new StringBuilder();
        text.Append(finding.Sentence).Append('\n');
        if (finding.Measures.Count > 0)
        {
            text.Append("\nMeasured:\n");
            foreach (Measure measure in finding.Measures)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {measure.Name}: {measure.Value:R} {measure.Unit}");
                if (measure is { Low: { } low, High: { } high })
                {
                    text.Append(CultureInfo.InvariantCulture, $" (interval {low:R} to {high:R})");
                }
                text.Append('\n');
            }
        }
        if (finding.Null is { } chance)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\nNull model: {chance.Name}; expected {chance.Expected:R}, observed {chance.Observed:R}, p {chance.P:R}, q {chance.Q:R} over {chance.Tests} tests.\n");
        }
        List(text, "Innocent explanations, to be tested first", finding.InnocentExplanations);
        List(text, "What would refute it", finding.WouldRefute);
        List(text, "Evidence", [.. finding.Evidence.Select(reference =>
            string.Create(CultureInfo.InvariantCulture, $"sha256 {reference.Sha256} line {reference.Line}, byte {reference.Offset}"))]);
        text.Append(CultureInfo.InvariantCulture, $"\nDetector: {finding.Detector} {finding.Version}, seed {finding.Seed}");
        foreach ((string name, string value) in finding.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"; {name} {value}");
        }
        return text.Append(".\n").ToString();
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }
        text.Append(CultureInfo.InvariantCulture, $"\n{title}:\n");
        foreach (string item in items.Take(Listed))
        {
            text.Append("- ").Append(item).Append('\n');
        }
        if (items.Count > Listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"- and {items.Count - Listed} more, in the case\n");
        }
    }
}
