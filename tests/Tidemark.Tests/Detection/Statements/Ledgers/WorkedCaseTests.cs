using System.Security.Cryptography;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Model.Ledger;
using Tidemark.Tests.House;
using Xunit;

namespace Tidemark.Tests.Detection.Statements.Ledgers;

/// <summary>The worked case in cases/: it must raise the checks its facts ask for, and no others.</summary>
public sealed class WorkedCaseTests
{
    private static readonly Lazy<StatementLedger> Case = new(() => LedgerBuilder.Build(
        [
            .. Directory.GetFiles(Repository.At("cases", "2024-us-election"), "*.txt").Order(StringComparer.Ordinal).Select(file =>
                LedgerSource.Of(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), Path.GetFileName(file), null, File.ReadAllText(file))),
        ],
        new LedgerOptions { From = new DateOnly(2024, 6, 1), To = new DateOnly(2024, 9, 30) }));

    [Fact]
    public void It_raises_the_checks_its_facts_ask_for_and_no_others()
    {
        (string Kind, string Words)[] asked =
        [
            (LedgerChecks.Citation, "Trump campaign rests on Microsoft"),
            (LedgerChecks.DenialScope, "denies intent and motive, not the act"),
            (LedgerChecks.Drift + "lost bound", "“at least the last three” in Microsoft"),
            (LedgerChecks.Drift + "lost hedge", "“begun to activate” in Microsoft, “had activated” here"),
            (LedgerChecks.Drift + "lost hedge", "“in an apparent effort” in Microsoft, “an effort” here"),
            (LedgerChecks.DenialTarget, "“In response to Microsoft’s findings” here"),
            (LedgerChecks.SpreadDate, "“that one document” in Politico, “that the documents” here"),
            (LedgerChecks.Dates, "2024-08-08 and 2024-08-09; both are kept"),
            (LedgerChecks.OneSource, "4 texts carry this statement of Trump campaign"),
            (LedgerChecks.Gap, "between 2024-06-01/2024-06-30 and 2024-07-15 lie 15 to 44 days"),
            (LedgerChecks.NoWeight, "within a stretch of 7 days with probability 0.6"),
            (LedgerChecks.Biography, "Ohio stands"),
            (LedgerChecks.Declines, "Sender is the only one who declines"),
            (LedgerChecks.NobodyByName, "it rests on two people familiar with the dossier"),
        ];
        Assert.Equal(asked.Select(check => check.Kind), Case.Value.Checks.Select(check => check.Kind));
        Assert.All(asked.Zip(Case.Value.Checks), pair => Assert.Contains(pair.First.Words, pair.Second.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void The_citation_shows_the_cited_passage_with_to_and_from()
    {
        LedgerCheck check = Case.Value.Checks.Single(check => check.Kind == LedgerChecks.Citation);
        Assert.Contains("to a high-ranking official of a presidential campaign from the compromised account of a former senior adviser", check.Left, StringComparison.Ordinal);
        Assert.Contains("the account of a high-ranking official was broken into", check.Right, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_on_a_report_answers_that_report_and_a_later_one_another()
    {
        DenialMatch[] denials = [.. Case.Value.Denials];
        DenialMatch named = Assert.Single(denials, match => match.Target == "named");
        Assert.All(named.Accusations, id => Assert.Equal("Microsoft", Row(id).Speaker));
        DenialMatch act = Assert.Single(denials, match => Row(match.Denial).Sentence.EndsWith("had hacked the campaign.", StringComparison.Ordinal));
        Assert.Equal(["act"], act.Scopes);
        Assert.Contains(act.Accusations, id => Row(id).Speaker == "ODNI");
    }

    [Fact]
    public void What_came_after_the_last_denial_stands_unanswered()
    {
        AccusationState indictment = Assert.Single(Case.Value.Accusations, state => Row(state.Accusation).Content.Contains("three members", StringComparison.Ordinal));
        Assert.Empty(indictment.Answered);
    }

    [Fact]
    public void Ids_depend_on_the_texts_alone_and_not_on_their_company()
    {
        string file = Repository.At("cases", "2024-us-election", "2024-08-10-politico.txt");
        StatementLedger alone = LedgerBuilder.Build([LedgerSource.Of(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), "renamed.txt", "elsewhere", File.ReadAllText(file))], cancel: TestContext.Current.CancellationToken);
        Assert.NotEmpty(alone.Rows);
        Assert.All(alone.Rows, row => Assert.Contains(Case.Value.Rows, other => other.Id == row.Id && other.Content == row.Content));
        Assert.Equal(Case.Value.Rows.Count, Case.Value.Rows.Select(row => row.Id).Distinct().Count());
    }

    private static LedgerRow Row(string id) => Case.Value.Rows.Single(row => row.Id == id);
}
