namespace Tidemark.Detection.Statements.Article;

/// <summary>What a line of the article is. UTF-16 offsets, white space at the ends left out.</summary>
internal enum LineKind
{
    Body,
    Title,
    Byline,
    Published,
    Heading,
    RelatedMarker,
    Related,
    Credit,
}

/// <summary>A line that holds something.</summary>
/// <param name="Number">1 is the first.</param>
/// <param name="Span">Without white space at its ends.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Line(int Number, TextSpan Span, LineKind Kind);
