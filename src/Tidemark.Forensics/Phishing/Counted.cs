using System.Runtime.InteropServices;

namespace Tidemark.Forensics.Phishing;

/// <summary>In how many mails each value occurs.</summary>
internal sealed class Counted
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string value) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;

    public int this[string value] => _counts.GetValueOrDefault(value);

    /// <summary>The most frequent values when the given ones are taken away; ties by name.</summary>
    public IReadOnlyList<string> Most(int number, IEnumerable<string> without)
    {
        Dictionary<string, int> less = without.CountBy(value => value, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. _counts.Select(pair => (pair.Key, Left: pair.Value - less.GetValueOrDefault(pair.Key))).Where(pair => pair.Left > 0)
            .OrderByDescending(pair => pair.Left).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(number).Select(pair => pair.Key)];
    }
}
