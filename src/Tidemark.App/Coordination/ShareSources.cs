using System.Globalization;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>A file that was read.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="Sha256">Of the file as it stands, packed or not.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Shares that went in.</param>
/// <param name="Refused">Rows that did not.</param>
/// <param name="Posts">Posts in it; of a share table 0, for its rows are shares.</param>
/// <param name="Zone">How its times have their zone; the weakest counts.</param>
/// <param name="Notes">What the reader decided or assumed.</param>
internal sealed record ReadFile(string Name, string Sha256, long Bytes, long Rows, long Refused, long Posts, ZoneSource Zone, IReadOnlyList<string> Notes)
{
    /// <summary>Whether it holds posts, which have a text and a place to be looked up.</summary>
    public bool HasPosts => Posts > 0;
}

/// <summary>All inputs of a call as one table.</summary>
/// <param name="Shares">The shares.</param>
/// <param name="Files">What was read.</param>
/// <param name="Refused">Every refused row.</param>
/// <param name="Notes">What a person must see.</param>
internal sealed record ShareMaterial(ShareColumns Shares, IReadOnlyList<ReadFile> Files, IReadOnlyList<Fault> Refused, IReadOnlyList<string> Notes);

/// <summary>Reads the files of a call, in the order given, into one table a kind of trace.</summary>
internal sealed class ShareSources
{
    private readonly CoordinationCall _call;
    private readonly CancellationToken _cancel;

    // What is read; near-copies are made of texts once all are known.
    private readonly TraceKind[] _kinds;
    private readonly ShareCollector[] _into;
    private readonly List<ReadFile>[] _files;
    private readonly List<string> _notes = [];
    private long _posts;

    private ShareSources(CoordinationCall call, CancellationToken cancel)
    {
        (_call, _cancel) = (call, cancel);
        _kinds = [.. Asked(call).Select(Source).Distinct()];
        _into = [.. _kinds.Select(_ => new ShareCollector())];
        _files = [.. _kinds.Select(_ => new List<ReadFile>())];
    }

    private List<Fault> Refused => _into[0].Refused;

    /// <summary>One material a kind asked for, in their order; with several kinds all share one table of account names.</summary>
    /// <exception cref="Refusal">A file is none, or no row of all files could be read.</exception>
    public static IReadOnlyList<ShareMaterial> Read(CoordinationCall call, CancellationToken cancel)
    {
        foreach (string file in call.Files)
        {
            InputFile.Regular(file);
        }
        var sources = new ShareSources(call, cancel);
        // A file in which nothing can be read is refused as a whole, with its place; the others go in.
        foreach (string file in call.Files)
        {
            if (sources.One(file) is { } fault)
            {
                if (call.Files.Count == 1)
                {
                    throw new Refusal($"{fault}.");
                }
                sources.Refused.Add(fault);
                sources._notes.Add($"left out: {fault}");
            }
        }
        return sources.Finish();
    }

    /// <summary>A share table's objects, where nobody asks for anything else.</summary>
    private static IReadOnlyList<TraceKind> Asked(CoordinationCall call) => call.Traces.Count > 0 ? call.Traces : [TraceKind.Object];

    private static TraceKind Source(TraceKind kind) => kind == TraceKind.Similar ? TraceKind.Text : kind;

    private IReadOnlyList<ShareMaterial> Finish()
    {
        if (_into.All(to => to.Count == 0))
        {
            throw new Refusal(Refused.Count == 0
                ? $"no post in {string.Join(", ", _call.Files)} has a {string.Join(" or a ", Asked(_call).Select(TraceWords.Word))}.{Held()}"
                : string.Create(CultureInfo.InvariantCulture,
                    $"none of {Refused.Count} rows could be read; the first: {Refused[0]}"));
        }
        ShareColumns[] read = [.. _into.Select((to, i) => to.ToColumns(_kinds[i]))];
        read = read.Length > 1 ? SharedAccounts.Of(read) : read;
        return [.. Asked(_call).Select(kind =>
        {
            int place = Array.IndexOf(_kinds, Source(kind));
            ShareColumns shares = kind == TraceKind.Similar ? NearCopies.Of(read[place], _notes, _cancel) : read[place];
            return new ShareMaterial(shares, _files[place], Refused, _notes);
        })];
    }

