using Tidemark.Casework.Ledger;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Model.Ledger;
using Xunit;

namespace Tidemark.Tests.Casework.Ledger;

public sealed class DecidedLedgerTests
{
    private static readonly StatementLedger Empty = LedgerBuilder.Build([]);

    [Fact]
    public void The_latest_decision_counts_and_all_are_kept()
    {
        DecidedRow row = new DecidedLedger(Empty, [Decision(3, LedgerAction.Accept), Decision(1, LedgerAction.Reject)]).Of("r1");
        Assert.Equal("accepted", row.State);
        Assert.Equal([1, 3], row.Decisions.Select(decision => decision.Entry));
    }

    [Fact]
    public void A_correction_outlives_an_acceptance()
    {
        DecidedRow row = new DecidedLedger(Empty,
        [
            Decision(1, LedgerAction.Correct) with { Field = "stance", Value = "claims" }, Decision(2, LedgerAction.Correct) with { Field = "stance", Value = "alleges" }, Decision(3, LedgerAction.Accept),
        ]).Of("r1");
        Assert.Equal("corrected", row.State);
        Assert.Equal("alleges", row.Corrections["stance"]);
    }

    [Theory]
    [InlineData(LedgerAction.Reject, "rejected")]
    [InlineData(LedgerAction.Accept, "accepted")]
    public void Whatever_is_decided_on_a_merged_row_takes_it_out_again(LedgerAction action, string state)
    {
        DecidedRow row = new DecidedLedger(Empty, [Decision(1, LedgerAction.Merge) with { Into = "r2" }, Decision(2, action)]).Of("r1");
        Assert.Equal(state, row.State);
        Assert.Null(row.Into);
    }

    [Fact]
    public void A_row_that_is_no_longer_found_is_not_lost()
    {
        var decided = new DecidedLedger(Empty, [Decision(1, LedgerAction.Accept)]);
        Assert.Equal("r1", Assert.Single(decided.Gone).Id);
        Assert.Equal("A sentence.", decided.Gone[0].Decisions[0].Sentence);
    }

    [Theory]
    [InlineData("stance", "claims", true)]
    [InlineData("stance", "Claims", false)]
    [InlineData("scope", "act,intent", true)]
    [InlineData("scope", "act,deed", false)]
    [InlineData("when", "2024-06-01/2024-06-30", true)]
    [InlineData("when", "2024-06-30/2024-06-01", false)]
    [InlineData("when", "June", false)]
    [InlineData("speaker", " ", false)]
    [InlineData("rule", "x", false)]
    public void A_correction_holds_what_its_field_allows(string field, string value, bool allowed) => Assert.Equal(allowed, LedgerFields.Fault(field, value) is null);

    private static LedgerDecision Decision(long entry, LedgerAction action) =>
        new() { Row = "r1", Action = action, Reason = "because", Time = "2027-01-01T00:00:00Z", Entry = entry, Text = "", Sentence = "A sentence." };
}
