namespace Tidemark.Detection.Issues;

/// <summary>
/// Who used which term on which day, and in how many posts: term <c>t</c> has the entries <c>Starts[t]..Starts[t + 1]</c>, by
/// account, then day. Days are numbered densely in order.
/// </summary>
internal sealed class UseTable
{
    public required int[] Starts { get; init; }

    public required int[] Account { get; init; }

    public required int[] Day { get; init; }

    public required int[] Posts { get; init; }

    public int Terms => Starts.Length - 1;

    /// <summary>Counts each term once a post. O(p log p) over the pairs of post and term.</summary>
    /// <param name="terms">How many terms there are.</param>
    /// <param name="pairs">Term and post.</param>
    /// <param name="account">Account of each post.</param>
    /// <param name="day">Dense day of each post.</param>
    public static UseTable Build(int terms, List<(int Term, int Post)> pairs, int[] account, int[] day)
    {
        var rows = new List<(int Term, int Account, int Day)>(pairs.Count);
        foreach ((int term, int post) in pairs)
        {
            rows.Add((term, account[post], day[post]));
        }
        rows.Sort();
        int[] starts = new int[terms + 1];
        var accounts = new List<int>(rows.Count);
        var days = new List<int>(rows.Count);
        var posts = new List<int>(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0 && rows[i] == rows[i - 1])
            {
                posts[^1]++;
                continue;
            }
            accounts.Add(rows[i].Account);
            days.Add(rows[i].Day);
            posts.Add(1);
            starts[rows[i].Term + 1]++;
        }
        for (int term = 0; term < terms; term++)
        {
            starts[term + 1] += starts[term];
        }
        return new UseTable { Starts = starts, Account = [.. accounts], Day = [.. days], Posts = [.. posts] };
    }
}
