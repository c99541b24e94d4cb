using Tidemark.Model.Pages;

namespace Tidemark.Detection.Sites;

/// <summary>
/// Finds domains that share account identifiers, most of their CSS classes, or an icon.
/// </summary>
/// <remarks>
/// <para>Claims: two domains with tier <see cref="SiteTier.Link"/> share rare things of at least two independent families, as sites of one
/// operator do. Does not claim: who operates them, that the operator hides it, or that sites without a link have different operators: careful
/// operators share nothing.</para>
/// <para>Fails innocently: an agency that builds and measures several clients' sites leaves the same identifiers and the same template. So does
/// a publisher who openly owns several titles. Audience measurement and advertising sales alone never make a link.</para>
/// <para>Weights: an identifier counts its kind's weight on two domains and less on more, by w / (1 + ln(n / 2)): what many unrelated domains
/// carry belongs to a service. CSS classes count from a Jaccard index of 0.5 on, with at least 15 classes a side; among unrelated sites
/// the 99th percentile was 0.078 (our measurement on public sites, docs/methods/pages.md). Score = 1 − Π(1 − weight), the best of a
/// family counting once. A link needs two families of at least 0.15
/// each, one of 0.4, and together a score of 0.8, all without the families of sales and audience numbers. The idea of combining shared indicators is that of the Information
/// Laundromat (Alliance for Securing Democracy, 2024), whose published data show the nulls that are filtered here.</para>
/// <para>O(pages + pairs sharing something + domains² for the classes); memory likewise.</para>
/// </remarks>
public static class SiteLinks
{
    /// <summary>CSS classes count from here.</summary>
    public const double LeastLikeness = 0.5;

    /// <summary>Fewer distinct classes say nothing.</summary>
    public const int LeastClasses = 15;

    /// <summary>A value on more domains than this belongs to a service, and pairs nobody.</summary>
    public const int MostDomains = 20;

    private const double LeastScore = 0.8;
    private const double LeastWeight = 0.15;

