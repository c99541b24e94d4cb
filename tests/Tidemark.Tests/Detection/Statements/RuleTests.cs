using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>Each rule on a sentence of its own; and sentences that must give nothing.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("The mayor said that the bridge was closed.", "subject-that", "The mayor", "said", "that the bridge was closed")]
    [InlineData("The mayor said the bridge was closed.", "subject-clause", "The mayor", "said", "the bridge was closed")]
    [InlineData("On Friday, the mayor said the bridge was closed.", "subject-clause", "the mayor", "said", "the bridge was closed")]
    [InlineData("The mayor on Friday said the bridge was closed.", "subject-clause", "The mayor", "said", "the bridge was closed")]
    [InlineData("Its director, Mara Lind, has said that the bridge holds.", "subject-that", "Its director, Mara Lind,", "has said", "that the bridge holds")]
    [InlineData("Mara Lind, who built the bridge, said that it holds.", "subject-that", "Mara Lind, who built the bridge,", "said", "that it holds")]
    [InlineData("“The bridge holds,” Mara Lind said.", "quote", "Mara Lind", "said", "“The bridge holds,”")]
    [InlineData("\"The bridge holds,\" Mara Lind said.", "quote", "Mara Lind", "said", "“The bridge holds,”")]
    [InlineData("''The bridge holds,'' Mara Lind said.", "quote", "Mara Lind", "said", "“The bridge holds,”")]
    [InlineData("“The bridge holds,” said Mara Lind, the director.", "inverted-quote", "Mara Lind, the director", "said", "“The bridge holds,”")]
    [InlineData("Mara Lind wrote: “The bridge holds. It will hold.”", "subject-cue-quote", "Mara Lind", "wrote", "“The bridge holds. It will hold.”")]
    [InlineData("The bridge was closed, the mayor said.", "trailing", "the mayor", "said", "The bridge was closed")]
    [InlineData("The bridge, the mayor said, was closed.", "trailing-split", "the mayor", "said", "The bridge / was closed")]
    [InlineData("The bridge was closed, according to the mayor.", "according-to", "the mayor", "according to", "The bridge was closed")]
    [InlineData("According to the mayor, the bridge was closed.", "according-to", "the mayor", "According to", "the bridge was closed")]
    [InlineData("The mayor declined to say why the bridge was closed.", "subject-question", "The mayor", "declined to say", "why the bridge was closed")]
    [InlineData("The mayor would not comment.", "subject-bare", "The mayor", "would not comment", "")]
    [InlineData("The firm was quoted by the weekly Anker as saying that the bridge holds.", "quoted-as-saying", "The firm", "was quoted by the weekly Anker as saying", "that the bridge holds")]
    [InlineData("MARA LIND: The bridge holds.", "label-colon", "MARA LIND", ":", "The bridge holds")]
    [InlineData("“The bridge holds.” — Commissioner Mara Lind", "label-dash", "Commissioner Mara Lind", "—", "“The bridge holds.”")]
    [InlineData("The mayor denied that the bridge was closed.", "subject-that", "The mayor", "denied", "that the bridge was closed")]
    [InlineData("The mayor called the report “a fairy tale.”", "subject-noun", "The mayor", "called", "the report / “a fairy tale.”")]
    public void A_rule_finds_speaker_cue_and_content(string text, string rule, string speaker, string cue, string content)
    {
        Statement statement = Ledger.Under(text, cue);

        Assert.Equal(rule, statement.Rule);
        Assert.Equal(speaker, statement.Speaker!.Span.Text);
        Assert.Equal(content, Ledger.Content(statement));
    }

    [Theory]
    [InlineData("The bridge was closed.")]
    [InlineData("No one has claimed responsibility for the closure.")]
    [InlineData("The claims of the firm and the reports of the board were long.")]
    [InlineData("The bridge would link the harbour to the border in four hours.")]
    [InlineData("A column in the paper carried the headline “The Bridge Was Always Going to Close.”")]
    [InlineData("")]
    [InlineData("“”")]
    [InlineData("said")]
    [InlineData(", said.")]
    public void A_sentence_in_which_nobody_speaks_gives_nothing(string text) => Assert.Empty(Ledger.Read(text));

    [Theory]
    [InlineData("The firm offered no evidence.")]
    [InlineData("The weekly has not printed the files.")]
    public void The_articles_own_sentences_are_never_certain(string text) =>
        Assert.DoesNotContain(Ledger.Read(text), statement => statement.Tier == Tier.Certain);

    [Fact]
    public void Two_stances_in_one_sentence_are_two_statements()
    {
        IReadOnlyList<Statement> read = Ledger.Read("The ministry confirmed that it had opened an inquiry but would neither confirm nor deny that the bridge was closed.");

        Assert.Equal(["confirmed", "would neither confirm nor deny"], read.Select(statement => statement.Cue!.Span.Text));
        Assert.Equal([Stance.Confirms, Stance.Declines], read.Select(statement => statement.Stance));
        Assert.Equal("that it had opened an inquiry", Ledger.Content(read[0]));
        Assert.Equal("The ministry", read[1].Speaker!.Span.Text);
    }

    [Fact]
    public void Asked_by_makes_a_question_and_its_answer()
    {
        IReadOnlyList<Statement> read = Ledger.Read("The weekly Anker wrote about the bridge. Asked by Anker who had closed it, the mayor replied: “Not I.”");

        Statement question = Assert.Single(read, statement => statement.Stance == Stance.Asks);
        Statement answer = Assert.Single(read, statement => statement.Cue!.Span.Text == "replied");
        Assert.Equal("who had closed it", Ledger.Content(question));
        Assert.Equal(question.Id, answer.Answers);
        Assert.Equal("article > Anker > mayor", Ledger.Chain(answer));
    }

    [Fact]
    public void A_quotation_goes_on_across_its_cue_and_across_a_paragraph()
    {
        Statement statement = Ledger.Single("“The bridge holds,” Mara Lind said. “It will hold.\n“Nobody need worry.”");

        Assert.Equal("“The bridge holds,” / “It will hold.” / “Nobody need worry.”", Ledger.Content(statement));
    }

    [Fact]
    public void A_quotation_of_several_sentences_belongs_to_the_cue_behind_it()
    {
        Statement statement = Ledger.Single("“The bridge holds. It will hold. Nobody need worry,” Mara Lind said.");

        Assert.Equal("“The bridge holds. It will hold. Nobody need worry,”", Ledger.Content(statement));
    }

    [Fact]
    public void A_statement_within_anothers_content_went_through_the_others_hands()
    {
        IReadOnlyList<Statement> read = Ledger.Read("The ministry replied that it was not, the board said.");

        Assert.Equal("article > board > ministry", Ledger.Chain(read[0]));
        Assert.Equal("article > board", Ledger.Chain(read[1]));
    }

    [Fact]
    public void Marks_that_nothing_closes_do_not_swallow_the_next_paragraph()
    {
        IReadOnlyList<Statement> read = Ledger.Read("Mara Lind said: “The bridge holds.\nThe mayor said that it was closed.");

        Assert.Equal(2, read.Count);
        Assert.Equal("that it was closed", Ledger.Content(read[1]));
    }
}
