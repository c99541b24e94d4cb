using System.Text;
using Tidemark.Casework;
using Xunit;

namespace Tidemark.Tests.Casework;

public sealed class CaseYamlTests
{
    [Theory]
    [InlineData("The harbour vote")]
    [InlineData("A \"quoted\" \\ title: # with signs")]
    [InlineData("two\nlines\u2028and more")]
    public void The_template_is_read_back_as_an_empty_case_of_that_title(string title)
    {
        CaseDescription description = Read(CaseYaml.Template(title));
        Assert.Equal(title, description.Title);
        Assert.Equal("", description.Question);
        Assert.Null(description.From);
        Assert.Empty(description.Languages);
        Assert.Empty(description.Contested);
    }

    [Fact]
    public void Everything_that_can_be_said_is_read()
    {
        CaseDescription description = Read("""
            title: t
            question: Was it so?
            period: { from: 2024-06-01, to: 2024-11-30 }
            cycle: 2024
            languages: [en, fa]
            contested:
              - place: Northland
                from: 2024-07-21
                to:
              - place: Southland
            """);
        Assert.Equal((new DateOnly(2024, 6, 1), new DateOnly(2024, 11, 30), "2024"), (description.From, description.To, description.Cycle));
        Assert.Equal(["en", "fa"], description.Languages);
        Assert.Equal([new ContestedPlace("Northland", new DateOnly(2024, 7, 21), null), new ContestedPlace("Southland", null, null)], description.Contested);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("question: x", "title is missing")]
    [InlineData("- a", "must begin with fields")]
    [InlineData("title: [a]", "one line of text")]
    [InlineData("title: t\nperiod: {from: yesterday}", "is not a day")]
    [InlineData("title: t\nperiod: {from: 2024-02-02, to: 2024-02-01}", "ends before it begins")]
    [InlineData("title: &a t\nquestion: *a", "anchors and aliases")]
    [InlineData("title: t\ntitle: u", "twice")]
    [InlineData("title: t\ncontested: [{from: 2024-01-01}]", "needs a name")]
    [InlineData("title: t\nx: [[[[[[[[1]]]]]]]]", "nested deeper")]
    [InlineData("title: \"t", "not YAML")]
    public void What_does_not_fit_is_located(string yaml, string reason)
    {
        var read = CaseYaml.Read(Encoding.UTF8.GetBytes(yaml), "case.yaml");
        Assert.False(read.Ok);
        Assert.Contains(reason, read.Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_and_one_that_is_not_text_are_refused()
    {
        Assert.False(CaseYaml.Read(new byte[CaseYaml.LongestFile + 1], "case.yaml").Ok);
        Assert.Contains("UTF-8", CaseYaml.Read([0x74, 0xFF], "case.yaml").Fault.Reason, StringComparison.Ordinal);
    }

    private static CaseDescription Read(string yaml) => CaseYaml.Read(Encoding.UTF8.GetBytes(yaml), "case.yaml").Value;
}
