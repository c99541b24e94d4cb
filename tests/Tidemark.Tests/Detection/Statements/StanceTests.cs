using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

public sealed class StanceTests
{
    [Theory]
    [InlineData("The firm said that it holds.", Stance.Asserts)]
    [InlineData("The weekly Anker reported that it holds.", Stance.Reports)]
    [InlineData("The firm claimed that it holds.", Stance.Claims)]
    [InlineData("The firm insisted that it holds.", Stance.Claims)]
    [InlineData("Prosecutors allege that it was sold.", Stance.Alleges)]
    [InlineData("The firm accused the board of lying.", Stance.Accuses)]
    [InlineData("The firm believes that it holds.", Stance.Believes)]
    [InlineData("The firm denied that it was sold.", Stance.Denies)]
    [InlineData("The firm did not deny that it was sold.", Stance.Declines)]
    [InlineData("The firm has neither confirmed nor denied the sale.", Stance.Declines)]
    [InlineData("The firm would not confirm the sale.", Stance.Declines)]
    [InlineData("The firm refused to say who bought it.", Stance.Declines)]
    [InlineData("The firm did not respond to a question.", Stance.Declines)]
    [InlineData("The firm dismissed the claim as absurd.", Stance.Dismisses)]
    [InlineData("The firm called the allegation “a guess.”", Stance.Dismisses)]
    [InlineData("The firm acknowledged that it was sold.", Stance.Confirms)]
    [InlineData("The board asked the firm whether it was sold.", Stance.Asks)]
    [InlineData("The firm wrote: “You will not get an answer to that.”", Stance.Declines)]
    public void The_cue_its_negation_and_a_refusal_decide(string text, Stance stance) => Assert.Equal(stance, Ledger.Read(text)[0].Stance);

    [Fact]
    public void A_negation_of_what_somebody_is_accused_of_denies()
    {
        IReadOnlyList<Statement> read = Ledger.Read("The board accused Kordania of the theft. “Kordania does not steal,” its envoy, Ivo Marsh, said.");

        Assert.Equal(Stance.Denies, read[1].Stance);
        Assert.Equal([read[0].Id], read[1].Denies);
        Assert.Equal([DenialScope.Act], read[1].DenialScopes);
    }

    [Fact]
    public void A_negation_without_an_accusation_asserts() =>
        Assert.Equal(Stance.Asserts, Ledger.Single("“The bridge does not sway,” the envoy, Ivo Marsh, said.").Stance);

    [Theory]
    [InlineData("The firm said that it may hold.", Modality.Hedged, "may")]
    [InlineData("The firm said that it was “consistent with” age.", Modality.Hedged, "consistent with")]
    [InlineData("The firm said that it holds.", Modality.Plain, "")]
    [InlineData("The firm said that it will hold.", Modality.Predicted, "")]
    public void Hedges_are_the_speakers_and_are_kept(string text, Modality modality, string hedge)
    {
        Statement statement = Ledger.Read(text)[0];

        Assert.Equal(modality, statement.Modality);
        Assert.Equal(hedge, string.Join(", ", statement.Hedges.Select(cut => cut.Text)));
    }

    [Theory]
    [InlineData("The firm revealed that it was sold.", Factivity.Factive)]
    [InlineData("The firm said that it was sold.", Factivity.Neutral)]
    [InlineData("The firm claimed that it was sold.", Factivity.Distancing)]
    public void Factivity_is_the_articles(string text, Factivity factivity) => Assert.Equal(factivity, Ledger.Single(text).Factivity);

    [Theory]
    [InlineData("knew of the sale", DenialScope.Knowledge)]
    [InlineData("intended the sale", DenialScope.Intent)]
    [InlineData("made the sale", DenialScope.Act)]
    public void A_denial_has_a_scope(string act, DenialScope scope) => Assert.Equal([scope], Ledger.Read($"The firm denied that it {act}.")[0].DenialScopes);

    [Theory]
    [InlineData("on Friday", "2027-03-12")]
    [InlineData("on Sunday", "2027-03-14")]
    [InlineData("yesterday", "2027-03-13")]
    [InlineData("on March 2", "XXXX-03-02")]
    [InlineData("on March 2, 2026", "2026-03-02")]
    public void The_time_of_the_saying_is_resolved_as_far_as_it_is_stated(string when, string day)
    {
        Statement statement = Ledger.Single($"By Mara Lind\nMarch 14, 2027\nThe firm said {when} that it holds.");

        Assert.Equal((day, day, true), (statement.When!.From, statement.When.To, statement.When.OfSaying));
        Assert.Equal("that it holds", Ledger.Content(statement));
    }
}
