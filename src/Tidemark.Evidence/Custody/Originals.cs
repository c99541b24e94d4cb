using System.Security.Cryptography;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>The originals of a case: files named after the SHA-256 of their bytes, read-only, never changed.</summary>
public static class Originals
{
    /// <summary>The folder of the originals.</summary>
    public const string FolderName = "evidence";

    /// <summary>The folder of originals that are still coming in.</summary>
    internal const string IncomingName = ".incoming";

    /// <summary>1 MiB: large enough that calls cost nothing, small enough to stay in the second-level cache's reach.</summary>
    internal const int Block = 1 << 20;

    /// <summary>"ab/cdef…" below <see cref="FolderName"/>.</summary>
    public static string RelativePath(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return $"{sha256[..2]}/{sha256[2..]}";
    }

    internal static string PathOf(string folder, string sha256) =>
        Path.Combine(folder, FolderName, sha256[..2], sha256[2..]);

    internal static string IncomingPath(string folder, long begun) =>
        Path.Combine(folder, IncomingName, begun.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Hashes what is left of a stream.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="progress">Told the bytes read so far, once a block; or null.</param>
    /// <param name="cancel">Stops between two blocks.</param>
    internal static string Hash(Stream stream, Action<long>? progress, CancellationToken cancel) =>
        Copy(stream, Stream.Null, progress, cancel).Sha256;

    /// <summary>Copies a stream and hashes what it copies, in one pass.</summary>
    internal static (string Sha256, long Size) Copy(Stream from, Stream to, Action<long>? progress, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[Block];
        long size = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            int read = from.Read(block, 0, block.Length);
            if (read == 0)
            {
                return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
            }
            hash.AppendData(block, 0, read);
            to.Write(block, 0, read);
            size += read;
            progress?.Invoke(size);
        }
    }

    /// <summary>Moves a complete, hashed file to its place and takes away the right to write it.</summary>
    internal static void Settle(string folder, string incoming, string sha256)
    {
        string place = PathOf(folder, sha256);
        string parent = Path.GetDirectoryName(place)!;
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            Durable.Folder(Path.GetDirectoryName(parent)!);
        }
        Protect(incoming);
        File.Move(incoming, place, overwrite: true);
        Durable.Folder(parent);
    }

    internal static void Protect(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(path, FileAttributes.ReadOnly);
        }
        else
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    /// <summary>Opens an original for reading. Its bytes are checked by <c>audit</c>, and by whoever reads rows out of it.</summary>
    internal static Parsed<FileStream> Open(string folder, string sha256)
    {
        string path = PathOf(folder, sha256);
        return new FileInfo(path).LinkTarget is null
            ? RegularFile.Open(path)
            : Parsed<FileStream>.Failed(new SourceLocation(path, 0, 0), "it is a link, and originals are files");
    }
}
