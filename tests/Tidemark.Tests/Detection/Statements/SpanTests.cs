using CsCheck;
using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>Whatever stands in a text, each span cuts what it says: one that does not would make the ledger worthless.</summary>
public sealed class SpanTests
{
    private static readonly string[] Parts =
    [
        "The mayor 😀 said that the bridge was closed.", "“It holds 𐌰,” Mara Lind told the weekly Anker.", "\r\n", "\n", "\r", " ", "\t", "She added: \"No", "\u202E", "(", ")", "“", "”", "''",
        "„Wir", "«", "»", "according to the firm", ", saying that", " but ", "Asked by Anker why,", "By Mara Lind\n", "12 May 2028 10:00 CET\n", "Read more:\n", "• One\n", "— Mara Lind", ".", "?", ",", ";", ":",
        "denied", "the 👩\u200D🔬 firm", "e\u0301", "neither confirmed nor denied", "was quoted as saying", "U.S.", "who", "that",
    ];

    private static readonly Gen<string> Article = Gen.Int[0, Parts.Length - 1].Array[0, 40].Select(chosen => string.Concat(chosen.Select(i => Parts[i])));

    [Fact]
    public void Every_span_cuts_what_it_says_in_whatever_text() => Article.Sample(text => Ledger.Checked(text, StatementReader.Read(text)));

    [Fact]
    public void The_same_text_gives_the_same_statements() =>
        Article.Sample(text => Assert.Equal(Lines(text), Lines(text)), iter: 30);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_count_as_they_are(string end)
    {
        string text = $"By Mara Lind{end}{end}The mayor said that the 😀 bridge was closed.{end}";

        Statement statement = Ledger.Single(text);

        Assert.Equal("that the 😀 bridge was closed", Ledger.Content(statement));
        Assert.Equal(12 + 2 * end.Length, statement.Speaker!.Span.Start);
        Assert.Equal(3, statement.Line);
    }

    private static string Lines(string text) => string.Join('\n', StatementReader.Read(text).Statements.Select(s => $"{s.Id} {s.Rule} {s.Speaker?.Canonical} {s.Stance} {Ledger.Content(s)}"));
}
