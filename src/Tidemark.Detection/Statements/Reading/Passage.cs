using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Reading;

/// <summary>
/// A paragraph, ready for the rules: tokens, quotations, sentences. Rules see nothing but passages; an article's headings, links
/// and credits never become one.
/// </summary>
internal sealed class Passage
{
    public Passage(string text, TextSpan span, Language language)
    {
        Text = text;
        Span = span;
        Language = language;
        Tokens = [.. Tokenizer.Split(text, span, language)];
        Quotations = QuotationFinder.Find(this);
        Tagger.Tag(this);
        Sentences = SentenceSplitter.Split(this);
        Tagger.TagSentences(this);
    }

    public string Text { get; }

    public TextSpan Span { get; }

    public Language Language { get; }

    public Token[] Tokens { get; }

    public List<Quotation> Quotations { get; }

    public List<Sentence> Sentences { get; }

    public int Count => Tokens.Length;

    public TokenKind KindAt(int i) => i >= 0 && i < Tokens.Length ? Tokens[i].Kind : TokenKind.Other;

    public bool Has(int i, WordClass any) => i >= 0 && i < Tokens.Length && Tokens[i].Has(any);

    public bool IsWord(int i) => i >= 0 && i < Tokens.Length && Tokens[i].Kind == TokenKind.Word;

    /// <summary>Whether the token is this word of the language's files.</summary>
    public bool Is(int i, string word) =>
        i >= 0 && i < Tokens.Length && string.Equals(Tokens[i].Word.Text, word, StringComparison.Ordinal);

    public ReadOnlySpan<char> Written(int i) => Text.AsSpan(Tokens[i].Start, Tokens[i].End - Tokens[i].Start);

    /// <summary>From the first token to the last, both included.</summary>
    public TextSpan Between(int first, int last) => new(Tokens[first].Start, Tokens[last].End);

    public string Cut(int first, int last) => Text[Tokens[first].Start..Tokens[last].End];
}

/// <summary>Tokens of one sentence, last excluded.</summary>
internal readonly record struct Sentence(int First, int End);
