using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class ShownTests
{
    [Theory]
    [InlineData("a\u202Eb", "a\\u{202E}b")]
    [InlineData("a\u200Bb\uFEFF", "a\\u{200B}b\\u{FEFF}")]
    [InlineData("\u001B[31m", "\\u{001B}[31m")]
    [InlineData("one\r\ntwo\nthree", "one ⏎ two ⏎ three")]
    [InlineData("\u3164", "\\u{3164}")]
    [InlineData("plain text", "plain text")]
    public void What_acts_or_hides_is_written_out(string text, string shown) => Assert.Equal(shown, Shown.Text(text));

    [Theory]
    [InlineData("👩\u200D👩\u200D👧")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("e\u0301tude")]
    public void Joiners_and_accents_stay_where_they_do_their_work(string text) => Assert.Equal(text, Shown.Text(text));

    [Fact]
    public void Half_a_character_is_written_out() => Assert.Equal("x\\u{D800}y", Shown.Text("x" + (char)0xD800 + "y"));

    [Fact]
    public void A_joiner_between_latin_letters_hides_something_and_is_written_out() => Assert.Equal("pay\\u{200D}pal", Shown.Text("pay\u200Dpal"));

    [Fact]
    public void A_pile_of_marks_is_cut_after_four()
    {
        string shown = Shown.Text("a" + string.Concat(Enumerable.Repeat("\u0301", 7)));
        Assert.Equal("a\u0301\u0301\u0301\u0301\\u{0301}\\u{0301}\\u{0301}", shown);
    }

    [Fact]
    public void A_long_word_is_cut_and_the_rest_is_counted() =>
        Assert.Equal("WWWWW… (99,995 more characters)", Shown.Text(new string('W', 100_000), 5));

    [Fact]
    public void Nothing_that_acts_comes_through_whatever_the_text()
    {
        Gen.Char.Array[0, 60].Select(c => new string(c)).Sample(text =>
        {
            foreach (Rune rune in Shown.Text(text).EnumerateRunes())
            {
                UnicodeCategory kind = Rune.GetUnicodeCategory(rune);
                Assert.False(kind is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator, $"U+{rune.Value:X4}");
                Assert.False(kind == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D), $"U+{rune.Value:X4}");
            }
        }, iter: 2_000);
    }

    [Theory]
    [InlineData("see https://example.com/a.b?q=1 now", "see hxxps[:]//example[.]com/a.b?q=1 now")]
    [InlineData("HTTP://EXAMPLE.COM", "HXXP[:]//EXAMPLE[.]COM")]
    [InlineData("www.example.org", "www[.]example[.]org")]
    [InlineData("someone@mail.example", "someone@mail[.]example")]
    [InlineData("пример.рф", "пример[.]рф")]
    [InlineData("1.5 per cent, e.g. this. That", "1.5 per cent, e.g. this. That")]
    public void Links_are_defanged_and_prose_is_not(string text, string defanged) => Assert.Equal(defanged, Shown.Defanged(text));

    [Fact]
    public void Defanging_twice_changes_nothing_more()
    {
        string once = Shown.Defanged("https://a.example/b and www.b.example");
        Assert.Equal(once, Shown.Defanged(once));
    }
}
