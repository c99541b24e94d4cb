namespace Tidemark.Detection.Issues;

/// <summary>What can be set about the search for issues. The defaults are the ones docs/methods/issues.md was measured with.</summary>
public sealed record IssueOptions
{
    /// <summary>Every random draw follows from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often accounts are exchanged between the two sides; the smallest p is 1 / (this + 1).</summary>
    public int Exchanges { get; init; } = 399;

    /// <summary>How often accounts are drawn again for stability and intervals.</summary>
    public int Redraws { get; init; } = 100;

    /// <summary>How many of the strongest words issues are made of.</summary>
    public int StrongestWords { get; init; } = 120;

    /// <summary>A word below this z is no candidate for an issue.</summary>
    public double LeastZ { get; init; } = 2;

    /// <summary>A word must occur in so many posts, of both sides together, to be looked at.</summary>
    public int LeastPosts { get; init; } = 8;

    /// <summary>A word must be used by so many accounts, of both sides together, to be looked at.</summary>
    public int LeastAccounts { get; init; } = 4;

    /// <summary>How many threads may work at once; the result does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Term sheets by which issues are named; null: those that come with the program.</summary>
    public IReadOnlyList<TermSheet>? Sheets { get; init; }
}
