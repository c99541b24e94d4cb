using System.Globalization;
using System.Text;
using Tidemark.App.Commands;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Assets;

/// <summary>The posts of a case with their texts, and where each of them stands in the originals.</summary>
/// <param name="Posts">The posts; the content of each is its number in <paramref name="Evidence"/>.</param>
/// <param name="Evidence">The rows, by number.</param>
/// <param name="Inputs">SHA-256 of each original that holds rows, in ordinal order.</param>
internal sealed record CasePosts(PostColumns Posts, IReadOnlyList<EvidenceRef> Evidence, IReadOnlyList<string> Inputs)
{
    /// <summary>Reads them from the index, which is brought up to date first. Numbers follow the content alone, not the order of additions.</summary>
    /// <exception cref="Refusal">The case holds no post.</exception>
    public static CasePosts Read(CaseFolder folder)
    {
        CaseReading.Run(folder, anew: false);
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        using CaseIndex index = opened.Ok ? opened.Value : throw CaseAt.Refused(opened.Fault);
        if (index.PostCount == 0)
        {
            throw new Refusal($"{folder.Root}: the case holds no post; add a table of posts first: tidemark add {folder.Root} posts.csv");
        }
        CancellationToken cancel = Interrupt.Token;
        var posts = new PostCollector();
        var evidence = new List<EvidenceRef>(checked((int)index.PostCount));
        using (var progress = new Progress("Reading posts", "posts", index.PostCount))
        {
            index.EachPost((in PostCells post) =>
            {
                if ((evidence.Count & 4095) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress.Report(evidence.Count);
                }
                byte[] number = Encoding.ASCII.GetBytes(evidence.Count.ToString(CultureInfo.InvariantCulture));
                posts.Add(post.Account, number, post.Time.Nanoseconds, post.Text, post.Language, []);
                evidence.Add(post.Evidence);
            });
        }
        return new CasePosts(
            posts.ToColumns(), evidence, [.. index.Sources.Where(source => source.Rows > 0).Select(source => source.Sha256).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The row of a post.</summary>
    /// <param name="post">Its place in <see cref="Posts"/>.</param>
    public EvidenceRef Row(int post) => Evidence[int.Parse(Posts.Contents.Text(Posts.Content[post]), CultureInfo.InvariantCulture)];

    /// <summary>Posts of an account: the first of them in <see cref="Posts"/>, and the one behind its last.</summary>
    public (int From, int To) Of(int account)
    {
        int from = Array.BinarySearch(Posts.Account, account);
        int to = from;
        while (from > 0 && Posts.Account[from - 1] == account)
        {
            from--;
        }
        while (to < Posts.Count && Posts.Account[to] == account)
        {
            to++;
        }
        return (from, to);
    }
}
