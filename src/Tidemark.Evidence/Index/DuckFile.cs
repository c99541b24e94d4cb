using System.Globalization;
using DuckDB.NET.Native;

namespace Tidemark.Evidence.Index;

/// <summary>
/// A DuckDB database of our own, with the doors shut: no extension is installed or loaded by itself, no file is opened that was not
/// named here, memory and threads are bounded. Spoken to through the C interface, in blocks of 2,048 rows.
/// </summary>
/// <remarks>Not safe for concurrent callers.</remarks>
internal sealed class DuckFile : IDisposable
{
    /// <summary>
    /// 320 MiB for DuckDB: it sorts and joins out of core from there on, and names, buffers and the runtime stay below a gigabyte with it.
    /// </summary>
    public const string MemoryLimit = "320MiB";

    /// <summary>
    /// Packing texts costs more than reading them (a third of the time of filling the index), and the index is a cache: it may be large.
    /// </summary>
    private const string Shut = """
        SET disabled_compression_methods = 'fsst,dict_fsst,dictionary,zstd';
        SET enable_external_access = false;
        SET lock_configuration = true
        """;

    private readonly DuckDBDatabase _database;

    private readonly bool _readOnly;

    private DuckFile(DuckDBDatabase database, DuckDBNativeConnection connection, bool readOnly) =>
        (_database, Connection, _readOnly) = (database, connection, readOnly);

    public DuckDBNativeConnection Connection { get; }

    /// <summary>Opens or creates a database file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="temporary">The folder DuckDB may spill to.</param>
    /// <param name="readOnly">Whether the file is only read.</param>
    /// <param name="mayWriteTo">A folder statements may write files to, or null.</param>
    /// <exception cref="DuckFailure">It is no database, or one of another version, or it is locked.</exception>
    public static DuckFile Open(string path, string temporary, bool readOnly, string? mayWriteTo = null)
    {
        Check(NativeMethods.Configuration.DuckDBCreateConfig(out DuckDBConfig config), "no configuration");
        using (config)
        {
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "allow_community_extensions", "false");
            Set(config, "memory_limit", MemoryLimit);
            // A second thread would spin while the first fills a table: a third more CPU seconds for the same rows.
            Set(config, "threads", "1");
            Set(config, "temp_directory", temporary);
            Set(config, "preserve_insertion_order", "true");
            Set(config, "access_mode", readOnly ? "READ_ONLY" : "READ_WRITE");
            if (NativeMethods.Startup.DuckDBOpen(path, out DuckDBDatabase database, config, out string error) != DuckDBState.Success)
            {
                throw new DuckFailure($"The index {Path.GetFileName(path)} cannot be opened: {error}");
            }
            var file = new DuckFile(database, Connect(database), readOnly);
            if (mayWriteTo is not null)
            {
                string directory = mayWriteTo.Replace("'", "''", StringComparison.Ordinal);
                file.Execute($"SET allowed_directories = ['{directory}']");
            }
            file.Execute(Shut);
            return file;
        }
    }

    /// <summary>Runs statements without asking for their rows.</summary>
    public void Execute(string sql)
    {
        DuckDBState state = NativeMethods.Query.DuckDBQuery(Connection, sql, out DuckDBResult result);
        try
        {
            if (state != DuckDBState.Success)
            {
                throw new DuckFailure($"{NativeMethods.Query.DuckDBResultError(ref result)} In: {sql}");
            }
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Runs one statement with values for its question marks: whole numbers or texts.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using DuckRows rows = Query(sql, values);
        while (rows.NextBlock())
        {
        }
    }

    /// <summary>Runs one query; its rows come block by block, and DuckDB holds no more of them than it must.</summary>
    /// <remarks>
    /// The next statement on a connection ends the rows of the one before. A file opened for reading gives each query a connection
    /// of its own; one opened for writing does not, for the rows of a transaction are seen only by its own connection.
    /// </remarks>
    public DuckRows Query(string sql, params ReadOnlySpan<object?> values) =>
        _readOnly ? new(Connect(_database), ownConnection: true, sql, values) : new(Connection, ownConnection: false, sql, values);

    /// <summary>The first column of the first row as a whole number; null becomes 0.</summary>
    public long Whole(string sql, params ReadOnlySpan<object?> values)
    {
        using DuckRows rows = Query(sql, values);
        return rows.NextBlock() && rows.Count > 0 && !rows.IsNull(0, 0) ? rows.Longs(0)[0] : 0;
    }

    public void Dispose()
    {
        Connection.Dispose();
        _database.Dispose();
    }

    private static DuckDBNativeConnection Connect(DuckDBDatabase database)
    {
        Check(NativeMethods.Startup.DuckDBConnect(database, out DuckDBNativeConnection connection), "The index refuses a connection.");
        return connection;
    }

    internal static void Check(DuckDBState state, string failure)
    {
        if (state != DuckDBState.Success)
        {
            throw new DuckFailure(failure);
        }
    }

    private static void Set(DuckDBConfig config, string name, string value) =>
        Check(
            NativeMethods.Configuration.DuckDBSetConfig(config, name, value),
            string.Create(CultureInfo.InvariantCulture, $"DuckDB does not take {name} = {value}."));
}

/// <summary>DuckDB refused something: the file is damaged or of another version, the disk is full, or memory ran out.</summary>
public sealed class DuckFailure : IOException
{
    /// <summary>With DuckDB's own words.</summary>
    public DuckFailure(string message)
        : base(message)
    {
    }

    /// <summary>The reason alone: neither the statement it was about nor where in it.</summary>
    public string Reason
    {
        get
        {
            int end = Message.IndexOf(" In: ", StringComparison.Ordinal);
            string reason = end < 0 ? Message : Message[..end];
            int place = reason.IndexOf("\nLINE ", StringComparison.Ordinal);
            return (place < 0 ? reason : reason[..place]).Trim().TrimEnd('.');
        }
    }
}
