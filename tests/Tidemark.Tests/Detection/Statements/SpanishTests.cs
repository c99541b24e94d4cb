using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>A second language is a folder of data: the same rules on Spanish sentences.</summary>
public sealed class SpanishTests
{
    [Theory]
    [InlineData("El alcalde dijo el viernes que el puente estaba cerrado.", "El alcalde", "dijo", Stance.Asserts, "que el puente estaba cerrado")]
    [InlineData("La empresa Puentes del Sur negó que supiera del cierre.", "La empresa Puentes del Sur", "negó", Stance.Denies, "que supiera del cierre")]
    [InlineData("La compañía añadió que el informe podría ser falso.", "La compañía", "añadió", Stance.Asserts, "que el informe podría ser falso")]
    [InlineData("La alcaldesa acusó a la empresa de mentir.", "La alcaldesa", "acusó", Stance.Accuses, "a la empresa de mentir")]
    [InlineData("El puente fue cerrado en enero, según el diario Anclas.", "el diario Anclas", "según", Stance.Reports, "El puente fue cerrado en enero")]
    [InlineData("El ministerio no confirmó que hubiera una investigación.", "El ministerio", "no confirmó", Stance.Declines, "que hubiera una investigación")]
    [InlineData("«El puente aguanta», dijo la directora de la empresa, Ana Ruiz.", "la directora de la empresa, Ana Ruiz", "dijo", Stance.Asserts, "“El puente aguanta”")]
    public void The_rules_read_Spanish_by_its_data_alone(string text, string speaker, string cue, Stance stance, string content)
    {
        Statement statement = Assert.Single(Ledger.Read(text, "es"));

        Assert.Equal((speaker, cue, stance, content), (statement.Speaker!.Span.Text, statement.Cue!.Span.Text, statement.Stance, Ledger.Content(statement)));
    }

    [Fact]
    public void A_sentence_in_which_nobody_speaks_gives_nothing() => Assert.Empty(Ledger.Read("El puente une la ciudad con el puerto.", "es"));

    [Theory]
    [InlineData("El alcalde dijo que el puente de la ciudad estaba cerrado.", "es")]
    [InlineData("The mayor said that the bridge in the town was closed.", "en")]
    public void The_language_is_told_by_its_short_words(string text, string language) => Assert.Equal(language, StatementReader.Read(text).Article.Language);
}
