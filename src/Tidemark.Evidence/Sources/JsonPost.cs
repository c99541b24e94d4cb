using System.Text.Json;

namespace Tidemark.Evidence.Sources;

/// <summary>The fields of one JSON post: places in the value it was read from, unescaped only when asked for.</summary>
internal sealed class JsonPost(JsonKeys keys)
{
    private const int BestRank = -2;

    /// <summary>Ranks of the author's object come after every id of its own: twarc keeps both, and they agree.</summary>
    private const int AuthorRank = 1000;

    private readonly Place[] _fields = new Place[PostFields.Count];
    private readonly string?[] _taken = new string?[PostFields.Count];
    private readonly List<(PostField Field, Place Place)> _lists = [];
    private byte[] _scratch = new byte[4096];
    private int _scratchUsed;
    private string? _telltale;

    /// <summary>Whether the platform listed the post's tags, links and mentions.</summary>
    public bool HasEntities { get; private set; }

    /// <summary>Whether a value that was asked for is no text.</summary>
    public bool Broken { get; private set; }

    /// <summary>Whether there is an author.</summary>
    public bool HasAccount => _fields[(int)PostField.Account].Length > 0;

    /// <summary>What the object is if it is no post; null for a post. Profiles have names, times and descriptions, as posts do.</summary>
    public string? NotAPost => _telltale is not null && !(HasAccount && _fields[(int)PostField.Text].Rank <= WeakestText && HasText) ? _telltale : null;

    /// <summary>How many values the lists have.</summary>
    public int ListCount => _lists.Count;

    /// <summary>The keys that were taken for the fields.</summary>
    public IReadOnlyList<ColumnChoice> Choices =>
        [.. Enum.GetValues<PostField>().Where(f => _taken[(int)f] is not null).Select(f => new ColumnChoice(PostFields.Name(f), _taken[(int)f]!))];

    private static int WeakestText { get; } = Array.IndexOf(PostFields.Columns(PostField.Text), "selftext");

    private bool HasText => _fields[(int)PostField.Text].Rank != int.MaxValue;

    /// <summary>Forgets the post before.</summary>
    public void Clear()
    {
        Array.Fill(_fields, new Place(0, 0, false, int.MaxValue));
        _lists.Clear();
        (_scratchUsed, _telltale, HasEntities, Broken) = (0, null, false, false);
    }

