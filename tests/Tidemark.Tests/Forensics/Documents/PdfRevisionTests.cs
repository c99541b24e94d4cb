using System.Text;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class PdfRevisionTests
{
    private static int Revisions(byte[] bytes) => int.Parse(Assert.Single(Verdicts.Of(bytes).Values("revisions")), System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_update_is_a_revision(int updates)
    {
        PdfBytes pdf = PdfBytes.Simple();
        for (int i = 0; i < updates; i++)
        {
            pdf.Object(5, $"<< /Author (Update {i}) /ModDate (D:2021010{i + 1}) >>").End();
        }
        Assert.Equal(1 + updates, Revisions(pdf.ToArray()));
    }

    [Fact]
    public void An_earlier_revision_opens_as_a_file_of_its_own()
    {
        PdfBytes pdf = PdfBytes.Simple();
        int first = pdf.Length;
        byte[] bytes = pdf.Object(5, "<< /Author (B. Later) >>").End().ToArray();
        FileVerdict verdict = Verdicts.Of(bytes);
        Assert.Equal(["B. Later"], verdict.Values("author"));
        var rows = verdict.Conflict("earlier-revisions")!["revisions"]!.AsArray();
        Assert.Equal(2, rows.Count);
        Assert.Equal(0, (int)rows[0]!["offset"]!);
        Assert.Equal(first, (int)rows[0]!["length"]!);
        Assert.Equal("A. Filler", (string)rows[0]!["author"]!);
        Assert.Equal(bytes.Length, (int)rows[1]!["length"]!);
        Assert.Equal(["A. Filler"], Verdicts.Of(bytes[..first]).Values("author"));
    }

    [Fact]
    public void An_end_inside_a_stream_does_not_count()
    {
        string inner = PdfBytes.Simple().Object(5, "<< /Author (Inner) >>").End().ToString();
        PdfBytes outer = PdfBytes.Simple();
        int table = outer.ToString().LastIndexOf("xref\n1", StringComparison.Ordinal);
        outer.Stream(7, "/Type /EmbeddedFile", inner).Stream(8, "", $"startxref\n{table}\n%%EOF\n").End();
        Assert.Equal(2, Revisions(outer.ToArray()));
    }

    [Fact]
    public void An_attached_file_that_holds_endstream_is_stepped_over_by_an_indirect_length()
    {
        string inner = PdfBytes.Simple().Stream(9, "", "text").End().ToString();
        PdfBytes outer = new();
        outer.Object(1, "<< /Type /Catalog >>").Object(2, $"<< /Length 3 0 R >>\nstream\n{inner}\nendstream").Object(3, $"{inner.Length}").End("/Root 1 0 R");
        Assert.Equal(1, Revisions(outer.ToArray()));
    }

    [Fact]
    public void An_end_that_leads_nowhere_does_not_count()
    {
        PdfBytes pdf = PdfBytes.Simple().Write("startxref\n9\n%%EOF\n").Write("startxref\n0\n%%EOF\n").Write("%%EOF\n");
        Assert.Equal(1, Revisions(pdf.ToArray()));
    }

    [Fact]
    public void An_end_that_names_a_section_again_does_not_count()
    {
        PdfBytes pdf = PdfBytes.Simple();
        int table = pdf.ToString().LastIndexOf("xref\n1", StringComparison.Ordinal);
        Assert.Equal(1, Revisions(pdf.Write($"startxref\n{table}\n%%EOF\n").ToArray()));
    }

    [Fact]
    public void An_update_that_was_cut_off_is_not_complete()
    {
        PdfBytes pdf = PdfBytes.Simple();
        byte[] whole = pdf.Object(5, "<< /Author (B. Later) >>").End().ToArray();
        Assert.Equal(1, Revisions(whole[..^12]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_two_ends_of_a_linearised_file_are_one(int updates)
    {
        byte[] linear = Linearised(out string text);
        Assert.Equal(2, text.Split("%%EOF").Length - 1);
        MemoryStream bytes = new(linear.Length);
        bytes.Write(linear);
        string previous = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        for (int i = 0; i < updates; i++)
        {
            long at = bytes.Length;
            bytes.Write(Encoding.ASCII.GetBytes($"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev {previous} >>\nstartxref\n{at}\n%%EOF\n"));
            previous = at.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        Assert.Equal(1 + updates, Revisions(bytes.ToArray()));
    }

    /// <summary>ISO 32000-1, annex F: the section of the first page stands first and points forward to the main one.</summary>
    private static byte[] Linearised(out string text)
    {
        const string head = "%PDF-1.4\n8 0 obj\n<< /Linearized 1 /L 9999 >>\nendobj\n";
        int first = head.Length;
        string Build(int main, int catalog) => head
            + $"xref\n1 1\n{catalog:D10} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev {main:D10} >>\nstartxref\n{first}\n%%EOF\n"
            + "1 0 obj\n<< /Type /Catalog >>\nendobj\n"
            + $"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n{first}\n%%EOF\n";
        string draft = Build(0, 0);
        text = Build(draft.LastIndexOf("xref\n0 1", StringComparison.Ordinal), draft.IndexOf("1 0 obj", StringComparison.Ordinal));
        return Encoding.ASCII.GetBytes(text);
    }
}
