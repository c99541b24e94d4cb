using Xunit;

namespace Tidemark.Tests.Detection.Places;

/// <summary>Planted truth: places and roles in texts written for Tidemark. What was seen before the rules were mended stands in docs/methods/places.md.</summary>
public sealed class PlaceGoldTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    [InlineData("third")]
    public void Places_and_roles_of_the_gold_set_are_found(string half)
    {
        PlaceGold.Score score = PlaceGold.ScoreOf(half);

        output.WriteLine($"{half}: {score}");
        string slips = string.Join('\n', score.Slips);
        Assert.True(score.F1 >= 0.9, $"{score}\n{slips}");
        Assert.True(score.Role >= 0.85, $"{score}\n{slips}");
    }

    [Fact]
    public void The_gold_set_has_three_hundred_marks_in_eighty_texts()
    {
        (string Name, string Text, IReadOnlyList<PlaceGold.Mark> Marks)[] texts = [.. PlaceGold.Read("first"), .. PlaceGold.Read("second"), .. PlaceGold.Read("third")];

        Assert.True(texts.Length >= 80);
        Assert.True(texts.Sum(text => text.Marks.Count) >= 300);
        Assert.All(texts.SelectMany(text => text.Marks).SelectMany(mark => mark.Roles), role => Assert.Contains(role, (string[])["mention", "target", "biography", "outlet"]));
    }
}
