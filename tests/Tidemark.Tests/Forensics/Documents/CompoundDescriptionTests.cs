using System.Buffers.Binary;
using System.Text;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

public sealed class CompoundDescriptionTests
{
    internal static byte[] Old() => CompoundBytes.Of(
        ("WordDocument", new byte[100]),
        ("\u0005SummaryInformation", CompoundBytes.Properties(1251, [(4, [0xCF, 0xF0, 0xE8]), (8, "B. Later"u8.ToArray()), (9, "12"u8.ToArray()), (18, "Microsoft Word 9.0"u8.ToArray())],
            [(12, CompoundBytes.Moment), (13, CompoundBytes.Moment + CompoundBytes.Day), (11, 0)])),
        ("\u0005DocumentSummaryInformation", CompoundBytes.Properties(65001, [(15, Encoding.UTF8.GetBytes("Füller"))], [])));

    [Fact]
    public void Property_sets_are_read_in_their_code_page()
    {
        FileVerdict verdict = Verdicts.Of(Old());
        Assert.Equal("document", verdict.Kind);
        Assert.Equal(["При"], verdict.Values("author"));
        Assert.Equal(["B. Later"], verdict.Values("last-modified-by"));
        Assert.Equal(["12"], verdict.Values("revision"));
        Assert.Equal(["Füller"], verdict.Values("company"));
        Assert.Equal(["2020-01-02T03:04:05Z"], verdict.When("created"));
        Assert.Equal(["2020-01-03T03:04:05Z"], verdict.When("modified"));
        Assert.Empty(verdict.When("printed"));
        Assert.Equal(CheckOutcome.Consistent, verdict.Outcome("date-order"));
        Verdicts.IsWhole(verdict);
    }

    [Fact]
    public void A_message_of_Outlook_tells_its_sender_and_dates()
    {
        byte[] properties = new byte[32 + 16];
        BinaryPrimitives.WriteUInt32LittleEndian(properties.AsSpan(32), 0x00390040);
        BinaryPrimitives.WriteUInt64LittleEndian(properties.AsSpan(40), CompoundBytes.Moment);
        FileVerdict verdict = Verdicts.Of(CompoundBytes.Of(("__properties_version1.0", properties), ("__substg1.0_0C1A001F", Encoding.Unicode.GetBytes("A. Filler"))));
        Assert.Equal("mail", verdict.Kind);
        Assert.Equal(["A. Filler"], verdict.Values("author"));
        Assert.Equal(["2020-01-02T03:04:05Z"], verdict.When("sent"));
    }

    [Fact]
    public void A_chain_that_goes_round_ends()
    {
        byte[] bytes = Old();
        for (int i = 1; i < 128; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(512 + (i * 4)), 1); // Every sector leads to the directory.
        }
        Verdicts.IsWhole(Verdicts.Of(bytes));
    }

    [Fact]
    public void A_directory_whose_entries_name_each_other_ends()
    {
        byte[] bytes = Old();
        for (int i = 0; i < 4; i++)
        {
            for (int side = 0; side < 3; side++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1024 + (i * 128) + 68 + (side * 4)), side);
            }
        }
        Verdicts.IsWhole(Verdicts.Of(bytes));
    }
}
