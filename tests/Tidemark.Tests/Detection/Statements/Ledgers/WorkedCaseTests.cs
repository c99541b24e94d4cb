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
        Assert.Contains(check.Rows, id => Row(id).Sentence.StartsWith("Microsoft reported that Mint Sandstorm", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gap_leads_to_the_rows_that_date_its_ends()
    {
        LedgerCheck check = Case.Value.Checks.Single(check => check.Kind == LedgerChecks.Gap);
        Assert.Contains(check.Rows, id => Row(id).Content.EndsWith("announced on July 15", StringComparison.Ordinal));
    }

    [Fact]
    public void A_denial_on_a_report_answers_that_report_and_a_later_one_another()
    {
        DenialMatch[] denials = [.. Case.Value.Denials];
        DenialMatch named = Assert.Single(denials, match => match.Target == "named");
        Assert.All(named.Accusations, id => Assert.Equal("Microsoft", Row(id).Speaker));
        DenialMatch act = Assert.Single(denials, match => Row(match.Denial).Sentence.EndsWith("had hacked the campaign.", StringComparison.Ordinal));
        Assert.Equal(["act"], act.Scopes);
        Assert.Contains(act.Accusations, id => Row(id).Speaker == "ODNI, FBI and CISA");
    }

    [Fact]
    public void A_denial_of_interference_does_not_answer_a_charge_against_somebody_with_ties()
    {
        AccusationState plot = Assert.Single(Case.Value.Accusations, state => Row(state.Accusation).Content.Contains("with ties to", StringComparison.Ordinal));
        Assert.Empty(plot.Answered);
        Assert.DoesNotContain(Case.Value.Denials, match => match.Accusations.Contains(plot.Accusation));
    }

    [Fact]
    public void A_check_on_the_scope_names_the_denial_that_would_refute_it()
    {
        LedgerCheck check = Case.Value.Checks.Single(check => check.Kind == LedgerChecks.DenialScope);
        Assert.EndsWith("The same speaker denies the act elsewhere in this case (2024-08-20).", check.Sentence, StringComparison.Ordinal);
        Assert.Contains(check.Rows, id => Row(id).Sentence.EndsWith("had hacked the campaign.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_citation_that_drifted_agrees_with_nothing_and_a_denied_one_is_none()
    {
        foreach (string id in Case.Value.Drifts.Where(drift => drift.Kind is "lost bound" or "lost hedge" or "spread date").Select(drift => drift.Retold))
        {
            Assert.Equal("near", Assert.Single(Case.Value.Citations, citation => citation.Row == id).Verdict);
        }
        Assert.DoesNotContain(Case.Value.Citations, citation => Row(citation.Row).Stance is "denies" or "dismisses");
    }

    [Fact]
    public void Three_agencies_speak_together_of_two_months_and_a_wish_is_no_statement()
    {
        LedgerRow mailed = Assert.Single(Case.Value.Rows, row => row.Content.Contains("late June", StringComparison.Ordinal));
        Assert.Equal("ODNI, FBI and CISA", mailed.Speaker);
        Assert.Equal(new DateOnly(2024, 7, 31), mailed.When?.To);
        Assert.DoesNotContain(Case.Value.Rows, row => row.Speaker?.StartsWith("Pakistani", StringComparison.Ordinal) == true);
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