    /// <summary>What could be asked for instead.</summary>
    private string Held() => TraceChoice.Count(_call.Files, _call.Reading, _cancel) is { } counts && TraceChoice.Held(counts.Of) is { Length: > 0 } held
        ? $" They hold: {held}." : "";

    private Fault? One(string file)
    {
        int[] rows = [.. _into.Select(to => to.Count)];
        int refused = Refused.Count;
        var own = new List<string>();
        ZoneSource zone = ZoneSource.Stated;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hashing = new HashingStream(stream);
        using var progress = new Progress($"Reading {Path.GetFileName(file)}", "rows");
        bool table;
        Fault? fault = null;
        long posts = 0;
        using (SourceBytes source = SourceBytes.Open(hashing, file, _call.Reading))
        {
            table = _kinds is [TraceKind.Object] && _call.Reading.Map.Count == 0 && ShareTableReader.Recognises(source.Head);
            if (table)
            {
                long length = source.Compression == SourceCompression.None ? stream.Length : 0;
                Parsed<long> read = ShareTableReader.Read(source, _into[0], length, done => progress.Report(done), _cancel);
                fault = read.Ok ? null : read.Fault;
                if (read.Ok && read.Value > 0)
                {
                    zone = ZoneSource.Assumed;
                    own.Add(string.Create(CultureInfo.InvariantCulture, $"{read.Value:N0} {(read.Value == 1 ? "time names" : "times name")} no zone and {(read.Value == 1 ? "was" : "were")} taken as UTC"));
                }
            }
        }
        if (!table)
        {
            using var again = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            (fault, zone, posts) = Posts(again, file, own);
        }
        _notes.AddRange(own.Select(note => $"{file}: {note}"));
        string hash = hashing.Finish();
        for (int i = 0; i < _into.Length; i++)
        {
            _files[i].Add(new ReadFile(file, hash, hashing.Bytes, _into[i].Count - rows[i], Refused.Count - refused, posts, zone, own));
        }
        return fault;
    }

    private (Fault? Fault, ZoneSource Zone, long Posts) Posts(FileStream stream, string file, List<string> notes)
    {
        var sink = new TraceFan(_kinds, _into, Math.Max(_posts, _into.Max(to => to.Count)));
        using var watched = new WatchedSink(sink, stream, $"Reading {Path.GetFileName(file)}");
        Parsed<ReadSummary> read = SourceReader.Read(stream, file, _call.Reading, watched, _cancel);
        _posts = sink.Posts;
        // Where links lead is of no interest to whoever compares something else.
        bool links = _kinds.Any(kind => kind is TraceKind.Link or TraceKind.Domain);
        notes.AddRange(sink.Notes.Where(note => links || !note.Contains("links go through shorteners", StringComparison.Ordinal)));
        if (!read.Ok)
        {
            return (read.Fault, sink.Zone, 0);
        }
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (sink.Without(i) > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{sink.Without(i):N0} of {read.Value.Rows:N0} posts have no {TraceWords.Word(_kinds[i])} and match nothing"));
            }
        }
        if (_call.Traces.Count == 0 && sink.Without(0) == read.Value.Rows)
        {
            return (new Fault(new SourceLocation(file, 1, 0),
                "this is no share table (account_id, content_id, object_id, timestamp_share); say what its posts may have in common: "
                + "--trace text, link, domain, hashtag, repost, reply, mention or media"), sink.Zone, 0);
        }
        return (null, sink.Zone, read.Value.Rows);
    }
}
