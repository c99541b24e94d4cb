using System.Globalization;
using Tidemark.Casework.Ledger;
using Tidemark.Model.Ledger;

namespace Tidemark.Publishing.Tables;

/// <summary>A ledger as CSV tables; row order by content alone.</summary>
public static class LedgerTables
{
    /// <summary>One line a statement: the machine's reading, and beside it the state and corrections of the latest decisions.</summary>
    /// <param name="decided">The ledger; null: no ledger was made, and only the header is written.</param>
    /// <param name="stream">Where to; stays open.</param>
    public static void WriteStatements(DecidedLedger? decided, Stream stream)
    {
        using var table = new CsvTable(
            stream, "id", "text_sha256", "outlet", "published", "line", "start", "end", "speaker", "named", "role", "cue", "stance", "modality", "factivity", "hedges",
            "content", "chain", "when_words", "when_from", "when_to", "when_of", "denial_scope", "rule", "tier", "state", "merged_into", "corrections", "reasons");
        if (decided is null)
        {
            return;
        }
        Dictionary<string, LedgerText> texts = decided.Ledger.Texts.ToDictionary(text => text.Sha256, StringComparer.Ordinal);
        foreach (LedgerRow row in decided.Ledger.Rows)
        {
            DecidedRow of = decided.Of(row.Id);
            table.Text(row.Id);
            table.Text(row.Text);
            table.Text(texts[row.Text].Outlet);
            table.Text(texts[row.Text].Published);
            table.Number(row.Line);
            table.Number(row.Start);
            table.Number(row.End);
            table.Text(row.Speaker);
            table.Text(row.Named ? "yes" : "no");
            table.Text(row.Role);
            table.Text(row.Cue);
            table.Text(row.Stance);
            table.Text(row.Modality);
            table.Text(row.Factivity);
            table.Text(string.Join('\n', row.Hedges));
            table.Text(row.Content);
            table.Text(string.Join(" > ", row.Chain.Select(hop => hop.Name)));
            table.Text(row.When?.Words);
            table.Text(row.When is { } from ? Day(from.From) : null);
            table.Text(row.When is { } to ? Day(to.To) : null);
            table.Text(row.When is { } time ? time.OfSaying ? "saying" : "content" : null);
            table.Text(string.Join(' ', row.DenialScopes));
            table.Text(row.Rule);
            table.Text(row.Tier);
            table.Text(of.State);
            table.Text(of.Into);
            table.Text(string.Join('\n', of.Corrections.Select(correction => $"{correction.Key}={correction.Value}")));
            table.Text(string.Join('\n', of.Decisions.Select(decision => $"{decision.Time} {decision.Action.ToString().ToLowerInvariant()}: {decision.Reason}")));
            table.EndRow();
        }
    }

    /// <summary>One line for each thing that holds between rows: drift, denials, accusations, citations, dates, closeness, and the checks.</summary>
    /// <param name="decided">The ledger; null: no ledger was made, and only the header is written.</param>
    /// <param name="stream">Where to; stays open.</param>
    public static void WriteLedger(DecidedLedger? decided, Stream stream)
    {
        using var table = new CsvTable(stream, "part", "kind", "rows", "left", "right", "sentence", "ordinary_explanation", "would_refute");
        if (decided is null)
        {
            return;
        }
        StatementLedger ledger = decided.Ledger;
        foreach (LedgerCheck check in ledger.Checks)
        {
            Line("check", check.Kind, check.Rows, check.Left, check.Right, check.Sentence, check.Innocent, check.Refutes);
        }
        foreach (StatementVariants of in ledger.Variants)
        {
            Line("variants", string.Create(CultureInfo.InvariantCulture, $"{of.Carriers} texts, {of.Wordings} wordings, {of.Sources} sources"), of.Rows);
        }
        foreach (RowDrift of in ledger.Drifts)
        {
            Line("drift", of.Kind, [of.Original, of.Retold], of.OriginalWords, of.RetoldWords);
        }
        foreach (DenialMatch of in ledger.Denials)
        {
            Line("denial", $"{string.Join(' ', of.Scopes)}; {of.Target}", [of.Denial, .. of.Accusations]);
        }
        foreach (AccusationState of in ledger.Accusations)
        {
            Line("accusation", of.Answered.Count == 0 ? "unanswered" : "answered: " + string.Join(' ', of.Answered), [of.Accusation, .. of.Denials]);
        }
        foreach (CitationCheck of in ledger.Citations)
        {
            Line("citation", of.Verdict, [of.Row], of.Passage, null, of.Cited);
        }
        foreach (DateConflict of in ledger.Conflicts)
        {
            Line("dates", string.Join(' ', of.Dates.Select(date => Day(date.Day))), [.. of.Dates.Select(date => date.Row)]);
        }
        foreach (Nearness of in ledger.Nearnesses)
        {
            Line("closeness", of.Weight, [of.Row], of.First?.Words, of.Second?.Words,
                of.LeastDays < 0
                    ? "the days are not known"
                    : string.Create(CultureInfo.InvariantCulture, $"{of.LeastDays} to {of.MostDays} days; chance {of.Chance:0.####} with {of.Events} other days in {of.Season}"));
        }

        void Line(string part, string kind, IReadOnlyList<string> rows, string? left = null, string? right = null, string? sentence = null, string? innocent = null, string? refutes = null)
        {
            table.Text(part);
            table.Text(kind);
            table.Text(string.Join(' ', rows));
            table.Text(left);
            table.Text(right);
            table.Text(sentence);
            table.Text(innocent);
            table.Text(refutes);
            table.EndRow();
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
