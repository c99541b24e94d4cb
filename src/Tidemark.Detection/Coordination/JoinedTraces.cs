using System.Text;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// The shares of several kinds of trace in one table, to be described and never to be tested: one act that leaves three traces stands in it
/// three times (docs/adr/0008-several-traces.md).
/// </summary>
public sealed class JoinedTraces
{
    private readonly IReadOnlyList<ShareColumns> _kinds;
    private readonly int[] _from;

    private JoinedTraces(IReadOnlyList<ShareColumns> kinds, int[] from, ShareColumns shares) =>
        (_kinds, _from, Shares, Index) = (kinds, from, shares, ShareIndex.Build(shares));

    /// <summary>The table; its objects are named "link:…", "text:…".</summary>
    public ShareColumns Shares { get; }

    /// <summary>The same, sorted.</summary>
    public ShareIndex Index { get; }

    /// <summary>Which of the kinds an object is of, by its place.</summary>
    /// <param name="obj">An object of the joined table.</param>
    public int PlaceOf(int obj)
    {
        int place = Array.BinarySearch(_from, obj);
        // Of kinds without any object the last begins where the next one does.
        place = place < 0 ? ~place - 1 : place;
        while (place + 1 < _from.Length && _from[place + 1] == _from[place])
        {
            place++;
        }
        return place;
    }

    /// <summary>What an object is, in the words of its own kind.</summary>
    /// <param name="obj">An object of the joined table.</param>
    public (TraceKind Kind, string Value) Object(int obj)
    {
        int place = PlaceOf(obj);
        return (_kinds[place].Kind, _kinds[place].Objects.Text(obj - _from[place]));
    }

    /// <summary>Joins tables. O(rows) time and memory.</summary>
    /// <param name="kinds">One table a kind, with one and the same table of accounts and of posts.</param>
    /// <exception cref="ArgumentException">No table, or tables with accounts or posts of their own: their numbers would mean different things.</exception>
    public static JoinedTraces Of(IReadOnlyList<ShareColumns> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        if (kinds.Count == 0 || kinds.Any(k => k.Accounts != kinds[0].Accounts || k.Contents != kinds[0].Contents || k.Contents is null))
        {
            throw new ArgumentException($"{kinds.Count} tables of shares; needed is one or more, all with the same tables of accounts and posts", nameof(kinds));
        }
        int[] from = new int[kinds.Count];
        var names = new Names();
        for (int k = 0; k < kinds.Count; k++)
        {
            from[k] = names.Count;
            byte[] prefix = Encoding.UTF8.GetBytes(kinds[k].Kind.ToString().ToLowerInvariant() + ":");
            for (int o = 0; o < kinds[k].Objects.Count; o++)
            {
                names.Intern([.. prefix, .. kinds[k].Objects[o]]);
            }
        }
        T[] Column<T>(Func<ShareColumns, T[]> column) => [.. kinds.SelectMany(k => column(k).Take(k.Count))];
        return new JoinedTraces(kinds, from, new ShareColumns
        {
            Account = Column(k => k.Account),
            Object = [.. kinds.SelectMany((k, place) => k.Object.Take(k.Count).Select(o => from[place] + o))],
            Content = Column(k => k.Content),
            Time = Column(k => k.Time),
            Count = kinds.Sum(k => k.Count),
            Accounts = kinds[0].Accounts,
            Objects = names,
            Contents = kinds[0].Contents,
        });
    }
}
