using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>What a case's index says of its material, for a report.</summary>
internal static class CaseMaterial
{
    private const int FaultsShown = 5;

    public static IReadOnlyList<CollectedSource> Sources(CaseFolder folder, CaseIndex index)
    {
        IReadOnlyList<SourceFacts> facts = index.Facts();
        return [.. index.Sources.Select((source, i) =>
        {
            Original original = folder.Record.Find(source.Sha256)!;
            return new CollectedSource
            {
                Name = source.Name,
                Sha256 = source.Sha256,
                Bytes = original.Size,
                Format = source.Format,
                Origin = original.From,
                RowsIn = source.Rows,
                RowsRefused = source.Refused,
                FirstRefused = [.. index.Refused(source.Sha256).Take(FaultsShown)
                    .Select(row => new Fault(new SourceLocation(source.Name, row.Line, row.Offset), row.Reason))],
                RefusedBy = [.. index.RefusedByReason(source.Sha256).Select(r => new RefusalCount(r.Reason, r.Rows))],
                From = facts[i].From,
                To = facts[i].To,
                Zone = facts[i].Zone,
                Notes = source.Notes,
                Accounts = facts[i].Accounts,
                Posts = facts[i].Posts,
            };
        })];
    }

    /// <summary>The posts behind a result: those of its groups' members, and of pairs.</summary>
    public static Func<int, UnixTime, ActingPost> Posts(CaseIndex index, DescribedResult result)
    {
        var numbers = new HashSet<int>();
        foreach (int account in result.Edges.A.Concat(result.Edges.B).Distinct())
        {
            for (int i = result.Index.AccountStart[account]; i < result.Index.AccountStart[account + 1]; i++)
            {
                numbers.Add(result.Index.Content[result.Index.AccountRows[i]]);
            }
        }
        var posts = index.Posts(numbers).ToDictionary(post => post.Number);
        return (number, _) =>
        {
            IndexedPost post = posts[number];
            return new ActingPost(post.Id.Length == 0 ? null : post.Id, post.Time, post.Text.Length == 0 ? null : post.Text, post.Evidence);
        };
    }
}