    /// <summary>The pairs, links before leads, each by score, then name.</summary>
    /// <param name="pages">The pages, in any order.</param>
    public static IReadOnlyList<SiteLink> Find(IReadOnlyList<SitePage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        string[] domains = [.. pages.Select(page => page.Domain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < domains.Length; i++)
        {
            number[domains[i]] = i;
        }
        var evidence = new Dictionary<(int A, int B), List<SiteEvidence>>();
        Shared(pages, number, evidence);
        Classes(pages, domains.Length, number, evidence);
        return
        [
            .. evidence.Select(pair => Judge(domains[pair.Key.A], domains[pair.Key.B], pair.Value))
                .OrderByDescending(link => link.Tier).ThenByDescending(link => link.Score)
                .ThenBy(link => link.A, StringComparer.Ordinal).ThenBy(link => link.B, StringComparer.Ordinal),
        ];
    }

    private static void Shared(IReadOnlyList<SitePage> pages, Dictionary<string, int> number, Dictionary<(int, int), List<SiteEvidence>> evidence)
    {
        var carriers = new SortedDictionary<(string Kind, string Value), SortedSet<int>>();
        foreach (SitePage page in pages)
        {
            foreach (PageIdentifier identifier in page.Identifiers)
            {
                if (!IdentifierKinds.IsNull(identifier.Kind, Account(identifier)))
                {
                    Carry(carriers, (identifier.Kind, Account(identifier)), number[page.Domain]);
                }
            }
            if (page.Favicon is { Length: > 0 } icon)
            {
                Carry(carriers, ("favicon", icon), number[page.Domain]);
            }
        }
        foreach (((string kind, string value), SortedSet<int> on) in carriers)
        {
            if (on.Count < 2 || on.Count > MostDomains)
            {
                continue;
            }
            (double weight, string family) = kind == "favicon" ? (0.5, "design") : (IdentifierKinds.Of(kind).Weight, IdentifierKinds.Of(kind).Family);
            var shared = new SiteEvidence(kind, value, null, on.Count, Math.Round(weight / (1 + Math.Log(on.Count / 2.0)), 4), family);
            int[] carrying = [.. on];
            for (int i = 0; i < carrying.Length; i++)
            {
                for (int j = i + 1; j < carrying.Length; j++)
                {
                    Add(evidence, (carrying[i], carrying[j]), shared);
                }
            }
        }
    }

    /// <summary>UA-1234567-8 and UA-1234567-9 are two properties of one account.</summary>
    private static string Account(PageIdentifier identifier) =>
        identifier.Kind == "ga" && identifier.Value.LastIndexOf('-') is > 3 and int dash ? identifier.Value[..dash] : identifier.Value;

    private static void Carry(SortedDictionary<(string Kind, string Value), SortedSet<int>> carriers, (string, string) key, int domain)
    {
        if (!carriers.TryGetValue(key, out SortedSet<int>? on))
        {
            carriers[key] = on = [];
        }
        on.Add(domain);
    }

    private static void Classes(IReadOnlyList<SitePage> pages, int count, Dictionary<string, int> number, Dictionary<(int, int), List<SiteEvidence>> evidence)
    {
        // Page against page, not union against union: a site's front page and its articles differ more than two articles of one template.
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var pagesOf = new List<int[]>[count];
        foreach (SitePage page in pages)
        {
            if (page.Classes.Count >= LeastClasses)
            {
                int[] ids = new int[page.Classes.Count];
                for (int i = 0; i < ids.Length; i++)
                {
                    if (!names.TryGetValue(page.Classes[i], out ids[i]))
                    {
                        names[page.Classes[i]] = ids[i] = names.Count;
                    }
                }
                Array.Sort(ids);
                (pagesOf[number[page.Domain]] ??= []).Add(ids);
            }
        }
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count && pagesOf[a] is not null; b++)
            {
                double best = 0;
                foreach (int[] first in pagesOf[a].Take(MostPages))
                {
                    foreach (int[] second in pagesOf[b]?.Take(MostPages) ?? [])
                    {
                        // The index cannot exceed the ratio of the sizes.
                        if (Math.Min(first.Length, second.Length) >= LeastLikeness * Math.Max(first.Length, second.Length))
                        {
                            best = Math.Max(best, Jaccard(first, second));
                        }
                    }
                }
                if (best >= LeastLikeness)
                {
                    Add(evidence, (a, b), new SiteEvidence("classes", null, Math.Round(best, 4), 2, Math.Round(Math.Min(0.9, best), 4), "design"));
                }
            }
        }
    }

    /// <summary>Pages of a domain that are compared; more add cost and hardly knowledge.</summary>
    private const int MostPages = 8;

    /// <summary>The Jaccard index of two sorted sets. O(sizes).</summary>
    internal static double Jaccard(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        int common = 0;
        for (int i = 0, j = 0; i < first.Length && j < second.Length;)
        {
            int order = first[i].CompareTo(second[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int union = first.Length + second.Length - common;
        return union == 0 ? 0 : (double)common / union;
    }

    private static SiteLink Judge(string a, string b, List<SiteEvidence> evidence)
    {
        SiteEvidence[] sorted = [.. evidence.OrderByDescending(e => e.Weight).ThenBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Value, StringComparer.Ordinal)];
        double doubt = 1, standing = 1, strongest = 0;
        int families = 0;
        foreach (IGrouping<string, SiteEvidence> family in sorted.GroupBy(e => e.Family))
        {
            double weight = family.Max(e => e.Weight);
            doubt *= 1 - weight;
            // What a sales house or a measurer puts on all its clients' pages never carries a link, beside whatever it stands.
            if (family.Key is not ("sales" or "audience") && weight >= LeastWeight)
            {
                families++;
                standing *= 1 - weight;
                strongest = Math.Max(strongest, weight);
            }
        }
        double score = Math.Round(1 - doubt, 4);
        SiteTier tier = families >= 2 && strongest >= 0.4 && 1 - standing >= LeastScore ? SiteTier.Link : SiteTier.Lead;
        return new SiteLink(a, b, tier, score, sorted, Innocent(sorted));
    }

    private static string Innocent(SiteEvidence[] evidence)
    {
        SiteEvidence strongest = evidence[0];
        bool design = Array.Exists(evidence, e => e.Family == "design");
        bool account = Array.Exists(evidence, e => e.Family != "design");
        return design && account
            ? "one agency may build and measure the sites of several clients, or one publisher may openly own both"
            : strongest.Kind switch
            {
                "classes" => "both may use the same theme or content system, sold to anybody",
                "favicon" => "both may use the standard icon of a theme or content system",
                _ => IdentifierKinds.Of(strongest.Kind).Innocent,
            };
    }

    private static void Add(Dictionary<(int, int), List<SiteEvidence>> evidence, (int, int) pair, SiteEvidence found)
    {
        if (!evidence.TryGetValue(pair, out List<SiteEvidence>? list))
        {
            evidence[pair] = list = [];
        }
        list.Add(found);
    }
}
