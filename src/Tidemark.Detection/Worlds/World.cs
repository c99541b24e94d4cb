using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Detection.Worlds;

/// <summary>Why an account of a synthetic world does what it does.</summary>
public enum Role
{
    /// <summary>Nobody's instrument.</summary>
    Organic,

    /// <summary>A hub that others follow.</summary>
    Hub,

    /// <summary>A newsroom's outlet: posts what its sister outlets post, openly.</summary>
    Newsroom,

    /// <summary>A member of a planted group.</summary>
    Planted,
}

/// <summary>One share of a synthetic world.</summary>
/// <param name="Account">Account number.</param>
/// <param name="Item">Object number.</param>
/// <param name="Seconds">Unix seconds, whole.</param>
public readonly record struct WorldShare(int Account, int Item, long Seconds);

/// <summary>A synthetic world with known truth. Nothing in it is real; its texts are filler.</summary>
public sealed class World
{
    /// <summary>What it was made of.</summary>
    public required WorldOptions Options { get; init; }

    /// <summary>The seed it was made from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>All shares in order of time, then account, then object; duplicates stand twice.</summary>
    public required IReadOnlyList<WorldShare> Shares { get; init; }

    /// <summary>The role of each account.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>The members of each planted group, in the order of <see cref="WorldOptions.Planted"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Planted { get; init; }

    /// <summary>The members of each newsroom.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Newsrooms { get; init; }

    /// <summary>How many objects there are.</summary>
    public required int Items { get; init; }

    /// <summary>The name an account carries in the data.</summary>
    public static string AccountName(int account) => string.Create(CultureInfo.InvariantCulture, $"acct-{account:D5}");

    /// <summary>The link an object carries in the data.</summary>
    public static string ItemLink(int item) =>
        string.Create(CultureInfo.InvariantCulture, $"https://outlet-{item % 97}.example/item/{item}");

    /// <summary>The text an account writes about an object: neutral filler, with the link and a hashtag as in a real post.</summary>
    public static string PostText(WorldShare share) =>
        $"{FillerText.Of(share.Account, share.Item)} {ItemLink(share.Item)} #{FillerText.Topic(share.Item)}";

    /// <summary>The shares as columns for a detector. Each row is its own post.</summary>
    public ShareColumns ToColumns()
    {
        var accounts = new Names(Roles.Count);
        var objects = new Names(Items);
        int n = Shares.Count;
        int[] account = new int[n], item = new int[n], content = new int[n];
        long[] time = new long[n];
        for (int i = 0; i < n; i++)
        {
            account[i] = accounts.Intern(AccountName(Shares[i].Account));
            item[i] = objects.Intern(ItemLink(Shares[i].Item));
            // A row that the collection holds twice is the same post twice.
            content[i] = i > 0 && Shares[i] == Shares[i - 1] ? content[i - 1] : i;
            time[i] = Shares[i].Seconds * UnixTime.PerSecond;
        }
        return new ShareColumns
        {
            Account = account, Object = item, Content = content, Time = time, Count = n,
            Accounts = accounts, Objects = objects, Contents = null, Kind = TraceKind.Link,
        };
    }
}
