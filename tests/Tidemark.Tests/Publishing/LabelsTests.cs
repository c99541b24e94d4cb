using CsCheck;
using Tidemark.Publishing.Pictures;
using Xunit;

namespace Tidemark.Tests.Publishing;

public sealed class LabelsTests
{
    private static readonly Gen<(double X, double Y, string Name)[]> Marks =
        Gen.Select(Gen.Double[0, 760], Gen.Double[0, 560], Gen.String[Gen.Char['a', 'z'], 1, 12]).Array[0, 90];

    [Fact]
    public void No_name_lies_on_another_one_or_leaves_the_picture() => Marks.Sample(marks =>
    {
        Labels.Placed[] placed = [.. Labels.Place(marks, 760, 560)];
        for (int i = 0; i < placed.Length; i++)
        {
            Assert.InRange(placed[i].Box.Left, 0, 760);
            Assert.InRange(placed[i].Box.Right, 0, 760);
            Assert.InRange(placed[i].Box.Top, 0, 560);
            Assert.InRange(placed[i].Box.Bottom, 0, 560);
            for (int j = 0; j < i; j++)
            {
                Assert.False(placed[i].Box.Meets(placed[j].Box), $"{placed[i].Name} on {placed[j].Name}");
            }
        }
    });

    [Fact]
    public void A_mark_that_stands_alone_has_its_name_to_its_right()
    {
        Labels.Placed one = Assert.Single(Labels.Place([(100, 100, "17")], 760, 560));
        Assert.Equal("start", one.Anchor);
        Assert.InRange(one.X, 105, 115);
    }

    [Fact]
    public void Marks_on_one_spot_do_not_pile_up_their_names() =>
        Assert.InRange(Labels.Place([.. Enumerable.Range(0, 40).Select(i => (300.0 + i % 2, 300.0, $"{i}"))], 760, 560).Count(), 0, 8);
}
