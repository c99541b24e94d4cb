using System.Globalization;
using Tidemark.Detection.Sites;
using Tidemark.Model.Pages;
using Xunit;

namespace Tidemark.Tests.Detection.Sites;

public sealed class SiteLinksTests
{
    [Theory]
    [InlineData("https://www.example.co.uk:8080/a?b", "example.co.uk")]
    [InlineData("news.example.com", "example.com")]
    [InlineData("EXAMPLE.com.", "example.com")]
    [InlineData("a.b.blogspot.com", "b.blogspot.com")]
    [InlineData("http://user@shop.example.com.ua/", "example.com.ua")]
    [InlineData("192.168.0.1", "192.168.0.1")]
    [InlineData("localhost", "localhost")]
    [InlineData("", null)]
    public void The_registrable_domain_is_one_label_below_a_public_suffix(string host, string? domain) => Assert.Equal(domain, RegistrableDomain.Of(host));

    [Fact]
    public void Two_independent_families_make_a_link()
    {
        SiteLink link = Assert.Single(SiteLinks.Find([Site("b.org", Theme(0, 60), ("ga", "UA-1234987-1")), Site("a.org", Theme(5, 60), ("ga", "UA-1234987-2"))]));

        Assert.Equal(("a.org", "b.org", SiteTier.Link), (link.A, link.B, link.Tier));
        Assert.Equal(["classes", "ga"], link.Evidence.Select(e => e.Kind).Order(StringComparer.Ordinal));
        Assert.InRange(link.Score, 0.8, 1);
        Assert.NotEmpty(link.Innocent);
    }

    [Fact]
    public void A_common_theme_alone_is_a_lead() =>
        Assert.Equal(SiteTier.Lead, Assert.Single(SiteLinks.Find([Site("a.org", Theme(0, 60)), Site("b.org", Theme(0, 60))])).Tier);

    [Theory]
    [InlineData("comscore", "27019031")]
    [InlineData("taboola", "regional-network")]
    [InlineData("quantcast", "p-31f3D02tYU8zY")]
    public void A_sales_or_audience_number_links_nobody_even_beside_a_common_theme(string kind, string value) =>
        Assert.Equal(SiteTier.Lead, Assert.Single(SiteLinks.Find([Site("a.org", Theme(0, 60), (kind, value)), Site("b.org", Theme(0, 60), (kind, value))])).Tier);

    [Fact]
    public void Several_identifiers_of_one_account_holder_are_one_family() =>
        Assert.Equal(SiteTier.Lead, Assert.Single(SiteLinks.Find(
            [Site("a.org", [], ("ga", "UA-1234987-1"), ("gtm", "GTM-ABC123")), Site("b.org", [], ("ga", "UA-1234987-1"), ("gtm", "GTM-ABC123"))])).Tier);

    [Theory]
    [InlineData("ga", "UA-0000000-1")]
    [InlineData("ga", "UA-XXXXXXX-1")]
    [InlineData("disqus", "www")]
    [InlineData("facebook-app", "966242223397117")]
    [InlineData("matomo", "12")]
    [InlineData("other", "")]
    public void Placeholders_and_providers_own_numbers_pair_nobody(string kind, string value) =>
        Assert.Empty(SiteLinks.Find([Site("a.org", [], (kind, value)), Site("b.org", [], (kind, value))]));

    [Fact]
    public void An_identifier_weighs_less_the_more_domains_carry_it()
    {
        double[] weights = [.. new[] { 2, 5, 15 }.Select(count =>
            SiteLinks.Find([.. Enumerable.Range(0, count).Select(i => Site($"d{i}.org", [], ("ga", "UA-1234987-1")))])[0].Score)];

        Assert.Equal(weights.OrderDescending(), weights);
        Assert.True(weights[0] > weights[2]);
        Assert.Empty(SiteLinks.Find([.. Enumerable.Range(0, 21).Select(i => Site($"d{i}.org", [], ("ga", "UA-1234987-1")))]));
    }

    [Fact]
    public void Unrelated_sites_on_one_platform_are_not_linked()
    {
        // Thirty sites: one content system in three themes, one sales house, own analytics each.
        SitePage[] world = [.. Enumerable.Range(0, 30).Select(i => Site(
            $"site{i:00}.example", [.. Theme(i % 3 * 100, 50), .. Theme(1000 + i * 10, 8)], ("ga", $"UA-{7000123 + i * 37}-1"), ("comscore", "27019031"), ("taboola", "house-network")))];

        Assert.DoesNotContain(SiteLinks.Find(world), link => link.Tier == SiteTier.Link);
    }

    [Fact]
    public void Planted_owners_are_found_among_strangers()
    {
        SitePage[] world = [.. Enumerable.Range(0, 30).Select(i => Site(
            $"site{i:00}.example", Theme(i / 3 * 100, 50), ("ga", $"UA-{7000123 + i / 3 * 37}-{i % 3 + 1}")))];
        SiteLink[] links = [.. SiteLinks.Find(world).Where(link => link.Tier == SiteTier.Link)];
        int right = links.Count(link => int.Parse(link.A.AsSpan(4, 2), CultureInfo.InvariantCulture) / 3 == int.Parse(link.B.AsSpan(4, 2), CultureInfo.InvariantCulture) / 3);
        TestContext.Current.TestOutputHelper?.WriteLine($"precision {(double)right / links.Length:0.00}, recall {right / 30.0:0.00}");

        Assert.Equal((30, 30), (right, links.Length));
    }

    private static SitePage Site(string domain, IReadOnlyList<string> classes, params (string Kind, string Value)[] identifiers) =>
        new(domain, [.. identifiers.Select(id => new PageIdentifier(id.Kind, id.Value))], classes, null, null);

    private static string[] Theme(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"c{i}")];
}
