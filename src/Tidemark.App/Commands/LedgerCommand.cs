using System.CommandLine;
using System.Globalization;
using Tidemark.App.Ledgers;
using Tidemark.App.Terminal;
using Tidemark.Casework.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Findings;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark ledger CASE</c>: the statements of a case's texts, and what people decide on them.</summary>
internal static class LedgerCommand
{
    private const int ShortestId = 4;

    public static CommandEntry Entry { get; } = new(
        "ledger", "show the statements of a case and decide on them: accept, correct, reject, merge",
        [
            "tidemark ledger harbour",
            "tidemark ledger harbour accept r1c0ffee123 --reason \"compared with the recording\"",
            "tidemark ledger harbour correct r1c0ffee123 --set stance=claims --reason \"the cue is 'insisted'\"",
            "tidemark ledger harbour merge r1c0ffee123 r2badcab1e0 --reason \"two wordings of one sentence\"",
        ],
        Make);

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the case folder" });
        Argument<string?> action = CaseAt.NoOption(new Argument<string?>("DECISION") { Description = "accept, correct, reject or merge; without it the ledger is shown", Arity = ArgumentArity.ZeroOrOne });
        Argument<string[]> rows = CaseAt.NoOption(new Argument<string[]>("ROW") { Description = "ids of rows, or their beginnings (4 characters or more); merge: all belong to the first", Arity = ArgumentArity.ZeroOrMore });
        var reason = new Option<string?>("--reason") { Description = "why; kept in the journal" };
        var set = new Option<string[]>("--set") { Description = $"correct: field=value; repeatable. Fields: {string.Join(", ", LedgerFields.Names)}", AllowMultipleArgumentsPerToken = false };
        var checks = new Option<bool>("--checks") { Description = "show only what a person should look at" };
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout: rows, what holds between them, decisions" };
        var command = new Command("ledger", "Shows who says what in the texts of a case, through whose hands, and what holds between texts. A person decides on rows; the machine's reading stays visible, and decisions are only added to the journal. `tidemark detect CASE statements` makes the ledger.")
        {
            root, action, rows, reason, set, checks, json,
        };
        command.SetAction(call => Run(
            CaseAt.Named(call.GetValue(root)!), call.GetValue(action), call.GetValue(rows) ?? [], call.GetValue(reason), call.GetValue(set) ?? [], call.GetValue(checks), call.GetValue(json)));
        return command;
    }

    private static int Run(string root, string? word, string[] rows, string? reason, string[] set, bool checks, bool json)
    {
        if (word is null)
        {
            if (reason is not null || set.Length > 0)
            {
                throw new Refusal("--reason and --set go with a decision: accept, correct, reject or merge.");
            }
            using CaseFolder shown = CaseAt.Read(root);
            DecidedLedger decided = CaseLedger.Read(shown);
            if (json)
            {
                Console.Out.WriteLine(LedgerFile.Text(decided));
            }
            else
            {
                Ledgers.LedgerText.Write(Console.Out, decided, CaseLedger.Later(shown, decided.Ledger), checks);
            }
            return Exit.Done;
        }
        if (word is not ("accept" or "correct" or "reject" or "merge"))
        {
            throw new Refusal($"there is no decision '{word}'; there are accept, correct, reject and merge.");
        }
        if (json || checks)
        {
            throw new Refusal("--json and --checks show the ledger; they do not go with a decision.");
        }
        Decide(root, Enum.Parse<LedgerAction>(word, ignoreCase: true), rows, reason, set);
        return Exit.Done;
    }

    private static void Decide(string root, LedgerAction action, string[] ids, string? reason, string[] set)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
        {
            throw new Refusal("--reason must say why, in 2,000 characters at most.");
        }
        if (ids.Length < (action == LedgerAction.Merge ? 2 : 1))
        {
            throw new Refusal(action == LedgerAction.Merge ? "merge needs two rows or more; all belong to the first." : $"{CaseDecisions.Word(action)} needs a row; `tidemark ledger {root}` shows their ids.");
        }
        if (set.Length > 0 != (action == LedgerAction.Correct))
        {
            throw new Refusal(action == LedgerAction.Correct ? "correct needs --set field=value." : "--set goes with correct.");
        }
        (string Field, string Value)[] values = [.. set.Select(Value)];
        using CaseFolder folder = CaseAt.Write(root);
        DecidedLedger decided = CaseLedger.Read(folder);
        StatementLedger ledger = decided.Ledger;
        // All are found before the first is entered, so that a typing error in the last leaves nothing half done.
        LedgerRow[] rows = [.. ids.Select(id => Meant(root, ledger, id))];
        if (rows.DistinctBy(row => row.Id).Count() != rows.Length)
        {
            throw new Refusal("a row is named twice.");
        }
        // Otherwise two rows could belong to each other, and neither would stand.
        if (action == LedgerAction.Merge && decided.Of(rows[0].Id) is { State: "merged" or "rejected" } target)
        {
            throw new Refusal($"{target.Id} is {target.State}{(target.Into is { } into ? $" into {into}" : "")}; merge into a row that stands, or accept it first.");
        }
        foreach (LedgerRow row in action == LedgerAction.Merge ? rows.Skip(1) : rows)
        {
            if (action == LedgerAction.Correct)
            {
                foreach ((string field, string value) in values)
                {
                    CaseDecisions.Enter(folder, row, action, reason, field, value);
                    Console.Out.WriteLine($"{row.Id}: {field} corrected to {Plain.Text(value)}; the text's own reading stays beside it.");
                }
                continue;
            }
            CaseDecisions.Enter(folder, row, action, reason, into: action == LedgerAction.Merge ? rows[0].Id : null);
            Console.Out.WriteLine(action switch
            {
                LedgerAction.Accept => $"{row.Id}: accepted.",
                LedgerAction.Reject => $"{row.Id}: rejected; it stays visible, and checks that rest on it say so.",
                _ => $"{row.Id}: merged into {rows[0].Id}.",
            });
        }
    }

    private static (string Field, string Value) Value(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw new Refusal($"--set '{text}' is no field=value.");
        }
        (string field, string value) = (text[..at], text[(at + 1)..]);
        return LedgerFields.Fault(field, value) is { } fault ? throw new Refusal($"--set {field}: {fault}.") : (field, value);
    }

    private static LedgerRow Meant(string root, StatementLedger ledger, string id)
    {
        LedgerRow[] meant = [.. ledger.Rows.Where(row => row.Id == id || (id.Length >= ShortestId && row.Id.StartsWith(id, StringComparison.Ordinal)))];
        return meant.Length switch
        {
            1 => meant[0],
            0 => throw new Refusal($"no row in {root} has the id '{id}' (or, with {ShortestId.ToString(CultureInfo.InvariantCulture)} characters or more, an id that begins so)."),
            _ => throw new Refusal($"'{id}' may mean {string.Join(" or ", meant.Take(5).Select(row => row.Id))}; name more of it."),
        };
    }
}
