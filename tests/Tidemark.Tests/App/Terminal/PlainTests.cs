using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.App.Terminal;
using Xunit;

namespace Tidemark.Tests.App.Terminal;

public sealed class PlainTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain text, ünïcode 日本 🌊", "plain text, ünïcode 日本 🌊")]
    [InlineData("\u001b]0;title\u0007", "\\u{001B}]0;title\\u{0007}")]
    [InlineData("a\u202Eb\u200Bc\u2028d\u0085e", "a\\u{202E}b\\u{200B}c\\u{2028}d\\u{0085}e")]
    [InlineData("tab\tline\nreturn\r", "tab\\u{0009}line\\u{000A}return\\u{000D}")]
    public void What_would_act_on_a_terminal_is_shown_instead(string? text, string shown) => Assert.Equal(shown, Plain.Text(text));

    [Fact]
    public void Whatever_comes_in_nothing_that_acts_comes_out() =>
        Gen.String[Gen.Char, 0, 40].Sample(text => Assert.DoesNotContain(
            Plain.Text(text).EnumerateRunes(),
            rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format));

    [Fact]
    public void Text_without_such_characters_is_not_touched() =>
        Gen.String[Gen.Char[' ', '~'], 0, 40].Sample(text => Assert.Same(text.Length == 0 ? "" : text, Plain.Text(text)));
}
