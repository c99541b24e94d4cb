using System.Security.Cryptography;
using System.Text;
using Tidemark.Casework.Ledger;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Reports;
using Tidemark.Tests.House;

namespace Tidemark.Tests.Publishing;

/// <summary>Ledgers as their page shows them: the worked case with decisions, and one whose every word is hostile.</summary>
internal static class SampleLedger
{
    public static LedgerReport Worked()
    {
        StatementLedger ledger = LedgerBuilder.Build(
            [.. Directory.GetFiles(Repository.At("cases", "2024-us-election"), "*.txt").Order(StringComparer.Ordinal).Select(file => LedgerSource.Of(Hash(File.ReadAllText(file)), Path.GetFileName(file), null, File.ReadAllText(file)))],
            new LedgerOptions { From = new DateOnly(2024, 6, 1), To = new DateOnly(2024, 9, 30) });
        return Report(ledger, ledger.Rows[0].Id, "compared with the recording");
    }

    public static LedgerReport Hostile()
    {
        IEnumerable<string> words = HostilePosts.Kinds.Select(kind => kind.Replace('\n', ' '));
        string text = "A title\nBy <script>alert(1)</script>\nApril 14, 2027\n\n" + string.Join("\n\n", words.Select(word => $"The Tessel Board said that at least four {word} may have been seen on April 9."));
        string again = text.Replace("at least four", "four", StringComparison.Ordinal).Replace("By <script>", "By <img src=x onerror=alert(2)> ", StringComparison.Ordinal);
        StatementLedger ledger = LedgerBuilder.Build([LedgerSource.Of(Hash(text), "<b>.txt", null, text), LedgerSource.Of(Hash(again), "javascript:alert(3)", "https://evil.example/<script>", again)]);
        return Report(ledger, ledger.Rows[0].Id, HostilePosts.Kinds[0]);
    }

    private static LedgerReport Report(StatementLedger ledger, string row, string reason) => new(new DecidedLedger(ledger,
    [
        new LedgerDecision { Row = row, Action = LedgerAction.Accept, Reason = reason, Time = "2027-04-15T10:00:00Z", Entry = 1, Text = "", Sentence = "A sentence." },
        new LedgerDecision { Row = "rgone", Action = LedgerAction.Reject, Reason = reason, Time = "2027-04-15T10:00:00Z", Entry = 2, Text = "", Sentence = reason },
    ]))
    {
        Title = "A ledger <script>", Question = "Who says <what>?", ToolVersion = "0.0.0-test", Season = (new DateOnly(2024, 6, 1), new DateOnly(2027, 9, 30)),
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
