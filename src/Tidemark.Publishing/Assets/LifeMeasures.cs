namespace Tidemark.Publishing.Assets;

/// <summary>Names of the measures of findings about lives of accounts: who writes such a finding and who shows it agree here.</summary>
public static class LifeMeasures
{
    /// <summary>The first day of a new level of posting, with its interval.</summary>
    public const string NewLevel = "first day of the new level";

    /// <summary>The first day of a new subject, with its interval.</summary>
    public const string NewSubject = "first day of the new subject";

    /// <summary>The day of a start in common, with the first and the last start.</summary>
    public const string Common = "day of the start in common";

    /// <summary>The level, or the share of posts on the subject, before.</summary>
    public const string Before = "before";

    /// <summary>The same after.</summary>
    public const string After = "after";

    /// <summary>Days without a post right before.</summary>
    public const string Dormant = "silent days right before";

    /// <summary>How many accounts started in common.</summary>
    public const string Members = "accounts that started";

    /// <summary>The unit of a date: whole days in UTC.</summary>
    public const string DayUnit = "days since 1970-01-01";
}
