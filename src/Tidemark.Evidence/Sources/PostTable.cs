using System.Globalization;
using System.Text;
using Tidemark.Evidence.Sources.Traces;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Reads a table of posts or shares, one row a post, by a <see cref="ColumnMapping"/>.</summary>
internal sealed class PostTable
{
    private readonly ReadingTally _tally;
    private readonly ColumnMapping _mapping;
    private readonly SourceZone _zone;
    private readonly string _name;
    private readonly TraceWriter _traces = new();
    private readonly JsonPost _objects = new(new JsonKeys([]));
    private long _unreadLists;

    private PostTable(string name, ColumnMapping mapping, SourceZone zone, ReadingTally tally) =>
        (_name, _mapping, _zone, _tally) = (name, mapping, zone, tally);

    /// <summary>Reads a whole table; the mapping, or why there is none.</summary>
    public static Parsed<ColumnMapping> Read(SourceBytes source, ReadOptions options, ReadingTally tally)
    {
        CsvDialect dialect = CsvDialect.Detect(source.Head);
        Utf8CsvReader reader = new(source, dialect, options.MaxRecord);
        if (!reader.Read())
        {
            return Parsed<ColumnMapping>.Failed(source.Break ?? new Fault(new SourceLocation(source.Name, 1, 0), "the file has no header line"));
        }
        if (reader.Problem != CsvProblem.None)
        {
            return Parsed<ColumnMapping>.Failed(reader.Fault.Where, "the header line cannot be read: " + reader.Fault.Reason);
        }
        string[] header = new string[reader.FieldCount];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = Encoding.UTF8.GetString(reader.Field(i));
        }
        Parsed<ColumnMapping> mapping = ColumnMapping.Choose(source.Name, header, options.Map);
        if (!mapping.Ok)
        {
            return mapping;
        }
        reader.ExpectedFields = header.Length;
        SourceZone zone = mapping.Value.IsXArchive || mapping.Value.UtcByName ? SourceZone.StatedUtc : options.Zone ?? SourceZone.AssumedUtc;
        Announce(mapping.Value, dialect, options, tally.Sink);
        PostTable table = new(source.Name, mapping.Value, zone, tally);
        table.ReadRows(reader);
        table._traces.Conclude(tally.Sink);
        if (table._unreadLists > 0)
        {
            tally.Sink.Note(string.Create(CultureInfo.InvariantCulture, $"{table._unreadLists} cells hold lists that are not JSON and give no trace"));
        }
        return mapping;
    }

    private static void Announce(ColumnMapping mapping, CsvDialect dialect, ReadOptions options, IPostSink sink)
    {
        sink.Note(mapping.Sentence());
        if (dialect.Separator != ',')
        {
            sink.Note($"fields are separated by {dialect.SeparatorName}");
        }
        if (mapping.UtcByName || mapping.IsXArchive)
        {
            sink.Note((mapping.IsXArchive ? "times are in UTC, as the archive's format defines" : $"times are in UTC, as the name of the column '{mapping.Column(PostField.Time)}' says")
                + (options.Zone is null ? "" : $"; --zone {options.Zone.Name} is not used"));
        }
    }

    private void ReadRows(Utf8CsvReader reader)
    {
        int account = _mapping[PostField.Account], time = _mapping[PostField.Time], id = _mapping[PostField.Id], item = _mapping[PostField.Object];
        while (reader.Read() && !_tally.Hopeless)
        {
            if (reader.Problem != CsvProblem.None)
            {
                _tally.BreakTold |= reader.Problem == CsvProblem.Cut;
                _tally.Refuse(reader.Fault, reader.Offset, reader.Length);
                continue;
            }
            PostRow row = default;
            row.Account = reader.Field(account);
            row.Id = id < 0 ? default : reader.Field(id);
            ReadOnlySpan<byte> timeText = reader.Field(time);
            TimeProblem problem = TimeText.Read(timeText, _zone, out row.Time, out row.Zone);
            if (problem != TimeProblem.None || row.Account.IsEmpty)
            {
                Refuse(reader, row.Account.IsEmpty ? "the account is empty" : TimeText.Reason(problem, timeText, _zone));
                continue;
            }
            _traces.Clear();
            if (item >= 0)
            {
                ReadOnlySpan<byte> shared = reader.Field(item);
                if (shared.IsEmpty)
                {
                    Refuse(reader, "the object is empty");
                    continue;
                }
                _traces.Add(TraceKind.Object, shared);
            }
            else if (TraceWriter.IsCut(row.Account) || TraceWriter.IsCut(row.Id))
            {
                Refuse(reader, $"the id '{TimeText.Shown(TraceWriter.IsCut(row.Account) ? row.Account : row.Id)}' is in scientific notation: "
                    + "a spreadsheet has cut its digits, and different posts or accounts would become one");
                continue;
            }
            Fill(reader, ref row);
            (row.Line, row.Offset, row.Length, row.Traces) = (reader.Line, reader.Offset, reader.Length, _traces.List);
            _tally.Add(in row);
        }
    }

    private void Refuse(Utf8CsvReader reader, string reason) =>
        _tally.Refuse(new Fault(new SourceLocation(_name, reader.Line, reader.Offset), reason), reader.Offset, reader.Length);

    private void Fill(Utf8CsvReader reader, ref PostRow row)
    {
        row.Language = Cell(reader, PostField.Language);
        row.Text = Cell(reader, PostField.Text);
        ReadOnlySpan<byte> repost = Cell(reader, PostField.Repost);
        bool isRepost = !TraceWriter.IsNothing(repost) || Says(Cell(reader, PostField.IsRepost)) || TextScan.IsRepost(row.Text);
        _traces.Id(TraceKind.Repost, repost);
        if (!isRepost)
        {
            // What a repost replies to or says is the original author's act.
            _traces.Id(TraceKind.Reply, Cell(reader, PostField.Reply));
            if (!row.Text.IsEmpty && !_mapping.IsShareTable)
            {
                _traces.Text(row.Text);
            }
        }
        FillList(Cell(reader, PostField.Url), PostField.Url);
        FillList(Cell(reader, PostField.Hashtag), PostField.Hashtag);
        FillList(Cell(reader, PostField.Mention), PostField.Mention);
        FillList(Cell(reader, PostField.Media), PostField.Media);
        _traces.Domain(Cell(reader, PostField.Domain));
        if (!row.Text.IsEmpty && !_mapping.IsShareTable)
        {
            TextScan.Find(row.Text, _traces, links: !_mapping.LinksAreComplete, hashtags: !_mapping.Has(PostField.Hashtag), mentions: true);
        }
        _traces.EndPost(isRepost);
    }

    private void FillList(ReadOnlySpan<byte> cell, PostField field)
    {
        if (cell.IsEmpty)
        {
            return;
        }
        if (cell.StartsWith("[{"u8))
        {
            if (!_objects.ReadCell(cell, field))
            {
                _unreadLists++;
                return;
            }
            for (int i = 0; i < _objects.ListCount; i++)
            {
                _traces.Of(field, _objects.ListValue(i, cell, out _));
            }
            return;
        }
        foreach (ReadOnlySpan<byte> value in new ListCell(cell, field == PostField.Url ? ListCell.BetweenLinks : ListCell.BetweenWords))
        {
            _traces.Of(field, value);
        }
    }

    private ReadOnlySpan<byte> Cell(Utf8CsvReader reader, PostField field)
    {
        int column = _mapping[field];
        return column < 0 ? default : reader.Field(column);
    }

    private static bool Says(ReadOnlySpan<byte> flag)
    {
        if (flag.IsEmpty || flag.Length > 10)
        {
            return false;
        }
        return Ascii.EqualsIgnoreCase(flag, "1"u8) || Ascii.EqualsIgnoreCase(flag, "true"u8) || Ascii.EqualsIgnoreCase(flag, "retweet"u8)
            || Ascii.EqualsIgnoreCase(flag, "repost"u8) || Ascii.EqualsIgnoreCase(flag, "yes"u8) || Ascii.EqualsIgnoreCase(flag, "t"u8);
    }
}
