using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Tidemark.Evidence.Sources.Traces;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// Reads posts from JSON: the X API v2 in pages or flattened by twarc, the X API v1.1 (text, full_text, extended_tweet), and flat objects
/// whose keys have the usual names. Only the fields needed are looked at; everything else is passed over.
/// </summary>
/// <remarks>
/// Posts in <c>includes</c> are context that the platform added, not posts that were collected: they are not taken. A repost's text,
/// truncated by the platform, is not compared with other texts. Profiles, lists, counts, notices and errors are recognised by their keys
/// and refused in words.
/// </remarks>
internal sealed class JsonPosts
{
    /// <summary>Each broken value costs an exception, some microseconds: a file made of them may not cost minutes.</summary>
    private const int MostBroken = 100_000;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly ReadingTally _tally;
    private readonly JsonKeys _keys;
    private readonly JsonPost _post;
    private readonly SourceZone _zone;
    private readonly string _name;
    private readonly TraceWriter _traces = new();
    private long _line;
    private long _offset;
    private long _contextPages;
    private long _emptyPages;
    private bool _lines;
    private int _broken;

    private JsonPosts(string name, ReadOptions options, ReadingTally tally)
    {
        (_name, _tally, _zone) = (name, tally, options.Zone ?? SourceZone.AssumedUtc);
        _keys = new JsonKeys(options.Map);
        _post = new JsonPost(_keys);
    }

    /// <summary>Reads a whole source; the keys that were taken for the fields.</summary>
    public static IReadOnlyList<ColumnChoice> Read(SourceBytes source, ReadOptions options, ReadingTally tally)
    {
        JsonPosts posts = new(source.Name, options, tally);
        posts.ReadAll(source, options);
        return posts.Conclude();
    }

    private void ReadAll(SourceBytes source, ReadOptions options)
    {
        JsonValues values = new(source, options);
        _lines = values.IsLines;
        while (values.Read() && !_tally.Hopeless)
        {
            (_line, _offset) = (values.Line, values.Offset);
            if (values.Problem != JsonProblem.None)
            {
                _tally.BreakTold |= values.Problem == JsonProblem.Cut;
                _tally.Refuse(values.Fault, values.Offset, values.Length);
            }
            else if (!Utf8.IsValid(values.Value))
            {
                Refuse(0, values.Value.Length, values.Value, "the line is not UTF-8 text (was the file written in another encoding?)");
            }
            else
            {
                ReadValue(values.Value);
            }
            if (_broken >= MostBroken)
            {
                _tally.Refuse(new Fault(new SourceLocation(_name, values.Line, values.Offset),
                    string.Create(CultureInfo.InvariantCulture, $"{_broken} values up to here are not JSON, so the rest of the file was not read")),
                    values.Offset, 0);
                break;
            }
        }
    }

