using System.Text;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class PictureDescriptionTests
{
    private static readonly (int, string)[] First = [(0x10F, "Maker"), (0x110, "Model 1"), (0x131, "Soft"), (0x132, "2022:05:02 10:00:00"), (0x13B, "Zoë")];
    private static readonly (int, string)[] Exif = [(0x9003, "2022:05:01 11:12:13"), (0x9004, "2022:05:01 11:12:14"), (0x9011, "+03:00")];

    internal static byte[] Block(bool little = true) => PictureBytes.Tiff(little, First, Exif);

    internal static byte[] Camera() => PictureBytes.Jpeg(300, 200, (0xE1, [.. "Exif\0\0"u8, .. Block(false)]),
        (0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 12, 0x1C, 2, 80, 0, 3, .. "Ann"u8, 0x1C, 2, 55, 0]), (0xFE, "neutral"u8.ToArray()));

    public static TheoryData<string> Containers => ["tiff", "tiff-big-endian", "jpeg", "png", "webp", "heic"];

    [Theory]
    [MemberData(nameof(Containers))]
    public void Exif_is_read_in_every_container(string container)
    {
        byte[] bytes = container switch
        {
            "tiff" => Block(),
            "tiff-big-endian" => Block(false),
            "jpeg" => Camera(),
            "png" => PictureBytes.Png(("eXIf", Block())),
            "webp" => PictureBytes.WebP(Block()),
            _ => PictureBytes.Heic(Block()),
        };
        FileVerdict verdict = Verdicts.Of(bytes);
        Assert.Equal("image", verdict.Kind);
        Assert.Equal(["Maker"], verdict.Values("camera-make"));
        Assert.Equal(["Model 1"], verdict.Values("camera-model"));
        Assert.Equal(["Soft"], verdict.Values("software"));
        Assert.Contains("Zoë", verdict.Values("author"));
        Assert.Equal(["2022-05-01T11:12:13+03:00"], verdict.When("taken"));
        Assert.Equal(["2022-05-01T11:12:14"], verdict.When("created"));
        Assert.Equal(["2022-05-02T10:00:00"], verdict.When("modified"));
        Assert.Equal(CheckOutcome.Consistent, verdict.Outcome("date-order"));
        Verdicts.IsWhole(verdict);
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("    :  :     :  :  ")]
    [InlineData("")]
    public void An_unset_clock_is_no_date(string text)
    {
        FileVerdict verdict = Verdicts.Of(PictureBytes.Tiff(true, First, [(0x9003, text)]));
        Assert.Empty(verdict.When("taken"));
        Assert.Null(verdict.Conflict("date-unreadable"));
    }

    [Fact]
    public void Text_and_time_chunks_of_PNG_are_read()
    {
        FileVerdict verdict = Verdicts.Of(PictureBytes.Png(
            ("tEXt", Encoding.Latin1.GetBytes("Author\0Zoë")), ("iTXt", Encoding.UTF8.GetBytes("Software\0\0\0en\0x\0Söft")),
            ("tIME", [0x07, 0xE6, 7, 8, 9, 10, 11]), ("tEXt", Encoding.Latin1.GetBytes("Creation Time\0Sun, 01 May 2022 11:12:13 +0200"))));
        Assert.Equal(["Zoë"], verdict.Values("author"));
        Assert.Equal(["Söft"], verdict.Values("software"));
        Assert.Equal(["2022-07-08T09:10:11"], verdict.When("modified"));
        Assert.Equal(["2022-05-01T11:12:13+02:00"], verdict.When("created"));
    }

    [Theory]
    [InlineData(300, 200, 150, 100, CheckOutcome.Consistent)]
    [InlineData(300, 200, 100, 150, CheckOutcome.Consistent)] // Turned.
    [InlineData(301, 200, 150, 100, CheckOutcome.Consistent)] // Rounded.
    [InlineData(300, 200, 160, 120, CheckOutcome.Consistent)] // As cameras must.
    [InlineData(200, 200, 150, 100, CheckOutcome.NotTestable)]
    public void A_thumbnail_of_another_shape_is_said_and_accuses_nobody(int width, int height, int small, int tall, CheckOutcome expected)
    {
        byte[] block = PictureBytes.Tiff(true, First, Exif, PictureBytes.Jpeg(small, tall));
        FileVerdict verdict = Verdicts.Of(PictureBytes.Jpeg(width, height, (0xE1, [.. "Exif\0\0"u8, .. block])));
        Assert.Equal(expected, verdict.Outcome("thumbnail"));
        Assert.Equal(expected != CheckOutcome.Consistent, verdict.Conflict("thumbnail-differs") is not null);
    }

    [Fact]
    public void Directories_that_lead_to_each_other_end()
    {
        byte[] block = Block();
        int next = 8 + 2 + ((First.Length + 1) * 12);
        block[next] = 8; // The directory behind the first one is the first one.
        FileVerdict verdict = Verdicts.Of(block);
        Assert.Equal(["Maker"], verdict.Values("camera-make"));
    }

    [Fact]
    public void A_picture_taken_after_its_last_change_contradicts()
    {
        byte[] block = PictureBytes.Tiff(true, First, [(0x9003, "2022:06:01 11:12:13")]);
        Assert.Equal(CheckOutcome.Inconsistent, Verdicts.Of(block).Outcome("date-order"));
    }
}
