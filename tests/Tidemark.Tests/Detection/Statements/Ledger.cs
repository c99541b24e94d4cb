using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>Short ways to read a text and to say what should come of it.</summary>
internal static class Ledger
{
    public static IReadOnlyList<Statement> Read(string text, string? language = null) => Checked(text, StatementReader.Read(text, language)).Statements;

    public static Statement Single(string text) => Assert.Single(Read(text));

    /// <summary>The statement under this cue.</summary>
    public static Statement Under(string text, string cue) => Assert.Single(Read(text), statement => statement.Cue?.Span.Text == cue);

    public static string Content(Statement statement) => string.Join(" / ", statement.Content.Select(piece => piece.Quoted ? $"“{piece.Span.Text}”" : piece.Span.Text));

    public static string Chain(Statement statement) => string.Join(" > ", statement.Chain.Select(hop => hop.Name));

    /// <summary>Every span of the reading cuts from the text, counted in code points, exactly what it says.</summary>
    public static ArticleStatements Checked(string text, ArticleStatements read)
    {
        int[] runes = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        foreach (Cut cut in Cuts(read))
        {
            string here = string.Concat(runes[cut.Start..cut.End].Select(char.ConvertFromUtf32));
            Assert.Equal(here, cut.Text);
        }
        return read;
    }

    private static IEnumerable<Cut> Cuts(ArticleStatements read)
    {
        ArticleFacts facts = read.Article;
        foreach (Cut? cut in (Cut?[])[facts.Title, facts.Byline, facts.Dateline])
        {
            if (cut is { } there)
            {
                yield return there;
            }
        }
        foreach (Cut cut in facts.Agencies.Concat(facts.Headings).Concat(facts.Related))
        {
            yield return cut;
        }
        foreach (Statement statement in read.Statements)
        {
            foreach (Cut? cut in (Cut?[])[statement.Speaker?.Span, statement.Cue?.Span, statement.Addressee, statement.When?.Text])
            {
                if (cut is { } there)
                {
                    yield return there;
                }
            }
            foreach (Cut cut in statement.Hedges.Concat(statement.Content.Select(piece => piece.Span)))
            {
                yield return cut;
            }
        }
    }
}
