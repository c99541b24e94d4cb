using System.Net;
using System.Text.RegularExpressions;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class WordingTests
{
    [Theory]
    [InlineData("These accounts are inauthentic.")]
    [InlineData("A bot network.")]
    [InlineData("run by trolls")]
    [InlineData("This proves it.")]
    [InlineData("It is likely that they met.")]
    [InlineData("They probably met.")]
    public void Verdicts_and_bare_likelihoods_are_faults(string text) => Assert.NotEmpty(Wording.Faults(text));

    [Theory]
    [InlineData("The timing is synchronised and consistent with a common signal.")]
    [InlineData("It is likely (55–80 %) that they met.")]
    [InlineData("robotics and both, the bottom line")]
    public void Measured_words_pass(string text) => Assert.Empty(Wording.Faults(text));

    [Fact]
    public void The_whole_text_of_every_report_passes()
    {
        foreach (CoordinationReport report in new[] { SampleReport.Rich(), SampleReport.Nothing(), SampleReport.Nothing(power: false), ReportHtmlTests.FailedControl() })
        {
            string html = ReportHtml.Render(report, SampleReport.Veiled);
            string text = WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(html, "<style>.*?</style>", "", RegexOptions.Singleline), "<[^>]*>", " "));
            Assert.Empty(Wording.Faults(text));
        }
    }
}