    private void ReadValue(ReadOnlySpan<byte> value)
    {
        Utf8JsonReader reader = new(value, Strict);
        int done = 0;
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadMany(ref reader, value, ref done);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPageOrPost(ref reader, value, ref done);
            }
            else
            {
                Refuse(0, value.Length, value, $"'{TimeText.Shown(value)}' is a value, not a post");
            }
        }
        catch (JsonException)
        {
            // The only way to learn from Utf8JsonReader that the text is no JSON. What it said names lines of this value, not of the file.
            int at = (int)Math.Min(value.Length, reader.BytesConsumed);
            _broken++;
            Refuse(done, value.Length - done, value, at < value.Length && reader.CurrentDepth >= Strict.MaxDepth - 1 && value[at] is (byte)'{' or (byte)'['
                ? string.Create(CultureInfo.InvariantCulture, $"this is nested more than {Strict.MaxDepth} deep, as no post is")
                : at == value.Length
                ? "this is not whole JSON: it ends before it is complete"
                : string.Create(CultureInfo.InvariantCulture, $"this is not JSON: it breaks at byte {_offset + at}, near '{TimeText.Shown(value[at..])}'"));
        }
    }

    private void ReadMany(ref Utf8JsonReader reader, ReadOnlySpan<byte> value, ref int done)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                _post.Read(ref reader, value);
                int length = (int)reader.BytesConsumed - start;
                done = start + length;
                Emit(start, length, value);
            }
            else
            {
                reader.Skip();
                Refuse(start, (int)reader.BytesConsumed - start, value, "a value stands where a post should be");
            }
        }
    }

    /// <summary>An object is a page if it has posts under "data"; otherwise it is a post itself.</summary>
    private void ReadPageOrPost(ref Utf8JsonReader reader, ReadOnlySpan<byte> value, ref int done)
    {
        _post.Clear();
        bool page = false, meta = false, errors = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            JsonKeys.Meaning meaning = _keys.Of(reader.ValueSpan);
            reader.Read();
            switch (meaning.Kind)
            {
                case JsonKey.Data when reader.TokenType == JsonTokenType.StartArray:
                    page = true;
                    ReadMany(ref reader, value, ref done);
                    break;
                case JsonKey.Data when reader.TokenType == JsonTokenType.StartObject:
                    page = true;
                    int start = (int)reader.TokenStartIndex;
                    _post.Read(ref reader, value);
                    done = (int)reader.BytesConsumed;
                    Emit(start, done - start, value);
                    break;
                case JsonKey.Includes:
                    _contextPages++;
                    reader.Skip();
                    break;
                case JsonKey.Meta or JsonKey.Errors:
                    meta |= meaning.Kind == JsonKey.Meta;
                    errors |= meaning.Kind == JsonKey.Errors;
                    reader.Skip();
                    break;
                default:
                    _post.ReadField(ref reader, value, meaning);
                    break;
            }
        }
        reader.Read();
        if (page)
        {
            return;
        }
        done = value.Length;
        if (_post.HasAccount || !(meta || errors))
        {
            Emit(0, value.Length, value);
        }
        else if (meta)
        {
            _emptyPages++;
        }
        else
        {
            Refuse(0, value.Length, value, "this is an error message of the API, not a post");
        }
    }

    private void Emit(int start, int length, ReadOnlySpan<byte> value)
    {
        if (_post.NotAPost is string what)
        {
            Refuse(start, length, value, $"this is {what}, not a post");
            return;
        }
        PostRow row = default;
        row.Account = _post.Value(PostField.Account, value);
        row.Id = _post.Value(PostField.Id, value);
        row.Text = _post.Value(PostField.Text, value);
        row.Language = _post.Value(PostField.Language, value);
        ReadOnlySpan<byte> time = _post.Value(PostField.Time, value);
        TimeProblem problem = TimeText.Read(time, _zone, out row.Time, out row.Zone);
        string? reason = row.Account.IsEmpty ? "the post names no author (was it collected without the field author_id?)"
            : problem == TimeProblem.Empty ? "the post names no time (was it collected without the field created_at?)"
            : problem != TimeProblem.None ? TimeText.Reason(problem, time, _zone)
            : TraceWriter.IsCut(row.Account) || TraceWriter.IsCut(row.Id) ? "an id is in scientific notation: its digits are cut"
            : null;
        if (reason is null)
        {
            Fill(ref row, value);
            reason = _post.Broken ? "a text holds half a surrogate pair, which is no character" : null;
        }
        if (reason is not null)
        {
            Refuse(start, length, value, reason);
            return;
        }
        (row.Line, row.Offset, row.Length, row.Traces) = (LineOf(start, value), _offset + start, length, _traces.List);
        _tally.Add(in row);
    }

    private void Fill(ref PostRow row, ReadOnlySpan<byte> value)
    {
        _traces.Clear();
        ReadOnlySpan<byte> item = _post.Value(PostField.Object, value);
        _traces.Add(TraceKind.Object, item);
        ReadOnlySpan<byte> repost = _post.Value(PostField.Repost, value);
        bool isRepost = !TraceWriter.IsNothing(repost) || _post.Value(PostField.IsRepost, value).SequenceEqual("true"u8) || TextScan.IsRepost(row.Text);
        _traces.Id(TraceKind.Repost, repost);
        if (!isRepost)
        {
            _traces.Id(TraceKind.Reply, _post.Value(PostField.Reply, value));
            if (!row.Text.IsEmpty && item.IsEmpty)
            {
                _traces.Text(row.Text);
            }
        }
        _traces.Link(_post.Value(PostField.Url, value));
        for (int i = 0; i < _post.ListCount; i++)
        {
            ReadOnlySpan<byte> entry = _post.ListValue(i, value, out PostField field);
            _traces.Of(field, entry);
        }
        if (!_post.HasEntities && !row.Text.IsEmpty && item.IsEmpty)
        {
            TextScan.Find(row.Text, _traces, links: true, hashtags: true, mentions: true);
        }
        _traces.EndPost(isRepost);
    }

    private void Refuse(int start, int length, ReadOnlySpan<byte> value, string reason) =>
        _tally.Refuse(new Fault(new SourceLocation(_name, LineOf(start, value), _offset + start), reason), _offset + start, length);

    private long LineOf(int start, ReadOnlySpan<byte> value) => _lines ? _line : _line + value[..start].Count((byte)'\n');

    private IReadOnlyList<ColumnChoice> Conclude()
    {
        IReadOnlyList<ColumnChoice> choices = _post.Choices;
        if (choices.Count > 0)
        {
            _tally.Sink.Note("keys taken: " + string.Join(", ", choices.Select(c => $"{c.Field} from '{c.Column}'")));
        }
        if (_contextPages > 0)
        {
            _tally.Sink.Note("posts under 'includes' (quoted, answered or reposted ones that the platform added) are context and were not taken as collected posts");
        }
        if (_emptyPages > 0)
        {
            _tally.Sink.Note(string.Create(CultureInfo.InvariantCulture, $"{_emptyPages} pages hold no post"));
        }
        _traces.Conclude(_tally.Sink);
        return choices;
    }
}