    /// <summary>Reads a post whose opening brace was just read.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> value)
    {
        Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            JsonKeys.Meaning meaning = keys.Of(reader.ValueSpan);
            reader.Read();
            ReadField(ref reader, value, meaning);
        }
    }

    /// <summary>Reads a table's cell that holds a list of objects, as twarc-csv writes entities; false where it is no JSON.</summary>
    public bool ReadCell(ReadOnlySpan<byte> cell, PostField field)
    {
        Clear();
        Utf8JsonReader reader = new(cell);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }
            ReadList(ref reader, field);
            return true;
        }
        catch (JsonException)
        {
            // A list of Python dictionaries, for one. The caller counts it.
            return false;
        }
    }

    /// <summary>Reads the value of a key.</summary>
    public void ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> value, in JsonKeys.Meaning meaning)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        switch (meaning.Kind)
        {
            case JsonKey.Field or JsonKey.Author when reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True:
                Take(ref reader, meaning.Field, meaning.Rank, meaning.Key);
                break;
            case JsonKey.Field when reader.TokenType == JsonTokenType.StartArray && IsList(meaning.Field):
                ReadList(ref reader, meaning.Field);
                break;
            case JsonKey.Author when isObject:
                ReadAuthor(ref reader);
                break;
            case JsonKey.Entities when isObject:
                HasEntities = true;
                ReadLists(ref reader);
                break;
            case JsonKey.Attachments when isObject:
                ReadLists(ref reader);
                break;
            case JsonKey.ExtendedTweet when isObject:
                ReadExtended(ref reader, value);
                break;
            case JsonKey.RetweetedStatus when isObject:
                ReadIdOf(ref reader, PostField.Repost);
                break;
            case JsonKey.ReferencedTweets when reader.TokenType == JsonTokenType.StartArray:
                ReadReferences(ref reader);
                break;
            case JsonKey.Telltale:
                _telltale ??= meaning.Words;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>The value of a field, unescaped; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value(PostField field, ReadOnlySpan<byte> value) => Text(_fields[(int)field], value);

    /// <summary>A value of a list.</summary>
    public ReadOnlySpan<byte> ListValue(int index, ReadOnlySpan<byte> value, out PostField field)
    {
        (field, Place place) = _lists[index];
        return Text(place, value);
    }

    private static bool IsList(PostField field) => field is PostField.Url or PostField.Hashtag or PostField.Mention or PostField.Media;

    private static Place At(ref Utf8JsonReader reader, int rank)
    {
        int quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
        return new Place((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, reader.ValueIsEscaped, rank);
    }

    private void Take(ref Utf8JsonReader reader, PostField field, int rank, string key)
    {
        if (rank < _fields[(int)field].Rank && reader.ValueSpan.Length > 0)
        {
            _fields[(int)field] = At(ref reader, rank);
            _taken[(int)field] ??= key;
        }
    }

    private void ReadAuthor(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int rank = reader.ValueSpan.SequenceEqual("id_str"u8) ? 0 : reader.ValueSpan.SequenceEqual("id"u8) ? 1
                : reader.ValueSpan.SequenceEqual("screen_name"u8) || reader.ValueSpan.SequenceEqual("username"u8) ? 2 : -1;
            reader.Read();
            if (rank >= 0 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                Take(ref reader, PostField.Account, AuthorRank + rank, "user");
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadExtended(ref Utf8JsonReader reader, ReadOnlySpan<byte> value)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool text = reader.ValueSpan.SequenceEqual("full_text"u8);
            bool entities = reader.ValueSpan.SequenceEqual("entities"u8) || reader.ValueSpan.SequenceEqual("extended_entities"u8);
            reader.Read();
            if (text && reader.TokenType == JsonTokenType.String)
            {
                Take(ref reader, PostField.Text, BestRank, "extended_tweet");
            }
            else if (entities && reader.TokenType == JsonTokenType.StartObject)
            {
                HasEntities = true;
                ReadLists(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadIdOf(ref Utf8JsonReader reader, PostField field)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int rank = reader.ValueSpan.SequenceEqual("id_str"u8) ? 0 : reader.ValueSpan.SequenceEqual("id"u8) ? 1 : -1;
            reader.Read();
            if (rank >= 0 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                Take(ref reader, field, BestRank + rank, "retweeted_status");
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadReferences(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            PostField? field = null;
            Place id = default;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                bool isType = reader.ValueSpan.SequenceEqual("type"u8);
                bool isId = reader.ValueSpan.SequenceEqual("id"u8);
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.String)
                {
                    field = reader.ValueSpan.SequenceEqual("retweeted"u8) ? PostField.Repost
                        : reader.ValueSpan.SequenceEqual("replied_to"u8) ? PostField.Reply : null;
                }
                else if (isId && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    id = At(ref reader, BestRank);
                }
                else
                {
                    reader.Skip();
                }
            }
            if (field is PostField known && id.Length > 0)
            {
                _fields[(int)known] = id;
                _taken[(int)known] ??= "referenced_tweets";
            }
        }
    }

    /// <summary>The lists of an object like "entities".</summary>
    private void ReadLists(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            PostField? field = reader.ValueSpan switch
            {
                var key when key.SequenceEqual("hashtags"u8) => PostField.Hashtag,
                var key when key.SequenceEqual("urls"u8) => PostField.Url,
                var key when key.SequenceEqual("mentions"u8) || key.SequenceEqual("user_mentions"u8) => PostField.Mention,
                var key when key.SequenceEqual("media"u8) || key.SequenceEqual("media_keys"u8) => PostField.Media,
                _ => null,
            };
            reader.Read();
            if (field is PostField list && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadList(ref reader, list);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadList(ref Utf8JsonReader reader, PostField field)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                _lists.Add((field, At(ref reader, 0)));
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadEntry(ref reader, field);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>The best value of an entry: of a link its last known target, of a mention the name.</summary>
    private void ReadEntry(ref Utf8JsonReader reader, PostField field)
    {
        Place best = new(0, 0, false, int.MaxValue);
        bool medium = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int rank = EntryRank(reader.ValueSpan, field);
            // The platform's own link to the picture in the post: not something the author shares.
            medium |= field == PostField.Url && reader.ValueSpan.SequenceEqual("media_key"u8);
            reader.Read();
            if (rank < best.Rank && reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length > 0)
            {
                best = At(ref reader, rank);
            }
            else
            {
                reader.Skip();
            }
        }
        if (best.Length > 0 && !medium)
        {
            _lists.Add((field, best));
        }
    }

    private static int EntryRank(ReadOnlySpan<byte> key, PostField field)
    {
        int rank = field switch
        {
            PostField.Url => key.SequenceEqual("unwound_url"u8) ? 0 : key.SequenceEqual("expanded_url"u8) ? 1 : key.SequenceEqual("url"u8) ? 2 : -1,
            PostField.Hashtag => key.SequenceEqual("tag"u8) ? 0 : key.SequenceEqual("text"u8) ? 1 : key.SequenceEqual("name"u8) ? 2 : -1,
            PostField.Mention => key.SequenceEqual("username"u8) ? 0 : key.SequenceEqual("screen_name"u8) ? 1 : key.SequenceEqual("id_str"u8) ? 2
                : key.SequenceEqual("id"u8) ? 3 : -1,
            _ => key.SequenceEqual("media_key"u8) ? 0 : key.SequenceEqual("id_str"u8) ? 1 : key.SequenceEqual("id"u8) ? 2 : -1,
        };
        return rank < 0 ? int.MaxValue : rank;
    }

    private ReadOnlySpan<byte> Text(Place place, ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> raw = value.Slice(place.Start, place.Length);
        if (!place.Escaped)
        {
            return raw;
        }
        if (_scratch.Length - _scratchUsed < raw.Length)
        {
            // Spans already handed out keep the old array alive.
            _scratch = new byte[Math.Max(raw.Length, _scratch.Length * 2)];
            _scratchUsed = 0;
        }
        if (!JsonText.TryUnescape(raw, _scratch.AsSpan(_scratchUsed), out int length))
        {
            Broken = true;
            return default;
        }
        _scratchUsed += length;
        return _scratch.AsSpan(_scratchUsed - length, length);
    }

    private readonly record struct Place(int Start, int Length, bool Escaped, int Rank);
}
