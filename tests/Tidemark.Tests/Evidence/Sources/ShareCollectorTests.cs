using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class ShareCollectorTests
{
    /// <summary>Few names, so that they repeat within a batch, across batches, side by side and far apart; some rows have no post id.</summary>
    private static readonly Gen<(int Account, int Object, int? Post)> Row =
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 40], Gen.OneOf(Gen.Int[0, 150].Select(p => (int?)p), Gen.Const((int?)null)));

    [Fact]
    public void Rows_come_back_with_ids_in_order_of_first_appearance() =>
        Row.Array[1, 400].Sample(rows =>
        {
            var collector = new ShareCollector();
            for (int i = 0; i < rows.Length; i++)
            {
                (int account, int obj, int? post) = rows[i];
                collector.Add(Named("user", account), Named("story", obj), post is null ? [] : Named("post", post.Value), post is not null, i);
            }
            ShareColumns shares = collector.ToColumns();
            Assert.Equal(rows.Length, shares.Count);
            Assert.Equal(Ids(rows.Select(r => r.Account)), shares.Account.Take(shares.Count));
            Assert.Equal(Ids(rows.Select(r => r.Object)), shares.Object.Take(shares.Count));
            Assert.Equal(Ids(rows.Select((r, i) => r.Post ?? -1 - i)), shares.Content.Take(shares.Count));
            Assert.All(Enumerable.Range(0, rows.Length), i =>
            {
                Assert.Equal("user" + rows[i].Account, shares.Accounts.Text(shares.Account[i]));
                Assert.Equal("story" + rows[i].Object, shares.Objects.Text(shares.Object[i]));
                Assert.Equal(
                    rows[i].Post is int post ? "post" + post : string.Create(CultureInfo.InvariantCulture, $"row {i + 1}"),
                    Encoding.UTF8.GetString(ShareCollector.PostName(shares, shares.Content[i])));
                Assert.Equal(i, shares.Time[i]);
            });
            Assert.Equal(rows.All(r => r.Post is null), shares.Contents is null);
        });

    private static byte[] Named(string what, int number) => Encoding.UTF8.GetBytes(what + number);

    private static IEnumerable<int> Ids(IEnumerable<int> values)
    {
        var known = new Dictionary<int, int>();
        foreach (int value in values)
        {
            known.TryAdd(value, known.Count);
            yield return known[value];
        }
    }
}
