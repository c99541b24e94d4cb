using Tidemark.Detection.Statements.Retelling;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// Checks a statement that rests on somebody's text against that text, where the case holds it: "A says B said": does B?
/// </summary>
/// <remarks>
/// <para><b>Claims</b> that the sentence shown is, of the cited party's texts in the case that are not later than the citation, the nearest to what
/// is cited, and that the words given differ; "near" is a passage of which the citation lost or changed something else than a role. What is only denied
/// is not cited. <b>Does not claim</b> that the cited party never said it: it may have said it elsewhere.</para>
/// <para>O(citations · sentences of the cited texts · length).</para>
/// </remarks>
internal static class CitationChecker
{
    /// <summary>Of eight pairs through two translations the farthest scored 0.20, and unrelated ones 0.14 or less.</summary>
    private const double Found = RetellingAlignment.LeastScore;

    /// <summary>A sentence with fewer runs (some five words) is a part of many by accident.</summary>
    private const int LeastRuns = 25;

    public static IReadOnlyList<CitationCheck> Check(LedgerMaterial material, CancellationToken cancel)
    {
        // By whom a text is its own: the outlet speaks in it.
        int[] own = [.. material.Rows.Where(material.IsOwn).Select(material.TextOf).Distinct().Order()];
        var checks = new List<CitationCheck>();
        foreach ((string party, List<int> texts) in ByParty(material, own))
        {
            (int Text, string Sentence)[] sentences = [.. texts.SelectMany(text => Sentences(material.Sources[text]).Select(sentence => (text, sentence)))];
            var runs = new CharacterRuns(sentences.Select(sentence => sentence.Sentence));
            foreach (LedgerRow row in material.Rows)
            {
                cancel.ThrowIfCancellationRequested();
                int text = material.TextOf(row);
                if (SpeakerNames.Same(material.Texts[text].Outlet, party) || !Cites(material, row, party))
                {
                    continue;
                }
                if (Nearest(material, row, text, sentences, runs) is { } check)
                {
                    checks.Add(check);
                }
            }
        }
        return [.. checks.OrderBy(check => material.PlaceOf(check.Row)).ThenBy(check => check.Cited, StringComparer.Ordinal)];
    }

    /// <summary>The cited party speaks in the row, or its content names it together with a word of citing.</summary>
    private static bool Cites(LedgerMaterial material, LedgerRow row, string cited) => row.Content.Length > 0 && row.Stance is not ("declines" or "asks" or "denies" or "dismisses")
        && (SpeakerNames.Same(row.Speaker, cited) || row.Chain.Any(hop => hop.Kind is not "article" && SpeakerNames.Same(hop.Name, cited))
            || (SpeakerNames.Mentions(row.Content, SpeakerNames.Beginnings(cited)) && Phrases.Any(row.Content, material.LanguageOf(row), "citing")));

    private static CitationCheck? Nearest(LedgerMaterial material, LedgerRow row, int text, (int Text, string Sentence)[] sentences, CharacterRuns runs)
    {
        ulong[] mine = CharacterRuns.Of(row.Content);
        int best = -1;
        double score = 0;
        for (int i = 0; i < sentences.Length; i++)
        {
            bool later = material.Days[sentences[i].Text] is { } said && material.Days[text] is { } told && said > told;
            if (!later && runs.Runs[i].Length >= LeastRuns && runs.Score(i, mine) is var near && near > score)
            {
                (best, score) = (i, near);
            }
        }
        if (mine.Length < LeastRuns || best < 0)
        {
            return null;
        }
        string cited = material.Texts[sentences[best].Text].Sha256;
        if (score < Found)
        {
            return new CitationCheck(row.Id, cited, "", "not found", []);
        }
        Drift[] drifts = [.. DriftFinder.Compare(sentences[best].Sentence, row.Content, material.LanguageOf(row).Code)];
        RowDrift[] roles = [.. drifts.Where(drift => drift.Kind == DriftKind.ChangedRole).Select(drift => new RowDrift("changed role", "", row.Id, drift.Original, drift.Retold))];
        return new CitationCheck(row.Id, cited, sentences[best].Sentence, roles.Length > 0 ? "differs" : drifts.Length > 0 ? "near" : "agrees", roles);
    }

    /// <summary>Texts of one party under the shortest of its names: "Microsoft" publishes as its centre too.</summary>
    private static List<(string Party, List<int> Texts)> ByParty(LedgerMaterial material, int[] own)
    {
        var parties = new List<(string Party, List<int> Texts)>();
        foreach (int text in own.OrderBy(text => material.Texts[text].Outlet.Length).ThenBy(text => text))
        {
            int known = parties.FindIndex(party => SpeakerNames.Same(party.Party, material.Texts[text].Outlet));
            if (known >= 0)
            {
                parties[known].Texts.Add(text);
            }
            else
            {
                parties.Add((material.Texts[text].Outlet, [text]));
            }
        }
        return parties;
    }

    /// <summary>Sentences of the body; headline and byline say nothing that can be cited.</summary>
    private static IEnumerable<string> Sentences(LedgerSource source)
    {
        foreach (string line in source.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == source.Title?.Trim() || (source.Byline is { } byline && line.Length < byline.Length + 8 && line.EndsWith(byline, StringComparison.Ordinal)))
            {
                continue;
            }
            int start = 0;
            for (int i = 1; i + 2 < line.Length; i++)
            {
                if (line[i] is '.' or '!' or '?' or '\u201D' && (line[i] != '\u201D' || line[i - 1] is '.' or '!' or '?') && line[i + 1] == ' ' && char.IsUpper(line[i + 2])
                    && !(line[i] == '.' && char.IsUpper(line[i - 1])))
                {
                    yield return line[start..(i + 1)].Trim();
                    start = i + 1;
                }
            }
            yield return line[start..].Trim();
        }
    }
}
