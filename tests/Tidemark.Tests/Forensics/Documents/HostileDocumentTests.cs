using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tidemark.Forensics.Documents;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

/// <summary>Files made to hurt: every one gets a verdict, in bounded time.</summary>
public sealed class HostileDocumentTests
{
    public static TheoryData<string> Whole => ["pdf", "docx", "doc", "jpeg", "png", "webp", "heic", "tiff", "rtf"];

    private static byte[] Bytes(string kind) => kind switch
    {
        "pdf" => PdfBytes.Simple().Object(5, "<< /Author (B) /ModDate (D:2020) >>").End().ToArray(),
        "docx" => OfficeDescriptionTests.Plain(),
        "doc" => CompoundDescriptionTests.Old(),
        "jpeg" => PictureDescriptionTests.Camera(),
        "png" => PictureBytes.Png(("tEXt", "Author\0x"u8.ToArray()), ("eXIf", PictureDescriptionTests.Block())),
        "webp" => PictureBytes.WebP(PictureDescriptionTests.Block()),
        "heic" => PictureBytes.Heic(PictureDescriptionTests.Block()),
        "tiff" => PictureDescriptionTests.Block(),
        _ => "{\\rtf1\\ansi{\\info{\\author \\'cfx\\u1080?}{\\creatim\\yr2003\\mo4\\dy5}}{\\object}}"u8.ToArray(),
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_cut_anywhere_or_with_any_bytes_changed_gets_a_verdict(string kind)
    {
        byte[] bytes = Bytes(kind);
        int head = Math.Min(bytes.Length, FileRecognition.HeadLength);
        FileKind known = FileRecognition.Recognise(bytes.AsSpan(0, head), head == bytes.Length);
        Random random = new(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] broken = (byte[])bytes.Clone();
            if (i % 3 == 0)
            {
                broken = broken[..random.Next(broken.Length)];
            }
            for (int flips = i % 3 == 0 ? 0 : i % 3 == 1 ? 2 : 60; flips > 0; flips--)
            {
                broken[random.Next(broken.Length)] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
            }
            Verdicts.IsWhole(DocumentExaminer.Examine(broken, known));
        }
    }

    [Fact]
    public void Nesting_does_not_overflow_the_stack()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        string dictionaries = string.Concat(Enumerable.Repeat("<</A", 100_000));
        Quick(PdfBytes.Simple().Object(7, deep).Object(8, dictionaries).End().ToArray());
        string xml = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Quick(OfficeDescriptionTests.Word(("docProps/core.xml", xml), ("word/document.xml", xml)));
        Quick(Encoding.ASCII.GetBytes("{\\rtf1" + new string('{', 1_000_000)));
    }

    [Fact]
    public void Loops_of_tables_references_and_object_streams_end()
    {
        PdfBytes pdf = PdfBytes.Simple();
        int table = pdf.ToString().LastIndexOf("xref\n1", StringComparison.Ordinal);
        pdf.Write($"xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev {pdf.Length} >>\nstartxref\n{pdf.Length}\n%%EOF\n");
        Quick(pdf.ToArray());
        Quick(PdfBytes.Simple().Object(1, "2 0 R").Object(2, "1 0 R").Object(5, "5 0 R").End($"/Root 1 0 R /Info 5 0 R /Prev {table} /XRefStm {table}").ToArray());
        Quick(PdfBytes.Simple().Stream(7, "/Type /ObjStm /N 1000000000 /First 4", "7 0 << /Type /Catalog >>").End("/Root 7 0 R").ToArray());
    }

    [Fact]
    public void Counts_of_a_billion_are_not_believed()
    {
        Quick(PdfBytes.Simple().Write("xref\n0 1000000000\ntrailer\n<< >>\nstartxref\n1\n%%EOF").ToArray());
        PdfBytes streams = PdfBytes.Simple();
        int at = streams.Length;
        streams.Stream(9, "/Type /XRef /W [1 1 1] /Index [0 1000000000] /Size 1000000000", "aaaaaaaaa").Write($"startxref\n{at}\n%%EOF\n");
        Quick(streams.ToArray());
        byte[] tiff = PictureDescriptionTests.Block();
        tiff.AsSpan(14, 4).Fill(255); // The count of the first entry.
        Quick(tiff);
    }

    [Fact]
    public void Bombs_cost_no_more_than_documents()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in (string[])["[Content_Types].xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "word/document.xml", "word/comments.xml", "word/settings.xml"])
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                byte[] block = new byte[1 << 20];
                for (int i = 0; i < 60; i++)
                {
                    entry.Write(block);
                }
            }
        }
        Quick(bytes.ToArray());
    }

    [Fact]
    public void A_filter_that_unpacks_a_thousandfold_stops()
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 60; i++)
            {
                zlib.Write(block);
            }
        }
        string content = Encoding.Latin1.GetString(packed.ToArray());
        PdfBytes pdf = PdfBytes.Simple().Object(1, "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>").Stream(7, "/Filter /FlateDecode", content);
        for (int i = 0; i < 10; i++)
        {
            pdf.Stream(4 + (10 * i), "/Filter [/FlateDecode /FlateDecode]", content);
        }
        Quick(pdf.End().ToArray());
    }

    [Fact]
    public void Many_unclosed_objects_cost_no_square()
    {
        StringBuilder text = new("%PDF-1.7\n");
        for (int i = 0; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i} 0 obj (");
        }
        Quick(Encoding.ASCII.GetBytes(text.ToString()));
        text.Clear().Append("%PDF-1.7\n");
        for (int i = 0; i < 60_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"xref startxref {i % 900} %%EOF ");
        }
        Quick(Encoding.ASCII.GetBytes(text.ToString()));
        Quick(Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("1 0 obj << >> stream\n", 100_000))));
    }

    private static void Quick(byte[] bytes)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Verdicts.IsWhole(Verdicts.Of(bytes));
        // A tenth of it on a quiet machine; the limit tells a square from a line.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{bytes.Length} bytes took {watch.Elapsed}");
    }
}
