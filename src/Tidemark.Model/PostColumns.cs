namespace Tidemark.Model;

/// <summary>
/// Posts with their texts, column by column, each once, in an order that does not depend on the order in which they were read: by
/// account (byte by byte), time, text, content. What works on whole lives of accounts, on what they write and on where reads this.
/// </summary>
/// <remarks>Memory: the distinct bytes and about 60 a post.</remarks>
public sealed class PostColumns
{
    /// <summary>Stands where a post has no time and none was asked for.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>The accounts; ids follow the order of their bytes.</summary>
    public required Names Accounts { get; init; }

    /// <summary>The texts, each distinct one once; a post without a text has the empty one.</summary>
    public required Names Texts { get; init; }

    /// <summary>The content ids, as they were given or <c>FILE#ROW</c>.</summary>
    public required Names Contents { get; init; }

    /// <summary>The languages the sources declare; empty where they do not.</summary>
    public required Names Languages { get; init; }

    /// <summary>The links; empty where there is none.</summary>
    public required Names Urls { get; init; }

    /// <summary>Each post's account.</summary>
    public required int[] Account { get; init; }

    /// <summary>Each post's time in nanoseconds since 1970-01-01T00:00:00Z, or <see cref="NoTime"/>.</summary>
    public required long[] Time { get; init; }

    /// <summary>Each post's text.</summary>
    public required int[] Text { get; init; }

    /// <summary>Each post's content id.</summary>
    public required int[] Content { get; init; }

    /// <summary>Each post's language.</summary>
    public required int[] Language { get; init; }

    /// <summary>Each post's link.</summary>
    public required int[] Url { get; init; }

    /// <summary>Rows left out because they repeat another one entirely.</summary>
    public required int Repeated { get; init; }

    /// <summary>How many posts there are.</summary>
    public int Count => Account.Length;

    /// <summary>The day of a post: whole days in UTC since 1970-01-01, negative before it.</summary>
    public int Day(int post) => (int)Math.DivRem(new UnixTime(Time[post]).Seconds, 86_400, out long rest) - (rest < 0 ? 1 : 0);
}
