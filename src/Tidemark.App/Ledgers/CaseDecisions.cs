using Tidemark.Casework.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Model.Ledger;

namespace Tidemark.App.Ledgers;

/// <summary>People's decisions on the ledger, to and from the journal.</summary>
internal static class CaseDecisions
{
    /// <summary>All decisions of a case, the earliest first. Entries of a kind this version does not know are left where they are.</summary>
    public static IReadOnlyList<LedgerDecision> Of(CaseFolder folder) =>
    [
        .. folder.Entries.Where(entry => entry.Kind == JournalKind.Decided).Select(Read).OfType<LedgerDecision>(),
    ];

    /// <summary>Enters a decision in the journal, with what the row says now.</summary>
    public static void Enter(CaseFolder folder, LedgerRow row, LedgerAction action, string reason, string? field = null, string? value = null, string? into = null) =>
        folder.Journal.Append(Clock.Now(), JournalKind.Decided, json =>
        {
            json.WriteString("row", row.Id);
            json.WriteString("decision", Word(action));
            if (field is not null)
            {
                json.WriteString("field", field);
                json.WriteString("value", value);
            }
            if (into is not null)
            {
                json.WriteString("into", into);
            }
            json.WriteString("reason", reason);
            json.WriteString("text", row.Text);
            json.WriteString("speaker", row.Speaker);
            json.WriteString("stance", row.Stance);
            json.WriteString("sentence", row.Sentence);
        });

    /// <summary>The word for an action, as it is typed.</summary>
    public static string Word(LedgerAction action) => action.ToString().ToLowerInvariant();

    private static LedgerDecision? Read(JournalEntry entry) =>
        entry.Text("row") is { } row && Enum.TryParse(entry.Text("decision"), ignoreCase: true, out LedgerAction action)
            ? new LedgerDecision
            {
                Row = row, Action = action, Field = entry.Text("field"), Value = entry.Text("value"), Into = entry.Text("into"),
                Reason = entry.Text("reason") ?? "", Time = entry.Time, Entry = entry.Number, Text = entry.Text("text") ?? "", Sentence = entry.Text("sentence") ?? "",
            }
            : null;
}
