using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Casework.Ledger;
using Tidemark.Model.Ledger;

namespace Tidemark.App.Ledgers;

/// <summary>A ledger for a person at a terminal: checks first, then the rows by text, then what was denied and what was not.</summary>
internal static class LedgerText
{
    private const int Width = 220;

    public static void Write(TextWriter to, DecidedLedger decided, int later, bool checksOnly)
    {
        StatementLedger ledger = decided.Ledger;
        if (later > 0)
        {
            to.WriteLine(Invariant($"note: {later} {(later == 1 ? "text" : "texts")} came in after this ledger was made; `tidemark detect CASE statements` reads them too."));
        }
        to.WriteLine(Invariant($"{ledger.Texts.Count} texts, {ledger.Rows.Count} statements ({ledger.Rows.Count(row => row.Tier == "certain")} certain). The texts attribute them; whether they were made, and are true, they do not show."));
        Checks(to, decided);
        if (checksOnly)
        {
            return;
        }
        foreach (Model.Ledger.LedgerText text in ledger.Texts)
        {
            to.WriteLine();
            to.WriteLine(Short($"{text.Published ?? "undated"}  {text.Outlet}: {text.Title ?? text.Name}{(text.Agencies.Count > 0 ? $" (credits {string.Join(", ", text.Agencies)})" : "")}"));
            foreach (LedgerRow row in ledger.Rows.Where(row => row.Text == text.Sha256))
            {
                Row(to, row, decided.Of(row.Id));
            }
        }
        Open(to, ledger);
        foreach (DecidedRow gone in decided.Gone)
        {
            to.WriteLine(Short($"{gone.Id}: {gone.State}, and no longer found by the present reading: {gone.Decisions[^1].Sentence}"));
        }
    }

    private static void Checks(TextWriter to, DecidedLedger decided)
    {
        LedgerCheck[] standing = [.. decided.Standing];
        to.WriteLine(standing.Length == 0 ? "Nothing was found that a person should look at first. That is no proof of anything." : "To look at, none of it a verdict:");
        foreach (LedgerCheck check in standing)
        {
            to.WriteLine($"  [{check.Kind}] {Plain.Text(check.Sentence)}");
            to.WriteLine(Short($"      ordinary explanation: {check.Innocent}"));
            to.WriteLine($"      rows: {string.Join(' ', check.Rows.Take(8))}{(check.Rows.Count > 8 ? " …" : "")}");
        }
        int fallen = decided.Fallen.Count();
        if (fallen > 0)
        {
            to.WriteLine(Invariant($"  {fallen} more {(fallen == 1 ? "rests" : "rest")} on rejected rows and {(fallen == 1 ? "is" : "are")} left out."));
        }
    }

    private static void Row(TextWriter to, LedgerRow row, DecidedRow decided)
    {
        string hedged = row.Modality == "plain" ? "" : ", " + row.Modality;
        string scope = row.DenialScopes.Count > 0 ? $" ({string.Join(", ", row.DenialScopes)})" : "";
        to.WriteLine(Short($"  {row.Id}  line {row.Line.ToString(CultureInfo.InvariantCulture)}  {row.Speaker ?? "nobody named"}  {row.Stance}{scope}{hedged}  [{row.Tier}: {row.Rule}]"));
        if (row.Content.Length > 0)
        {
            to.WriteLine(Short("      " + row.Content));
        }
        string when = row.When is { } time ? $"; {time.Words} ({Days(time)})" : "";
        to.WriteLine(Short($"      {string.Join(" → ", row.Chain.Select(hop => hop.Name))}{when}"));
        foreach (LedgerDecision decision in decided.Decisions)
        {
            string what = decision.Action switch
            {
                LedgerAction.Correct => $"{decision.Field} corrected to {decision.Value}",
                LedgerAction.Merge => $"merged into {decision.Into}",
                LedgerAction.Accept => "accepted",
                _ => "rejected",
            };
            to.WriteLine(Short($"      decided {decision.Time}: {what}: {decision.Reason}"));
        }
    }

    private static void Open(TextWriter to, StatementLedger ledger)
    {
        AccusationState[] open = [.. ledger.Accusations.Where(state => !state.Answered.Contains("act", StringComparer.Ordinal))];
        if (open.Length > 0)
        {
            to.WriteLine();
            to.WriteLine("Accusations nobody in this case answers as to the act (they may be answered elsewhere):");
        }
        foreach (AccusationState state in open)
        {
            LedgerRow row = ledger.Rows.First(row => row.Id == state.Accusation);
            to.WriteLine(Short($"  {row.Id}  {row.Speaker ?? "nobody named"}: {row.Content}{(state.Answered.Count > 0 ? $" [answered as to {string.Join(", ", state.Answered)}]" : "")}"));
        }
    }

    internal static string Days(LedgerTime time) => time.From == time.To ? Iso(time.From) : $"{Iso(time.From)} to {Iso(time.To)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // One line a part: white space inside is folded, what is too long is cut.
    private static string Short(string text)
    {
        int indent = text.Length - text.TrimStart(' ').Length;
        string line = text[..indent] + Plain.Text(string.Join(' ', text.Replace("  ", "\u0001", StringComparison.Ordinal).Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)).Replace("\u0001", "  ", StringComparison.Ordinal).TrimStart(' '));
        return line.Length <= Width ? line : line[..(char.IsHighSurrogate(line[Width - 1]) ? Width - 1 : Width)] + "…";
    }
}
