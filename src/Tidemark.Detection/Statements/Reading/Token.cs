using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Reading;

internal enum TokenKind
{
    Word,
    Stop,
    Comma,
    Colon,
    Semicolon,
    Dash,
    OpenQuote,
    CloseQuote,
    OpenBracket,
    CloseBracket,
    Other,
}

/// <summary>A word or a mark, with what the tagger made of it. UTF-16 offsets into the article.</summary>
internal struct Token
{
    public int Start;
    public int End;
    public TokenKind Kind;
    public Word Word;

    /// <summary>What it is here; a subset of what its word can be, plus <see cref="WordClass.Proper"/> and <see cref="WordClass.Number"/>.</summary>
    public WordClass Classes;

    /// <summary>Its first letter is a capital.</summary>
    public bool Capital;

    /// <summary>Its full stop belongs to it.</summary>
    public bool Abbreviated;

    /// <summary>The quotation it stands in, or -1.</summary>
    public int Quote;

    /// <summary>The bracket level it stands in.</summary>
    public int Depth;

    public readonly bool Has(WordClass any) => (Classes & any) != 0;

    public readonly TextSpan Span => new(Start, End);
}
