using CsCheck;
using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

public sealed class CodePointsTests
{
    private static readonly string[] Parts = ["a", "é", "\u0301", "\r\n", "\n", " ", "“", "”", "😀", "𐌰", "👩\u200D🔬", "漢", "\u202E", ".", "said "];

    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1].Array[0, 60].Select(chosen => string.Concat(chosen.Select(i => Parts[i])));

    [Fact]
    public void Code_points_are_counted_as_the_runes_of_the_text()
    {
        Text.Sample(text =>
        {
            var points = new CodePoints(text);
            int at = 0;
            int rune = 0;
            foreach (System.Text.Rune one in text.EnumerateRunes())
            {
                Assert.Equal(rune, points.Of(at));
                Assert.Equal(at, points.ToUtf16(rune));
                at += one.Utf16SequenceLength;
                rune++;
            }
            Assert.Equal(rune, points.Of(at));
            Assert.Equal(at, points.ToUtf16(rune));
            Assert.Equal(rune, points.Count);
        });
    }

    [Fact]
    public void A_span_that_would_cut_a_character_in_two_is_never_printed() =>
        Assert.Throws<InvalidOperationException>(() => new CodePoints("a😀b").Cut(new TextSpan(0, 2)));

    [Fact]
    public void An_empty_span_is_never_printed() =>
        Assert.Throws<InvalidOperationException>(() => new CodePoints("ab").Cut(new TextSpan(1, 1)));
}
