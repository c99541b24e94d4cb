using System.Globalization;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>What posts are compared by when nobody says.</summary>
internal static class TraceChoice
{
    /// <summary>A kind left by fewer posts than one in twenty says little about the material; then the commonest is taken.</summary>
    private const int OneIn = 20;

    /// <summary>The most specific first.</summary>
    public static IReadOnlyList<TraceKind> Preferred { get; } =
    [
        TraceKind.Object, TraceKind.Link, TraceKind.Repost, TraceKind.Text, TraceKind.Media, TraceKind.Hashtag, TraceKind.Reply,
        TraceKind.Domain, TraceKind.Mention, TraceKind.Sequence, TraceKind.Similar,
    ];

    /// <summary>How the choice is described.</summary>
    public static string InWords { get; } =
        $"without it, the first of {string.Join(", ", Preferred.Where(kind => kind != TraceKind.Similar).Select(TraceWords.Word))} that one post in twenty leaves";

    /// <summary>The kind to look at, from how many traces of each there are; null if there is none.</summary>
    public static TraceKind? Of(IReadOnlyDictionary<TraceKind, long> counts, long posts)
    {
        TraceKind[] held = [.. Preferred.Where(kind => counts.GetValueOrDefault(kind) > 0)];
        return held.Length == 0 ? null
            : held.Cast<TraceKind?>().FirstOrDefault(kind => counts[kind!.Value] * OneIn >= posts) ?? held.MaxBy(kind => counts[kind]);
    }

    /// <summary>"link (374), text (4,176)": in the order of preference, without the one that is looked at.</summary>
    public static string Held(IReadOnlyDictionary<TraceKind, long> counts, TraceKind? but = null) => string.Join(", ", Preferred
        .Where(kind => kind != but && counts.GetValueOrDefault(kind) > 0)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{TraceWords.Word(kind)} ({counts[kind]:N0})")));

    /// <summary>Counts what the posts of some files could have in common; null if one of them is a share table, or nothing can be read.</summary>
    public static TraceCounts? Count(IReadOnlyList<string> files, ReadOptions reading, CancellationToken cancel)
    {
        var counts = new TraceCounts();
        foreach (string file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (reading.Map.Count == 0)
            {
                using SourceBytes source = SourceBytes.Open(stream, file, reading);
                if (ShareTableReader.Recognises(source.Head))
                {
                    return null;
                }
            }
            using var again = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var watched = new WatchedSink(counts, again, $"Looking at {Path.GetFileName(file)}");
            SourceReader.Read(again, file, reading, watched, cancel);
        }
        return counts;
    }
}

/// <summary>How many traces of each kind some posts leave.</summary>
internal sealed class TraceCounts : IPostSink
{
    private readonly Dictionary<TraceKind, long> _of = [];

    public IReadOnlyDictionary<TraceKind, long> Of => _of;

    public long Posts { get; private set; }

    public void Add(in PostRow row)
    {
        Posts++;
        for (int i = 0; i < row.Traces.Count; i++)
        {
            TraceKind kind = row.Traces.Kind(i);
            _of[kind] = _of.GetValueOrDefault(kind) + 1;
        }
    }

    // The reading itself tells what is wrong with the material.
    public void Refuse(in Fault fault, long offset, long length)
    {
    }

    public void Note(string sentence)
    {
    }
}
