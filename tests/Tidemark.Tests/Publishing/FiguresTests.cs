using Tidemark.Model;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.02134, "0.0213")]
    [InlineData(0.5, "0.5")]
    [InlineData(412.2, "412")]
    [InlineData(12_345.6, "12,346")]
    [InlineData(3.14e-9, "3.1\u00A0×\u00A010⁻⁹")]
    [InlineData(1e-12, "10⁻¹²")]
    public void Numbers_have_three_significant_figures(double value, string shown) => Assert.Equal(shown, Figures.Number(value));

    [Fact]
    public void A_probability_is_never_said_to_be_nought() => Assert.Equal("< 10⁻³⁰⁰", Figures.Probability(0));

    [Theory]
    [InlineData(0.52, "0.52 s")]
    [InlineData(250, "4 min 10 s")]
    [InlineData(11_100, "3 h 5 min")]
    [InlineData(1_036_800, "12 days")]
    public void Durations_read_like_speech(double seconds, string shown) => Assert.Equal(shown, Figures.Duration(seconds));

    [Theory]
    [InlineData(1, "1 second")]
    [InlineData(60, "60 seconds")]
    [InlineData(2.5, "2.5 seconds")]
    [InlineData(300, "5 minutes")]
    [InlineData(3600, "1 hour")]
    public void Windows_read_like_speech(double seconds, string shown) => Assert.Equal(shown, Figures.Window(seconds));

    [Fact]
    public void Times_keep_milliseconds_and_drop_what_nobody_can_read() =>
        Assert.Equal("2020-11-26 22:39:30.518", Figures.Time(new UnixTime(1_606_430_370_518_101_000)));
}
