using System.Security.Cryptography;
using Tidemark.Evidence.Custody;

namespace Tidemark.App.Exports;

/// <summary>A file of an export, as it was written.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record ExportedFile(string Name, string Sha256, long Size);

/// <summary>
/// Where an export goes: into the case's <c>out/</c>, or where the user says, but never over the record of the case. Files are written
/// beside their place and moved there when they are complete, so that a half-written export never passes for one.
/// </summary>
internal static class ExportTarget
{
    /// <summary>The path to write to, or a refusal.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="chosen">What the user said, or null.</param>
    /// <param name="name">What it is called in <c>out/</c> otherwise.</param>
    /// <param name="isFolder">Whether the export is a folder of files.</param>
    public static string Path(CaseFolder folder, string? chosen, string name, bool isFolder)
    {
        if (chosen is { Length: 0 } || chosen?.Contains('\0', StringComparison.Ordinal) == true)
        {
            throw new Refusal("--out is empty; name a " + (isFolder ? "folder." : "file."));
        }
        string path = System.IO.Path.TrimEndingDirectorySeparator(
            System.IO.Path.GetFullPath(chosen ?? System.IO.Path.Combine(folder.Root, CaseFolder.OutName, name)));
        string root = Real(folder.Root);
        string real = Real(path);
        string outside = System.IO.Path.Combine(root, CaseFolder.OutName);
        if ((real == root || IsWithin(real, root)) && !IsWithin(real, outside))
        {
            throw new Refusal($"{chosen} lies in the record of the case; exports go into its {CaseFolder.OutName}/ or outside it.");
        }
        if (isFolder ? File.Exists(path) : Directory.Exists(path))
        {
            throw new Refusal($"{chosen ?? path} is a {(isFolder ? "file" : "folder")}, and this export is a {(isFolder ? "folder" : "file")}; name another.");
        }
        Directory.CreateDirectory(isFolder ? path : System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Writes one file and moves it into its place.</summary>
    public static ExportedFile Write(string path, Action<Stream> write)
    {
        string coming = path + ".tidemark-part";
        try
        {
            using (FileStream stream = new(coming, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }
            return Place(coming, path);
        }
        finally
        {
            File.Delete(coming);
        }
    }

    /// <summary>Moves a complete file into its place.</summary>
    public static ExportedFile Place(string coming, string path)
    {
        ExportedFile file;
        using (FileStream written = File.OpenRead(coming))
        {
            file = new ExportedFile(System.IO.Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(written)), written.Length);
        }
        File.Move(coming, path, overwrite: true);
        return file;
    }

    private static bool IsWithin(string path, string directory) =>
        path.StartsWith(directory + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on the way resolved, as far as it exists.</summary>
    private static string Real(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        string? parent = System.IO.Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }
        string here = System.IO.Path.Combine(Real(parent), System.IO.Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is null ? here : File.ResolveLinkTarget(here, returnFinalTarget: true)!.FullName;
    }
}
