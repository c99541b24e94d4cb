namespace Tidemark.Model;

/// <summary>How far a source has been reliable before (Admiralty code, NATO AJP-2.1, first axis). Never mixed with credibility.</summary>
public enum SourceReliability
{
    /// <summary>A: completely reliable.</summary>
    A,

    /// <summary>B: usually reliable.</summary>
    B,

    /// <summary>C: fairly reliable.</summary>
    C,

    /// <summary>D: not usually reliable.</summary>
    D,

    /// <summary>E: unreliable.</summary>
    E,

    /// <summary>F: reliability cannot be judged.</summary>
    F,
}

/// <summary>How far this piece of information is borne out (Admiralty code, second axis), whoever brings it.</summary>
public enum InformationCredibility
{
    /// <summary>1: confirmed by other sources.</summary>
    Confirmed = 1,

    /// <summary>2: probably true.</summary>
    ProbablyTrue = 2,

    /// <summary>3: possibly true.</summary>
    PossiblyTrue = 3,

    /// <summary>4: doubtful.</summary>
    Doubtful = 4,

    /// <summary>5: improbable.</summary>
    Improbable = 5,

    /// <summary>6: truth cannot be judged. Has no confidence value: leave it out where a number is asked.</summary>
    CannotBeJudged = 6,
}
