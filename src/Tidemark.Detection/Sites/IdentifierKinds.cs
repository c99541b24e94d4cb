namespace Tidemark.Detection.Sites;

/// <summary>How far an identifier of a kind speaks for one operator, and the innocent explanation where it does not.</summary>
/// <param name="Weight">Weight where only two domains carry it.</param>
/// <param name="Family">
/// What one act can leave: all properties of a tag manager are one act, so analytics, tags and their advertising belong to one family;
/// owning a domain before a search engine is another; a social page a third.
/// </param>
/// <param name="Innocent">What else explains a shared value.</param>
internal sealed record IdentifierKind(double Weight, string Family, string Innocent);

/// <summary>The kinds known.</summary>
internal static class IdentifierKinds
{
    private static readonly IdentifierKind Analytics = new(0.8, "analytics", "one agency or contractor may run the statistics of several clients under one account");
    private static readonly IdentifierKind Verification = new(0.8, "verification", "one web agency may have verified its clients' sites under its own account");
    private static readonly IdentifierKind Social = new(0.8, "social", "sites may name a common social account, such as a parent organisation's");
    private static readonly IdentifierKind Sales = new(0.25, "sales", "an advertising sales house or network puts its own number on all its clients");
    private static readonly IdentifierKind Audience = new(0.2, "audience", "audience measurement is sold to a whole publisher group or market under one number");
    private static readonly IdentifierKind Unknown = new(0.4, "other", "the service may serve several independent sites under one number");

    private static readonly Dictionary<string, IdentifierKind> Kinds = new(StringComparer.Ordinal)
    {
        ["ga"] = Analytics,
        ["ga4"] = Analytics,
        ["gtm"] = Analytics with { Weight = 0.7 },
        ["google-ads"] = Sales with { Weight = 0.4, Innocent = "one advertising agency may run the campaigns of several clients under one account" },
        ["adsense"] = new(0.7, "advertising", "a network or a platform may run the advertising of its members' sites under its own publisher number"),
        ["yandex-metrica"] = Analytics,
        ["hotjar"] = Analytics,
        ["matomo"] = Analytics with { Weight = 0.1, Innocent = "a site number of a self-hosted server is a small number that thousands use" },
        ["google-verification"] = Verification,
        ["bing-verification"] = Verification,
        ["yandex-verification"] = Verification,
        ["facebook-verification"] = Verification,
        ["pinterest-verification"] = Verification,
        ["facebook-pixel"] = new(0.7, "pixel", "one advertising agency may use its own pixel on several clients' sites"),
        ["facebook-app"] = Social with { Weight = 0.6, Innocent = "a theme or plug-in may come with its maker's application number" },
        ["facebook-pages"] = Social,
        ["disqus"] = new(0.6, "comments", "sites copied from one template may keep its comment account"),
        ["amazon-associate"] = new(0.7, "affiliate", "a theme or plug-in may come with its maker's partner number"),
        ["comscore"] = Audience,
        ["chartbeat"] = Audience,
        ["quantcast"] = Audience,
        ["taboola"] = Sales,
        ["outbrain"] = Sales,
    };

    /// <summary>A kind's meaning.</summary>
    public static IdentifierKind Of(string kind) => Kinds.GetValueOrDefault(kind, Unknown);

    /// <summary>Values that mean nothing: empty, placeholders of documentation and templates, numbers too short to be rare.</summary>
    public static bool IsNull(string kind, string value)
    {
        string plain = string.Concat(value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        int digits = plain.Count(char.IsDigit);
        return plain.Length < 4
            || plain is "null" or "none" or "undefined" or "false" or "true" or "example" or "yourid" or "shortname" or "xxxx" or "test"
            || plain.Contains("xxxx", StringComparison.Ordinal) || plain.Contains("your", StringComparison.Ordinal)
            || (digits > 3 && plain.Where(char.IsDigit).Distinct().Count() == 1)
            || "0123456789".Contains(string.Concat(plain.Where(char.IsDigit)), StringComparison.Ordinal) && digits >= 5
            || KnownOfProviders.Contains(value)
            || (kind == "matomo" && plain.Length < 6);
    }

    /// <summary>Numbers of service providers themselves, that stand in their widgets on everybody's pages.</summary>
    private static readonly HashSet<string> KnownOfProviders = new(StringComparer.Ordinal)
    {
        "966242223397117", // Facebook's default application, put into previews by several content systems.
        "87741124305", // YouTube's application, in its embeds.
        "249643311490", // WordPress.com's application.
        "UA-52447-2", // WordPress.com's own statistics.
        "disqus", "embed", "www", // Hosts of the service, no accounts.
    };
}
