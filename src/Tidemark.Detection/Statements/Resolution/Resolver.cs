using Tidemark.Detection.Statements.Article;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

internal static class Resolver
{
    public static IReadOnlyList<Statement> Resolve(string text, CodePoints points, ArticleReader article, List<Passage> passages, IReadOnlyList<Draft> drafts)
    {
        var done = new List<Statement>();
        foreach (Draft draft in drafts)
        {
            done.Add(new Statement
            {
                Id = "s" + (done.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Line = 1,
                Kind = StatementKind.Indirect,
                Speaker = draft.SpeakerSpan is { } s ? new Speaker(points.Cut(s), text[s.Start..s.End], null) : null,
                Cue = draft.CueSpan is { } c ? new CueWords(points.Cut(c), draft.Cue.Lemma, draft.Cue.Class.ToString().ToLowerInvariant()) : null,
                Stance = draft.Cue.Stance, Modality = Modality.Plain, Factivity = Factivity.Neutral, Hedges = [],
                Content = [.. draft.Content.Select(p => new ContentPiece(points.Cut(p.Span), p.Quoted))],
                Chain = [new Hop("article", HopKind.Article)], Addressee = null, When = null, Denies = [], DenialScopes = [], Answers = null, Rule = draft.Rule, Tier = draft.Tier,
            });
        }
        return done;
    }
}
