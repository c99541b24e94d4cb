namespace Tidemark.Forensics.Verdicts;

/// <summary>What one check came to. There is no fourth value, and none of the three is a judgement of the whole file.</summary>
public enum CheckOutcome
{
    /// <summary>It could not be tested; the detail says what is missing. It speaks neither for nor against.</summary>
    NotTestable = 0,

    /// <summary>What was looked at agrees with what the file says of itself.</summary>
    Consistent,

    /// <summary>What was looked at contradicts what the file says of itself.</summary>
    Inconsistent,
}
