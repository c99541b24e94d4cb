using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Evidence.Sources.Traces;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources.Traces;

public sealed class TraceTests
{
    [Theory]
    [InlineData("HTTP://Www.Example.COM:80/a/?utm_source=x&fbclid=1#top", "https://example.com/a")]
    [InlineData("https://example.com", "https://example.com")]
    [InlineData("https://example.com/", "https://example.com")]
    [InlineData("https://example.com:8443/a", "https://example.com:8443/a")]
    [InlineData("https://m.example.com/a", "https://example.com/a")]
    [InlineData("https://mobile.twitter.com/u/status/1?s=20&t=abc", "https://twitter.com/u/status/1")]
    [InlineData("https://x.com/u/status/1", "https://twitter.com/u/status/1")]
    [InlineData("https://youtu.be/AbC?si=q", "https://youtube.com/watch?v=AbC")]
    [InlineData("https://www.youtube.com/watch?feature=share&v=AbC", "https://youtube.com/watch?v=AbC")]
    [InlineData("https://m.youtube.com/shorts/AbC", "https://youtube.com/watch?v=AbC")]
    [InlineData("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2")]
    [InlineData("https://example.com/a?b=2&amp;a=1", "https://example.com/a?a=1&b=2")]
    [InlineData("https://example.com/%7euser/%d8%a7", "https://example.com/~user/%D8%A7")]
    [InlineData("https://example.com/ä", "https://example.com/%C3%A4")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a")]
    [InlineData("https://BÜCHER.example./a", "https://xn--bcher-kva.example/a")]
    [InlineData("https://example.com/a/../b/./c", "https://example.com/b/c")]
    [InlineData("https://example.com/story/amp/", "https://example.com/story")]
    [InlineData("https://example.com/story.amp.html", "https://example.com/story.html")]
    [InlineData("https://amp.example.com/story?amp=1", "https://example.com/story")]
    [InlineData("https://www.google.com/amp/s/www.example.com/story/amp", "https://example.com/story")]
    [InlineData("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/story", "https://example.com/story")]
    [InlineData("https://l.facebook.com/l.php?h=x&u=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/a?b=1")]
    [InlineData("https://google.com/url?q=notalink", "https://google.com/url?q=notalink")]
    [InlineData("https://user:pw@example.com/a", "https://example.com/a")]
    [InlineData("www.example.com/a", "https://example.com/a")]
    [InlineData("https://app.example/#/article/5", "https://app.example#/article/5")]
    [InlineData("https://app.example/a#!b", "https://app.example/a#!b")]
    [InlineData("https://t.co/AbC", "https://t.co/AbC")]
    [InlineData("https://m.me/page", "https://m.me/page")]
    [InlineData("url_23678", "url_23678")]
    [InlineData("ftp://example.com/a", "ftp://example.com/a")]
    [InlineData("https://", "https://")]
    [InlineData("https://exa mple.com/a", "https://exa mple.com/a")]
    public void Links_to_one_page_are_one(string raw, string canonical) => Assert.Equal(canonical, Link(raw));

    [Fact]
    public void A_canonical_link_is_its_own_canonical_form()
    {
        Gen<string> part = Gen.String[Gen.Char["abÄ%2fF=&?#/.~:@+ é"], 0, 12];
        Gen.Select(part, part, part, Gen.Bool).Sample((host, path, query, mobile) =>
        {
            string once = Link($"http://{(mobile ? "m." : "")}{string.Concat(host.Where(char.IsLetter))}.example/{path}?{query}");
            return Link(once) == once ? true : throw new InvalidOperationException($"{once} becomes {Link(once)}");
        }, iter: 5000);
    }

    [Fact]
    public void Shorteners_are_left_alone_and_counted()
    {
        TraceWriter traces = new();
        traces.Link("https://bit.ly/Ab1"u8);
        traces.Link("https://example.com/Ab1"u8);
        Assert.Equal(1, traces.ShortLinks);
        Assert.Equal(["Link:https://bit.ly/Ab1", "Domain:bit.ly", "Link:https://example.com/Ab1", "Domain:example.com"], All(traces));
    }

    [Theory]
    [InlineData("Hello   WORLD\n\tagain ", "hello world again")]
    [InlineData("@Bob: hello @al_ice@host.example world https://t.co/x.", ": hello world")]
    [InlineData("mail bob@host.example now", "mail bob@host.example now")]
    [InlineData("Ｆｕｌｌ ｗｉｄｔｈ ﬁ Straße ΣΑΣ ſ", "full width fi strasse σασ s")]
    [InlineData("z\u200Be\u00ADr\u200Do\uFE0F width", "zero width")]
    [InlineData("a\u00A0b\u3000c\u2028d", "a b c d")]
    [InlineData("https://t.co/x @bob !!! …", "")]
    [InlineData("👍 @bob", "👍")]
    [InlineData("漢字https://t.co/abc漢字 xhttp who www", "漢字漢字 xhttp who www")]
    [InlineData("https://t.co/x @bob !!!", "")]
    [InlineData("", "")]
    public void Texts_are_compared_without_what_copies_vary(string raw, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new TextForm().Comparable(Encoding.UTF8.GetBytes(raw))));

