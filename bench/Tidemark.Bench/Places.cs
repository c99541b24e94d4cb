namespace Tidemark.Bench;

/// <summary>Where things lie, and on what they are measured.</summary>
internal static class Places
{
    /// <summary>The build that a user runs.</summary>
    public static string Published(string root)
    {
        string[] current = File.Exists(Path.Combine(root, "artifacts", "app", "current"))
            ? File.ReadAllLines(Path.Combine(root, "artifacts", "app", "current"))
            : throw new InvalidOperationException("There is no published build: run ./tidemark once, or name one with --tidemark PATH.");
        return Path.Combine(root, "artifacts", "app", current[0], "tidemark");
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Tidemark.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new InvalidOperationException("Tidemark.slnx is in no folder above the bench.");
    }

    /// <summary>A folder for what benches make; it may be deleted at any time.</summary>
    public static string Folder(string root) => Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName;

    public static string DuckVersion()
    {
        using var duck = new DuckDB.NET.Data.DuckDBConnection("Data Source=:memory:");
        duck.Open();
        return duck.ServerVersion;
    }

    /// <summary>The processor, as a file name.</summary>
    public static string Cpu()
    {
        string? model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return string.Join('-', (model ?? "unknown").Split([' ', '/', '(', ')', '@'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }
}
