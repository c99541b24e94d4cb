using Tidemark.Detection.Duplicates;
using Xunit;

namespace Tidemark.Tests.Detection.Duplicates;

public sealed class CopySignsTests
{
    private static readonly CopiedArticle Plain = new("The ferry leaves at nine. The harbour is open.", null, [], null);

    [Fact]
    public void One_credit_in_both_is_syndication() =>
        Assert.Equal(("credit", CopyMeaning.Syndication), One(Plain with { Agency = ["Norvale"] }, Plain with { Agency = ["norvale", "Sund"] }));

    [Fact]
    public void A_credit_in_one_alone_is_told_with_its_innocent_explanation()
    {
        CopySign sign = Assert.Single(CopySigns.Of(Plain with { Agency = ["Norvale"] }, Plain, 0.9));
        Assert.Equal(("one-sided credit", CopyMeaning.SilentCopying), (sign.Kind, sign.Meaning));
        Assert.Contains("lost when the page was saved", sign.Innocent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada Holm", "ada holm ", CopyMeaning.Syndication)]
    [InlineData("Ada Holm", "Bo Lind", CopyMeaning.SilentCopying)]
    public void Bylines_are_compared(string a, string b, CopyMeaning meaning) =>
        Assert.Equal(meaning, One(Plain with { Byline = a }, Plain with { Byline = b }).Item2);

    [Fact]
    public void A_text_that_names_the_other_site_is_shown_with_the_sentence()
    {
        CopySign sign = Assert.Single(CopySigns.Of(
            Plain with { Site = "Harbour Post", Text = "It rained. The pilot told Coast Herald that it was late. It cleared." }, Plain with { Site = "Coast Herald" }, 0.9));
        Assert.Equal("The pilot told Coast Herald that it was late", Assert.Single(sign.Evidence));
    }

    [Fact]
    public void Words_of_a_language_model_are_shown_in_their_place()
    {
        CopySign sign = Assert.Single(CopySigns.Of(Plain with { Text = "As an AI language model, the ferry leaves." }, Plain, 0.2));
        Assert.Equal(CopyMeaning.Rewriting, sign.Meaning);
        Assert.Contains("ferry", Assert.Single(sign.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Quotations_and_figures_that_keep_their_order_under_new_words_are_told()
    {
        string one = Article("The council met and counted {0} boats, while a pilot remarked: “{1}” to those around.");
        string two = Article("According to notes there were {0} vessels; someone from the crew put it so: “{1}” and left.");
        Assert.Equal(
            ["quotations in the same order", "figures in the same order"],
            CopySigns.Of(Plain with { Text = one }, Plain with { Text = two }, 0.2).Select(sign => sign.Kind));
        // Where the words are the same too, there is nothing to explain.
        Assert.Empty(CopySigns.Of(Plain with { Text = one }, Plain with { Text = two }, 0.6));
    }

    [Fact]
    public void Reports_of_one_event_with_figures_of_their_own_order_give_no_sign()
    {
        string[] figures = ["117", "4,512", "38", "86", "901", "12.5", "77", "640"];
        string one = string.Join(' ', figures.Select(figure => $"counted {figure} there."));
        string two = string.Join(' ', figures.Reverse().Select(figure => $"there were {figure} of them."));
        Assert.Empty(CopySigns.Of(Plain with { Text = one }, Plain with { Text = two }, 0.1));
        // Years and single digits are no frame.
        string years = string.Join(' ', Enumerable.Range(2010, 12).Select(year => $"in {year} it was 5"));
        Assert.Empty(CopySigns.Of(Plain with { Text = years }, Plain with { Text = years + " x" }, 0.1));
    }

    [Fact]
    public void Hostile_texts_end_in_bounded_time()
    {
        string marks = string.Concat(Enumerable.Repeat("\"words and more of them here\" 123 ", 50_000));
        Assert.NotEmpty(CopySigns.Of(Plain with { Text = marks }, Plain with { Text = marks + new string('“', 100_000) }, 0.1).Select(sign => sign.Kind).Append("done"));
    }

    private static (string, CopyMeaning) One(CopiedArticle a, CopiedArticle b)
    {
        CopySign sign = Assert.Single(CopySigns.Of(a, b, 0.9));
        return (sign.Kind, sign.Meaning);
    }

    private static string Article(string line) => string.Join(' ', Enumerable.Range(0, 7).Select(i =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, line, 120 + 37 * i, $"we saw number {i} pass the mole at noon")));
}
