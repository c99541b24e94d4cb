using CsCheck;
using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("audit", "audit", 0)]
    [InlineData("adit", "audit", 1)]
    [InlineData("auditt", "audit", 1)]
    [InlineData("auidt", "audit", 1)]
    [InlineData("edit", "audit", 2)]
    [InlineData("", "audit", 5)]
    public void Slips_are_letters_left_out_put_in_changed_or_swapped(string typed, string meant, int slips) =>
        Assert.Equal(slips, Catalogue.Slips(typed, meant));

    [Fact]
    public void One_slip_away_is_one_slip_away_wherever_it_happens() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 12], Gen.Int[0, 11], Gen.Char['a', 'z']).Sample((word, at, letter) =>
        {
            at %= word.Length;
            string typed = word.Insert(at, letter.ToString());
            Assert.Equal(1, Catalogue.Slips(typed, word));
            Assert.Equal(1, Catalogue.Slips(word, typed));
        });

    [Fact]
    public void A_slip_of_the_pen_is_asked_about_and_nonsense_is_not()
    {
        foreach (CommandEntry entry in Catalogue.All)
        {
            Assert.Equal(entry.Name, Catalogue.Nearest(entry.Name + "x"));
        }
        Assert.Null(Catalogue.Nearest("zzzzzzzzzz"));
        Assert.Null(Catalogue.Nearest(new string('x', 100_000)));
    }
}
