using System.Runtime.InteropServices;

namespace Tidemark.Forensics.Phishing;

/// <summary>In how many mails each value occurs.</summary>
internal sealed class Counted
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string value) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;

    public int this[string value] => _counts.GetValueOrDefault(value);

    /// <summary>The most frequent values, ties by name.</summary>
    public IReadOnlyList<string> Most(int number) =>
        [.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(number).Select(pair => pair.Key)];
}
