using Tidemark.Detection.Statements.Article;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Resolution;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements;

/// <summary>
/// From the text of an article to its statements.
/// <para><b>Claims</b> that the article attributes these words to this speaker, by the rule named in each statement. <b>Does not claim</b>
/// that the speaker said them, that they are true, or that all statements were found.</para>
/// <para><b>Fails innocently</b> where a sentence is built in a way the rules do not know, where a name is shared by two people, and where a
/// verb of saying is used for something else ("the sign says"); such statements are missed or marked uncertain, and a person decides.</para>
/// <para>No model and no statistics: closed word lists, about a dozen rules, each decision readable. Cost O(n) in the text: paragraphs
/// and sentences have a greatest length, within which rules look a bounded number of words ahead.</para>
/// </summary>
public static class StatementReader
{
    /// <summary>Reads an article.</summary>
    /// <param name="text">The decoded text, without byte order mark, otherwise as it is.</param>
    /// <param name="language">ISO 639-1 of the rules to use; null: recognised from the text.</param>
    public static ArticleStatements Read(string text, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Language rules = language is null ? LanguageFiles.Recognise(text) : LanguageFiles.Of(language);
        var article = new ArticleReader(text, rules);
        var points = new CodePoints(text);
        var sentences = new SentenceRules();
        var passages = new List<Passage>();
        foreach (TextSpan paragraph in article.Paragraphs())
        {
            var passage = new Passage(text, paragraph, rules);
            passages.Add(passage);
            sentences.Read(passage);
        }
        IReadOnlyList<Statement> statements = Resolver.Resolve(text, points, article, rules, passages, sentences.Drafts);
        var facts = new ArticleFacts
        {
            Title = article.Title is { } title ? points.Cut(title) : null,
            Byline = article.Byline is { } byline ? points.Cut(byline) : null,
            Published = article.Published,
            Dateline = article.Dateline is { } place ? points.Cut(place) : null,
            Language = rules.Code,
            Agencies = [.. article.Agencies.Select(points.Cut)],
            Headings = [.. article.HeadingSpans.Select(points.Cut)],
            Related = [.. article.Related.Select(points.Cut)],
        };
        return new ArticleStatements(facts, statements);
    }
}
