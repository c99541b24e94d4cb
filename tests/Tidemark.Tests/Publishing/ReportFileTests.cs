using System.Text;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class ReportFileTests
{
    [Fact]
    public void A_report_read_back_gives_the_same_page()
    {
        foreach (CoordinationReport report in new[] { SampleReport.Rich(), SampleReport.Nothing(power: false) })
        {
            using var file = new MemoryStream(Written(report));
            CoordinationReport back = ReportFile.Read(file, "x").Value;
            Assert.Equal(ReportHtml.Render(report, SampleReport.Veiled), ReportHtml.Render(back, SampleReport.Veiled));
            Assert.Equal(Written(report), Written(back));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"report\":null}")]
    [InlineData("{\"format\":2,\"report\":null}")]
    [InlineData("{\"format\":1,\"report\":{\"title\":\"x\"}}")]
    public void Damage_is_a_fault_with_a_place_and_never_half_a_report(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var read = ReportFile.Read(file, "findings/x.report.json");
        Assert.False(read.Ok);
        Assert.Equal("findings/x.report.json", read.Fault.Where.File);
    }

    [Fact]
    public void A_file_cut_anywhere_is_a_fault()
    {
        byte[] whole = Written(SampleReport.Nothing());
        for (int length = 0; length < whole.Length - 2; length += 97)
        {
            using var file = new MemoryStream(whole, 0, length);
            Assert.False(ReportFile.Read(file, "x").Ok, $"{length}");
        }
    }

    private static byte[] Written(CoordinationReport report)
    {
        using var stream = new MemoryStream();
        ReportFile.Write(report, stream);
        return stream.ToArray();
    }
}
