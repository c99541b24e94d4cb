using System.Security.Cryptography;
using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.Evidence.Custody;

namespace Tidemark.App.Exports;

/// <summary>A file of an export, as it was written.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record ExportedFile(string Name, string Sha256, long Size);

/// <summary>
/// Where an export goes: into the case's <c>out/</c>, or where the user says, but never over the record of a case, and never over a file
/// that this case did not export. The journal knows the hashes of those.
/// </summary>
internal static class ExportTarget
{
    /// <summary>The path to write to, or a refusal.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="chosen">What the user said, or null.</param>
    /// <param name="name">What it is called in <c>out/</c> otherwise.</param>
    /// <param name="files">The files to be written into the folder that is named; none if a file is named.</param>
    /// <param name="overwrite">The user gives up files that this case did not export.</param>
    public static string Path(CaseFolder folder, string? chosen, string name, IReadOnlyList<string> files, bool overwrite)
    {
        bool isFolder = files.Count > 0;
        string path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(
            chosen is null ? System.IO.Path.Combine(folder.Root, CaseFolder.OutName, name) : OutputGuard.Named(chosen, isFolder)));
        OutputGuard.RefuseRecord(chosen ?? path);
        if (isFolder ? File.Exists(path) : Directory.Exists(path))
        {
            throw new Refusal($"{chosen ?? path} is a {(isFolder ? "file" : "folder")}, and this export is a {(isFolder ? "folder" : "file")}; name another.");
        }
        HashSet<string> exported = Exported(folder);
        foreach (string file in isFolder ? files.Select(file => System.IO.Path.Combine(path, file)) : [path])
        {
            // Without a name from the user it lies in the case's own folder of results.
            OutputGuard.RefuseForeign(file, there => exported.Contains(Hash(there).Sha256), "an export of this case", overwrite || chosen is null);
        }
        Directory.CreateDirectory(isFolder ? path : System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Writes one file and moves it into its place.</summary>
    public static ExportedFile Write(string path, Action<Stream> write)
    {
        ExportedFile? written = null;
        WholeFile.Write(path, stream =>
        {
            write(stream);
            stream.Flush();
            stream.Position = 0;
            written = new ExportedFile(System.IO.Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
        });
        return written!;
    }

    /// <summary>Moves a complete file into its place.</summary>
    public static ExportedFile Place(string coming, string path)
    {
        ExportedFile file = Hash(coming) with { Name = System.IO.Path.GetFileName(path) };
        File.Move(coming, path, overwrite: true);
        return file;
    }

    private static ExportedFile Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return new ExportedFile(System.IO.Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
    }

    /// <summary>The hashes of all files this case ever exported.</summary>
    private static HashSet<string> Exported(CaseFolder folder)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (JournalEntry entry in folder.Entries.Where(entry => entry.Kind == JournalKind.Exported))
        {
            if (!entry.Fields.TryGetProperty("files", out JsonElement files) || files.ValueKind != JsonValueKind.Array)
            {
                continue;
            }
            foreach (JsonElement file in files.EnumerateArray())
            {
                if (file.ValueKind == JsonValueKind.Object && file.TryGetProperty("sha256", out JsonElement sha256) && sha256.ValueKind == JsonValueKind.String)
                {
                    hashes.Add(sha256.GetString()!);
                }
            }
        }
        return hashes;
    }
}
