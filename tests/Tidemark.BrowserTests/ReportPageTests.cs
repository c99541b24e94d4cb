using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Tidemark.Publishing.Reports;
using Tidemark.Tests.Publishing;
using Xunit;

namespace Tidemark.BrowserTests;

public sealed class ReportPageTests(Chromium chromium)
{
    private static readonly Dictionary<string, Lazy<string>> Reports = new(StringComparer.Ordinal)
    {
        ["two groups"] = new(() => ReportHtml.Render(SampleReport.Rich(), SampleReport.Veiled)),
        ["nothing found"] = new(() => ReportHtml.Render(SampleReport.Nothing(), SampleReport.Veiled)),
        ["thirty groups"] = new(() => ReportHtml.Render(SampleReport.With([.. Enumerable.Range(0, 30).Select(i => 14 - i / 3)], 5, 4), SampleReport.Open with { RowsInAll = 90, EdgesPerGroup = 4, RowsPerTable = 25 })),
        ["ledger"] = new(() => ReportHtml.Render(SampleLedger.Worked())),
        ["hostile ledger"] = new(() => ReportHtml.Render(SampleLedger.Hostile())),
        ["choice of window"] = new(() => ReportHtml.Render(SampleReport.Sweep())),
        ["hostile"] = new(() => ReportHtml.Render(SampleReport.Hostile(HostilePosts.Kinds), SampleReport.Open with { RowsInAll = 200, EdgesPerGroup = 12, RowsPerTable = 40 })),
        ["hostile, pseudonymous"] = new(() => ReportHtml.Render(SampleReport.Hostile(HostilePosts.Kinds), SampleReport.Veiled with { RowsInAll = 200, EdgesPerGroup = 12, RowsPerTable = 40 })),
    };

    public static TheoryData<string> Kinds => [.. Reports.Keys];

