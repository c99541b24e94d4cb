using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class PseudonymsTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 200).Select(i => $"account-{i:D3}")];

    [Fact]
    public void The_same_key_gives_the_same_numbers_in_whatever_order_the_names_come()
    {
        var forth = new Pseudonyms([1, 2, 3], Names);
        var back = new Pseudonyms([1, 2, 3], Names.Reverse().Concat(Names));
        Assert.All(Names, name => Assert.Equal(forth[name], back[name]));
        Assert.Equal(Enumerable.Range(1, 200), Names.Select(n => forth[n]).Order());
    }

    [Fact]
    public void Another_key_gives_other_numbers_and_none_follows_the_alphabet()
    {
        var one = new Pseudonyms([1], Names);
        var two = new Pseudonyms([2], Names);
        Assert.True(Names.Count(n => one[n] == two[n]) < 10);
        Assert.True(Names.Count(n => one[n] == Array.IndexOf(Names, n) + 1) < 10);
    }

    [Fact]
    public void A_report_without_key_is_refused_unless_accounts_are_shown()
    {
        Assert.Throws<ArgumentException>(() => ReportHtml.Render(SampleReport.Rich(), new ReportOptions()));
        Assert.NotEmpty(ReportHtml.Render(SampleReport.Rich(), new ReportOptions { ShowAccounts = true }));
    }

    [Fact]
    public void Names_are_taken_out_of_texts_and_links_and_stay_when_accounts_are_shown()
    {
        CoordinationReport report = SampleReport.Rich();
        string handle = report.Groups[0].Members[0];
        var veiled = new ReportView(report, SampleReport.Veiled);
        string name = veiled.Name(handle);
        Assert.Matches("^Account [0-9]+$", name);
        Assert.Equal($"hello @{name}!", veiled.Text($"hello @{handle.ToUpperInvariant()}!"));
        Assert.Equal("hello @…", veiled.Text("hello @somebody_else@social.example"));
        Assert.Equal($"by {name}.", veiled.Text($"by {handle}."));
        Assert.Equal($"{name} wrote", veiled.Text($"Name of {handle} wrote"));
        Assert.Equal($"hxxps[:]//social[.]example/{name}/status/…", veiled.Text($"https://social.example/{handle}/status/1234567890123456789"));
        Assert.Equal("hxxps[:]//x[.]com/…/about", veiled.Text("https://x.com/unknown_person/about"));
        Assert.Equal($"hello @{handle}", new ReportView(report, SampleReport.Open).Text($"hello @{handle}"));
    }

    [Theory]
    [InlineData("HarbourWatch", "today HarbourWatch said so", true)]
    [InlineData("harbourmasterofthenorth", "by harbourmasterofthenorth.", true)]
    [InlineData("harbour", "the harbour is open", false)]
    [InlineData("north_pier", "by north_pier", true)]
    public void A_handle_of_letters_alone_is_taken_out_where_it_cannot_be_a_word(string handle, string text, bool hidden)
    {
        var veil = new Veil([(handle, "Account 7")]);
        Assert.Equal(hidden ? text.Replace(handle, "Account 7", StringComparison.Ordinal) : text, veil.Over(text));
    }

    [Fact]
    public void A_long_text_never_keeps_half_a_name()
    {
        CoordinationReport report = SampleReport.Rich();
        string handle = report.Groups[0].Members[0];
        var view = new ReportView(report, SampleReport.Veiled with { TextLength = 30 });
        string shown = view.Text(string.Concat(Enumerable.Repeat($"@{handle} ", 500)));
        Assert.DoesNotContain(handle[..6], shown, StringComparison.Ordinal);
        Assert.EndsWith("more characters)", shown, StringComparison.Ordinal);
    }
}
