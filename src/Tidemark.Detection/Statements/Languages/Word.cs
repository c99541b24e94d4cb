namespace Tidemark.Detection.Statements.Languages;

/// <summary>A word of the language's files, with everything they say of it.</summary>
/// <param name="text">Lower case, straight apostrophes; empty for words the files do not know.</param>
internal sealed class Word(string text)
{
    public string Text { get; } = text;

    public WordClass Classes { get; set; }

    /// <summary>The cues of which this is a form, those with a particle first.</summary>
    public List<Cue> Cues { get; } = [];

    public override string ToString() => $"{Text} ({Classes})";
}
