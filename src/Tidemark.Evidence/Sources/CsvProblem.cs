namespace Tidemark.Evidence.Sources;

/// <summary>Why a record of a table cannot be used.</summary>
public enum CsvProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>A quote was opened and never closed. Reading goes on at the next line.</summary>
    Unterminated,

    /// <summary>A quoted field goes on after its closing quote.</summary>
    AfterQuote,

    /// <summary>It is longer than the limit. Reading goes on after it.</summary>
    TooLong,

    /// <summary>It has another number of fields than the header.</summary>
    FieldCount,

    /// <summary>Its bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>It holds a zero byte, which no text does: the file is damaged here.</summary>
    ZeroByte,

    /// <summary>The source broke off in it.</summary>
    Cut,
}
