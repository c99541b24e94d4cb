namespace Tidemark.Model;

public sealed partial class ShareColumns
{
    /// <summary>
    /// The columns of shares that are at hand as rows. Each row is its own post; the columns keep the order of the rows. O(rows).
    /// </summary>
    /// <param name="rows">Who shared what, and when. Ids are opaque: compared as they stand, never trimmed, never case-folded.</param>
    /// <param name="kind">Which kind of trace the objects are.</param>
    /// <exception cref="ArgumentException">A row has no account or no object: nothing that is missing may ever match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time lies outside the years 1677 to 2262, which nanoseconds can tell apart.</exception>
    public static ShareColumns Of(IEnumerable<(string Account, string Object, DateTimeOffset Time)> rows, TraceKind kind = TraceKind.Object)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var accounts = new Names();
        var objects = new Names();
        var account = new List<int>();
        var item = new List<int>();
        var time = new List<long>();
        foreach ((string who, string what, DateTimeOffset when) in rows)
        {
            if (string.IsNullOrEmpty(who) || string.IsNullOrEmpty(what))
            {
                throw new ArgumentException($"Row {time.Count} has no {(string.IsNullOrEmpty(who) ? "account" : "object")}; leave such rows out.", nameof(rows));
            }
            time.Add(UnixTime.From(when).Nanoseconds);
            account.Add(accounts.Intern(who));
            item.Add(objects.Intern(what));
        }
        int[] content = new int[time.Count];
        for (int i = 0; i < content.Length; i++)
        {
            content[i] = i;
        }
        return new ShareColumns
        {
            Account = [.. account], Object = [.. item], Content = content, Time = [.. time], Count = content.Length,
            Accounts = accounts, Objects = objects, Contents = null, Kind = kind,
        };
    }
}
