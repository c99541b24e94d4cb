using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>Leaves out the rows of accounts with few rows.</summary>
internal static class Participants
{
    public static ShareColumns Of(ShareColumns shares, int least)
    {
        int[] count = new int[shares.Accounts.Count];
        foreach (int account in shares.Account.AsSpan(0, shares.Count))
        {
            count[account]++;
        }
        int[] rows = [.. Enumerable.Range(0, shares.Count).Where(i => count[shares.Account[i]] >= least)];
        return new ShareColumns
        {
            Account = [.. rows.Select(i => shares.Account[i])],
            Object = [.. rows.Select(i => shares.Object[i])],
            // Where rows are their own posts their ids stay those of the file's rows.
            Content = [.. rows.Select(i => shares.Content[i])],
            Time = [.. rows.Select(i => shares.Time[i])],
            Count = rows.Length,
            Accounts = shares.Accounts,
            Objects = shares.Objects,
            Contents = shares.Contents,
            Kind = shares.Kind,
        };
    }
}
