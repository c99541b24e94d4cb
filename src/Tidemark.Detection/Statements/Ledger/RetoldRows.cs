using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Retelling;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>What retellings in other texts changed of a statement: <see cref="DriftFinder"/> on each row against the origin of its variants.</summary>
/// <remarks>
/// What the same speaker publishes again is no retelling: it is a new statement, and its dates are compared (<see cref="DateConflicts"/>).
/// A retelling of a retelling is compared with the origin, so that what the first lost is told of both.
/// </remarks>
internal static class RetoldRows
{
    public static IReadOnlyList<RowDrift> Find(LedgerMaterial material, IReadOnlyList<StatementVariants> variants)
    {
        var drifts = new List<RowDrift>();
        foreach (StatementVariants of in variants)
        {
            LedgerRow origin = material.Row(of.Origin);
            foreach (LedgerRow row in of.Rows.Select(material.Row))
            {
                if (row.Text != origin.Text && !material.IsOwn(row))
                {
                    drifts.AddRange(Compare(origin, row, material.LanguageOf(row)));
                }
            }
        }
        return drifts;
    }

    /// <summary>The changes from one row to another.</summary>
    public static IEnumerable<RowDrift> Compare(LedgerRow origin, LedgerRow row, Language language)
    {
        if (origin.Content == row.Content && !IsDenial(row))
        {
            return [];
        }
        // A denial's target stands before it ("Asked about …"), outside of what it says.
        IEnumerable<Drift> targets = IsDenial(origin) || IsDenial(row)
            ? DriftFinder.Compare(origin.Sentence, row.Sentence, language.Code).Where(drift => drift.Kind == DriftKind.WrongDenialTarget) : [];
        return targets.Concat(DriftFinder.Compare(origin.Content, row.Content, language.Code).Where(drift => drift.Kind != DriftKind.WrongDenialTarget))
            .Select(drift => new RowDrift(Words(drift, origin, row, language), origin.Id, row.Id, drift.Original, drift.Retold));
    }

    private static bool IsDenial(LedgerRow row) => row.Stance is "denies" or "dismisses";

    private static string Words(Drift drift, LedgerRow origin, LedgerRow row, Language language) => drift.Kind switch
    {
        DriftKind.LostHedge => "lost hedge",
        DriftKind.LostBound => "lost bound",
        DriftKind.ChangedNumber => "changed number",
        DriftKind.MovedDate => "moved date",
        // One thing with a date became several with the same date.
        DriftKind.WidenedScope when drift.Original is not null && SharedDate(origin, row, language) => "spread date",
        DriftKind.WidenedScope => "widened scope",
        DriftKind.ChangedRole => "changed role",
        _ => "wrong denial target",
    };

    private static bool SharedDate(LedgerRow origin, LedgerRow row, Language language)
    {
        var a = new RetoldText(origin.Content, language);
        var b = new RetoldText(row.Content, language);
        return a.Dates.Any(date => b.Dates.Any(other => other.Date == date.Date));
    }
}
