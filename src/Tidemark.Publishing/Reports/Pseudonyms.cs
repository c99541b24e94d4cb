using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// Numbers that stand for names: 1, 2, 3 … in the order of a keyed hash, so that a number tells nothing about the name, about
/// the order of the names or about the order they came in, and the same key and set give the same numbers.
/// </summary>
/// <remarks>
/// It hides: ids, handles and labels. It does not hide: what a quoted text says, which anybody can search for; nor the place of
/// the evidence, which leads whoever holds the originals to the account. Numbers hold within one set of accounts: another run
/// over other accounts numbers anew.
/// </remarks>
public sealed class Pseudonyms
{
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Numbers for a set of names. O(n log n).</summary>
    /// <param name="key">The case's key.</param>
    /// <param name="names">The names; each counts once.</param>
    public Pseudonyms(ReadOnlySpan<byte> key, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        byte[] secret = key.ToArray();
        _numbers = names.Distinct(StringComparer.Ordinal)
            .Select(name => (name, rank: Convert.ToHexString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name)))))
            .OrderBy(x => x.rank, StringComparer.Ordinal).ThenBy(x => x.name, StringComparer.Ordinal)
            .Select((x, i) => (x.name, number: i + 1))
            .ToDictionary(x => x.name, x => x.number, StringComparer.Ordinal);
    }

    /// <summary>How many names there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a name.</summary>
    /// <exception cref="KeyNotFoundException">The name is not in the set: a bug, for it would otherwise be shown bare.</exception>
    public int this[string name] => _numbers[name];

    /// <summary>The number of a name, if it is in the set.</summary>
    public bool TryGet(string name, out int number) => _numbers.TryGetValue(name, out number);
}
