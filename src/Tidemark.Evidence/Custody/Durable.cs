using System.Runtime.InteropServices;

namespace Tidemark.Evidence.Custody;

/// <summary>Writing so that it survives a kill and, as far as the disk keeps its word, a power cut.</summary>
internal static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>Writes the whole file and forces it to the disk; the directory entry is forced by <see cref="Folder"/>.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file in one step: a reader sees the old bytes or the new ones, never a part.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        Folder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Forces a folder's entries to the disk. Windows does this with the file itself.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        int descriptor = OpenFile(path, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder '{path}' cannot be opened to be forced to the disk (error {Marshal.GetLastPInvokeError()}).");
        }
        try
        {
            // Some file systems do not know fsync for folders and say so (EINVAL); they order names by themselves.
            _ = Sync(descriptor);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
