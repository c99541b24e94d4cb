namespace Tidemark.Evidence.Sources;

/// <summary>Why a text is not the time of a post.</summary>
public enum TimeProblem
{
    /// <summary>It is.</summary>
    None,

    /// <summary>There is nothing.</summary>
    Empty,

    /// <summary>It is not a date and time in any form known here.</summary>
    NotADate,

    /// <summary>It names a day only: everything of that day would seem to happen at one moment.</summary>
    DayOnly,

    /// <summary>Day and month, or the order of the parts, can be read in more than one way.</summary>
    NotYearFirst,

    /// <summary>Outside 1677-09-21 to 2262-04-11.</summary>
    OutOfRange,

    /// <summary>A number in scientific notation: a spreadsheet has cut its digits.</summary>
    Scientific,

    /// <summary>It names a zone that is unknown or has more than one meaning.</summary>
    Zone,

    /// <summary>The given zone skips this time when its clocks go forward.</summary>
    Skipped,

    /// <summary>The given zone has this time twice when its clocks go back.</summary>
    Twice,
}
