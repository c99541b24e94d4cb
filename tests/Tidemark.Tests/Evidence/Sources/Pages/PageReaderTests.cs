using System.Text;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model.Pages;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources.Pages;

public sealed class PageReaderTests
{
    private const string Prose =
        "<p>The bridge over the northern canal was closed on Monday, and the port office said that it would stay closed for a week.</p>"
        + "<p>Engineers had found a crack in one of the bearings, which they want to replace before the market opens.</p>"
        + "<p>The ferry takes bicycles, the office said, but neither carts nor cars, and it does not run at night.</p>";

    [Fact]
    public void The_body_is_kept_and_what_stands_around_it_is_dropped_for_a_reason()
    {
        Page page = Read($"""
            <html><head><title>Bridge closed | Port Gazette</title></head><body>
            <nav><a href="/">Home</a> <a href="/news">News from all over the harbour</a></nav>
            <article><h1>Bridge closed</h1><div class="share-bar">Share this with everybody you know</div>{Prose}
            <figure><img src="a.png"><figcaption>The bridge as it looked in spring before the crack was found.</figcaption></figure>
            <ul><li>The footpath stays open.</li></ul><p>Sign up for our daily newsletter, delivered to your inbox.</p></article>
            <section class="related-articles"><h2>More news</h2><a href="/ferry">The ferry gets a second boat in the spring</a></section>
            <div id="comments"><p>I have crossed this bridge for years and never saw any crack in it, to be honest.</p></div>
            </body></html>
            """);

        Assert.Equal("Bridge closed", page.Title);
        Assert.Equal(4, page.Paragraphs.Count);
        Assert.Equal("The footpath stays open.", page.Paragraphs[3]);
        Assert.Equal(page.Text.Split('\n'), page.Paragraphs);
        Assert.Contains(page.Blocks, block => block is { Kept: false, Reason: "share" });
        Assert.Contains(page.Blocks, block => block is { Kept: false, Reason: "caption" });
        Assert.Contains(page.Blocks, block => block is { Kept: false, Reason: "newsletter" });
        Assert.Contains(page.Blocks, block => block is { Kept: false, Reason: "comments" });
        Assert.Contains(page.Related, link => link.Href == "https://gazette.example/ferry");
    }

    [Fact]
    public void Every_witness_of_a_date_is_kept_and_their_conflict_told()
    {
        Page page = Read($$"""
            <html lang="en"><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed","author":{"name":"Minna Okerholt"},
            "datePublished":"2027-03-14T18:20:00+0100"}</script><meta property="article:published_time" content="2027-03-10">
            </head><body><article><h1>Bridge closed</h1><p class="byline">By Minna Okerholt</p>{{Prose}}</article></body></html>
            """, "https://gazette.example/2027/03/14/bridge");

        Assert.Equal("2027-03-14T18:20:00+01:00", page.Published);
        Assert.Equal("Minna Okerholt", page.Byline);
        Assert.Contains(page.Witnesses, w => w is { What: "published", Source: "url", Iso: "2027-03-14" });
        Assert.Contains(page.Conflicts, conflict => conflict is { What: "published", Days: 4 });
        Assert.All(page.Conflicts, conflict => Assert.True(conflict.Days > 1));
    }

