using System.Globalization;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>Witnesses of one thing that lie more than a day apart. A disagreement is no proof of back-dating: pages are moved and renewed.</summary>
internal static class PageConflicts
{
    private const int Most = 1000;

    /// <summary>All pairs, in the order of the witnesses; at most 1,000. O(witnesses squared), of which there are a hundred at most.</summary>
    public static List<PageConflict> Between(IReadOnlyList<PageWitness> witnesses)
    {
        var conflicts = new List<PageConflict>();
        for (int i = 0; i < witnesses.Count; i++)
        {
            for (int j = i + 1; j < witnesses.Count && conflicts.Count < Most; j++)
            {
                if (witnesses[i].What == witnesses[j].What && Day(witnesses[i]) is { } first && Day(witnesses[j]) is { } second)
                {
                    int days = Math.Abs(first.DayNumber - second.DayNumber);
                    if (days > 1)
                    {
                        conflicts.Add(new PageConflict(witnesses[i].What, i, j, days));
                    }
                }
            }
        }
        return conflicts;
    }

    private static DateOnly? Day(PageWitness witness) =>
        witness.Iso is { Length: >= 10 } iso && DateOnly.TryParseExact(iso.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
}

/// <summary>The order of code points, which differs from that of UTF-16 units above U+FFFF.</summary>
internal static class CodePoints
{
    /// <summary>Compares two texts by code points.</summary>
    public static int Compare(string? first, string? second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int length = Math.Min(first.Length, second.Length);
        for (int i = 0; i < length; i++)
        {
            char a = first[i], b = second[i];
            if (a != b)
            {
                // Surrogates stand for code points above all others.
                bool high = char.IsSurrogate(a), other = char.IsSurrogate(b);
                return high == other ? a - b : high ? 1 : -1;
            }
        }
        return first.Length - second.Length;
    }
}
