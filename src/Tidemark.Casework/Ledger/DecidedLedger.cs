using Tidemark.Model.Ledger;

namespace Tidemark.Casework.Ledger;

/// <summary>A row with what people decided on it.</summary>
/// <param name="Id">The row.</param>
/// <param name="State">"undecided", "accepted", "corrected", "rejected" or "merged".</param>
/// <param name="Corrections">Right values by field; the latest of each counts.</param>
/// <param name="Into">Of a merged row the one it belongs to; else null.</param>
/// <param name="Decisions">All decisions, the earliest first.</param>
public sealed record DecidedRow(
    string Id, string State, IReadOnlyDictionary<string, string> Corrections, string? Into, IReadOnlyList<LedgerDecision> Decisions);

/// <summary>
/// The machine's ledger and people's decisions, side by side. Decisions are only added; the latest counts, all are shown, and none changes
/// what the machine read.
/// </summary>
public sealed class DecidedLedger
{
    private readonly Dictionary<string, DecidedRow> _rows;

    /// <summary>Puts decisions beside rows. O(rows + decisions).</summary>
    public DecidedLedger(StatementLedger ledger, IEnumerable<LedgerDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(decisions);
        Ledger = ledger;
        _rows = decisions.OrderBy(decision => decision.Entry).GroupBy(decision => decision.Row, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, of => Fold(of.Key, [.. of]), StringComparer.Ordinal);
        HashSet<string> known = [.. ledger.Rows.Select(row => row.Id)];
        Gone = [.. _rows.Values.Where(row => !known.Contains(row.Id)).OrderBy(row => row.Decisions[0].Entry)];
    }

    /// <summary>What the machine read.</summary>
    public StatementLedger Ledger { get; }

    /// <summary>Rows that were decided on and that the present reading does not find; nothing that was decided is lost.</summary>
    public IReadOnlyList<DecidedRow> Gone { get; }

    /// <summary>A row's decisions; an undecided row has none.</summary>
    public DecidedRow Of(string row) => _rows.GetValueOrDefault(row) ?? new DecidedRow(row, "undecided", new Dictionary<string, string>(), null, []);

    /// <summary>Checks whose rows are all in use: a check that rests on a rejected row says nothing any more.</summary>
    public IEnumerable<LedgerCheck> Standing => Ledger.Checks.Where(check => !check.Rows.Any(row => Of(row).State == "rejected"));

    /// <summary>Checks that rest on a rejected row.</summary>
    public IEnumerable<LedgerCheck> Fallen => Ledger.Checks.Where(check => check.Rows.Any(row => Of(row).State == "rejected"));

    private static DecidedRow Fold(string id, LedgerDecision[] decisions)
    {
        string state = "undecided";
        string? into = null;
        var corrections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (LedgerDecision decision in decisions)
        {
            switch (decision.Action)
            {
                case LedgerAction.Accept:
                    // What was corrected stays corrected: accepted is the row as it stands now.
                    (state, into) = (corrections.Count > 0 ? "corrected" : "accepted", null);
                    break;
                case LedgerAction.Correct when decision is { Field: { } field, Value: { } value }:
                    corrections[field] = value;
                    (state, into) = ("corrected", null);
                    break;
                case LedgerAction.Reject:
                    (state, into) = ("rejected", null);
                    break;
                case LedgerAction.Merge when decision.Into is { } other:
                    (state, into) = ("merged", other);
                    break;
                default:
                    break;
            }
        }
        return new DecidedRow(id, state, corrections, into, decisions);
    }
}