    [Fact]
    public void A_date_in_the_future_of_all_other_witnesses_is_not_believed()
    {
        Page page = Read($$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2041-01-01"}</script></head>
            <body><article><h1>Bridge closed on the canal</h1><time datetime="2027-03-14">14 March 2027</time>{{Prose}}</article></body></html>
            """, "https://gazette.example/2027/03/14/bridge");

        Assert.Equal("2027-03-14", page.Published);
        Assert.Contains(page.Witnesses, w => w is { Source: "json-ld", Iso: "2041-01-01" });
    }

    [Fact]
    public void No_date_is_given_where_only_a_comment_or_a_related_article_has_one()
    {
        Page page = Read($"<html><body><article><h1>Bridge closed today</h1>{Prose}</article><div class=comments><time datetime=2027-01-02>2 January 2027</time></div>"
            + "<div class=related><time datetime=2026-05-05>5 May 2026</time></div></body></html>");

        Assert.Null(page.Published);
        Assert.Null(page.Modified);
    }

    [Theory]
    [InlineData("14 March 2027", "2027-03-14")]
    [InlineData("March 14, 2027 at 6:20 pm EDT", "2027-03-14T18:20:00-04:00")]
    [InlineData("14. März 2027, 18:20 Uhr", "2027-03-14T18:20:00")]
    [InlineData("14 de marzo de 2027", "2027-03-14")]
    [InlineData("14 mars 2027", "2027-03-14")]
    [InlineData("14 maggio 2027", "2027-05-14")]
    [InlineData("14 de março de 2027", "2027-03-14")]
    [InlineData("14 maart 2027", "2027-03-14")]
    [InlineData("14 марта 2027", "2027-03-14")]
    [InlineData("14.03.2027", "2027-03-14")]
    [InlineData("2027年3月14日", "2027-03-14")]
    [InlineData("Sun, 14 Mar 2027 18:20:00 GMT", "2027-03-14T18:20:00Z")]
    [InlineData("2027-03-14T18:20:00.123-0330", "2027-03-14T18:20:00-03:30")]
    [InlineData("Sun Mar 14 18:20:00 CET 2027", "2027-03-14T18:20:00+01:00")]
    [InlineData("31 February 2027", null)]
    [InlineData("0", null)]
    [InlineData("1970-01-01", null)]
    public void Dates_are_understood_in_the_forms_of_many_countries(string text, string? iso) =>
        Assert.Equal(iso, DateText.Machine(text, monthFirst: false)?.Iso);

    [Fact]
    public void A_day_before_the_month_is_not_taken_for_a_month() =>
        Assert.Equal(["2027-03-04", "2027-04-03"], new[] { true, false }.Select(first => DateText.Machine("3/4/2027", first)!.Value.Iso));

    [Fact]
    public void Identifiers_are_found_once_each_and_sorted()
    {
        Page page = Read("""
            <html><head><meta property="fb:pages" content="222222222, 111111111"><meta name="google-site-verification" content="abcDEF123">
            <script>ga('create', 'UA-1234567-8', 'auto'); ga('create', 'UA-1234567-8'); gtag('config', 'G-AB12CD34EF'); ym(12345678, "init");
            fbq('init', '123456789012345');</script><script src="https://www.googletagmanager.com/gtm.js?id=GTM-ABC123"></script></head>
            <body class="bb aa aa"><ins data-ad-client="ca-pub-1234567890123456"></ins></body></html>
            """);

        Assert.Equal(
            [
                ("adsense", "ca-pub-1234567890123456"), ("facebook-pages", "111111111"), ("facebook-pages", "222222222"),
                ("facebook-pixel", "123456789012345"), ("ga", "UA-1234567-8"), ("ga4", "G-AB12CD34EF"), ("google-verification", "abcDEF123"),
                ("gtm", "GTM-ABC123"), ("yandex-metrica", "12345678"),
            ],
            page.Identifiers.Select(id => (id.Kind, id.Value)));
        Assert.Equal(["aa", "bb"], page.Classes);
    }

    [Fact]
    public void An_icon_is_hashed_where_its_bytes_are_at_hand()
    {
        byte[] icon = [1, 2, 3];
        Page inside = Read("<link rel='shortcut icon' href='data:image/x-icon;base64,AQID'>");
        Page beside = PageReader.Read(Encoding.UTF8.GetBytes("<link rel=icon href=i.ico>"), null, name => name == "i.ico" ? icon : null).Value;
        Page away = PageReader.Read(Encoding.UTF8.GetBytes("<link rel=icon href=../i.ico>"), null, _ => icon).Value;

        Assert.Equal(FaviconHash.Mmh3(icon), inside.Favicon!.Mmh3);
        Assert.Equal(inside.Favicon.Sha256, beside.Favicon!.Sha256);
        Assert.Null(away.Favicon!.Mmh3);
    }

    [Theory]
    [InlineData("", 0u, 0)]
    [InlineData("", 1u, 1364076727)]
    [InlineData("hello", 0u, 613153351)]
    [InlineData("hello, world", 0u, 345750399)]
    public void MurmurHash3_gives_the_published_values(string text, uint seed, int hash) =>
        Assert.Equal(hash, unchecked((int)FaviconHash.Murmur3(Encoding.ASCII.GetBytes(text), seed)));

    [Fact]
    public void The_encoding_is_taken_from_mark_meta_or_bytes()
    {
        byte[] latin = Encoding.Latin1.GetBytes("<meta charset=iso-8859-1><p>Füße und Straßen sind gesperrt.</p>");
        byte[] bare = Encoding.Latin1.GetBytes("<p>Füße und Straßen sind gesperrt.</p>");
        byte[] lie = Encoding.UTF8.GetBytes("<meta charset=iso-8859-1><p>Füße und Straßen sind gesperrt.</p>");
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<p>Füße und Straßen sind gesperrt.</p>")];

        Assert.All((byte[][])[latin, bare, lie, wide], bytes => Assert.Equal("Füße und Straßen sind gesperrt.", PageReader.Read(bytes).Value.Text));
    }

    [Theory]
    [InlineData("en", "The bridge was closed and the people of the town had to go by the ferry that is not for cars.")]
    [InlineData("de", "Die Brücke ist gesperrt und die Leute der Stadt müssen mit der Fähre fahren, die nicht für Autos ist.")]
    [InlineData("es", "El puente está cerrado y la gente de la ciudad tiene que ir en el barco que no es para los coches.")]
    [InlineData("fr", "Le pont est fermé et les gens de la ville doivent prendre le bac qui n'est pas pour les voitures.")]
    [InlineData("ru", "Мост закрыт, и люди города не могут ехать на машине, так как паром не для машин, но он есть.")]
    [InlineData("ja", "橋は閉鎖され、町の人々は車の使えない渡し船を利用しなければならなかったという。")]
    [InlineData(null, "Bridge closed")]
    public void The_language_is_measured_from_the_text(string? code, string text) => Assert.Equal(code, PageLanguage.Of(text));

    [Theory]
    [InlineData("GENEVA (AP) — The bridge was closed.", "GENEVA (AP)", "Associated Press")]
    [InlineData("OSLO (Agence Norvale) – The bridge was closed.", "OSLO (Agence Norvale)", "Agence Norvale")]
    [InlineData("The bridge (see below) — was closed.", null, null)]
    public void An_agency_is_credited_by_the_dateline(string first, string? dateline, string? agency)
    {
        Page page = Read($"<html><body><article><h1>Bridge closed</h1><p>{first}</p>{Prose}</article></body></html>");

        Assert.Equal(dateline, page.Dateline);
        Assert.Equal(agency is null ? [] : [agency], page.Agency);
    }

    [Fact]
    public void Hostile_markup_is_read_in_bounded_time_and_told()
    {
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep",
            string.Concat(Enumerable.Repeat("<a><div>", 50_000)),
            string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b a={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 20_000)),
            "<p " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=1 ")) + ">text",
            string.Concat(Enumerable.Repeat("<br>", 400_000)),
        ];
        foreach (string html in hostile)
        {
            Page page = Read(html);
            Assert.NotEmpty(page.Notes);
        }
        Assert.True(PageReader.Read(Enumerable.Range(0, 100_000).Select(i => (byte)(i & 255)).ToArray()).Ok);
        Assert.Empty(PageReader.Read([]).Value.Paragraphs);
        Assert.False(PageReader.Read(new byte[PageReader.MostBytes + 1]).Ok);
    }

    [Fact]
    public void Broken_linked_data_is_mended_or_told()
    {
        Page mended = Read("<script type=application/ld+json><!--\n{\"@type\":\"Article\",\"headline\":\"Line\nend\",}\n//--></script>");
        Page told = Read("<script type=application/ld+json>{\"@type\": oops</script><script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"\\ud800\"}</script><p>x");

        Assert.Equal("Line end", mended.Title);
        Assert.Contains(told.Notes, note => note.Contains("JSON-LD", StringComparison.Ordinal));
        Assert.Null(told.Title);
    }

    private static Page Read(string html, string url = "https://gazette.example/bridge") => PageReader.Read(Encoding.UTF8.GetBytes(html), url).Value;
}
