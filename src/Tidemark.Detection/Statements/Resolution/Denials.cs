using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>What a denial denies: its scope, and the statements of the article it answers.</summary>
internal static class Denials
{
    public static List<DenialScope> Scopes(string text, Draft draft, Language language)
    {
        var scopes = new List<DenialScope>();
        foreach ((DenialScope scope, string list) in ((DenialScope, string)[])[(DenialScope.Knowledge, "scope-knowledge"), (DenialScope.Intent, "scope-intent"), (DenialScope.Motive, "scope-motive"), (DenialScope.Evidence, "scope-evidence")])
        {
            foreach (Piece piece in draft.Content)
            {
                if (WordSearch.Any(text.AsSpan(piece.Span.Start, piece.Span.Length), language.Phrases(list)))
                {
                    scopes.Add(scope);
                    break;
                }
            }
        }
        if (scopes.Count == 0)
        {
            scopes.Add(DenialScope.Act);
        }
        return scopes;
    }
}
