using System.Text;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class PdfDescriptionTests
{
    [Theory]
    [InlineData("(D:20200102030405+01'00')", "2020-01-02T03:04:05+01:00")]
    [InlineData("(D:20200102030405-0730)", "2020-01-02T03:04:05-07:30")]
    [InlineData("(D:20200102030405Z00'00')", "2020-01-02T03:04:05Z")]
    [InlineData("(D:20200102030405)", "2020-01-02T03:04:05")]
    [InlineData("(D:202001020304)", "2020-01-02T03:04")]
    [InlineData("(D:20200102)", "2020-01-02")]
    [InlineData("(D:2020)", "2020")]
    [InlineData("(20200102030405Z)", "2020-01-02T03:04:05Z")]
    [InlineData("(2020-01-02T03:04:05+02:00)", "2020-01-02T03:04:05+02:00")]
    [InlineData("<FEFF0044003A0032003000320030>", "2020")]
    public void Dates_keep_their_zone_as_far_as_there_is_one(string raw, string expected) =>
        Assert.Equal([expected], Verdicts.Of(PdfBytes.Simple($"/ModDate {raw}").ToArray()).When("modified"));

    [Theory]
    [InlineData("(D:00000000000000)")]
    [InlineData("()")]
    [InlineData("(   )")]
    public void Zeros_and_blanks_are_no_date(string raw)
    {
        FileVerdict verdict = Verdicts.Of(PdfBytes.Simple($"/ModDate {raw}").ToArray());
        Assert.Empty(verdict.When("modified"));
        Assert.Null(verdict.Conflict("date-unreadable"));
    }

    [Theory]
    [InlineData("(yesterday)")]
    [InlineData("(D:20201399)")]
    public void What_is_no_date_is_said(string raw)
    {
        FileVerdict verdict = Verdicts.Of(PdfBytes.Simple($"/ModDate {raw}").ToArray());
        Assert.Empty(verdict.When("modified"));
        Assert.NotNull(verdict.Conflict("date-unreadable"));
    }

    [Theory]
    [InlineData("(Plain \\(nested\\) \\101 text\\\nhere)", "Plain (nested) A texthere")]
    [InlineData("<FEFF00C90074006F0069006C0065D83DDE00>", "Étoile😀")]
    [InlineData("<EFBBBFC3A9>", "é")]
    [InlineData("(\\200 \\226 \\240)", "• Œ €")]
    [InlineData("<FEFF001B0065006E001B00410042>", "AB")]
    [InlineData("(Trailing\\000\\000)", "Trailing")]
    public void Text_strings_are_decoded(string raw, string expected) =>
        Assert.Equal([expected], Verdicts.Of(PdfBytes.Simple($"/Author {raw}").ToArray()).Values("author"));

    [Fact]
    public void The_information_dictionary_and_XMP_are_both_read()
    {
        const string xmp = "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmp:CreateDate='2020-01-02T03:04:05+01:00' pdf:Producer='Filler 1.0'>"
            + "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>"
            + "<xmp:CreatorTool>Tool &lt;3</xmp:CreatorTool><xmpMM:DerivedFrom xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' rdf:parseType='Resource'><xmp:CreatorTool>Other</xmp:CreatorTool></xmpMM:DerivedFrom>"
            + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>    ";
        PdfBytes pdf = PdfBytes.Simple();
        pdf.Object(1, "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>").Stream(7, "/Type /Metadata /Subtype /XML", xmp).End();
        FileVerdict verdict = Verdicts.Of(pdf.ToArray());
        Assert.Equal(["A. Filler", "One", "Two"], verdict.Values("author"));
        Assert.Equal(["Tool <3"], verdict.Values("creator-tool"));
        Assert.Equal(["Filler 1.0", "Filler 1.0"], verdict.Values("producer"));
        Assert.Equal(["2020-01-02T03:04:05+01:00", "2020-01-02T03:04:05+01:00"], verdict.When("created"));
        Assert.Equal(CheckOutcome.Consistent, verdict.Outcome("date-agreement"));
    }

    [Fact]
    public void A_file_without_a_table_is_read_by_its_objects()
    {
        string text = PdfBytes.Simple().ToString();
        FileVerdict verdict = Verdicts.Of(Encoding.Latin1.GetBytes(text[..text.IndexOf("startxref", StringComparison.Ordinal)]));
        Assert.Equal(["A. Filler"], verdict.Values("author"));
        Assert.NotNull(verdict.Conflict("damaged-structure"));
    }

    [Fact]
    public void Bytes_before_the_header_shift_every_offset()
    {
        byte[] bytes = [.. "neutral filler\n"u8, .. PdfBytes.Simple().Object(5, "<< /Author (B) >>").End().ToArray()];
        FileVerdict verdict = Verdicts.Of(bytes);
        Assert.Equal(["2"], verdict.Values("revisions"));
        Assert.Equal(["B"], verdict.Values("author"));
    }

    [Theory]
    [InlineData("/CreationDate (D:20200110) /ModDate (D:20200101)", CheckOutcome.Inconsistent)]
    [InlineData("/CreationDate (D:20200102030405Z) /ModDate (D:20200102010405Z)", CheckOutcome.NotTestable)]
    [InlineData("/CreationDate (D:20200102230405) /ModDate (D:20200102010405)", CheckOutcome.NotTestable)]
    [InlineData("/CreationDate (D:2020) /ModDate (D:20200101)", CheckOutcome.Consistent)]
    [InlineData("/CreationDate (D:20200101) /ModDate (D:20200110)", CheckOutcome.Consistent)]
    [InlineData("/CreationDate (D:20200101)", CheckOutcome.NotTestable)]
    public void Only_what_no_zone_and_no_clock_explains_contradicts(string info, CheckOutcome expected) =>
        Assert.Equal(expected, Verdicts.Of(PdfBytes.Simple(info).ToArray()).Outcome("date-order"));

    [Theory]
    [InlineData("/Producer (LibreOffice 7.4) /CreationDate (D:20150102)", CheckOutcome.Inconsistent)]
    [InlineData("/Producer (LibreOffice 7.4) /CreationDate (D:20220501)", CheckOutcome.NotTestable)]
    [InlineData("/Producer (LibreOffice 7.4) /CreationDate (D:20230102)", CheckOutcome.Consistent)]
    [InlineData("/Producer (LibreOffice 7.4) /CreationDate (D:20150102) /ModDate (D:20230102)", CheckOutcome.Consistent)]
    [InlineData("/Producer (LibreOffice 7.4)", CheckOutcome.NotTestable)]
    [InlineData("/Producer (LibreOffice 7.49) /CreationDate (D:20150102)", CheckOutcome.NotTestable)]
    public void Software_is_not_younger_than_every_date(string info, CheckOutcome expected) =>
        Assert.Equal(expected, Verdicts.Of(PdfBytes.Simple(info).ToArray()).Outcome("software-age"));
}
