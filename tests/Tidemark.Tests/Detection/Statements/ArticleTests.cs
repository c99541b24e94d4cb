using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

public sealed class ArticleTests
{
    private const string Text = """
        Bridge closed
        By Mara Lind
        12 May 2028, 08:05 CEST
        VELLMAR (Nordkai) — The mayor said that the bridge was closed.
        What the firm says
        The firm said that it holds.
        With reporting by Agence Norvale; editing by Jon Hask.
        Read more:
        • Bridge opened, mayor says
        • “It holds,” says firm
        """;

    private static readonly ArticleFacts Facts = StatementReader.Read(Text).Article;

    [Fact]
    public void The_head_of_an_article_is_read()
    {
        Assert.Equal("Bridge closed", Facts.Title?.Text);
        Assert.Equal("Mara Lind", Facts.Byline?.Text);
        Assert.Equal("2028-05-12T08:05:00+02:00", Facts.Published);
        Assert.Equal("VELLMAR", Facts.Dateline?.Text);
    }

    [Fact]
    public void Headings_links_and_credits_are_set_apart_and_say_nothing()
    {
        Assert.Equal(["What the firm says"], Facts.Headings.Select(cut => cut.Text));
        Assert.Equal(["Bridge opened, mayor says", "“It holds,” says firm"], Facts.Related.Select(cut => cut.Text));
        Assert.Equal(["Nordkai", "Agence Norvale"], Facts.Agencies.Select(cut => cut.Text));
        Assert.Equal(["The mayor", "The firm"], Ledger.Read(Text).Select(statement => statement.Speaker!.Span.Text));
    }

    [Theory]
    [InlineData("March 14, 2027, 6:20 PM CET", "2027-03-14T18:20:00+01:00")]
    [InlineData("October 3, 2026 | 09:15 GMT", "2026-10-03T09:15:00+00:00")]
    [InlineData("2027-03-14T18:20:00+01:00", "2027-03-14T18:20:00+01:00")]
    [InlineData("Published: 2029-11-02T10:00:00Z", "2029-11-02T10:00:00+00:00")]
    [InlineData("Monday, 7 June 2027", "2027-06-07")]
    [InlineData("12 May 2028, 08:05", "2028-05-12T08:05:00")]
    [InlineData("31 February 2028", null)]
    public void A_date_is_given_as_far_as_it_is_stated(string line, string? iso) =>
        Assert.Equal(iso, StatementReader.Read($"By Mara Lind\n{line}\nThe mayor said that the bridge was closed.\nThe firm left.").Article.Published);

    [Fact]
    public void A_lone_sentence_is_no_headline() => Assert.Null(StatementReader.Read("The mayor said that the bridge was closed.\n").Article.Title);

    [Fact]
    public void Hard_wrapped_lines_are_one_paragraph()
    {
        Statement statement = Ledger.Single("The mayor of the harbour town said on Friday that the old bridge in\nthe east would be closed until the board had seen the papers of the\nfirm.\n");

        Assert.EndsWith("papers of the\nfirm", statement.Content[^1].Span.Text, StringComparison.Ordinal);
    }
}
