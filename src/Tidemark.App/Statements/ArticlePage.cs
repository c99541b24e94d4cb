using Tidemark.Detection.Statements;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.App.Statements;

/// <summary>An article and its statements.</summary>
/// <param name="Statements">What the article attributes to whom.</param>
/// <param name="Page">For a web page what the page says of itself; null for a plain text.</param>
internal sealed record ArticleRead(ArticleStatements Statements, ArticlePage? Page);

/// <summary>What a saved page says of its article: headline, people and date come from the page's own witnesses, not from its running text.</summary>
/// <param name="Text">Headline and body, one paragraph a line: what spans are counted in.</param>
internal sealed record ArticlePage(string Text, string? Title, string? Byline, string? Published, string? Dateline)
{
    /// <summary>Reads a page and the statements in its body.</summary>
    public static Parsed<ArticleRead> Read(string path, byte[] bytes)
    {
        Parsed<Page> page = PageReader.Read(bytes);
        if (!page.Ok)
        {
            return Parsed<ArticleRead>.Failed(new SourceLocation(path, page.Fault.Where.Line, page.Fault.Where.Byte), page.Fault.Reason);
        }
        Page of = page.Value;
        // The headline stands first, as in a plain text, so that it is known as one and not read as a sentence.
        string text = of.Title is { Length: > 0 } title ? $"{title.ReplaceLineEndings(" ")}\n{of.Text}" : of.Text;
        return Parsed<ArticleRead>.Of(new ArticleRead(StatementReader.Read(text), new ArticlePage(text, of.Title, of.Byline, of.Published, of.Dateline)));
    }
}
