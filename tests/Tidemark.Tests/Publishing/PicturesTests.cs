using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tidemark.Publishing.Pictures;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class PicturesTests
{
    private static readonly ReportView View = new(SampleReport.Rich(), SampleReport.Veiled);

    public static TheoryData<string> All => ["network", "timeline", "objects", "chance", "control", "windows", "windows without a sweep"];

    private static Picture Draw(string id, ReportView view) => (id switch
    {
        "network" => ReportPictures.Network(view),
        "timeline" => ReportPictures.Timeline(view),
        "objects" => ReportPictures.Objects(view),
        "chance" => ReportPictures.Chance(view),
        "control" => ReportPictures.Control(view),
        "windows" => ReportPictures.Windows(view),
        _ => ReportPictures.Windows(new ReportView(
            view.Report with { Windows = [.. view.Report.Windows.Select(w => w with { Swept = null })] }, SampleReport.Veiled)),
    })!;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_picture_is_named_described_and_stays_inside_its_frame(string id)
    {
        Picture picture = Draw(id, View);
        XElement svg = XDocument.Parse(picture.Svg).Root!;
        Assert.Equal("img", (string?)svg.Attribute("role"));
        XNamespace ns = svg.Name.Namespace;
        Assert.Equal(picture.Title, svg.Element(ns + "title")!.Value);
        Assert.Equal(picture.Description, svg.Element(ns + "desc")!.Value);
        double[] frame = [.. ((string)svg.Attribute("viewBox")!).Split(' ').Select(Number)];
        foreach (XElement mark in svg.Descendants().Where(e => e.Name.LocalName is "text" or "rect" or "line"))
        {
            foreach (XAttribute at in mark.Attributes().Where(a => a.Name.LocalName is "x" or "x1" or "x2" or "y" or "y1" or "y2" && mark.Parent!.Name.LocalName != "pattern"))
            {
                Assert.InRange(Number(at.Value), 0, at.Name.LocalName[0] == 'x' ? frame[2] : frame[3]);
            }
        }
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_figure_in_a_picture_stands_in_its_table(string id)
    {
        Picture picture = Draw(id, View);
        var cells = picture.Tables.SelectMany(t => t.Rows).SelectMany(r => r).ToHashSet(StringComparer.Ordinal);
        XElement svg = XDocument.Parse(picture.Svg).Root!;
        int seen = 0;
        foreach (XElement title in svg.Descendants().Where(e => e.Name.LocalName == "title" && e.Parent != svg))
        {
            seen++;
            string figure = id == "network" ? Regex.Match(title.Value, "([0-9,]+) partners?$").Groups[1].Value : title.Value.Split(' ')[^1];
            Assert.True(cells.Contains(figure) || title.Value.Contains("10⁻", StringComparison.Ordinal) && cells.Any(c => title.Value.EndsWith(c, StringComparison.Ordinal)), title.Value);
        }
        foreach (XElement bar in svg.Elements().Where(e => e.Name.LocalName == "text" && id is "control" or "windows" or "windows without a sweep").Where(e => (string?)e.Attribute("class") == "t" && (string?)e.Attribute("text-anchor") == "start"))
        {
            seen++;
            Assert.Contains(bar.Value, cells);
        }
        Assert.True(seen > 0 || id == "timeline");
    }

    [Fact]
    public void The_timeline_is_as_high_as_its_table_says()
    {
        Picture picture = ReportPictures.Timeline(View)!;
        XElement svg = XDocument.Parse(picture.Svg).Root!;
        XElement[] panels = [.. svg.Elements().Where(e => ((string?)e.Attribute("class") ?? "").StartsWith("area", StringComparison.Ordinal))];
        Assert.Equal(3, panels.Length);
        IReadOnlyList<IReadOnlyList<string>> rows = picture.Tables[0].Rows;
        for (int panel = 0; panel < panels.Length; panel++)
        {
            string path = (string)panels[panel].Attribute("d")!;
            double bottom = Number(Regex.Match(path, "^M[0-9.]+ ([0-9.]+)").Groups[1].Value);
            double[] heights = [.. Regex.Matches(path, "V([0-9.]+)H").Select(m => bottom - Number(m.Groups[1].Value))];
            long[] posts = [.. rows.Select(r => long.Parse(r[panel + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
            Assert.Equal(heights.Length, posts.Length);
            double scale = heights.Max() / posts.Max();
            Assert.All(heights.Zip(posts), x => Assert.Equal(x.Second * scale, x.First, 0.02));
        }
        Assert.Equal(SampleReport.Rich().Timeline!.Everybody.Sum(), rows.Sum(r => long.Parse(r[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_network_draws_each_account_and_each_pair_once()
    {
        XElement svg = XDocument.Parse(ReportPictures.Network(View)!.Svg).Root!;
        string[] classes = [.. svg.Descendants().Select(e => (string?)e.Attribute("class") ?? "")];
        Assert.Equal(View.Report.Network.Nodes.Count + View.Report.Groups.Count + 1, classes.Count(c => c.StartsWith("node", StringComparison.Ordinal)));
        Assert.Equal(View.Report.Network.Edges.Count + 2, classes.Count(c => c.StartsWith("edge", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_network_nobody_placed_is_a_table_and_a_place_that_is_no_number_is_a_bug()
    {
        CoordinationReport report = SampleReport.Rich();
        CoordinationReport At(double x) => report with { Network = report.Network with { Nodes = [.. report.Network.Nodes.Select(n => n with { X = x, Y = x })] } };
        Picture undrawn = ReportPictures.Network(new ReportView(At(0), SampleReport.Veiled))!;
        Assert.Empty(undrawn.Svg);
        Assert.Equal(report.Network.Edges.Count, undrawn.Tables[1].Rows.Count);
        Assert.Throws<ArgumentException>(() => ReportPictures.Network(new ReportView(At(double.NaN), SampleReport.Veiled)));
    }

    [Fact]
    public void More_than_can_be_drawn_is_said_in_the_picture()
    {
        CoordinationReport report = SampleReport.With([60, 60, 60, 60], 2, rowsPerEdge: 1);
        Assert.True(report.Network.Edges.Count > 4_000);
        Assert.Contains("the 4,000 strongest pairs", ReportPictures.Network(new ReportView(report, SampleReport.Veiled))!.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 10)]
    [InlineData(1_247, 1_500)]
    [InlineData(long.MaxValue / 100, 100_000_000_000_000_000)]
    public void Axes_end_at_a_round_number_at_or_above_the_largest(long largest, long end) => Assert.Equal(end, Ticks.Counts(largest, 3)[^1]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
