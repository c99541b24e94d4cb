using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Rules;

/// <summary>A stretch of content: quoted or not, in UTF-16 offsets.</summary>
internal readonly record struct Piece(TextSpan Span, bool Quoted);

/// <summary>A statement as a rule found it, before names, chains and stances.</summary>
internal sealed class Draft
{
    public required string Rule { get; init; }

    public required Passage Passage { get; init; }

    public required Sentence Sentence { get; init; }

    /// <summary>The speaker's phrase; null where the text names none.</summary>
    public NounPhrase? Speaker { get; set; }

    /// <summary>First and last token of the cue; -1 where there is none.</summary>
    public int CueFirst { get; set; } = -1;

    public int CueLast { get; set; } = -1;

    public VerbGroup? Group { get; init; }

    public required Cue Cue { get; init; }

    public List<Piece> Content { get; } = [];

    public NounPhrase? Addressee { get; set; }

    public Tier Tier { get; set; } = Tier.Certain;

    /// <summary>"Asked by X why …, Y replied": what X asked, for Y's answer.</summary>
    public Draft? Answers { get; set; }

    /// <summary>Somebody through whose hands the words went, by the text's own words ("in a statement distributed by the agency Sund Press").</summary>
    public List<NounPhrase> Carriers { get; } = [];

    public TextSpan? SpeakerSpan => Speaker is { } phrase ? Passage.Between(phrase.First, phrase.Last) : null;

    public TextSpan? CueSpan => CueFirst < 0 ? null : Passage.Between(CueFirst, CueLast);
}
