using System.Globalization;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
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

/// <summary>Reads the files of a call, in the order given, into one table.</summary>
internal static class ShareSources
{
    /// <exception cref="Refusal">A file is none, or no row of all files could be read.</exception>
    public static ShareMaterial Read(CoordinationCall call, CancellationToken cancel)
    {
        foreach (string file in call.Files)
        {
            InputFile.Regular(file);
        }
        var into = new ShareCollector();
        var files = new List<ReadFile>();
        var notes = new List<string>();
        // A file in which nothing can be read is refused as a whole, with its place; the others go in.
        foreach (string file in call.Files)
        {
            if (One(call, file, into, files, notes, cancel) is { } fault)
            {
                if (call.Files.Count == 1)
                {
                    throw new Refusal($"{fault}.");
                }
                into.Refused.Add(fault);
                notes.Add($"left out: {fault}");
            }
        }
        if (into.Count == 0)
        {
            throw new Refusal(into.Refused.Count == 0
                ? $"no post in {string.Join(", ", call.Files)} has a {TraceChoice.Word(call.Trace ?? TraceKind.Object)}.{Held(call, cancel)}"
                : string.Create(CultureInfo.InvariantCulture,
                    $"none of {into.Refused.Count} rows could be read; the first: {into.Refused[0]}"));
        }
        return new ShareMaterial(into.ToColumns(call.Trace ?? TraceKind.Object), files, into.Refused, notes);
    }

    /// <summary>What could be asked for instead.</summary>
    private static string Held(CoordinationCall call, CancellationToken cancel) =>
        TraceChoice.Count(call.Files, call.Reading, cancel) is { } counts && TraceChoice.Held(counts.Of) is { Length: > 0 } held
            ? $" They hold: {held}." : "";

    private static Fault? One(
        CoordinationCall call, string file, ShareCollector into, List<ReadFile> files, List<string> notes, CancellationToken cancel)
    {
        int rows = into.Count;
        int refused = into.Refused.Count;
        var own = new List<string>();
        ZoneSource zone = ZoneSource.Stated;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hashing = new HashingStream(stream);
        using var progress = new Progress($"Reading {Path.GetFileName(file)}", "rows");
        bool table;
        Fault? fault = null;
        long posts = 0;
        using (SourceBytes source = SourceBytes.Open(hashing, file, call.Reading))
        {
            table = (call.Trace ?? TraceKind.Object) == TraceKind.Object && call.Reading.Map.Count == 0
                && ShareTableReader.Recognises(source.Head);
            if (table)
            {
                long length = source.Compression == SourceCompression.None ? stream.Length : 0;
                Parsed<long> read = ShareTableReader.Read(source, into, length, done => progress.Report(done), cancel);
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
            (fault, zone, posts) = Posts(call, again, file, into, own, cancel);
        }
        notes.AddRange(own.Select(note => $"{file}: {note}"));
        files.Add(new ReadFile(file, hashing.Finish(), hashing.Bytes, into.Count - rows, into.Refused.Count - refused, posts, zone, own));
        return fault;
    }

    private static (Fault? Fault, ZoneSource Zone, long Posts) Posts(
        CoordinationCall call, FileStream stream, string file, ShareCollector into, List<string> notes, CancellationToken cancel)
    {
        var sink = new TraceShares(call.Trace ?? TraceKind.Object, into);
        using var watched = new WatchedSink(sink, stream, $"Reading {Path.GetFileName(file)}");
        Parsed<ReadSummary> read = SourceReader.Read(stream, file, call.Reading, watched, cancel);
        // Where links lead is of no interest to whoever compares something else.
        notes.AddRange(sink.Notes.Where(note => call.Trace is TraceKind.Link or TraceKind.Domain || !note.Contains("links go through shorteners", StringComparison.Ordinal)));
        if (!read.Ok)
        {
            return (read.Fault, sink.Zone, 0);
        }
        if (sink.Without > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{sink.Without:N0} of {read.Value.Rows:N0} posts have no {TraceChoice.Word(call.Trace ?? TraceKind.Object)} and match nothing"));
        }
        if (call.Trace is null && sink.Without == read.Value.Rows)
        {
            return (new Fault(new SourceLocation(file, 1, 0),
                "this is no share table (account_id, content_id, object_id, timestamp_share); say what its posts may have in common: "
                + "--trace text, link, domain, hashtag, repost, reply, mention or media"), sink.Zone, 0);
        }
        return (null, sink.Zone, read.Value.Rows);
    }
}
