using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class ReportHtmlTests
{
    private static readonly Lazy<string> Rich = new(() => ReportHtml.Render(SampleReport.Rich(), SampleReport.Veiled));

    internal static CoordinationReport FailedControl() => SampleReport.Rich() with
    {
        Control = new ControlResult("Times dealt out anew.", 7, [new ControlOutcome(0, 0, 0), new ControlOutcome(11, 1, 6)]),
    };

    [Fact]
    public void The_same_report_gives_the_same_bytes() =>
        Assert.Equal(Rich.Value, ReportHtml.Render(SampleReport.Rich(), SampleReport.Veiled));

    [Fact]
    public void Another_culture_changes_nothing()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal(Rich.Value, ReportHtml.Render(SampleReport.Rich(), SampleReport.Veiled));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_policy_allows_the_style_sheet_by_its_hash_and_nothing_else()
    {
        string css = Regex.Match(Rich.Value, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
        string policy = WebUtility.HtmlDecode(Regex.Match(Rich.Value, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void Hostile_material_adds_no_element_no_attribute_and_no_link()
    {
        string html = ReportHtml.Render(SampleReport.Hostile(HostilePosts.Kinds), SampleReport.Open);
        string[] allowed =
        [
            "html", "head", "meta", "link", "title", "style", "body", "a", "aside", "strong", "header", "p", "h1", "h2", "h3", "bdi", "span", "div", "nav", "details", "summary",
            "ol", "ul", "li", "main", "section", "dl", "dt", "dd", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "time", "code", "pre",
            "footer", "svg", "desc", "g", "rect", "line", "path", "text", "defs", "pattern",
        ];
        string[] attributes =
        [
            "lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id", "aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex", "scope", "open",
            "xmlns", "viewBox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "d", "fill", "stroke-width", "text-anchor", "patternUnits", "patternTransform",
        ];
        foreach (Match tag in Regex.Matches(html, "<([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[^\\s=>/]+(?:=\"[^\"]*\")?)*)\\s*/?>"))
        {
            Assert.Contains(tag.Groups[1].Value, allowed);
            foreach (Match attribute in Regex.Matches(tag.Groups[2].Value, "\\s([^\\s=>/\"]+)(?:=\"([^\"]*)\")?"))
            {
                Assert.Contains(attribute.Groups[1].Value, attributes);
                if (attribute.Groups[1].Value == "href")
                {
                    Assert.Matches("^(#[a-z0-9-]+|data:,)$", attribute.Groups[2].Value);
                }
            }
        }
        Assert.Equal(Regex.Count(html, "<[a-zA-Z!/]"), Regex.Count(html, "<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:\\s+[^\\s=>/]+(?:=\"[^\"]*\")?)*\\s*/?|!DOCTYPE html)>"));
        Assert.DoesNotMatch("[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]", WebUtility.HtmlDecode(html));
        Assert.DoesNotMatch("(?i)https?://(?!www\\.w3\\.org/2000/svg)", WebUtility.HtmlDecode(html));
    }

    [Fact]
    public void A_pseudonymous_report_holds_no_name_and_no_post_id()
    {
        CoordinationReport report = SampleReport.Rich();
        foreach (var node in report.Network.Nodes)
        {
            Assert.DoesNotContain(node.Key, Rich.Value, StringComparison.OrdinalIgnoreCase);
        }
        foreach (string? id in report.Network.Edges.SelectMany(e => e.Rows).SelectMany(r => new[] { r.PostA.Id, r.PostB.Id }))
        {
            Assert.DoesNotContain(id!, Rich.Value, StringComparison.Ordinal);
        }
        string open = ReportHtml.Render(report, SampleReport.Open);
        Assert.All(report.Groups.SelectMany(g => g.Members), member => Assert.Contains(member, open, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_leads_to_a_place_in_the_page()
    {
        HashSet<string> ids = [.. Regex.Matches(Rich.Value, "\\sid=\"([^\"]*)\"").Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Count, Regex.Count(Rich.Value, "\\sid=\""));
        Assert.All(Regex.Matches(Rich.Value, "href=\"#([^\"]*)\"").Select(m => m.Groups[1].Value), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void A_report_of_nothing_says_that_it_is_no_proof_of_absence()
    {
        string html = ReportHtml.Render(SampleReport.Nothing(), SampleReport.Veiled);
        Assert.Contains("Nothing was found that chance does not explain.", html, StringComparison.Ordinal);
        Assert.Contains("That is not proof of absence.", html, StringComparison.Ordinal);
        Assert.Contains("acting within an hour, 8 accounts with 10 links, 1 of 20", html, StringComparison.Ordinal);
        Assert.Contains("The power of this run was not measured", ReportHtml.Render(SampleReport.Nothing(power: false), SampleReport.Veiled), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_does_not_hold_as_a_whole_says_so_wherever_it_is_told()
    {
        string html = ReportHtml.Render(SampleReport.Rich(), SampleReport.Veiled);
        Assert.Contains("<p class=\"caution\">As a whole this group is not borne out at 1 %.</p>", html, StringComparison.Ordinal);
        Assert.Matches(@"<p>As a whole: at least \d+ of its \d+ kept pairs are synchronised", html);
        Assert.Contains("holds of 1 of 2 groups at 0.01, although they were chosen by looking (group q). Of the others single pairs", html, StringComparison.Ordinal);
        Assert.Contains("0.03 (does not hold)", html, StringComparison.Ordinal);
        // Once among the sentences that may be quoted, after those of groups that hold, and once in its own section.
        Assert.Equal(3, html.Split("As a whole the group is not borne out: single pairs may be spoken of.").Length);
        CoordinationReport turned = SampleReport.Rich() with { Groups = [.. SampleReport.Rich().Groups.Reverse()] };
        Assert.DoesNotContain("not borne out", BottomLine.MayBeWritten(new ReportView(turned, SampleReport.Veiled))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_or_missing_control_run_stands_beside_the_bottom_line()
    {
        string failed = ReportHtml.Render(FailedControl(), SampleReport.Veiled);
        Assert.Contains("The control failed: with the timing destroyed, 1 of 2 runs still kept pairs (at most 11).", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("kept nothing in", failed, StringComparison.Ordinal);
        string missing = ReportHtml.Render(SampleReport.Rich() with { Control = new ControlResult("Not run.", 0, []) }, SampleReport.Veiled);
        Assert.Contains("No control run was made. Do not publish this result.", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("Caution", Rich.Value.Replace("caution", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Synthetic_material_is_announced_before_everything_else_and_real_material_is_not()
    {
        Assert.True(Rich.Value.IndexOf("Synthetic data.", StringComparison.Ordinal) is var at and > 0 && at < Rich.Value.IndexOf("<h1", StringComparison.Ordinal));
        string real = ReportHtml.Render(SampleReport.Rich() with { Synthetic = false, Planted = [] }, SampleReport.Veiled);
        Assert.DoesNotContain("Synthetic data.", real, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-h", real, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_names_are_shown_no_byte_depends_on_the_key()
    {
        string[] pages = [.. new[] { 1, 2 }.Select(key => ReportHtml.Render(
            SampleReport.With([30, 20], 5, rowsPerEdge: 3), new ReportOptions { ShowAccounts = true, PseudonymKey = new[] { (byte)key } }))];
        Assert.Equal(pages[0], pages[1]);
    }

    [Fact]
    public void Rows_left_out_are_counted_and_the_reader_is_told_where_they_are()
    {
        string html = ReportHtml.Render(SampleReport.With([30, 20], 5, rowsPerEdge: 30), SampleReport.Veiled with { RowsInAll = 100, RowsPerEdge = 3, EdgesPerGroup = 40, RowsPerTable = 10 });
        Assert.Matches("Shown are the first 3 of [0-9]+ rows\\.", Regex.Replace(html, "\\s+", " "));
        Assert.Contains("Shown is the evidence of the ", html, StringComparison.Ordinal);
        Assert.Contains("All of them are in <code>pairs.csv</code> beside this report.", html, StringComparison.Ordinal);
        string without = ReportHtml.Render(SampleReport.With([30, 20], 5, rowsPerEdge: 30) with { CompleteTables = [] }, SampleReport.Veiled with { RowsPerEdge = 3 });
        Assert.Contains("can be computed again with the command", without, StringComparison.Ordinal);
        Assert.DoesNotContain("beside this report.", without, StringComparison.Ordinal);
        Assert.InRange(Regex.Count(html, "<th scope=\"row\">"), 60, 100);
        Assert.Equal(2, Regex.Count(html, "<details class=\"edge-evidence\" open"));
    }

    [Fact]
    public void Evidence_names_the_source_the_line_both_times_and_the_seconds_between()
    {
        CoordinationReport report = SampleReport.Rich();
        var view = new ReportView(report, SampleReport.Veiled);
        var row = view.EdgesOf(report.Groups[0])[0].Rows[0];
        string text = WebUtility.HtmlDecode(Rich.Value);
        Assert.Contains(Figures.Time(row.PostA.Time), text, StringComparison.Ordinal);
        Assert.Contains(Figures.Time(row.PostB.Time), text, StringComparison.Ordinal);
        Assert.Contains($"S1 line {Figures.Count(row.PostA.Evidence!.Value.Line)}", text, StringComparison.Ordinal);
        Assert.Contains(view.Object(row.Kind, row.Object), text, StringComparison.Ordinal);
    }
}
