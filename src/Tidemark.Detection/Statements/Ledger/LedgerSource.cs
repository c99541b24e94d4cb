namespace Tidemark.Detection.Statements.Ledger;

/// <summary>A text with its statements, as the ledger takes it.</summary>
/// <param name="Sha256">SHA-256 of the original's bytes, lower-case hexadecimal.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Outlet">Who published it, as far as anybody said; null where nobody did.</param>
/// <param name="Text">The decoded text the spans of the statements go into.</param>
/// <param name="Read">Its statements.</param>
/// <param name="Published">When it says it was published, ISO 8601; null where it does not.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Who wrote it.</param>
public sealed record LedgerSource(
    string Sha256, string Name, string? Outlet, string Text, ArticleStatements Read, string? Published, string? Title, string? Byline)
{
    /// <summary>From a plain text, which says everything about itself.</summary>
    public static LedgerSource Of(string sha256, string name, string? outlet, string text)
    {
        ArticleStatements read = StatementReader.Read(text);
        return new LedgerSource(sha256, name, outlet, text, read, read.Article.Published, read.Article.Title?.Text, read.Article.Byline?.Text);
    }
}

/// <summary>Every option that can change a ledger.</summary>
public sealed record LedgerOptions
{
    /// <summary>First day of the season within which closeness in time is priced; null: the first dated day of the material.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, inclusive; null: the last dated day of the material.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Texts from which on one statement is told as one source.</summary>
    public int ManyTexts { get; init; } = 3;
}
