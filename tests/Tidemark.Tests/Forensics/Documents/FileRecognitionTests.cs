using System.IO.Compression;
using System.Text;
using CsCheck;
using Tidemark.Forensics.Documents;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class FileRecognitionTests
{
    [Theory]
    [InlineData("", FileKind.Empty)]
    [InlineData("a", FileKind.Utf8Text)]
    [InlineData("account_id,text\n1,hello\n", FileKind.Utf8Text)]
    [InlineData("\uFEFFaccount_id,text\n", FileKind.Utf8Text)]
    [InlineData("Überschrift 日本", FileKind.Utf8Text)]
    [InlineData("{\"id\": 1}\n{\"id\": 2}\n", FileKind.Json)]
    [InlineData("  [ {\"id\": 1} ]", FileKind.Json)]
    [InlineData("[12:05] hello", FileKind.Utf8Text)]
    [InlineData("{not json", FileKind.Utf8Text)]
    [InlineData("<!doctype html><p>x", FileKind.Html)]
    [InlineData("\n\n<!-- saved page -->\n<HTML lang=en>", FileKind.Html)]
    [InlineData("\uFEFF<html>", FileKind.Html)]
    [InlineData("<?xml version=\"1.0\"?><html xmlns=\"x\">", FileKind.Html)]
    [InlineData("<?xml version=\"1.0\"?><svg viewBox=\"0 0 1 1\"/>", FileKind.Svg)]
    [InlineData("<svg onload=x>", FileKind.Svg)]
    [InlineData("<?xml version=\"1.0\"?><feed/>", FileKind.Xml)]
    [InlineData("<abbreviated> is no tag a page opens with", FileKind.Utf8Text)]
    [InlineData("From: a@b.example\r\nSubject: x\r\n\r\nbody", FileKind.Mail)]
    [InlineData("Received: from a\r\n\tby b\r\nDATE: today\r\n\r\n", FileKind.Mail)]
    [InlineData("From a@b.example Thu Aug 22 12:36:23 2002\nReturn-Path: <a@b.example>\nDelivered-To: c\n\n", FileKind.Mbox)]
    [InlineData("From here on it is a story.\nTo: nobody\n", FileKind.Utf8Text)]
    [InlineData("Subject: one header makes no message\n\nFrom: x\n", FileKind.Utf8Text)]
    [InlineData("%PDF-1.7\n", FileKind.Pdf)]
    [InlineData("<!-- hidden -->%PDF-1.4", FileKind.Pdf)]
    [InlineData("{\\rtf1\\ansi", FileKind.Rtf)]
    [InlineData("WARC/1.1\r\n", FileKind.Warc)]
    [InlineData("PAR1", FileKind.Parquet)]
    [InlineData("GIF89a\u0001", FileKind.Gif)]
    [InlineData("MZ is short for something", FileKind.Utf8Text)]
    [InlineData("BM, he said, and left the room", FileKind.Utf8Text)]
    [InlineData("ab\0cd", FileKind.Unknown)]
    public void Texts_and_kinds_that_open_with_text(string content, FileKind kind) => Assert.Equal(kind, Of(Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("89504E470D0A1A0A", FileKind.Png)]
    [InlineData("FFD8FFE000104A464946", FileKind.Jpeg)]
    [InlineData("49492A0008000000", FileKind.Tiff)]
    [InlineData("4D4D002A00000008", FileKind.Tiff)]
    [InlineData("00000018667479706865696300000000", FileKind.Heic)]
    [InlineData("0000001C667479706D696631000000006D69663168656963", FileKind.Heic)]
    [InlineData("0000001C6674797061766966000000006D696631", FileKind.Avif)]
    [InlineData("00000018667479706D703432000000006D703432", FileKind.Mp4)]
    [InlineData("52494646000000005745425056503820", FileKind.WebP)]
    [InlineData("5249464600000000574156456D742020", FileKind.Sound)]
    [InlineData("1F8B0800", FileKind.Gzip)]
    [InlineData("28B52FFD04", FileKind.Zstd)]
    [InlineData("502A4D1804000000", FileKind.Zstd)]
    [InlineData("FD377A585A00", FileKind.Xz)]
    [InlineData("425A683631415926535900", FileKind.Bzip2)]
    [InlineData("377ABCAF271C", FileKind.SevenZip)]
    [InlineData("526172211A0700", FileKind.Rar)]
    [InlineData("D0CF11E0A1B11AE1", FileKind.Ole2)]
    [InlineData("53514C69746520666F726D6174203300", FileKind.Sqlite)]
    [InlineData("00112233445566774455434B40000000", FileKind.DuckDb)]
    [InlineData("4152524F57310000", FileKind.Arrow)]
    [InlineData("7F454C46020101", FileKind.Elf)]
    [InlineData("CFFAEDFE07000001", FileKind.MacProgram)]
    [InlineData("1A45DFA3", FileKind.Matroska)]
    [InlineData("504B0506000000000000", FileKind.Zip)]
    [InlineData("FFFE61006200", FileKind.Utf16Text)]
    [InlineData("FEFF00610062", FileKind.Utf16Text)]
    [InlineData("61006200630064006500", FileKind.Utf16Text)]
    [InlineData("00610062006300640065", FileKind.Utf16Text)]
    [InlineData("FFFE3C00680074006D006C003E00", FileKind.Html)]
    [InlineData("FFFE000061000000", FileKind.Utf32Text)]
    [InlineData("677265656E20E920", FileKind.OtherText)]
    [InlineData("00", FileKind.Unknown)]
    [InlineData("0102030405", FileKind.Unknown)]
    public void Kinds_that_open_with_bytes_of_their_own(string hex, FileKind kind) => Assert.Equal(kind, Of(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("word/document.xml", FileKind.WordDocument)]
    [InlineData("xl/workbook.xml", FileKind.ExcelWorkbook)]
    [InlineData("ppt/presentation.xml", FileKind.PowerPointPresentation)]
    [InlineData("words.txt", FileKind.Zip)]
    public void An_Office_file_is_told_from_any_ZIP_by_its_parts(string part, FileKind kind)
    {
        Assert.Equal(kind, Of(Archive(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", new string('r', 3000)), (part, "x"))));
        Assert.Equal(kind, Of(Archive((part, "x"), ("[Content_Types].xml", "<Types/>"))));
        Assert.Equal(FileKind.Zip, Of(Archive((part, "x"))));
    }

    [Fact]
    public void An_OpenDocument_or_EPUB_says_so_in_its_first_entry()
    {
        Assert.Equal(FileKind.OpenDocument, Of(Archive(("mimetype", "application/vnd.oasis.opendocument.text"))));
        Assert.Equal(FileKind.Epub, Of(Archive(("mimetype", "application/epub+zip"))));
    }

    [Fact]
    public void A_tar_archive_has_its_mark_behind_the_first_name()
    {
        byte[] tar = new byte[1024];
        "posts.csv"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Equal(FileKind.Tar, Of(tar));
    }

    [Fact]
    public void A_character_cut_at_the_end_of_the_look_is_no_fault_but_at_the_end_of_the_file_it_is()
    {
        byte[] text = Encoding.UTF8.GetBytes("grün und ü");

        Assert.Equal(FileKind.Utf8Text, FileRecognition.Recognise(text.AsSpan()[..^1], whole: false));
        Assert.Equal(FileKind.OtherText, FileRecognition.Recognise(text.AsSpan()[..^1], whole: true));
    }

    [Fact]
    public void A_stream_is_judged_like_its_first_bytes_and_read_no_further()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(new string('ä', 200_000)));

        Assert.Equal(FileKind.Utf8Text, FileRecognition.Recognise(stream));
        Assert.Equal(FileRecognition.HeadLength + 1, stream.Position);
    }

    [Fact]
    public void Any_bytes_have_a_kind_and_every_kind_has_a_plain_name() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, Openings.Length - 1]).Sample((noise, opening) =>
        {
            FileKind kind = Of([.. Openings[opening], .. noise]);
            Assert.False(string.IsNullOrEmpty(kind.PlainName()));
        });

    [Fact]
    public void No_two_kinds_share_a_plain_name() =>
        Assert.Equal(Enum.GetValues<FileKind>().Length, Enum.GetValues<FileKind>().Select(kind => kind.PlainName()).Distinct().Count());

    private static readonly byte[][] Openings =
        [[], [0x50, 0x4B, 3, 4], [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70], [0xFF, 0xFE], "<"u8.ToArray(), "<?xml "u8.ToArray(), "From "u8.ToArray(), "MZ"u8.ToArray(), "BM"u8.ToArray(), "RIFF"u8.ToArray()];

    private static FileKind Of(byte[] bytes) => FileRecognition.Recognise(bytes, whole: true);

    private static byte[] Archive(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in entries)
            {
                CompressionLevel level = name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return bytes.ToArray();
    }
}
