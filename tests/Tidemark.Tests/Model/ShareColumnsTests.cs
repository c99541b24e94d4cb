using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Model;

public sealed class ShareColumnsTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 4, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Rows_become_columns_in_their_order_each_its_own_post()
    {
        var shares = ShareColumns.Of([("b", "x", Noon), ("a", "y", Noon.AddTicks(1)), ("b", "y", DateTimeOffset.UnixEpoch)], TraceKind.Link);
        Assert.Equal(3, shares.Count);
        Assert.Equal(["b", "a", "b"], shares.Account.Select(shares.Accounts.Text));
        Assert.Equal(["x", "y", "y"], shares.Object.Select(shares.Objects.Text));
        Assert.Equal([0, 1, 2], shares.Content);
        Assert.Null(shares.Contents);
        Assert.Equal(TraceKind.Link, shares.Kind);
        Assert.Equal(["2027-01-04T10:00:00Z", "2027-01-04T10:00:00.0000001Z", "1970-01-01T00:00:00Z"], shares.Time.Select(t => new UnixTime(t).ToString()));
    }

    [Fact]
    public void What_is_missing_or_outside_time_is_refused_with_its_row()
    {
        Assert.Contains("Row 1 has no object", Assert.Throws<ArgumentException>(() => ShareColumns.Of([("a", "x", Noon), ("a", "", Noon)])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0 has no account", Assert.Throws<ArgumentException>(() => ShareColumns.Of([(null!, "x", Noon)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareColumns.Of([("a", "x", DateTimeOffset.MaxValue)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareColumns.Of([("a", "x", DateTimeOffset.MinValue)]));
        Assert.Equal(0, ShareColumns.Of([]).Count);
    }
}
