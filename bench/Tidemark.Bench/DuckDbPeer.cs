using DuckDB.NET.Data;

namespace Tidemark.Bench;

/// <summary>The same edges in SQL, from CSV to CSV: the peer. Two forms: per-object ordered lists, windowed and unnested; and a bucket join.</summary>
internal static class DuckDbPeer
{
    private const string Load = """
        SET threads = 2;
        SET preserve_insertion_order = false;
        CREATE TABLE raw AS SELECT DISTINCT account_id, content_id, object_id, timestamp_share
          FROM read_csv('FILE', header = true, delim = ',', quote = '"', columns =
            {'account_id': 'VARCHAR', 'content_id': 'VARCHAR', 'object_id': 'VARCHAR', 'timestamp_share': 'BIGINT'});
        CREATE TABLE accounts AS SELECT account_id, (row_number() OVER ())::INTEGER AS a FROM (SELECT DISTINCT account_id FROM raw);
        CREATE TABLE shares AS SELECT a, hash(content_id) AS c, hash(object_id) AS o, timestamp_share AS t
          FROM raw JOIN accounts USING (account_id);
        DROP TABLE raw;
        """;

    private const string Lists = """
        CREATE TABLE met AS
        WITH rows AS (
          SELECT a, c, o, t, row_number() OVER (PARTITION BY o ORDER BY t) AS n FROM shares),
        windows AS (
          SELECT a, c, o, t, n, list({'a': a, 'c': c, 't': t, 'n': n}) OVER (
            PARTITION BY o ORDER BY t RANGE BETWEEN CURRENT ROW AND 60 FOLLOWING) AS later FROM rows),
        pairs AS (
          SELECT a, c, o, t, n, unnest(later) AS x FROM windows WHERE len(later) > 1)
        SELECT least(a, x.a) AS a, greatest(a, x.a) AS b, o, count(*) AS n, sum(abs(x.t - t))::BIGINT AS d
          FROM pairs WHERE x.n > n AND x.a <> a AND x.c <> c GROUP BY ALL;
        """;

    private const string Buckets = """
        CREATE TABLE met AS
        WITH numbered AS (SELECT a, c, o, t, t // 60 AS k, row_number() OVER () AS n FROM shares),
        twice AS (SELECT *, k AS j FROM numbered UNION ALL SELECT *, k + 1 AS j FROM numbered)
        SELECT least(x.a, y.a) AS a, greatest(x.a, y.a) AS b, x.o AS o, count(*) AS n, sum(abs(y.t - x.t))::BIGINT AS d
          FROM numbered x JOIN twice y ON x.o = y.o AND x.k = y.j
          WHERE (y.k < x.k OR y.n < x.n) AND abs(x.t - y.t) <= 60 AND x.a <> y.a AND x.c <> y.c GROUP BY ALL;
        """;

    private const string Save = """
        COPY (
          WITH edges AS (SELECT a, b, count(*) AS weight, sum(d) / sum(n) AS mean FROM met GROUP BY a, b HAVING count(*) >= 3)
          SELECT least(x.account_id, y.account_id) AS account_a, greatest(x.account_id, y.account_id) AS account_b, weight, weight AS objects, mean
          FROM edges JOIN accounts x ON x.a = edges.a JOIN accounts y ON y.a = edges.b ORDER BY ALL)
        TO 'FILE' (FORMAT csv, HEADER true);
        """;

    public static int Run(string form, string input, string output)
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        foreach (string sql in new[]
        {
            Load.Replace("FILE", input, StringComparison.Ordinal), form == "list" ? Lists : Buckets, Save.Replace("FILE", output, StringComparison.Ordinal),
        })
        {
            using var command = duck.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        return 0;
    }
}
