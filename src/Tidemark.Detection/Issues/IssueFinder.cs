namespace Tidemark.Detection.Issues;

/// <summary>
/// Finds what the assets push that others of the same days do not: words with a log-odds against a same-day background (Monroe,
/// Colaresi, Quinn 2008, "Fightin' Words", with the account instead of the word as the unit of variance), joined into issues by
/// standing in the same posts.
/// </summary>
/// <remarks>
/// <para><b>Claims</b>: these accounts use these words more than the background did on the same days, beyond what a choice of as
/// many accounts at random gives for the strongest of all words and issues looked at (<see cref="Issue.Q"/>, family-wise, by
/// exchanging accounts and searching anew), and the same words come back when accounts are drawn again (<see cref="Issue.Stability"/>).</para>
/// <para><b>Does not claim</b> that anybody told them to, that the subject is untrue, or that the accounts belong together.</para>
/// <para><b>Innocent explanations</b>: a shared trade, region, party or hobby that the background lacks; a background chosen from
/// other people than these; another language or platform habit.</para>
/// <para>Cost: O(words of posts) to read, then for each exchange and redraw O(uses). Deterministic for a seed, whatever the threads.</para>
/// </remarks>
public static class IssueFinder
{
    /// <summary>The term sheets that come with the program: hot-button issues in English, Spanish and French.</summary>
    public static IReadOnlyList<TermSheet> BuiltInSheets => Languages.IssueLanguages.Sheets;

    /// <summary>Searches the posts.</summary>
    /// <param name="material">The posts of both sides.</param>
    /// <param name="options">Options and seed.</param>
    /// <param name="progress">Called with the share done, from 0 to 1; may be null.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="ArgumentException">Columns of different length.</exception>
    public static IssueResult Find(IssueMaterial material, IssueOptions? options = null, Action<double>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(material);
        if (material.Day.Length != material.Account.Length || material.Text.Length != material.Account.Length || material.Language.Length != material.Account.Length)
        {
            throw new ArgumentException("The columns of the posts differ in length.", nameof(material));
        }
        return new IssueRun(material, options ?? new IssueOptions(), progress, stop).Run();
    }
}
