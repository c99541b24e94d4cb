using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Reads share tables: CSV with a header that names account_id, object_id, timestamp_share and, if posts have ids, content_id, in any
/// order, other columns ignored. Ids are kept byte for byte. Straight from bytes to columns, because this is the fast way in.
/// </summary>
/// <remarks>A row with an empty account, object or time, or whose time cannot be read, is refused, located and counted; the rest goes in.</remarks>
public static class ShareTableReader
{
    private static readonly string[] Required = ["account_id", "object_id", "timestamp_share"];

    /// <summary>Whether a file that begins like this has the columns of a share table.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        CsvDialect.Rfc4180.Header(head) is var header && Required.All(header.Contains);

    /// <summary>Reads a share table to its end.</summary>
    /// <param name="source">The table.</param>
    /// <param name="into">Takes the rows.</param>
    /// <param name="length">Bytes of the whole table if known, to foresee the number of rows; else 0.</param>
    /// <param name="progress">Told the rows read so far, now and then; may be null.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>How many times named no zone and were taken as UTC; or why this is no share table.</returns>
    public static Parsed<long> Read(
        SourceBytes source, ShareCollector into, long length = 0, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(into);
        var reader = new Utf8CsvReader(source, CsvDialect.Rfc4180);
        if (!reader.Read())
        {
            return Parsed<long>.Failed(source.Break ?? new Fault(new SourceLocation(source.Name, 0, 0), "the file is empty"));
        }
        if (reader.Problem != CsvProblem.None)
        {
            return Parsed<long>.Failed(reader.Fault);
        }
        Columns at = Columns.Of(reader);
        if (at.Missing is { } missing)
        {
            return Parsed<long>.Failed(
                new SourceLocation(source.Name, 1, 0), $"there is no column {missing}; the columns are {at.Found}");
        }
        reader.ExpectedFields = reader.FieldCount;
        return Parsed<long>.Of(Rows(source, reader, at, into, length, progress, cancel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Rows(
        SourceBytes source, Utf8CsvReader reader, Columns at, ShareCollector into, long length, Action<int>? progress, CancellationToken cancel)
    {
        const int Step = 16384;
        int first = into.Count;
        int next = first + Step;
        long assumed = 0;
        bool cut = false;
        while (reader.Read())
        {
            if (reader.Problem != CsvProblem.None)
            {
                into.Refused.Add(reader.Fault);
                cut |= reader.Problem == CsvProblem.Cut;
                continue;
            }
            ReadOnlySpan<byte> account = reader.Field(at.Account);
            ReadOnlySpan<byte> obj = reader.Field(at.Object);
            ReadOnlySpan<byte> text = reader.Field(at.Time);
            if (!TryWholeSeconds(text, out long time))
            {
                TimeProblem problem = TimeText.Read(text, SourceZone.AssumedUtc, out UnixTime moment, out ZoneSource zone);
                if (problem != TimeProblem.None)
                {
                    Refuse(source, reader, into, TimeText.Reason(problem, text, SourceZone.AssumedUtc));
                    continue;
                }
                assumed += zone == ZoneSource.Assumed ? 1 : 0;
                time = moment.Nanoseconds;
            }
            if (account.IsEmpty || obj.IsEmpty)
            {
                Refuse(source, reader, into, account.IsEmpty ? "account_id is empty" : "object_id is empty");
                continue;
            }
            into.Add(account, obj, at.Content >= 0 ? reader.Field(at.Content) : default, at.Content >= 0, time);
            if (into.Count >= next)
            {
                if (next == first + Step && length > reader.Offset)
                {
                    // Rows are about as long as those seen; two per cent more spare a last doubling.
                    into.Reserve(first + (long)(length / (double)reader.Offset * Step * 1.02));
                }
                next = into.Count + Step;
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(into.Count);
            }
        }
        if (source.Break is Fault broken && !cut)
        {
            into.Refused.Add(broken);
        }
        return assumed;
    }

    private static void Refuse(SourceBytes source, Utf8CsvReader reader, ShareCollector into, string reason) =>
        into.Refused.Add(new Fault(new SourceLocation(source.Name, reader.Line, reader.Offset), reason));

    /// <summary>Ten digits are seconds of the years 2001 to 2286: nearly every time there is, in a few operations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryWholeSeconds(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        unchecked
        {
            nanoseconds = 0;
            if (text.Length != 10)
            {
                return false;
            }
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(text);
            uint ninth = (uint)text[8] - '0';
            uint tenth = (uint)text[9] - '0';
            // Every byte is 30 to 39 in hexadecimal, and stays so after adding 6.
            if (((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) != 0x3333333333333333
                || ninth > 9 || tenth > 9)
            {
                return false;
            }
            eight = (eight & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
            eight = (eight & 0x00FF00FF00FF00FF) * 6553601 >> 16;
            eight = (eight & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
            long seconds = (long)eight * 100 + ninth * 10 + tenth;
            nanoseconds = seconds * UnixTime.PerSecond;
            return seconds < 9_223_372_036;
        }
    }

    private readonly record struct Columns(int Account, int Object, int Time, int Content, string? Missing, string Found)
    {
        public static Columns Of(Utf8CsvReader header)
        {
            string[] names = new string[header.FieldCount];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = Encoding.UTF8.GetString(header.Field(i));
            }
            string found = string.Join(", ", names.Take(20));
            return new Columns(
                Array.IndexOf(names, "account_id"), Array.IndexOf(names, "object_id"), Array.IndexOf(names, "timestamp_share"),
                Array.IndexOf(names, "content_id"), Array.Find(Required, r => !names.Contains(r)),
                found.Length > 400 ? found[..400] + "…" : found);
        }
    }
}
