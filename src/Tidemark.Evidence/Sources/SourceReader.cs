using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>The door to all readers: recognises a source and reads its posts.</summary>
/// <remarks>
/// Bad data never throws. Good rows go to the sink in the order of the file; rows that cannot be read are refused with line, byte and
/// reason; decisions a person must know about (columns, zone) are noted. Memory is bounded by <see cref="ReadOptions"/>.
/// </remarks>
public static class SourceReader
{
    /// <summary>What a source is, from its first bytes and its name. A stream that can seek is put back to where it was.</summary>
    /// <exception cref="IOException">The original could not be read.</exception>
    public static Recognised Recognise(Stream original, string name)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(name);
        long start = original.CanSeek ? original.Position : 0;
        using SourceBytes source = SourceBytes.Open(original, name);
        Recognised found = Recognise(source);
        if (original.CanSeek)
        {
            original.Position = start;
        }
        return found;
    }

    /// <summary>What a source is, from its first bytes as they stand in the file, and its name.</summary>
    public static Recognised Recognise(ReadOnlySpan<byte> firstBytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using MemoryStream stream = new(firstBytes.ToArray());
        return Recognise(stream, name);
    }

    /// <summary>Reads all posts of a source.</summary>
    /// <param name="original">The bytes as they came; the caller keeps and closes it.</param>
    /// <param name="name">The file as the user named it; faults carry it.</param>
    /// <param name="options">What the user said, and limits.</param>
    /// <param name="sink">Takes rows, refusals and notes.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>What was read; or, where not a single row could be, why.</returns>
    /// <exception cref="IOException">The original could not be read (the disk, not the data).</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public static Parsed<ReadSummary> Read(Stream original, string name, ReadOptions options, IPostSink sink, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sink);
        using SourceBytes source = SourceBytes.Open(original, name, options);
        Recognised found = Recognise(source);
        SourceFormat format = options.Format ?? found.Format;
        ReadingTally tally = new(sink, options, cancel);
        if (found.Format == SourceFormat.Empty)
        {
            return Parsed<ReadSummary>.Failed(source.Break ?? new Fault(new SourceLocation(name, 0, 0), "the file is empty"));
        }
        if (found.Format == SourceFormat.Binary || format is not (SourceFormat.PostTable or SourceFormat.XArchive or SourceFormat.JsonLines))
        {
            return Parsed<ReadSummary>.Failed(new SourceLocation(name, 0, 0),
                $"this is {found.PlainName}, not a table or JSON of posts");
        }
        if (source.Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian)
        {
            sink.Note("the file is UTF-16; byte offsets count it as UTF-8");
        }

        if (format == SourceFormat.JsonLines)
        {
            return Conclude(source, found with { Format = format }, JsonPosts.Read(source, options, tally), tally);
        }
        Parsed<ColumnMapping> mapping = PostTable.Read(source, options, tally);
        if (!mapping.Ok)
        {
            return Parsed<ReadSummary>.Failed(mapping.Fault);
        }
        return Conclude(source, found with { Format = format }, mapping.Value.Choices, tally);
    }

    private static Recognised Recognise(SourceBytes source)
    {
        (SourceFormat format, string plainName) = Recognition.Of(source.Head, source.Name);
        return new Recognised(format, plainName, source.Compression, source.Encoding);
    }

    private static Parsed<ReadSummary> Conclude(
        SourceBytes source, Recognised found, IReadOnlyList<ColumnChoice> choices, ReadingTally tally)
    {
        if (tally.Hopeless)
        {
            return Parsed<ReadSummary>.Failed(new Fault(tally.FirstFault!.Value.Where, string.Create(CultureInfo.InvariantCulture,
                $"none of the first {tally.Refused} rows could be read, so the rest was not tried; the first: {tally.FirstFault.Value.Reason}")));
        }
        if (source.Break is Fault broken && !tally.BreakTold)
        {
            tally.Refuse(broken, broken.Where.Byte, 0);
        }
        if (tally.Rows == 0)
        {
            return Parsed<ReadSummary>.Failed(tally.FirstFault is Fault first
                ? new Fault(first.Where, tally.Refused == 1 ? first.Reason : string.Create(CultureInfo.InvariantCulture,
                    $"none of {tally.Refused} rows could be read; the first: {first.Reason}"))
                : new Fault(new SourceLocation(source.Name, 1, 0), found.Format == SourceFormat.JsonLines ? "there is no post in it" : "there is a header, but no row"));
        }
        if (tally.AssumedZones > 0)
        {
            tally.Sink.Note(string.Create(CultureInfo.InvariantCulture,
                $"{tally.AssumedZones} times name no zone and were taken as UTC; --zone says otherwise"));
        }
        if (tally.BeforeThereWerePosts > 0)
        {
            tally.Sink.Note(string.Create(CultureInfo.InvariantCulture,
                $"{tally.BeforeThereWerePosts} {(tally.BeforeThereWerePosts == 1 ? "time lies" : "times lie")} before 1990 (the earliest: {tally.Span.From}); if such a time means \"not known\", take those rows out, for rows with the same such time look synchronised"));
        }
        tally.Sink.Note($"times run from {tally.Span.From} to {tally.Span.To}");
        return Parsed<ReadSummary>.Of(new ReadSummary(found, tally.Rows, tally.Refused, choices, source.Position));
    }
}
