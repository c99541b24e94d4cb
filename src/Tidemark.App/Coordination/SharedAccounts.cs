using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>Gives several tables of shares one table of account names, so that an account has one id in all of them.</summary>
internal static class SharedAccounts
{
    public static ShareColumns[] Of(IReadOnlyList<ShareColumns> tables)
    {
        var names = new Names();
        int[][] ids = [.. tables.Select(table =>
        {
            int[] of = new int[table.Accounts.Count];
            for (int account = 0; account < of.Length; account++)
            {
                of[account] = names.Intern(table.Accounts[account]);
            }
            return of;
        })];
        return [.. tables.Select((table, i) => new ShareColumns
        {
            Account = [.. table.Account.AsSpan(0, table.Count).ToArray().Select(account => ids[i][account])],
            Object = table.Object,
            Content = table.Content,
            Time = table.Time,
            Count = table.Count,
            Accounts = names,
            Objects = table.Objects,
            Contents = table.Contents,
            Kind = table.Kind,
        })];
    }
}
