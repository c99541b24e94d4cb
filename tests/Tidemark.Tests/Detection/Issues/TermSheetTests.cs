using Tidemark.Detection.Issues;
using Xunit;

namespace Tidemark.Tests.Detection.Issues;

public class TermSheetTests
{
    [Fact]
    public void A_sheet_is_a_name_a_colon_and_words()
    {
        TermSheet sheet = Assert.Single(TermSheet.Parse("en", "# a comment\n\nHarbour: Ferry, quay  lock # the rest\n"));

        Assert.Equal("Harbour", sheet.Name);
        Assert.Equal(["ferry", "lock", "quay"], sheet.Terms.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("harbour ferry")]
    [InlineData("harbour:")]
    [InlineData(": ferry")]
    public void A_line_that_is_none_is_located(string line)
    {
        FormatException fault = Assert.Throws<FormatException>(() => TermSheet.Parse("en", "a: b\n" + line));

        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheets_that_come_with_the_program_cover_three_languages()
    {
        Assert.Equal(["en", "es", "fr"], IssueFinder.BuiltInSheets.Select(sheet => sheet.Language).Distinct());
        Assert.All(IssueFinder.BuiltInSheets, sheet => Assert.True(sheet.Terms.Count >= 4, sheet.Name));
    }
}
