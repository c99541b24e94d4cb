namespace Tidemark.Evidence.Sources;

/// <summary>A field of a post that a column can hold.</summary>
internal enum PostField
{
    Id,
    Account,
    Time,
    Text,
    Language,
    Object,
    Url,
    Domain,
    Hashtag,
    Mention,
    Repost,
    Reply,
    Media,
    IsRepost,
}

/// <summary>
/// The fields of a post and the column names under which the usual exports write them, best first. Names are compared without case,
/// blanks and punctuation: "Post Created", "post_created" and "postCreated" are one.
/// </summary>
internal static class PostFields
{
    private static readonly (PostField Field, string Name, string[] Columns)[] All =
    [
        (PostField.Id, "id", ["contentid", "postid", "tweetid", "messageid", "statusid", "idstr", "commentid", "videoid", "msgid", "id"]),
        (PostField.Account, "account",
        [
            "accountid", "authorid", "userid", "useridstr", "fromuserid", "authorchannelid", "postownerid", "senderid", "fromid",
            "channelid", "pageid", "facebookid", "creatorid", "actorid", "did", "account", "author", "userscreenname", "screenname",
            "username", "user", "handle", "authorusername", "creator", "actor", "channelname", "channel", "pagename", "page",
            "groupname", "chatid", "chatname", "sender", "from",
        ]),
        (PostField.Time, "time",
        [
            "timestampshare", "createdat", "createdutc", "publishedutc", "tweettime", "publishedat", "postedat", "createdepoch",
            "unixtimestamp", "timestamputc", "timestamp", "creationtime", "createtime", "createtimeiso", "postcreated", "dateutc",
            "dateunixtime", "posttime", "datetime", "messagedate", "publishdate", "published", "posted", "created", "date", "time", "ts",
            "timestampms",
        ]),
        (PostField.Text, "text",
        [
            "fulltext", "text", "tweettext", "message", "messagetext", "content", "body", "posttext", "caption", "videodescription",
            "textdisplay", "textoriginal", "tweet", "comment", "selftext", "description", "title",
        ]),
        (PostField.Language, "language", ["lang", "language", "tweetlanguage", "langcode"]),
        (PostField.Object, "object", ["objectid"]),
        (PostField.Url, "url",
        [
            "urls", "expandedurls", "entitiesurls", "links", "urlid", "expandedurl", "finallink", "link", "linkattachmentlink",
            "sharedurl", "url",
        ]),
        (PostField.Domain, "domain", ["domainid", "domain", "linkdomain"]),
        (PostField.Hashtag, "hashtag", ["hashtags", "hashtagnames", "entitieshashtags", "hashtagid", "hashtag"]),
        (PostField.Mention, "mention",
            ["usermentions", "mentions", "entitiesmentions", "mentionedusers", "replytouser", "inreplytouserid", "inreplytoscreenname"]),
        (PostField.Repost, "repost",
        [
            "repostid", "retweettweetid", "referencedtweetsretweetedid", "retweetedstatusid", "retweetedtweetid", "retweetedid",
            "retweetid", "repostof",
        ]),
        (PostField.Reply, "reply",
        [
            "replyid", "inreplytotweetid", "inreplytostatusidstr", "inreplytostatusid", "referencedtweetsrepliedtoid", "inreplytoid",
            "replytoid", "replyto", "parentid",
        ]),
        (PostField.Media, "media", ["mediakeys", "attachmentsmediakeys", "phashid", "mediahash", "imagehash", "phash", "mediaid"]),
        (PostField.IsRepost, "is-repost", ["isrepost", "isretweet", "posttype"]),
    ];

    /// <summary>How many fields there are.</summary>
    public static int Count => All.Length;

    /// <summary>The fields as a user writes them.</summary>
    public static IEnumerable<string> Names => All.Select(f => f.Name);

    /// <summary>The field of a name, or null.</summary>
    public static PostField? Find(string name)
    {
        foreach ((PostField field, string known, _) in All)
        {
            if (known == name)
            {
                return field;
            }
        }
        return null;
    }

    /// <summary>The name of a field.</summary>
    public static string Name(PostField field) => All[(int)field].Name;

    /// <summary>The columns in which a field is looked for, plain, best first.</summary>
    public static string[] Columns(PostField field) => All[(int)field].Columns;

    /// <summary>A column's name without case, blanks and punctuation.</summary>
    public static string Plain(string column) => string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
