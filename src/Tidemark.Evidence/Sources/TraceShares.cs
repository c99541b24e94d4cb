using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Turns posts into shares of one kind of trace. A post that leaves none of that kind matches nothing and adds nothing.</summary>
/// <param name="kind">The kind.</param>
/// <param name="into">Takes the shares.</param>
/// <param name="postsBefore">How many posts earlier sources had: posts without an id are told apart by their number over all sources.</param>
public sealed class TraceShares(TraceKind kind, ShareCollector into, long postsBefore = 0) : IPostSink
{
    private long _posts = postsBefore;

    /// <summary>How many posts there were, with those of earlier sources.</summary>
    public long Posts => _posts;

    /// <summary>Posts without a trace of the kind.</summary>
    public long Without { get; private set; }

    /// <summary>How the times have their zone; the weakest counts.</summary>
    public ZoneSource Zone { get; private set; }

    /// <summary>What the reader decided and a person must see.</summary>
    public List<string> Notes { get; } = [];

    /// <inheritdoc/>
    public void Add(in PostRow row)
    {
        int before = into.Count;
        Zone = row.Zone > Zone ? row.Zone : Zone;
        for (int i = 0; i < row.Traces.Count; i++)
        {
            if (row.Traces.Kind(i) != kind)
            {
                continue;
            }
            if (row.Id.IsEmpty)
            {
                into.AddUnnamed(row.Account, row.Traces.Value(i), _posts, row.Time.Nanoseconds);
            }
            else
            {
                into.Add(row.Account, row.Traces.Value(i), row.Id, hasPost: true, row.Time.Nanoseconds);
            }
        }
        Without += into.Count == before ? 1 : 0;
        _posts++;
    }

    /// <inheritdoc/>
    public void Refuse(in Fault fault, long offset, long length) => into.Refused.Add(fault);

    /// <inheritdoc/>
    public void Note(string sentence) => Notes.Add(sentence);
}
