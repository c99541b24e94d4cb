using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>Hands each post of a source to one <see cref="TraceShares"/> a kind, so that a file is read once however many kinds are asked for.</summary>
internal sealed class TraceFan : IPostSink
{
    private readonly TraceShares[] _sinks;

    public TraceFan(IReadOnlyList<TraceKind> kinds, IReadOnlyList<ShareCollector> into, long postsBefore) =>
        _sinks = [.. kinds.Zip(into, (kind, to) => new TraceShares(kind, to, postsBefore))];

    /// <summary>How many posts there were, with those of earlier sources.</summary>
    public long Posts => _sinks[0].Posts;

    /// <summary>How the times have their zone; the weakest counts.</summary>
    public ZoneSource Zone => _sinks[0].Zone;

    /// <summary>What the reader decided and a person must see.</summary>
    public List<string> Notes => _sinks[0].Notes;

    /// <summary>Posts without a trace of the kind at this place.</summary>
    public long Without(int kind) => _sinks[kind].Without;

    public void Add(in PostRow row)
    {
        foreach (TraceShares sink in _sinks)
        {
            sink.Add(in row);
        }
    }

    // A row that cannot be read is refused once, whatever is asked of the others.
    public void Refuse(in Fault fault, long offset, long length) => _sinks[0].Refuse(in fault, offset, length);

    public void Note(string sentence) => _sinks[0].Note(sentence);
}
