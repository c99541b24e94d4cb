using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>What a key of a post's object means.</summary>
internal enum JsonKey
{
    /// <summary>Nothing here; its value is passed over.</summary>
    Other,

    /// <summary>A field of a post (see <see cref="JsonKeys.Meaning"/>).</summary>
    Field,

    /// <summary>The posts of a page of the X API v2.</summary>
    Data,

    /// <summary>Tags, links and mentions, as the platform found them.</summary>
    Entities,

    /// <summary>The rest of a long post in the X API v1.1.</summary>
    ExtendedTweet,

    /// <summary>Media of a post.</summary>
    Attachments,

    /// <summary>The posts a post refers to (v2).</summary>
    ReferencedTweets,

    /// <summary>The post that is reposted (v1.1).</summary>
    RetweetedStatus,

    /// <summary>The author as an object.</summary>
    Author,

    /// <summary>Posts, users and media a page refers to.</summary>
    Includes,

    /// <summary>Errors of the API.</summary>
    Errors,

    /// <summary>Counts of a page.</summary>
    Meta,

    /// <summary>A key that a profile, list, count or notice has and a post has not.</summary>
    Telltale,
}

/// <summary>The keys of JSON objects and what they mean; each distinct key is worked out once.</summary>
internal sealed class JsonKeys
{
    /// <summary>No source has so many different keys; a hostile one is not followed further.</summary>
    private const int MostKeys = 4096;

    private static readonly Dictionary<string, JsonKey> Structures = new(StringComparer.Ordinal)
    {
        ["data"] = JsonKey.Data,
        ["entities"] = JsonKey.Entities,
        ["extended_entities"] = JsonKey.Entities,
        ["extended_tweet"] = JsonKey.ExtendedTweet,
        ["attachments"] = JsonKey.Attachments,
        ["referenced_tweets"] = JsonKey.ReferencedTweets,
        ["retweeted_status"] = JsonKey.RetweetedStatus,
        ["includes"] = JsonKey.Includes,
        ["errors"] = JsonKey.Errors,
        ["meta"] = JsonKey.Meta,
    };

    private static readonly Dictionary<string, string> Telltales = new(StringComparer.Ordinal)
    {
        ["tweet_count"] = "a count of posts",
        ["action"] = "a compliance notice (a post or account that was deleted, suspended or withheld)",
        ["profile_image_url"] = "a user's profile",
        ["profile_image_url_https"] = "a user's profile",
        ["followers_count"] = "a user's profile",
        ["pinned_tweet_id"] = "a user's profile",
        ["protected"] = "a user's profile",
        ["member_count"] = "a list of users",
        ["owner_id"] = "a list of users",
        ["delete"] = "a notice of the stream (a deleted post)",
        ["limit"] = "a notice of the stream (posts that were left out)",
        ["scrub_geo"] = "a notice of the stream",
        ["status_withheld"] = "a notice of the stream (a withheld post)",
        ["user_withheld"] = "a notice of the stream (a withheld account)",
        ["disconnect"] = "a notice of the stream",
        ["warning"] = "a notice of the stream",
    };

    private readonly Names _names = new(512);
    private readonly List<Meaning> _meanings = [];
    private readonly IReadOnlyList<ColumnChoice> _map;

    public JsonKeys(IReadOnlyList<ColumnChoice> map) => _map = map;

    /// <summary>What a key means.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Field">The field, where the kind is one.</param>
    /// <param name="Rank">Of several keys for one field the one with the lowest rank is taken.</param>
    /// <param name="Words">What an object with such a key is, where the key is a telltale.</param>
    /// <param name="Key">The key.</param>
    internal readonly record struct Meaning(JsonKey Kind, PostField Field, int Rank, string Words, string Key);

    /// <summary>Looks a key up.</summary>
    public Meaning Of(ReadOnlySpan<byte> key)
    {
        int known = _names.Find(key);
        if (known >= 0)
        {
            return _meanings[known];
        }
        if (_names.Count >= MostKeys || key.Length > 256)
        {
            return default;
        }
        Meaning meaning = WorkOut(Encoding.UTF8.GetString(key));
        _names.Intern(key);
        _meanings.Add(meaning);
        return meaning;
    }

    private Meaning WorkOut(string key)
    {
        foreach (ColumnChoice choice in _map)
        {
            if (choice.Column == key && PostFields.Find(choice.Field) is PostField chosen)
            {
                return new Meaning(JsonKey.Field, chosen, -1, "", key);
            }
        }
        if (Structures.TryGetValue(key, out JsonKey structure))
        {
            return new Meaning(structure, default, 0, "", key);
        }
        if (Telltales.TryGetValue(key, out string? words))
        {
            return new Meaning(JsonKey.Telltale, default, 0, words, key);
        }
        string plain = PostFields.Plain(key);
        foreach (PostField field in Enum.GetValues<PostField>())
        {
            int rank = Array.IndexOf(PostFields.Columns(field), plain);
            if (rank >= 0)
            {
                JsonKey kind = key is "user" or "author" ? JsonKey.Author : JsonKey.Field;
                return new Meaning(kind, field, rank, "", key);
            }
        }
        return new Meaning(JsonKey.Other, default, 0, "", key);
    }
}
