using System.Text.RegularExpressions;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>The peers' input files as share columns, by the slow and plain way.</summary>
internal static class ShareTables
{
    internal static ShareColumns Read(string path) => Columns(
        GoldenPeerTests.Table(path).Select(r => (r["account_id"], r["content_id"], r["object_id"], r["timestamp_share"])));

    /// <summary>
    /// The toolkit's eight columns as account, post, object and time. Empty ids of reposts and replies are left out, as the
    /// toolkit and a share table do. Posts without a link or a text match each other in the toolkit; a share table rejects such
    /// rows, so to compare all the rest the test gives them an object called "(none)".
    /// </summary>
    internal static ShareColumns Posts(string path, string network, string golden)
    {
        Dictionary<string, string>? texts = network == "co_tweet"
            ? GoldenPeerTests.Table(Path.Combine(golden, "cnt", "text_normalised.csv.gz"))
                .ToDictionary(r => r["message_id"], r => r["transformed_message"], StringComparer.Ordinal)
            : null;
        return Columns(GoldenPeerTests.Table(path).SelectMany(r => Objects(r, network, texts)
            .Where(o => o.Length > 0)
            .Select(o => (r["user_id"], r["message_id"], o, r["timestamp"]))));
    }

    private static IEnumerable<string> Objects(Dictionary<string, string> row, string network, Dictionary<string, string>? texts) => network switch
    {
        "co_retweet" => [row["repost_id"]],
        "co_reply" => row["repost_id"].Length > 0 ? [] : [row["reply_id"]],
        "co_tweet" => row["repost_id"].Length > 0 ? [] : [Some(texts![row["message_id"]])],
        "co_post" => ["every post"],
        _ => row["repost_id"].Length > 0 ? [] : Regex.Matches(row["urls"], @"[^\s\[\]',]+").Select(m => m.Value).DefaultIfEmpty(Some("")),
    };

    private static string Some(string text) => text.Length > 0 ? text : "(none)";

    private static ShareColumns Columns(IEnumerable<(string Account, string Content, string Object, string Time)> rows)
    {
        Names accounts = new(), contents = new(), objects = new();
        List<int> account = [], content = [], obj = [];
        List<long> time = [];
        foreach ((string a, string c, string o, string t) in rows)
        {
            account.Add(accounts.Intern(a));
            content.Add(contents.Intern(c));
            obj.Add(objects.Intern(o));
            TimeText.Read(System.Text.Encoding.UTF8.GetBytes(t), SourceZone.StatedUtc, out UnixTime at, out _);
            time.Add(at.Nanoseconds);
        }
        return new ShareColumns
        {
            Account = [.. account], Content = [.. content], Object = [.. obj], Time = [.. time], Count = account.Count,
            Accounts = accounts, Contents = contents, Objects = objects,
        };
    }
}
