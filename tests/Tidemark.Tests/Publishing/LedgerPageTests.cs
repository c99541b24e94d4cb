using System.Text;
using Tidemark.Model;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class LedgerPageTests
{
    [Fact]
    public void Words_of_the_texts_stay_words()
    {
        LedgerReport report = SampleLedger.Hostile();
        Assert.NotEmpty(report.Ledger.Rows);
        Assert.NotEmpty(report.Ledger.Drifts);
        string html = ReportHtml.Render(report);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://evil.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
    }

    [Fact]
    public void The_page_shows_checks_chains_dates_drift_and_decisions()
    {
        LedgerReport report = SampleLedger.Worked();
        string html = ReportHtml.Render(report);
        Assert.All(report.Ledger.Checks, check => Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(LedgerReport.Words(check.Sentence, 2000)), html, StringComparison.Ordinal));
        Assert.All(report.Ledger.Rows, row => Assert.Contains($"id=\"{row.Id}\"", html, StringComparison.Ordinal));
        Assert.Contains("<mark>at least the last three</mark>", html, StringComparison.Ordinal);
        Assert.Contains("2024-08-08 and 2024-08-09", html, StringComparison.Ordinal);
        Assert.Contains("accepted, 2027-04-15T10:00:00Z: compared with the recording", html, StringComparison.Ordinal);
        Assert.Contains("is no longer found by the present reading", html, StringComparison.Ordinal);
        Assert.Equal(html, ReportHtml.Render(SampleLedger.Worked()));
    }

    [Fact]
    public void A_ledger_reads_back_as_it_was_written()
    {
        StatementLedger ledger = SampleLedger.Worked().Ledger;
        using var first = new MemoryStream();
        LedgerFile.Write(ledger, first);
        first.Position = 0;
        Parsed<StatementLedger> read = LedgerFile.Read(first, "ledger.json");
        Assert.True(read.Ok, read.Fault.ToString());
        using var second = new MemoryStream();
        LedgerFile.Write(read.Value, second);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":2,\"ledger\":null}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":1,\"ledger\":{\"texts\":null}}")]
    public void What_is_no_ledger_has_a_reason(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.False(LedgerFile.Read(stream, "ledger.json").Ok);
    }
}
