using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// Matches denials and dismissals to the accusations they can answer, across texts, and says what of each accusation was denied: the act, the
/// intent, the motive, the knowledge or the evidence.
/// </summary>
/// <remarks>
/// <para>An accusation is a statement that accuses or alleges, or one that tells of a wrong (a list of words) and names somebody. A denial can
/// answer it if it names who made it, or else if the accusation names the denier's side, and if it was not made before it. An accusation of
/// somebody "with ties to" that side is taken for an answered one only where no other names it.</para>
/// <para><b>Does not claim</b> that silence means anything: a case holds what was collected, and whoever is accused may have answered elsewhere.
/// O(accusations · denials).</para>
/// </remarks>
internal sealed class DenialMatcher
{
    /// <summary>Statements that are compared; more than this no case read by people has.</summary>
    private const int Most = 5000;

    private readonly LedgerMaterial _material;
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);

    public DenialMatcher(LedgerMaterial material, IReadOnlyList<StatementVariants> variants)
    {
        _material = material;
        foreach (StatementVariants of in variants)
        {
            foreach (string row in of.Rows)
            {
                _origins[row] = of.Origin;
            }
        }
    }

    public (IReadOnlyList<DenialMatch> Denials, IReadOnlyList<AccusationState> Accusations) Match()
    {
        LedgerRow[] charges = [.. _material.Rows.Where(row => IsOrigin(row) && Accuses(row)).Take(Most)];
        LedgerRow[] denials = [.. _material.Rows.Where(row => IsOrigin(row) && row.Stance is "denies" or "dismisses" && row.Speaker is not null).Take(Most)];
        var matches = new List<DenialMatch>();
        var answers = charges.ToDictionary(charge => charge.Id, _ => new List<LedgerRow>(), StringComparer.Ordinal);
        foreach (LedgerRow denial in denials)
        {
            string[] side = SpeakerNames.Beginnings(denial.Speaker);
            LedgerRow[] possible = [.. charges.Where(charge => !SpeakerNames.Same(charge.Speaker, denial.Speaker) && !Before(denial, charge))];
            LedgerRow[] named = [.. possible.Where(charge => Names(denial, charge) && (SpeakerNames.Mentions(charge.Content, side) || Phrases.Any(denial.Sentence, _material.LanguageOf(denial), "answered")))];
            LedgerRow[] within = [.. possible.Where(charge => denial.Denies.Any(row => Origin(row) == charge.Id))];
            LedgerRow[] about = [.. possible.Where(charge => SpeakerNames.Mentions(charge.Content, side))];
            // "A national with ties to Iran" is not Iran: such a charge is answered only where no other is.
            LedgerRow[] direct = [.. about.Where(charge => SpeakerNames.Mentions(WithoutTies(charge), side))];
            about = direct.Length > 0 ? direct : about;
            (LedgerRow[] answered, string target) = named.Length > 0 ? (named, "named") : within.Length > 0 ? (within, "same text") : (about, "by subject and time");
            answered = [.. answered.OrderByDescending(charge => _material.Said(charge)?.From ?? DateOnly.MinValue).ThenBy(charge => _material.PlaceOf(charge.Id))];
            matches.Add(new DenialMatch(denial.Id, Scopes(denial), [.. answered.Select(row => row.Id)], target));
            foreach (LedgerRow row in answered)
            {
                answers[row.Id].Add(denial);
            }
        }
        return (matches,
        [
            .. charges.Select(charge => new AccusationState(
                charge.Id, [.. answers[charge.Id].SelectMany(Scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. answers[charge.Id].Select(denial => denial.Id)])),
        ]);
    }

    /// <summary>Whoever only dismisses rejects the worth of an accusation, and leaves the act standing.</summary>
    private static IReadOnlyList<string> Scopes(LedgerRow denial) =>
        denial.Stance == "dismisses" && denial.DenialScopes is ["act"] ? ["worth"] : denial.DenialScopes;

    /// <summary>The content of a charge without those whom somebody in it is only tied to.</summary>
    private string WithoutTies(LedgerRow charge)
    {
        string left = charge.Content;
        while (Phrases.First(left, _material.LanguageOf(charge).Phrases("ties")) is { } tie)
        {
            int name = tie.End + 1 < left.Length ? left.IndexOf(' ', tie.End + 1) : -1;
            left = name < 0 ? left[..tie.Start] : string.Concat(left.AsSpan(0, tie.Start), left.AsSpan(name));
        }
        return left;
    }

    private bool IsOrigin(LedgerRow row) => Origin(row.Id) == row.Id;

    private string Origin(string row) => _origins.GetValueOrDefault(row, row);

    private bool Accuses(LedgerRow row)
    {
        if (row.Content.Length == 0 || row.Speaker is null && row.Stance is not ("accuses" or "alleges"))
        {
            return false;
        }
        return row.Stance is "accuses" or "alleges"
            || (row.Stance is "asserts" or "reports" or "claims" or "confirms" or "believes" && Phrases.Any(row.Content, _material.LanguageOf(row), "accusing"));
    }

    /// <summary>Whether a denial names who made the accusation.</summary>
    private static bool Names(LedgerRow denial, LedgerRow charge)
    {
        string[] own = SpeakerNames.Beginnings(denial.Speaker);
        return SpeakerNames.Mentions(denial.Sentence, [.. SpeakerNames.Beginnings(charge.Speaker).Where(beginning => !own.Contains(beginning, StringComparer.Ordinal))]);
    }

    /// <summary>Certainly before: an order that rests on rounding is no order.</summary>
    private bool Before(LedgerRow denial, LedgerRow charge) =>
        _material.Said(denial) is { } answer && _material.Said(charge) is { } charged && answer.To < charged.From;
}
