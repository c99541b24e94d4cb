using Tidemark.Detection.Issues;
using Xunit;

namespace Tidemark.Tests.Detection.Issues;

public class WordBreakerTests
{
    [Theory]
    [InlineData("The Harbour opens", "the harbour opens")]
    [InlineData("read https://example.org/a?b=c now", "read | now")]
    [InlineData("@name says #OpenTheLocks today", "says openthelocks today")]
    [InlineData("the mayor's plan isn’t new", "the mayor plan isn't new")]
    [InlineData("in 2024, 3 of 10 boats", "in | of | boats")]
    [InlineData("élection à Genève", "élection | genève")]
    [InlineData("выборы завтра", "выборы завтра")]
    [InlineData("one, two. three", "one | two | three")]
    [InlineData("", "")]
    public void Words_gaps_and_what_is_left_out(string text, string words)
    {
        var cut = new List<string>();

        WordBreaker.Cut(text, cut);

        Assert.Equal(words, string.Join(' ', cut.Select(word => word.Length == 0 ? "|" : word)));
    }

    [Fact]
    public void Words_of_scripts_without_blanks_are_counted_and_not_read()
    {
        var cut = new List<string>();

        int unread = WordBreaker.Cut("選挙は明日です", cut);

        Assert.Equal(7, unread);
        Assert.DoesNotContain(cut, word => word.Length > 0);
    }

    [Fact]
    public void A_word_without_end_is_left_out()
    {
        var cut = new List<string>();

        WordBreaker.Cut("before " + new string('a', 1_000_000) + " after", cut);

        Assert.Equal(["before", "", "after"], cut);
    }
}
