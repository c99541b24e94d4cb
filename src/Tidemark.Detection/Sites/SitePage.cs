using Tidemark.Model.Pages;

namespace Tidemark.Detection.Sites;

/// <summary>What of a page can tie its site to another.</summary>
/// <param name="Domain">The registrable domain.</param>
/// <param name="Identifiers">Account identifiers.</param>
/// <param name="Classes">Distinct CSS classes.</param>
/// <param name="Favicon">SHA-256 of the icon's bytes, where they are at hand.</param>
/// <param name="Generator">The program that made it.</param>
public sealed record SitePage(
    string Domain, IReadOnlyList<PageIdentifier> Identifiers, IReadOnlyList<string> Classes, string? Favicon, string? Generator);

/// <summary>How far the product goes with a link.</summary>
public enum SiteTier
{
    /// <summary>Worth a look; no statement.</summary>
    Lead,

    /// <summary>Consistent with one operator.</summary>
    Link,
}

/// <summary>One piece of evidence for a link.</summary>
/// <param name="Kind">An identifier's kind, "classes" or "favicon".</param>
/// <param name="Value">The shared value; null for classes.</param>
/// <param name="Likeness">Jaccard index of the classes; null for others.</param>
/// <param name="OnDomains">How many domains of the material carry the value; 2 for classes.</param>
/// <param name="Weight">0 to 1: how much it counts.</param>
/// <param name="Family">Evidence of one family has one possible cause; two families are independent.</param>
public sealed record SiteEvidence(string Kind, string? Value, double? Likeness, int OnDomains, double Weight, string Family);

/// <summary>Two domains that share something.</summary>
/// <param name="A">The first in ordinal order.</param>
/// <param name="B">The other.</param>
/// <param name="Tier">How far the product goes.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Evidence">What they share, the heaviest first.</param>
/// <param name="Innocent">An explanation without one operator.</param>
public sealed record SiteLink(string A, string B, SiteTier Tier, double Score, IReadOnlyList<SiteEvidence> Evidence, string Innocent);
