using System.IO.Compression;
using System.Text;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class OfficeDescriptionTests
{
    private const string Core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:creator> A. Filler </dc:creator><cp:lastModifiedBy>段</cp:lastModifiedBy>"
        + "<cp:revision>7</cp:revision><dcterms:created>2013-04-03T22:01:00Z</dcterms:created><dcterms:modified>2013-04-05T10:00:00Z</dcterms:modified></cp:coreProperties>";

    private const string App = "<Properties xmlns='p'><Template>Normal.dotm</Template><Application>Microsoft Office Word</Application><Company>Filler &amp; Co</Company><AppVersion>15.0000</AppVersion></Properties>";

    internal static byte[] Word(params (string Name, string Text)[] parts)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in (IEnumerable<(string, string)>)[("[Content_Types].xml", "<Types/>"), .. parts])
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    internal static byte[] Plain() => Word(("docProps/core.xml", Core), ("docProps/app.xml", App), ("word/document.xml", "<w:document xmlns:w='w'/>"));

    [Fact]
    public void Core_and_extended_properties_are_read()
    {
        FileVerdict verdict = Verdicts.Of(Plain());
        Assert.Equal("document", verdict.Kind);
        Assert.Equal(["A. Filler"], verdict.Values("author"));
        Assert.Equal("docProps/core.xml dc:creator", verdict.Fields.Single(f => f.Name == "author").Source);
        Assert.Equal(["段"], verdict.Values("last-modified-by"));
        Assert.Equal(["7"], verdict.Values("revision"));
        Assert.Equal(["Microsoft Office Word"], verdict.Values("application"));
        Assert.Equal(["Filler & Co"], verdict.Values("company"));
        Assert.Equal(["Normal.dotm"], verdict.Values("template"));
        Assert.Equal(["2013-04-03T22:01:00Z"], verdict.When("created"));
        Assert.Equal(["2013-04-05T10:00:00Z"], verdict.When("modified"));
        Assert.DoesNotContain(verdict.Checks, c => c.Outcome == CheckOutcome.Inconsistent);
        Verdicts.IsWhole(verdict);
    }

    [Fact]
    public void Parts_are_found_by_their_relationships_and_behind_large_pictures()
    {
        byte[] bytes = Word(("media/picture.bin", new string('x', 10) + Convert.ToBase64String(Random(200_000))), ("props/c.xml", Core),
            ("_rels/.rels", "<Relationships><Relationship Type='http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' Target='/props/c.xml'/></Relationships>"),
            ("word/document.xml", "<w:document xmlns:w='w'/>"));
        Assert.Equal(["A. Filler"], Verdicts.Of(bytes).Values("author"));
    }

    [Fact]
    public void Tracked_changes_and_comments_are_counted_with_their_names()
    {
        const string text = "<w:document xmlns:w='w'><w:ins w:author='B. One' w:date='2013-04-04T10:00:00Z'/><w:del w:author='C. Two' w:date='2013-04-04T11:00:00Z'/><w:rPr><w:ins/><w:vanish/></w:rPr></w:document>";
        const string notes = "<w:comments xmlns:w='w'><w:comment w:author='B. One' w:date='2013-04-04T12:00:00Z'/></w:comments>";
        FileVerdict verdict = Verdicts.Of(Word(("docProps/core.xml", Core), ("word/document.xml", text), ("word/comments.xml", notes)));
        Assert.Equal(2, (int)verdict.Conflict("tracked-changes")!["count"]!);
        Assert.Equal(1, (int)verdict.Conflict("tracked-changes")!["by"]!["C. Two"]!);
        Assert.Equal(1, (int)verdict.Conflict("comments")!["count"]!);
        Assert.Equal(1, (int)verdict.Conflict("hidden-text")!["places"]!);
        Assert.Equal(CheckOutcome.Consistent, verdict.Outcome("inner-dates"));
    }

    [Fact]
    public void A_change_from_behind_the_last_change_contradicts()
    {
        const string text = "<w:document xmlns:w='w'><w:ins w:author='B' w:date='2014-01-01T10:00:00Z'/></w:document>";
        FileVerdict verdict = Verdicts.Of(Word(("docProps/core.xml", Core), ("word/document.xml", text)));
        Assert.Equal(CheckOutcome.Inconsistent, verdict.Outcome("inner-dates"));
    }

    [Theory]
    [InlineData("16.0000", CheckOutcome.Inconsistent)]
    [InlineData("15.0000", CheckOutcome.Consistent)]
    public void An_office_program_younger_than_every_date_contradicts(string version, CheckOutcome expected)
    {
        byte[] bytes = Word(("docProps/core.xml", Core), ("docProps/app.xml", App.Replace("15.0000", version, StringComparison.Ordinal)), ("word/document.xml", "<x/>"));
        Assert.Equal(expected, Verdicts.Of(bytes).Outcome("software-age"));
    }

    [Fact]
    public void A_template_elsewhere_is_named_and_not_loaded()
    {
        const string rels = "<Relationships><Relationship Type='http://x/relationships/attachedTemplate' TargetMode='External' Target='http://host.example/t.dotm'/>"
            + "<Relationship Type='http://x/relationships/image' TargetMode='External' Target='http://host.example/i.png'/></Relationships>";
        FileVerdict verdict = Verdicts.Of(Word(("word/document.xml", "<x/>"), ("word/_rels/settings.xml.rels", rels), ("word/embeddings/oleObject1.bin", "x")));
        Assert.Equal(["http://host.example/t.dotm"], verdict.Values("attached-template"));
        Assert.Equal("http://host.example/i.png", (string)verdict.Conflict("outside-content")!["targets"]![0]!);
        Assert.NotNull(verdict.Conflict("embedded-files"));
    }

    [Fact]
    public void An_archive_without_its_directory_is_read_by_its_headers()
    {
        byte[] bytes = Plain();
        int directory = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        FileVerdict verdict = Verdicts.Of(bytes[..directory]);
        Assert.Equal(["A. Filler"], verdict.Values("author"));
        Assert.NotNull(verdict.Conflict("cannot-read"));
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        FileVerdict verdict = Verdicts.Of(Word(("docProps/core.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + Core), ("word/document.xml", "<x/>")));
        Assert.Empty(verdict.Values("author"));
        Assert.Contains("document type", (string)verdict.Conflict("cannot-read")!["why"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenDocument_tells_who_began_and_who_changed()
    {
        const string meta = "<office:document-meta xmlns:office='o' xmlns:meta='m' xmlns:dc='d'><office:meta><meta:initial-creator>A</meta:initial-creator><dc:creator>B</dc:creator>"
            + "<meta:generator>Filler/1</meta:generator><meta:editing-cycles>3</meta:editing-cycles><meta:creation-date>2020-01-02T03:04:05.5</meta:creation-date><dc:date>2020-01-03T03:04:05</dc:date></office:meta></office:document-meta>";
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in (IEnumerable<(string, string)>)[("mimetype", "application/vnd.oasis.opendocument.text"), ("meta.xml", meta)])
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        FileVerdict verdict = DocumentExaminer.Examine(bytes.ToArray(), FileKind.OpenDocument);
        Assert.Equal(["A"], verdict.Values("author"));
        Assert.Equal(["B"], verdict.Values("last-modified-by"));
        Assert.Equal(["3"], verdict.Values("revision"));
        Assert.Equal(["2020-01-02T03:04:05.5"], verdict.When("created"));
    }

    [Fact]
    public void Rich_text_is_read_in_its_code_page()
    {
        byte[] rtf = Encoding.ASCII.GetBytes("{\\rtf1\\ansi\\ansicpg1251{\\info{\\author \\'cf\\'f0\\u1080?x}{\\operator B}{\\creatim\\yr2003\\mo4\\dy5\\hr6\\min7}{\\revtim\\yr0}{\\*\\company C}\\version9}{\\*\\generator Filler 1;}text}");
        FileVerdict verdict = Verdicts.Of(rtf);
        Assert.Equal(["Приx"], verdict.Values("author").Select(a => a.Replace('И', 'и')));
        Assert.Equal(["B"], verdict.Values("last-modified-by"));
        Assert.Equal(["C"], verdict.Values("company"));
        Assert.Equal(["9"], verdict.Values("revision"));
        Assert.Equal(["Filler 1"], verdict.Values("application"));
        Assert.Equal(["2003-04-05T06:07"], verdict.When("created"));
        Assert.Empty(verdict.When("modified"));
    }

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
