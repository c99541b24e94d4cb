using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class HiddenTextTests
{
    private const string Text = "BT /F1 12 Tf 50 100 Td (Neutral filler) Tj ET ";
    private const string Box = "0 g 40 95 150 20 re f ";

    private static int Hidden(string content, string page = "")
    {
        PdfBytes pdf = PdfBytes.Simple("", content);
        if (page.Length > 0)
        {
            pdf.Object(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> /ExtGState << /G << /ca 0.4 >> /M << /BM /Multiply >> >> >> {page} >>").End();
        }
        FileVerdict verdict = Verdicts.Of(pdf.ToArray());
        Assert.DoesNotContain(verdict.Checks, c => c.Outcome == CheckOutcome.Inconsistent);
        return (int?)verdict.Conflict("hidden-text")?["characters"] ?? 0;
    }

    [Theory]
    [InlineData(Text + Box)]
    [InlineData(Text + "1 g 40 95 m 190 95 l 190 115 l 40 115 l h f")]
    [InlineData("q 2 0 0 2 0 0 cm BT /F1 6 Tf 25 50 Td [(Neutral) -200 (filler)] TJ ET Q " + Box)]
    [InlineData("BT /F1 12 Tf 1 0 0 1 50 100 Tm (Neutral) Tj 0 -14 Td (filler) Tj ET 40 80 150 40 re f")]
    public void Text_painted_over_by_a_box_is_found(string content) => Assert.Equal(13, Hidden(content));

    [Fact]
    public void A_filled_comment_above_the_page_is_a_box() =>
        Assert.Equal(13, Hidden(Text, "/Annots [<< /Subtype /Square /IC [0 0 0] /Rect [40 95 190 115] >>]"));

    [Fact]
    public void The_page_and_the_beginning_are_named()
    {
        FileVerdict verdict = Verdicts.Of(PdfBytes.Simple("", Text + Box).ToArray());
        var row = verdict.Conflict("hidden-text")!["pages"]![0]!;
        Assert.Equal(1, (int)row["page"]!);
        Assert.Equal("Neutral filler", (string)row["begins"]!);
    }

    [Theory]
    [InlineData(Box + Text)] // A coloured cell below its text.
    [InlineData(Text)]
    [InlineData(Text + "40 99 150 1 re f")] // Underlined.
    [InlineData(Text + "40 103 150 2 re f")] // Struck out.
    [InlineData(Text + "40 95 150 20 re S")] // Framed.
    [InlineData(Text + Box + Text)] // Painted again above the box.
    [InlineData("BT 3 Tr /F1 12 Tf 50 100 Td (Neutral filler) Tj ET " + Box)] // Under a scan.
    [InlineData(Text + "q 0 0 10 10 re W n " + Box + "Q")] // The box is clipped away.
    [InlineData(Text + "q 0 0 m 9 9 8 8 7 7 c W n " + Box + "Q")]
    [InlineData(Text + "q /G gs " + Box + "Q", "/Rotate 0")] // Shows through.
    [InlineData(Text + "q /M gs " + Box + "Q", "/Rotate 0")] // A highlighter.
    [InlineData(Text, "/Annots [<< /Subtype /Square /Rect [40 95 190 115] >> << /Subtype /Highlight /IC [0 0 0] /Rect [40 95 190 115] >>]")]
    public void What_hides_nothing_is_not_said(string content, string page = "") => Assert.Equal(0, Hidden(content, page));

    [Fact]
    public void Text_moved_out_of_the_world_is_not_seen() =>
        Assert.Equal(0, Hidden(string.Concat(Enumerable.Repeat("9999999 0 0 9999999 9 9 cm ", 60)) + Text + Box));

    [Fact]
    public void Forms_and_pages_that_contain_themselves_end()
    {
        PdfBytes pdf = PdfBytes.Simple("", "/X Do " + Text);
        pdf.Object(3, "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 7 0 R >> >> /Kids [2 0 R] >>").Object(2, "<< /Kids [3 0 R 2 0 R] >>")
            .Stream(7, "/Subtype /Form /Resources << /XObject << /X 7 0 R >> >>", "/X Do /X Do /X Do").End();
        Verdicts.IsWhole(Verdicts.Of(pdf.ToArray()));
    }
}
