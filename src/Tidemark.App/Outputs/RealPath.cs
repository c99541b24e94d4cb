namespace Tidemark.App.Outputs;

/// <summary>Where a path leads once every link on the way is followed, as far as it exists.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows before it gives up.</summary>
    private const int MostLinks = 40;

    /// <summary>File names are compared as the system does: letter for letter on Linux, without regard to case elsewhere.</summary>
    public static StringComparison Comparison { get; } = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The path without links; what does not exist is kept as it is written.</summary>
    /// <exception cref="Refusal">The links lead round in a circle.</exception>
    public static string Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int links = 0;
        return Follow(path, ref links, path);
    }

    /// <summary>Whether a path lies in a folder; both real.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Comparison);

    private static string Follow(string path, ref int links, string named)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }
        string realParent = Follow(parent, ref links, named);
        string here = Path.Combine(realParent, Path.GetFileName(full));
        if (new FileInfo(here).LinkTarget is not { } target)
        {
            return here;
        }
        return ++links > MostLinks
            ? throw new Refusal($"{named} is a link that leads round in a circle.")
            : Follow(Path.Combine(realParent, target), ref links, named);
    }
}
