using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Tidemark.Detection;

namespace Tidemark.Bench;

/// <summary>
/// A million posts into the index of a case, whole processes, against DuckDB reading the same file into a database of its own: first as one
/// table of texts (<c>load</c>: less than the index holds), then with accounts and objects numbered (<c>number</c>: about what it holds).
/// </summary>
internal static class ReadingBench
{
    private const int Rows = 1_000_000;
    private const int Repeats = 3;

    public static int Run()
    {
        string root = Places.Root();
        string folder = Places.Folder(root);
        string tidemark = Places.Published(root);
        string shares = Path.Combine(folder, "mild-1M.csv");
        if (!File.Exists(shares))
        {
            Workload.Named("mild-1M").Write(shares);
        }
        string json = Path.Combine(folder, "posts-1M.jsonl");
        if (!File.Exists(json))
        {
            WriteJson(json);
        }
        var report = new StringBuilder("# Reading: from a file into the index of a case\n\n");
        report.Append(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project bench/Tidemark.Bench -- reading`; {Rows:N0} rows, whole processes, best of {Repeats} by CPU seconds. ")
            .Append(CultureInfo.InvariantCulture, $"DuckDB {Places.DuckVersion()}, one thread, into a file; .NET {Environment.Version}.\n\n")
            .Append("| input | MB | who | CPU s | rows per CPU s | wall s | peak MB | CPU ratio to DuckDB load | to number |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (string input in new[] { shares, json })
        {
            string @case = Path.Combine(folder, "reading-case");
            if (Directory.Exists(@case))
            {
                Directory.Delete(@case, recursive: true);
            }
            Measured.Run(tidemark, "new", @case);
            Measured.Run(tidemark, "add", @case, input);
            Measured load = Best(() => Peer("load", input, folder));
            Measured number = Best(() => Peer("number", input, folder));
            Measured we = Best(() => Measured.Run(tidemark, "reindex", @case));
            foreach ((string who, Measured cost) in new[] { ("DuckDB, load", load), ("DuckDB, number", number), ("Tidemark, reindex", we) })
            {
                report.Append(CultureInfo.InvariantCulture,
                    $"| {Path.GetFileName(input)} | {new FileInfo(input).Length / 1e6:0} | {who} | {cost.Cpu:0.00} | {Rows / cost.Cpu:N0} | {cost.Wall:0.00} | {cost.PeakMegabytes:0} | {cost.Cpu / load.Cpu:0.00} | {cost.Cpu / number.Cpu:0.00} |\n");
            }
        }
        Console.Write(report);
        File.WriteAllText(Path.Combine(root, "bench", "results", "reading-" + Places.Cpu() + ".md"), report.ToString());
        return 0;
    }

    /// <summary>The peer's part, in a process of its own.</summary>
    public static int PeerChild(string form, string input, string database)
    {
        File.Delete(database);
        using var duck = new DuckDBConnection($"Data Source={database}");
        duck.Open();
        string read = input.EndsWith(".csv", StringComparison.Ordinal)
            ? $"SELECT account_id AS account, content_id AS id, '' AS text, object_id AS object, timestamp_share AS t FROM read_csv('{input}', header = true, columns = {{'account_id': 'VARCHAR', 'content_id': 'VARCHAR', 'object_id': 'VARCHAR', 'timestamp_share': 'BIGINT'}})"
            : $"SELECT author_id AS account, id, text, entities.urls[1].expanded_url AS object, epoch_ns(created_at::TIMESTAMP) AS t FROM read_json('{input}', format = 'newline_delimited', columns = {{'id': 'VARCHAR', 'author_id': 'VARCHAR', 'created_at': 'VARCHAR', 'text': 'VARCHAR', 'lang': 'VARCHAR', 'entities': 'STRUCT(urls STRUCT(expanded_url VARCHAR)[])'}})";
        string[] statements = form == "load"
            ? ["SET threads = 1", $"CREATE TABLE posts AS {read}"]
            :
            [
                "SET threads = 1", $"CREATE TEMP TABLE raw AS {read}",
                "CREATE TABLE accounts AS SELECT name, row_number() OVER () AS account FROM (SELECT DISTINCT account AS name FROM raw)",
                "CREATE TABLE objects AS SELECT value, row_number() OVER () AS object FROM (SELECT DISTINCT object AS value FROM raw)",
                "CREATE TABLE posts AS SELECT a.account, r.id, r.text, o.object, r.t FROM raw r JOIN accounts a ON a.name = r.account JOIN objects o ON o.value = r.object",
            ];
        foreach (string sql in statements)
        {
            using DuckDBCommand command = duck.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        return 0;
    }

    private static Measured Peer(string form, string input, string folder) =>
        Measured.Run(Environment.ProcessPath!, "reading-peer", form, input, Path.Combine(folder, "reading-peer.duckdb"));

    private static Measured Best(Func<Measured> run) => Enumerable.Range(0, Repeats).Select(_ => run()).MinBy(m => m.Cpu);

    /// <summary>Posts as the X API v2 gives them, flattened: an id, an author, a time, a text of some words, a link and a tag.</summary>
    private static void WriteJson(string path)
    {
        var random = SeededRandom.Stream(7, 11);
        using var to = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        for (int row = 0; row < Rows; row++)
        {
            int story = random.Below(50_000);
            DateTime time = DateTime.UnixEpoch.AddSeconds(1_700_000_000 + random.Below(2_592_000));
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{1_700_000_000_000 + row}\",\"author_id\":\"{random.Below(100_000)}\",\"created_at\":\"{time:yyyy-MM-ddTHH:mm:ss}.000Z\",\"lang\":\"en\",\"text\":\"filler words number {story} about the harbour and the weather #tag{story % 300} https://t.co/x{story}\",\"entities\":{{\"urls\":[{{\"expanded_url\":\"https://example.org/story/{story}\"}}],\"hashtags\":[{{\"tag\":\"tag{story % 300}\"}}]}}}}\n"));
        }
    }
}
