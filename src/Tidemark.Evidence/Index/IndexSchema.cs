namespace Tidemark.Evidence.Index;

/// <summary>
/// The tables of the index. Numbers of accounts, objects (per kind) and posts are given in the order of first appearance, so that the
/// same originals in the same order give the same content.
/// </summary>
internal static class IndexSchema
{
    /// <summary>Change it whenever tables or the way of filling them change: an index of another version is built anew.</summary>
    public const string Version = "4";

    /// <summary>Everything that stays.</summary>
    public const string Create = """
        CREATE TABLE meta(key VARCHAR, value VARCHAR);
        CREATE TABLE sources(source INTEGER, sha256 VARCHAR, name VARCHAR, reading VARCHAR, format VARCHAR,
            "rows" BIGINT, refused BIGINT, repeated BIGINT, failure VARCHAR);
        CREATE TABLE accounts(account INTEGER, name VARCHAR);
        CREATE TABLE objects(kind TINYINT, object INTEGER, value VARCHAR);
        CREATE TABLE posts(post INTEGER, account INTEGER, time_ns BIGINT, zone TINYINT, source INTEGER,
            line BIGINT, byte_offset BIGINT, byte_length BIGINT, id VARCHAR, text VARCHAR, lang VARCHAR);
        CREATE TABLE traces(post INTEGER, kind TINYINT, object INTEGER);
        CREATE TABLE repeats(post INTEGER, source INTEGER, line BIGINT, byte_offset BIGINT, byte_length BIGINT);
        CREATE TABLE refused(source INTEGER, line BIGINT, byte_offset BIGINT, byte_length BIGINT, reason VARCHAR);
        CREATE TABLE notes(source INTEGER, note VARCHAR);
        CREATE TABLE texts(source INTEGER, kind TINYINT, member VARCHAR, number BIGINT, byte_offset BIGINT, byte_length BIGINT,
            url VARCHAR, captured VARCHAR, charset VARCHAR);
        CREATE TABLE totals(source INTEGER, accounts BIGINT, objects BIGINT, posts BIGINT, traces BIGINT, repeats BIGINT, refused BIGINT, notes BIGINT,
            texts BIGINT);
        """;

    /// <summary>How many rows each table has, for the totals that stand in the same transaction as the rows themselves.</summary>
    public const string CountRows = """
        SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM objects), (SELECT count(*) FROM posts), (SELECT count(*) FROM traces),
            (SELECT count(*) FROM repeats), (SELECT count(*) FROM refused), (SELECT count(*) FROM notes), (SELECT count(*) FROM texts)
        """;

    /// <summary>Tables a source is gathered in when there are more names than memory has room for.</summary>
    public const string CreateStage = """
        CREATE TEMP TABLE stage_accounts(account INTEGER, name VARCHAR);
        CREATE TEMP TABLE stage_objects(kind TINYINT, object INTEGER, value VARCHAR);
        CREATE TEMP TABLE stage_posts(post INTEGER, account INTEGER, time_ns BIGINT, zone TINYINT, source INTEGER,
            line BIGINT, byte_offset BIGINT, byte_length BIGINT, id VARCHAR, text VARCHAR, lang VARCHAR);
        CREATE TEMP TABLE stage_traces(post INTEGER, kind TINYINT, object INTEGER);
        """;

    /// <summary>Gives staged names their final numbers: known ones theirs, new ones the next in the order of appearance.</summary>
    public const string ResolveStage = """
        INSERT INTO accounts
            SELECT (SELECT count(*) FROM accounts) + row_number() OVER (ORDER BY first) - 1, name
            FROM (SELECT name, min(account) AS first FROM stage_accounts s WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.name = s.name) GROUP BY name)
            ORDER BY first;
        CREATE TEMP TABLE account_numbers AS
            SELECT s.account AS staged, a.account FROM stage_accounts s JOIN accounts a ON a.name = s.name;
        INSERT INTO objects
            SELECT n.kind, coalesce(b.base, 0) + row_number() OVER (PARTITION BY n.kind ORDER BY n.first) - 1 AS object, n.value
            FROM (SELECT kind, value, min(object) AS first FROM stage_objects s
                  WHERE NOT EXISTS (SELECT 1 FROM objects o WHERE o.kind = s.kind AND o.value = s.value) GROUP BY kind, value) n
            LEFT JOIN (SELECT kind, count(*) AS base FROM objects GROUP BY kind) b ON b.kind = n.kind
            ORDER BY n.kind, object;
        CREATE TEMP TABLE object_numbers AS
            SELECT s.kind, s.object AS staged, o.object FROM stage_objects s JOIN objects o ON o.kind = s.kind AND o.value = s.value;
        INSERT INTO posts
            SELECT p.post, n.account, p.time_ns, p.zone, p.source, p.line, p.byte_offset, p.byte_length, p.id, p.text, p.lang
            FROM stage_posts p JOIN account_numbers n ON n.staged = p.account ORDER BY p.post;
        INSERT INTO traces
            SELECT t.post, t.kind, n.object
            FROM stage_traces t JOIN object_numbers n ON n.kind = t.kind AND n.staged = t.object ORDER BY t.post, t.kind, n.object;
        DROP TABLE account_numbers; DROP TABLE object_numbers;
        DROP TABLE stage_accounts; DROP TABLE stage_objects; DROP TABLE stage_posts; DROP TABLE stage_traces;
        """;

    /// <summary>Traces that a repeated row adds to a post which was there already.</summary>
    public const string JoinMoreTraces = """
        INSERT INTO traces
            SELECT DISTINCT m.post, m.kind, m.object FROM more_traces m
            WHERE NOT EXISTS (SELECT 1 FROM traces t WHERE t.post = m.post AND t.kind = m.kind AND t.object = m.object)
            ORDER BY 1, 2, 3;
        DROP TABLE more_traces;
        """;

    /// <summary>Posts that repeat an earlier one, found by DuckDB where there were more posts than memory compares.</summary>
    public const string FindLateRepeats = """
        CREATE TEMP TABLE late AS
            SELECT n.post AS again, min(o.post) AS post
            FROM posts n JOIN posts o ON o.id = n.id AND o.account = n.account AND o.time_ns = n.time_ns AND o.text = n.text
            WHERE n.post >= $1 AND n.id <> '' AND o.post < n.post GROUP BY n.post
        """;

    /// <summary>Joins late repeats to the posts they repeat; their numbers stay unused.</summary>
    public const string JoinLateRepeats = """
        INSERT INTO repeats SELECT l.post, p.source, p.line, p.byte_offset, p.byte_length FROM posts p JOIN late l ON l.again = p.post ORDER BY p.post;
        CREATE TEMP TABLE more_traces AS SELECT l.post, t.kind, t.object FROM traces t JOIN late l ON l.again = t.post;
        DELETE FROM traces WHERE post IN (SELECT again FROM late);
        DELETE FROM posts WHERE post IN (SELECT again FROM late);
        DROP TABLE late;
        """;

    /// <summary>Posts that bear the id of an earlier one and are not its repeats.</summary>
    public const string CountLateConflicts =
        "SELECT count(*) FROM posts n WHERE n.post >= $1 AND n.id <> '' AND EXISTS (SELECT 1 FROM posts o WHERE o.id = n.id AND o.post < n.post)";
}
