using System.Globalization;
using System.Text;
using CsCheck;
using DuckDB.NET.Data;
using Tidemark.Detection.Coordination;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>
/// Three implementations that share no line of code give the same edges: the kernel, the definition read aloud, and a database's
/// window over time-ordered lists (the form that the bench measures against). One of them wrong is one of them alone.
/// </summary>
public sealed class ThirdOpinionTests
{
    // Windows in seconds, in tenths, and of a length that no time of the table is a multiple of.
    private static readonly Gen<(Tables.Share[] Rows, long Window, int MinWeight)> Cases =
        from rows in Tables.Random
        from repeats in Gen.Int[0, 12]
        from ownPosts in Gen.Bool
        from window in Gen.Int[0, 60]
        from tick in Gen.Int[0, 2].Select(i => new[] { 1_000_000_000L, 100_000_000L, 1_000_003L }[i])
        from minWeight in Gen.Int[1, 3]
        select (Shaped(rows, repeats, ownPosts), window * tick, minWeight);

    [Fact]
    public void The_kernel_the_definition_and_a_database_give_the_same_edges()
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        Run(duck, "SET threads = 1; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;");
        long edges = 0, tables = 0;
        Cases.Sample(
            c =>
            {
                Oracle.Edge[] wanted = Oracle.Edges(c.Rows, c.Window, c.MinWeight, keepLoops: false);
                edges += wanted.Length;
                tables += wanted.Length > 0 ? 1 : 0;
                Same("kernel", wanted, Kernel(c.Rows, c.Window, c.MinWeight));
                Same("database", wanted, Database(duck, c.Rows, c.Window, c.MinWeight));
            },
            iter: 400, threads: 1);
        Assert.True(tables > 100 && edges > 500, $"{edges} edges in {tables} tables are too few to say anything");
    }

    /// <summary>Rows that repeat others in all columns, and tables in which every row is its own post beside those where accounts share posts.</summary>
    private static Tables.Share[] Shaped(Tables.Share[] rows, int repeats, bool ownPosts)
    {
        Tables.Share[] shaped = ownPosts ? [.. rows.Select((row, i) => row with { Content = i })] : rows;
        return [.. shaped, .. shaped.Take(repeats)];
    }

    private static Oracle.Edge[] Kernel(Tables.Share[] rows, long window, int minWeight)
    {
        var columns = Tables.Columns(rows);
        EdgeColumns edges = CoActionKernel.Run(ShareIndex.Build(columns), new CoActionOptions(window, minWeight));
        return [.. Enumerable.Range(0, edges.Count).Select(e => new Oracle.Edge(
            columns.Accounts.Text(edges.A[e]), columns.Accounts.Text(edges.B[e]),
            edges.Weight[e], edges.Objects[e], edges.PairRows[e], edges.MeanDeltaSeconds(e)))];
    }

    private static Oracle.Edge[] Database(DuckDBConnection duck, Tables.Share[] rows, long window, int minWeight)
    {
        var insert = new StringBuilder("CREATE OR REPLACE TABLE raw (account VARCHAR, content VARCHAR, object VARCHAR, t BIGINT);");
        for (int i = 0; i < rows.Length; i++)
        {
            insert.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "INSERT INTO raw VALUES " : ", ")}('{Tables.Account(rows[i].Account)}', '{Tables.Content(rows[i].Content)}', '{Tables.Object(rows[i].Object)}', {rows[i].Time})");
        }
        Run(duck, insert.ToString());
        using DuckDBCommand command = duck.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $$"""
            WITH shares AS (SELECT DISTINCT * FROM raw),
            rows AS (SELECT *, row_number() OVER (PARTITION BY object ORDER BY t) AS n FROM shares),
            windows AS (
              SELECT *, list({'account': account, 'content': content, 't': t, 'n': n}) OVER (
                PARTITION BY object ORDER BY t RANGE BETWEEN CURRENT ROW AND {{window}} FOLLOWING) AS later FROM rows),
            pairs AS (SELECT account, content, object, t, n, unnest(later) AS x FROM windows WHERE len(later) > 1),
            met AS (
              SELECT least(account, x.account) AS a, greatest(account, x.account) AS b, object, count(*) AS n, sum(abs(x.t - t)) AS d
              FROM pairs WHERE x.n > n AND x.account <> account AND x.content <> content GROUP BY ALL)
            SELECT a, b, count(*)::INTEGER, sum(n)::BIGINT, (sum(d) / sum(n))::DOUBLE
            FROM met GROUP BY a, b HAVING count(*) >= {{minWeight}} ORDER BY a, b
            """);
        using DuckDBDataReader reader = command.ExecuteReader();
        var edges = new List<Oracle.Edge>();
        while (reader.Read())
        {
            int weight = reader.GetInt32(2);
            edges.Add(new Oracle.Edge(reader.GetString(0), reader.GetString(1), weight, weight, reader.GetInt64(3), reader.GetDouble(4) / 1e9));
        }
        return [.. edges];
    }

    private static void Run(DuckDBConnection duck, string sql)
    {
        using DuckDBCommand command = duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Same(string whose, Oracle.Edge[] wanted, Oracle.Edge[] got)
    {
        Assert.True(wanted.Length == got.Length, $"{whose}: {got.Length} edges, not {wanted.Length}");
        foreach ((Oracle.Edge one, Oracle.Edge other) in wanted.Zip(got))
        {
            Assert.Equal(one with { MeanDelta = 0 }, other with { MeanDelta = 0 });
            Assert.Equal(one.MeanDelta, other.MeanDelta, 1e-9 * Math.Max(1, one.MeanDelta));
        }
    }
}
