using System.Diagnostics;
using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>Texts made to stop or swamp the reader: work and result grow with the text and no faster.</summary>
public sealed class BoundedTests
{
    public static TheoryData<string, string> Shapes() => new()
    {
        { "one sentence", "the bridge was closed and " },
        { "brackets", "(" },
        { "open quotations", "He said “" },
        { "closed quotations", "\"A,\" said Bob. " },
        { "relative clauses", ", who said " },
        { "commas", ", " },
        { "one word", "a" },
        { "charges and denials", "The firm accused the board. “We did not,” it said.\n" },
        { "questions", "Asked by X why, Y said that Z denied it, according to W.\n" },
        { "links", "Read more:\nX\n" },
        { "overrides", "\u202E\u2066said\u2069 " },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Twice_the_text_is_at_most_a_few_times_the_work(string name, string unit)
    {
        TimeSpan Time(int length)
        {
            string text = "The mayor said that " + string.Concat(Enumerable.Repeat(unit, length / unit.Length));
            long began = Stopwatch.GetTimestamp();
            ArticleStatements read = StatementReader.Read(text);
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            Assert.True(read.Statements.Count <= 2 + text.Length / 3, name);
            return took;
        }
        Time(20_000);
        TimeSpan small = Time(200_000);
        TimeSpan large = Time(800_000);

        // Four times the text; quadratic work would be sixteen times. The floor keeps a busy machine from deciding.
        Assert.True(large < 10 * small + TimeSpan.FromSeconds(2), $"{name}: {small.TotalMilliseconds:0} ms, then {large.TotalMilliseconds:0} ms");
    }
}
