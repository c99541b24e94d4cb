using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

public sealed class SpeakerTests
{
    [Theory]
    [InlineData("The security company Blue Reef examined the server. The firm said that it was old.", "Blue Reef")]
    [InlineData("The weekly Anker printed the letter. The newspaper said that it was real.", "Anker")]
    [InlineData("Kordania’s Transport Ministry denied that it knew. The ministry said that it was surprised.", "Transport Ministry of Kordania")]
    [InlineData("The spokesman, Jon Hask, said that it holds. Hask said that it was old.", "Jon Hask")]
    [InlineData("The spokesman, Jon Hask, said that it holds. He said that it was old.", "Jon Hask")]
    [InlineData("The weekly Anker said that it holds. It said that it was old.", "Anker")]
    [InlineData("The head of the board, Aldo Verrin, said that it holds. His deputies said that it was old.", "deputies of Aldo Verrin")]
    [InlineData("Police searched the house. Officers said that it was old.", "police")]
    [InlineData("A hacker group calling itself Grey Lantern said that it holds. The group said that it was old.", "Grey Lantern")]
    [InlineData("Two people familiar with the files said that it was old.", "two people familiar with the files")]
    [InlineData("Litora’s lawyer said that it was old.", "lawyer of Litora")]
    [InlineData("The government of Sarvenia said that it was old.", "government of Sarvenia")]
    [InlineData("The company Blue Reef said in a report that it holds. The report adds that it was old.", "Blue Reef")]
    [InlineData("Senator Mara Lind of the Greens said that it was old.", "Mara Lind")]
    [InlineData("Channel 4 said that it was old.", "Channel 4")]
    [InlineData("Unit 29155 says that it was old.", "Unit 29155")]
    [InlineData("ORDA, KESTRA and TESSEL said that it was old.", "ORDA, KESTRA and TESSEL")]
    [InlineData("Jon Hask, mayor and owner of the bridge, said that it was old.", "Jon Hask")]
    public void A_description_or_pronoun_leads_to_whom_the_article_named(string text, string who) =>
        Assert.Equal(who, Ledger.Read(text)[^1].Speaker!.Canonical);

    [Fact]
    public void Nobody_is_named_where_the_text_names_nobody()
    {
        Statement statement = Ledger.Under("The bridge is said to have been closed.", "is said");

        Assert.Null(statement.Speaker);
        Assert.Equal("article", Ledger.Chain(statement));
        Assert.Equal(Tier.Uncertain, statement.Tier);
    }

    [Theory]
    [InlineData("Mara Lind told the broadcaster Kanal Ost that it holds.", "article > Kanal Ost > Mara Lind")]
    [InlineData("Mara Lind told reporters that it holds.", "article > Mara Lind")]
    [InlineData("Mara Lind told parliament that it holds.", "article > Mara Lind")]
    [InlineData("Mara Lind said in a statement distributed by the agency Sund Press that it holds.", "article > Sund Press > Mara Lind")]
    [InlineData("Mara Lind said in an interview with Radio Sund that it holds.", "article > Radio Sund > Mara Lind")]
    [InlineData("The memo, quoted by the daily Anker, says that it holds.", "article > Anker > memo")]
    [InlineData("A memo seen by this newspaper says that it holds.", "article > memo seen by this newspaper")]
    public void The_chain_names_the_hands_the_words_went_through(string text, string chain) => Assert.Equal(chain, Ledger.Chain(Ledger.Read(text)[0]));

    [Fact]
    public void What_continues_a_statement_went_through_the_same_hands()
    {
        IReadOnlyList<Statement> read = Ledger.Read("Mara Lind told the broadcaster Kanal Ost that it holds. Lind added that it was old.");

        Assert.Equal("article > Kanal Ost > Mara Lind", Ledger.Chain(read[1]));
    }
}
