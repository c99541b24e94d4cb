namespace Tidemark.Model;

/// <summary>What two acts can have in common. The numbers are stored in the index: append, never renumber.</summary>
public enum TraceKind
{
    /// <summary>An object the source names itself (the object_id column of a share table).</summary>
    Object = 0,

    /// <summary>A link, canonicalised.</summary>
    Link = 1,

    /// <summary>The host of a link, without "www.".</summary>
    Domain = 2,

    /// <summary>A hashtag, NFKC and case folded, without the sign.</summary>
    Hashtag = 3,

    /// <summary>The post that was reposted.</summary>
    Repost = 4,

    /// <summary>The post that was replied to.</summary>
    Reply = 5,

    /// <summary>An account that was mentioned.</summary>
    Mention = 6,

    /// <summary>The text, normalised: NFKC, case folded, without links, mentions and repeated white space.</summary>
    Text = 7,

    /// <summary>A medium, by hash or by the platform's key.</summary>
    Media = 8,

    /// <summary>The hashtags of a post in their order, two or more of them; each as <see cref="Hashtag"/> after a "#", with blanks between.</summary>
    Sequence = 9,

    /// <summary>A text and its near-copies, named by the earliest of them. Computed from <see cref="Text"/>, never stored.</summary>
    Similar = 10,
}