    [Fact]
    public void Folding_ascii_is_folding_text() =>
        Gen.String[Gen.Char['\u0001', '\u007E'], 0, 60].Sample(text =>
            new TextForm().Fold(Encoding.UTF8.GetBytes(text)).SequenceEqual(Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())));

    [Fact]
    public void Any_text_of_any_script_is_folded_alike_in_both_forms_of_composition() =>
        Gen.String[Gen.Char["aäÄéÉ ñßſΣςйЁ한각ｱｶﾞ한ﷺ½①"], 0, 40].Sample(text =>
            new TextForm().Fold(Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC)))
                .SequenceEqual(new TextForm().Fold(Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormD)))));

    [Theory]
    [InlineData("see http://a.example/x, and (https://b.example/y) or HTTPS://c.example/z.", "Link:https://a.example/x Domain:a.example Link:https://b.example/y Domain:b.example Link:https://c.example/z Domain:c.example")]
    [InlineData("https://en.example/A_(b) 漢字https://t.co/abc漢字", "Link:https://en.example/A_(b) Domain:en.example Link:https://t.co/abc Domain:t.co")]
    [InlineData("#One #two2 #3 a#no &#39; ＃Drei, #الجيش_السوري! http://a.example/#frag", "Hashtag:one Hashtag:two2 Hashtag:drei Hashtag:الجيش_السوري Link:https://a.example Domain:a.example")]
    [InlineData("@Bob_1 a@b.example .@carol: @@dave @", "Mention:bob_1 Mention:carol")]
    [InlineData("#tag #TAG #Tag http://a.example http://www.a.example/", "Hashtag:tag Link:https://a.example Domain:a.example")]
    [InlineData("http:// https:// :// # @ ＃", "")]
    public void Links_tags_and_mentions_are_found_in_texts(string text, string expected)
    {
        TraceWriter traces = new();
        TextScan.Find(Encoding.UTF8.GetBytes(text), traces, links: true, hashtags: true, mentions: true);
        Assert.Equal(expected, string.Join(' ', All(traces)));
    }

    [Theory]
    [InlineData("['a', 'b c', \"it's\"]", "a|b c|it's")]
    [InlineData("[\"a\",\"b\"]", "a|b")]
    [InlineData("[a, b]", "a|b")]
    [InlineData("[]", "")]
    [InlineData("['']", "")]
    [InlineData("https://a.example/x,y https://b.example", "https://a.example/x,y|https://b.example")]
    [InlineData("https://a.example,https://b.example", "https://a.example|https://b.example")]
    [InlineData("['unclosed, b]", "'unclosed|b")]
    [InlineData(" one ", "one")]
    public void Cells_that_hold_lists_are_walked(string cell, string expected)
    {
        List<string> values = [];
        foreach (ReadOnlySpan<byte> value in new ListCell(Encoding.UTF8.GetBytes(cell), ListCell.BetweenLinks))
        {
            values.Add(Encoding.UTF8.GetString(value));
        }
        Assert.Equal(expected, string.Join('|', values));
    }

    [Fact]
    public void A_post_with_thousands_of_traces_keeps_each_once()
    {
        TraceWriter traces = new();
        for (int round = 0; round < 2; round++)
        {
            traces.Clear();
            for (int i = 0; i < 10_000; i++)
            {
                traces.Hashtag(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#t{i % 3_000}")));
            }
            Assert.Equal(3_000, traces.List.Count);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("#")]
    [InlineData("@a")]
    [InlineData("http://")]
    [InlineData("http://a.example/(")]
    [InlineData("https")]
    [InlineData("://")]
    [InlineData("\u0301")]
    [InlineData("e\u0301\u0316")]
    [InlineData("ﷺ")]
    [InlineData("#\u0905")]
    [InlineData("http://\u0905")]
    [InlineData("h")]
    [InlineData("http://a.example/?a=%%&")]
    [InlineData("http://a.example/.././")]
    [InlineData("www.")]
    public void Hostile_text_costs_time_in_proportion(string piece)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, (1 << 18) / Encoding.UTF8.GetByteCount(piece))));
        TraceWriter traces = new();
        Stopwatch clock = Stopwatch.StartNew();
        TextScan.Find(text, traces, links: true, hashtags: true, mentions: true);
        traces.Text(text);
        traces.Link(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{piece}: {clock.Elapsed} for 256 KiB");
    }

    private static string Link(string raw)
    {
        LinkForm form = new(LinkRules.BuiltIn);
        form.Read(Encoding.UTF8.GetBytes(raw));
        return Encoding.UTF8.GetString(form.Link);
    }

    private static List<string> All(TraceWriter traces)
    {
        List<string> all = [];
        for (int i = 0; i < traces.List.Count; i++)
        {
            TraceKind kind = traces.List.Kind(i);
            all.Add($"{kind}:{Encoding.UTF8.GetString(traces.List.Value(i))}");
        }
        return all;
    }
}
