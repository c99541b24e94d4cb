using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>The speaker's own doubt: words in the content that hedge it, and the modality they give.</summary>
internal static class Hedging
{
    public static (Modality Modality, List<TextSpan> Hedges) Of(string text, Draft draft, Language language)
    {
        var hedges = new List<TextSpan>();
        bool conditional = false;
        bool predicted = false;
        foreach (Piece piece in draft.Content)
        {
            ReadOnlySpan<char> words = text.AsSpan(piece.Span.Start, piece.Span.Length);
            foreach (string hedge in language.Phrases("hedges"))
            {
                int at = WordSearch.Find(words, hedge);
                if (at < 0 || (hedge == "may" && at > 0 && char.IsUpper(words[at])))
                {
                    continue;
                }
                var span = new TextSpan(piece.Span.Start + at, piece.Span.Start + at + hedge.Length);
                // The longer phrase stands first in the list; a word inside it is no second hedge.
                if (!hedges.Exists(other => other.Meets(span)))
                {
                    hedges.Add(span);
                }
            }
            conditional |= WordSearch.Any(words, language.Phrases("conditionals"));
            predicted |= WordSearch.Any(words, language.Phrases("predictions"));
        }
        hedges.Sort((a, b) => a.Start.CompareTo(b.Start));
        Modality modality = hedges.Count > 0 ? Modality.Hedged : conditional ? Modality.Conditional : predicted ? Modality.Predicted : Modality.Plain;
        return (modality, hedges);
    }
}
