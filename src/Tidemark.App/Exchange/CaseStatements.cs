using System.Globalization;
using System.Text;
using Tidemark.Casework.Ledger;
using Tidemark.Model;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Exchange;

namespace Tidemark.App.Exchange;

/// <summary>The ledger of a case for other systems: what the machine read, with what people corrected beside it, and their decisions as opinions.</summary>
internal static class CaseStatements
{
    /// <summary>Every row, by id.</summary>
    public static IReadOnlyList<ExchangeStatement> Of(DecidedLedger decided, UnixTime read)
    {
        Dictionary<string, Model.Ledger.LedgerText> texts = decided.Ledger.Texts.ToDictionary(text => text.Sha256, StringComparer.Ordinal);
        return
        [
            .. decided.Ledger.Rows.OrderBy(row => row.Id, StringComparer.Ordinal)
                .Select(row => Statement(row, decided.Of(row.Id), texts.GetValueOrDefault(row.Text), read)),
        ];
    }

    /// <summary>Every decision, in the order of the journal.</summary>
    public static IReadOnlyList<ExchangeJudgement> Judgements(DecidedLedger decided, Func<string, UnixTime> moment)
    {
        HashSet<string> known = [.. decided.Ledger.Rows.Select(row => row.Id)];
        return
        [
            .. decided.Ledger.Rows.Select(row => decided.Of(row.Id)).Concat(decided.Gone).SelectMany(row => row.Decisions)
                .OrderBy(decision => decision.Entry)
                .Select(decision => new ExchangeJudgement(
                    string.Create(CultureInfo.InvariantCulture, $"{decision.Row} {decision.Entry}"), known.Contains(decision.Row) ? decision.Row : null,
                    decision.Action switch { LedgerAction.Accept => "agree", LedgerAction.Reject => "disagree", _ => "neutral" },
                    $"{What(decision)}. Reason: {decision.Reason}\nThe sentence: {decision.Sentence}", moment(decision.Time))),
        ];
    }

    private static string What(LedgerDecision decision) => decision.Action switch
    {
        LedgerAction.Accept => $"Statement {decision.Row} accepted: it is as the text has it",
        LedgerAction.Reject => $"Statement {decision.Row} rejected: it is no statement, or not to be used",
        LedgerAction.Merge => $"Statement {decision.Row} is the same as {decision.Into}",
        _ => $"Statement {decision.Row}: {decision.Field} corrected to {decision.Value}",
    };

    private static ExchangeStatement Statement(LedgerRow row, DecidedRow decided, Model.Ledger.LedgerText? text, UnixTime read)
    {
        string speaker = decided.Corrections.GetValueOrDefault("speaker") ?? row.Speaker ?? "nobody named";
        string stance = decided.Corrections.GetValueOrDefault("stance") ?? row.Stance;
        var content = new StringBuilder();
        if (decided.State != "undecided")
        {
            content.Append(CultureInfo.InvariantCulture, $"A person decided: {decided.State}{(decided.Into is null ? "" : $" into {decided.Into}")}.\n");
        }
        Line("said", decided.Corrections.GetValueOrDefault("content") ?? row.Content);
        Line("sentence", row.Sentence);
        Line("in", text is null ? row.Text : $"{text.Outlet}: {text.Title ?? text.Name}{(text.Published is null ? "" : $", {text.Published}")}, line {row.Line.ToString(CultureInfo.InvariantCulture)}");
        Line("through", string.Join(" → ", row.Chain.Select(hop => hop.Name)));
        Line("modality", decided.Corrections.GetValueOrDefault("modality") ?? row.Modality);
        Line("hedges", string.Join(", ", row.Hedges));
        Line("the text commits itself", row.Factivity);
        Line("when", decided.Corrections.GetValueOrDefault("when") ?? (row.When is { } when ? $"{when.Words} ({App.Ledgers.LedgerText.Days(when)})" : ""));
        Line("denies", decided.Corrections.GetValueOrDefault("scope") ?? string.Join(", ", row.DenialScopes));
        foreach ((string field, string value) in decided.Corrections)
        {
            Line($"{field} as corrected by a person", value);
        }
        content.Append("The text attributes this; whether it was said, and is true, it does not show.");
        return new ExchangeStatement(
            row.Id, $"{(decided.State == "rejected" ? "Rejected by a person: " : "")}{speaker} {stance}", content.ToString(),
            $"Tidemark, rule {row.Rule} ({row.Tier})", row.Text.Split('#', 2)[0], row.Speaker is ['@', _, ..] handle ? [handle[1..]] : [],
            decided.State == "rejected", read);

        void Line(string what, string value)
        {
            if (value.Length > 0)
            {
                content.Append(what).Append(": ").Append(value).Append('\n');
            }
        }
    }
}