    [Fact]
    public async Task The_watch_itself_sees_requests_dialogs_and_scripts()
    {
        await using Watched page = await chromium.OpenAsync($"<!DOCTYPE html><title>x</title><script>{HostilePosts.Mark};alert('seen');console.error('seen')</script><img src=http://track.invalid/a><img src=http://127.0.0.1:61234/b>");
        await page.Page.WaitForTimeoutAsync(300);
        Assert.Contains("seen", page.Dialogs);
        Assert.Contains(page.Complaints, c => c.Contains("seen", StringComparison.Ordinal));
        Assert.Contains("http://track.invalid/a", page.Requests);
        Assert.Contains("GET http://track.invalid/a", chromium.Proxy.Asked);
        Assert.Contains("GET http://127.0.0.1:61234/b", chromium.Proxy.Asked);
        Assert.True(await page.Page.EvaluateAsync<bool>("() => '__ran' in window"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_report_asks_nobody_runs_nothing_and_complains_of_nothing(string kind)
    {
        await using Watched page = await chromium.OpenAsync(Reports[kind].Value);
        await page.UnfoldAsync();
        await page.Page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
        await page.AssertQuietAsync(chromium.Proxy);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Hovering_pressing_and_focusing_wakes_nothing(string kind)
    {
        await using Watched page = await chromium.OpenAsync(Reports[kind].Value);
        await page.UnfoldAsync();
        // Every element gets the events an attacker would wait for.
        await page.Page.EvaluateAsync("""
            () => { for (const e of document.querySelectorAll('body *')) for (const kind of ['mouseover', 'focus', 'toggle', 'load', 'error', 'animationstart', 'wheel'])
                e.dispatchEvent(new Event(kind, { bubbles: false })); }
            """);
        await page.AssertQuietAsync(chromium.Proxy);
    }

    [Fact]
    public async Task Twelve_hundred_hostile_posts_open_at_once_and_stay_text()
    {
        string html = ReportHtml.Render(SampleReport.Hostile(HostilePosts.Many(1_200)), SampleReport.Open);
        var watch = Stopwatch.StartNew();
        await using Watched page = await chromium.OpenAsync(html);
        TestContext.Current.SendDiagnosticMessage($"{html.Length / 1e6:F1} MB of HTML opened in {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"opened in {watch.Elapsed}");
        await page.AssertQuietAsync(chromium.Proxy);
        Assert.Equal(0, await page.Page.Locator("img, iframe, object, embed, base, form, input, button, video, audio, math, marquee, template, script, foreignObject, image, use, animate").CountAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('*')].filter(e => e.hasAttribute('style') || [...e.attributes].some(a => a.name.startsWith('on'))).length"));
        Assert.Contains("<script>window.__ran=1;alert(1)</script>", await page.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_thousand_evidence_rows_open_without_freezing()
    {
        CoordinationReport report = SampleReport.With([75, 72], 2, rowsPerEdge: 26);
        string html = ReportHtml.Render(report, SampleReport.Veiled with { RowsInAll = 200_000, RowsPerEdge = 26, EdgesPerGroup = 5_000, RowsPerTable = 5_000 });
        var watch = Stopwatch.StartNew();
        await using Watched page = await chromium.OpenAsync(html);
        await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        TestContext.Current.SendDiagnosticMessage($"{html.Length / 1e6:F1} MB of HTML painted after {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"painted after {watch.Elapsed}");
        Assert.InRange(await page.Page.Locator("th[scope=row]").CountAsync(), 50_000, 200_000);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Axe_finds_no_violation_in_light_and_dark(string kind)
    {
        string axe = Path.Combine(AppContext.BaseDirectory, "axe.min.js");
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using Watched page = await chromium.OpenAsync(Reports[kind].Value, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
            Assert.SkipUnless(File.Exists(axe), "needs axe-core: npm ci in tests/Tidemark.BrowserTests");
            await page.UnfoldAsync();
            // Off-screen rows are skipped by the browser and would be skipped by axe.
            await page.Page.EvaluateAsync("() => { const s = new CSSStyleSheet(); s.replaceSync('* { content-visibility: visible !important }'); document.adoptedStyleSheets = [s]; }");
            await page.Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken));
            JsonElement result = await page.Page.EvaluateAsync<JsonElement>("""
                async () => { const r = await axe.run(document, { resultTypes: ['violations'] });
                    return { rules: r.passes.length + r.violations.length, violations: r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')) }; }
                """);
            Assert.True(result.GetProperty("rules").GetInt32() > 20);
            Assert.Empty(result.GetProperty("violations").EnumerateArray().Select(v => $"{scheme}: {v}"));
        }
    }

    [Theory]
    [InlineData("two groups", 360)]
    [InlineData("hostile", 360)]
    [InlineData("choice of window", 360)]
    [InlineData("ledger", 360)]
    [InlineData("hostile ledger", 360)]
    [InlineData("thirty groups", 768)]
    [InlineData("two groups", 1280)]
    public async Task The_page_never_scrolls_sideways(string kind, int width)
    {
        await using Watched page = await chromium.OpenAsync(Reports[kind].Value, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });
        await page.UnfoldAsync();
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard_and_shows_where_one_is()
    {
        await using Watched page = await chromium.OpenAsync(Reports["two groups"].Value);
        int stops = await page.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('a[href], summary, [tabindex]')].filter(e => e.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true })).length");
        Assert.True(stops > 40);
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the bottom line", await page.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        var seen = new HashSet<int>();
        for (int i = 0; i < stops; i++)
        {
            JsonElement at = await page.Page.EvaluateAsync<JsonElement>("""
                () => { const e = document.activeElement; window.order ??= new Map(); if (!window.order.has(e)) window.order.set(e, window.order.size);
                    const s = getComputedStyle(e); return { id: window.order.get(e), tag: e.tagName, outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 }; }
                """);
            Assert.NotEqual("BODY", at.GetProperty("tag").GetString());
            Assert.True(at.GetProperty("outline").GetBoolean(), at.ToString());
            seen.Add(at.GetProperty("id").GetInt32());
            await page.Page.Keyboard.PressAsync("Tab");
        }
        Assert.Equal(stops, seen.Count);
    }

    [Fact]
    public async Task Evidence_unfolds_by_keyboard()
    {
        await using Watched page = await chromium.OpenAsync(Reports["two groups"].Value);
        ILocator second = page.Page.Locator("details.edge-evidence").Nth(1);
        Assert.Null(await second.GetAttributeAsync("open"));
        await second.Locator("summary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.NotNull(await second.GetAttributeAsync("open"));
        Assert.True(await second.Locator("table").IsVisibleAsync());
    }

    [Theory]
    [InlineData("two groups")]
    [InlineData("hostile")]
    public async Task In_print_everything_is_unfolded_but_the_weaker_pairs_and_no_table_is_clipped(string kind)
    {
        // A4 less margins at 96 dots an inch.
        await using Watched page = await chromium.OpenAsync(Reports[kind].Value, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 673, Height = 990 }, ColorScheme = ColorScheme.Dark });
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('table')].filter(t => !t.checkVisibility() && !t.closest('.unprinted')).length"));
        // Of each group the five strongest pairs are printed, and where there are more, a sentence says so.
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("""
            () => [...document.querySelectorAll('section')].filter(s => {
              const pairs = [...s.querySelectorAll('.edge-evidence')], printed = pairs.filter(p => p.checkVisibility());
              const told = [...s.querySelectorAll('.print-only')].some(p => p.checkVisibility());
              return printed.length !== Math.min(5, pairs.length) || told !== pairs.length > 5; }).length
            """));
        Assert.Equal("", await page.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('table, svg, pre')].filter(t => t.getBoundingClientRect().right > 674).map(t => t.textContent.slice(0, 60)).join(' | ')"));
        Assert.Equal("rgb(255, 255, 255)", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        byte[] pdf = await page.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
        string raw = Encoding.Latin1.GetString(pdf);
        Assert.True(System.Text.RegularExpressions.Regex.Count(raw, "/Type ?/Page\\b") > 8);
        Assert.DoesNotContain("/URI (http", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dark_is_dark_and_the_contents_stay_in_sight()
    {
        await using Watched page = await chromium.OpenAsync(Reports["two groups"].Value, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        Assert.Equal("rgb(19, 24, 28)", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        ILocator contents = page.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Contents" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Appendix: compute it again" });
        Assert.True(await contents.IsVisibleAsync());
        await contents.ClickAsync();
        Assert.EndsWith("#appendix", page.Page.Url, StringComparison.Ordinal);
        Assert.True(await contents.EvaluateAsync<bool>("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"));
    }
}
