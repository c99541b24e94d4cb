using System.Globalization;
using System.Text;

namespace Tidemark.Tests.Forensics.Documents;

/// <summary>Builds PDFs of known making: objects one after the other, tables with right offsets, updates appended.</summary>
internal sealed class PdfBytes
{
    private readonly List<byte> _bytes = [];
    private readonly SortedDictionary<int, long> _offsets = [];
    private long _previous = -1;

    public PdfBytes(string header = "%PDF-1.7\n") => Write(header);

    public int Length => _bytes.Count;

    /// <summary>One page, a catalogue and an information dictionary, ended.</summary>
    public static PdfBytes Simple(string info = "/Author (A. Filler) /Producer (Filler 1.0) /CreationDate (D:20200102030405+01'00')", string content = "BT ET")
    {
        PdfBytes pdf = new();
        pdf.Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .Object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> >> >>")
            .Stream(4, "", content).Object(5, $"<< {info} >>")
            .Object(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>").End();
        return pdf;
    }

    public PdfBytes Write(string text)
    {
        _bytes.AddRange(Encoding.Latin1.GetBytes(text));
        return this;
    }

    public PdfBytes Object(int number, string content)
    {
        _offsets[number] = _bytes.Count;
        return Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n"));
    }

    public PdfBytes Stream(int number, string entries, string content)
    {
        return Object(number, string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream"));
    }

    /// <summary>A table of the objects since the last one, a trailer and an end of file.</summary>
    public PdfBytes End(string trailer = "/Root 1 0 R /Info 5 0 R")
    {
        long at = _bytes.Count;
        Write("xref\n");
        foreach ((int number, long offset) in _offsets)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n"));
        }
        string previous = _previous < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" /Prev {_previous}");
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size 100 {trailer}{previous} >>\nstartxref\n{at}\n%%EOF\n"));
        _offsets.Clear();
        _previous = at;
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    public override string ToString() => Encoding.Latin1.GetString(ToArray());
}
