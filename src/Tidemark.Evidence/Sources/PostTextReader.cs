using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>What a row must have to be a post for whoever asks.</summary>
/// <param name="Account">A row without an account is refused.</param>
/// <param name="Time">A row without a time that can be read is refused.</param>
/// <param name="Text">A table without a column of texts is refused; an empty text is never.</param>
public readonly record struct PostNeeds(bool Account, bool Time, bool Text);

/// <summary>What came of reading a table of posts.</summary>
/// <param name="Rows">Rows that went in, repetitions included.</param>
/// <param name="Refused">Rows that did not.</param>
/// <param name="Notes">What a person must know: columns taken by another name.</param>
public sealed record PostsRead(long Rows, long Refused, IReadOnlyList<string> Notes);

/// <summary>
/// Reads posts with their texts: CSV (RFC 4180, UTF-8, also packed) with a header that names <c>account_id, content_id,
/// timestamp_share, text, lang, url</c> in any order; other columns are ignored. Cells are kept byte for byte.
/// </summary>
/// <remarks>
/// A time is Unix seconds or ISO 8601; one that names no zone is UTC. A post without a content id is called <c>FILE#ROW</c>, the first
/// row after the header being 1. Where a column that is needed has another usual name (<see cref="PostFields"/>), that one is taken and
/// said; columns that are not needed are taken by their own names only. O(bytes) in time; nothing is kept but what the collector keeps.
/// </remarks>
public static class PostTextReader
{
    private const int BetweenCancelChecks = 8192;

    private static readonly (PostField Field, string Name)[] Columns =
    [
        (PostField.Account, "account_id"), (PostField.Id, "content_id"), (PostField.Time, "timestamp_share"), (PostField.Text, "text"),
        (PostField.Language, "lang"), (PostField.Url, "url"),
    ];

    /// <summary>Reads a table to its end.</summary>
    /// <param name="source">The table.</param>
    /// <param name="needs">What a row must have.</param>
    /// <param name="into">Takes posts and refusals.</param>
    /// <param name="progress">Told the rows read so far, now and then; may be null.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>What was read; or why this is no table of posts.</returns>
    /// <exception cref="IOException">The original could not be read (the disk, not the data).</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public static Parsed<PostsRead> Read(
        SourceBytes source, PostNeeds needs, PostCollector into, Action<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(into);
        CsvDialect dialect = CsvDialect.Rfc4180.Header(source.Head) is { Length: > 1 } ? CsvDialect.Rfc4180 : CsvDialect.Detect(source.Head);
        Utf8CsvReader reader = new(source, dialect);
        if (!reader.Read())
        {
            return Parsed<PostsRead>.Failed(source.Break ?? new Fault(new SourceLocation(source.Name, 0, 0), "the file is empty"));
        }
        if (reader.Problem != CsvProblem.None)
        {
            return Parsed<PostsRead>.Failed(reader.Fault.Where, "the header line cannot be read: " + reader.Fault.Reason);
        }
        string[] header = new string[reader.FieldCount];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = Encoding.UTF8.GetString(reader.Field(i));
        }
        List<string> notes = [];
        Parsed<int[]> columns = Choose(source.Name, header, needs, notes);
        if (!columns.Ok)
        {
            return Parsed<PostsRead>.Failed(columns.Fault);
        }
        reader.ExpectedFields = header.Length;
        int refused = into.Refused.Count;
        int before = into.Count;
        Rows(source, reader, columns.Value, needs, into, progress, cancel);
        return Parsed<PostsRead>.Of(new PostsRead(into.Count - before, into.Refused.Count - refused, notes));
    }

    private static void Rows(
        SourceBytes source, Utf8CsvReader reader, int[] columns, PostNeeds needs, PostCollector into, Action<long>? progress,
        CancellationToken cancel)
    {
        (int account, int content, int time, int text, int language, int url) = (columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
        bool cut = false;
        for (long row = 1; reader.Read(); row++)
        {
            if (row % BetweenCancelChecks == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(row);
            }
            if (reader.Problem != CsvProblem.None)
            {
                into.Refused.Add(reader.Fault);
                cut |= reader.Problem == CsvProblem.Cut;
                continue;
            }
            ReadOnlySpan<byte> who = account < 0 ? default : reader.Field(account);
            if (needs.Account && who.IsEmpty)
            {
                Refuse(source, reader, into, "the account is empty");
                continue;
            }
            long moment = PostColumns.NoTime;
            if (time >= 0)
            {
                ReadOnlySpan<byte> when = reader.Field(time);
                TimeProblem problem = TimeText.Read(when, SourceZone.StatedUtc, out UnixTime read, out _);
                if (problem == TimeProblem.None)
                {
                    moment = read.Nanoseconds;
                }
                else if (needs.Time)
                {
                    Refuse(source, reader, into, TimeText.Reason(problem, when, SourceZone.StatedUtc));
                    continue;
                }
            }
            ReadOnlySpan<byte> id = content < 0 ? default : reader.Field(content);
            into.Add(
                who, id.IsEmpty ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{source.Name}#{row}")) : id, moment,
                text < 0 ? default : reader.Field(text), language < 0 ? default : reader.Field(language), url < 0 ? default : reader.Field(url));
        }
        if (source.Break is Fault broken && !cut)
        {
            into.Refused.Add(broken);
        }
    }

    private static void Refuse(SourceBytes source, Utf8CsvReader reader, PostCollector into, string reason) =>
        into.Refused.Add(new Fault(new SourceLocation(source.Name, reader.Line, reader.Offset), reason));

    private static Parsed<int[]> Choose(string file, string[] header, PostNeeds needs, List<string> notes)
    {
        int[] columns = new int[Columns.Length];
        for (int c = 0; c < Columns.Length; c++)
        {
            (PostField field, string name) = Columns[c];
            columns[c] = Array.IndexOf(header, name);
            bool needed = field switch { PostField.Account => needs.Account, PostField.Time => needs.Time, PostField.Text => needs.Text, _ => false };
            if (columns[c] >= 0 || !needed)
            {
                continue;
            }
            string[] plain = Array.ConvertAll(header, PostFields.Plain);
            foreach (string other in PostFields.Columns(field))
            {
                columns[c] = columns[c] < 0 ? Array.IndexOf(plain, other) : columns[c];
            }
            if (columns[c] < 0)
            {
                string found = string.Join(", ", header.Take(20));
                return Parsed<int[]>.Failed(new SourceLocation(file, 1, 0), $"there is no column {name}; the columns are {(found.Length > 400 ? found[..400] + "…" : found)}");
            }
            notes.Add($"there is no column {name}; '{TimeText.Shown(Encoding.UTF8.GetBytes(header[columns[c]]))}' was taken for it");
        }
        return Parsed<int[]>.Of(columns);
    }
}
