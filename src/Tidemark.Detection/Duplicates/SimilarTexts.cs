using Tidemark.Model;

namespace Tidemark.Detection.Duplicates;

/// <summary>
/// Shares of texts as shares of near-copies: each text gives way to its representative (<see cref="NearDuplicates"/>), and texts too short to
/// compare match nothing.
/// </summary>
/// <param name="Shares">The shares; their objects are the representatives' texts.</param>
/// <param name="Groups">How the texts were grouped.</param>
/// <param name="TooShort">Shares left out because their text is too short.</param>
public sealed record SimilarTexts(ShareColumns Shares, NearDuplicates Groups, int TooShort)
{
    /// <summary>Groups the texts of shares, each first seen at its earliest share. O(shares) besides the grouping.</summary>
    /// <param name="texts">Shares whose objects are texts; left as they are.</param>
    /// <param name="options">Null = defaults.</param>
    /// <param name="progress">Told how many texts are done, now and then; may be null.</param>
    /// <param name="cancel">Stops the run.</param>
    public static SimilarTexts Of(
        ShareColumns texts, NearDuplicateOptions? options = null, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        long[] firstSeen = new long[texts.Objects.Count];
        Array.Fill(firstSeen, long.MaxValue);
        for (int row = 0; row < texts.Count; row++)
        {
            firstSeen[texts.Object[row]] = Math.Min(firstSeen[texts.Object[row]], texts.Time[row]);
        }
        var groups = NearDuplicates.Group(texts.Objects, firstSeen, options, progress, cancel);
        int[] rows = [.. Enumerable.Range(0, texts.Count).Where(row => groups.LeaderOf[texts.Object[row]] >= 0)];
        var names = new Names();
        int[] objects = [.. rows.Select(row => names.Intern(texts.Objects[groups.LeaderOf[texts.Object[row]]]))];
        return new SimilarTexts(
            new ShareColumns
            {
                Account = [.. rows.Select(row => texts.Account[row])],
                Object = objects,
                Content = [.. rows.Select(row => texts.Content[row])],
                Time = [.. rows.Select(row => texts.Time[row])],
                Count = rows.Length,
                Accounts = texts.Accounts,
                Objects = names,
                Contents = texts.Contents,
                Kind = TraceKind.Similar,
            },
            groups, texts.Count - rows.Length);
    }
}
