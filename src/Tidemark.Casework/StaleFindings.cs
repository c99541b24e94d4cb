using Tidemark.Model;

namespace Tidemark.Casework;

/// <summary>A finding that may no longer be used, and the retracted originals it rests on.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Retracted">SHA-256 of the retracted originals, in ordinal order; never empty.</param>
public sealed record StaleFinding(Finding Finding, IReadOnlyList<string> Retracted);

/// <summary>
/// Which findings rest on retracted evidence. A finding rests on every original it read, not only on those it cites: a row that is
/// not cited still shaped the null model.
/// </summary>
public static class StaleFindings
{
    /// <summary>The findings that rest on any of the retracted originals, in the order given. Linear in inputs and references.</summary>
    /// <param name="findings">All findings.</param>
    /// <param name="retracted">SHA-256 of each retracted original, lower-case hexadecimal.</param>
    public static IReadOnlyList<StaleFinding> RestingOn(IEnumerable<Finding> findings, IReadOnlySet<string> retracted)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(retracted);
        var stale = new List<StaleFinding>();
        foreach (Finding finding in findings)
        {
            var hit = new SortedSet<string>(StringComparer.Ordinal);
            hit.UnionWith(finding.Inputs.Where(retracted.Contains));
            hit.UnionWith(finding.Evidence.Select(reference => reference.Sha256).Where(retracted.Contains));
            if (hit.Count > 0)
            {
                stale.Add(new StaleFinding(finding, [.. hit]));
            }
        }
        return stale;
    }
}
