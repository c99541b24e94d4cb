using System.Runtime.InteropServices;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// Opens what a user names as a file. A link is followed; a folder, pipe, socket or device is refused with the reason, and is
/// asked about before it is opened, because opening a pipe waits for its other end.
/// </summary>
internal static partial class RegularFile
{
    private const int WorkingFolder = -100;
    private const uint TypeAndSize = 0x1 | 0x200;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Opens a regular file for reading, in sequence.</summary>
    /// <param name="path">As the user gave it.</param>
    /// <returns>The open file, or why there is none.</returns>
    internal static Parsed<FileStream> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Refusal(path) is { } reason)
        {
            return Failed(path, reason);
        }
        try
        {
            return Parsed<FileStream>.Of(new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            }));
        }
        catch (UnauthorizedAccessException)
        {
            return Failed(path, "you have no permission to read it");
        }
        catch (IOException failure)
        {
            return Failed(path, $"it cannot be opened: {failure.Message}");
        }
    }

    /// <summary>Why this is not a regular file, or null if it is one.</summary>
    internal static string? Refusal(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return "it is not a file name";
        }
        if (OperatingSystem.IsLinux())
        {
            return OnLinux(path);
        }
        if (Directory.Exists(path))
        {
            return AFolder;
        }
        return File.Exists(path) ? null : NotThere;
    }

    /// <summary>Whether something is there that is neither a file nor a folder nor a link to one. Nothing is opened.</summary>
    internal static bool IsSpecial(string path) =>
        OperatingSystem.IsLinux() && Kind(path) is (0, var type) && type is not (Regular or Folder);

    private const string AFolder = "it is a folder; name the files in it";
    private const string NotThere = "there is no such file";

    private static string? OnLinux(string path) => Kind(path) switch
    {
        (2 or 20, _) => NotThere,
        (13, _) => "you have no permission to look there",
        (40, _) => "it is a link that leads round in a circle",
        (36, _) => "the name is too long for this file system",
        ( > 0 and var error, _) => $"the system refuses it (error {error})",
        (_, Regular) => null,
        (_, Folder) => AFolder,
        (_, 0x1000) => "it is a pipe, whose bytes can be read only once; save them as a file first",
        (_, 0xC000) => "it is a socket",
        (_, 0x2000 or 0x6000) => "it is a device",
        _ => "it is not a regular file",
    };

    /// <summary>What a path leads to: the error of asking, or 0 and the type bits of its mode.</summary>
    private static (int Error, int Type) Kind(string path)
    {
        // struct statx has the same layout on every architecture: the mode stands at byte 28.
        Span<byte> answer = stackalloc byte[256];
        answer.Clear();
        return Statx(WorkingFolder, path, 0, TypeAndSize, ref MemoryMarshal.GetReference(answer)) != 0
            ? (Marshal.GetLastPInvokeError(), 0)
            : (0, MemoryMarshal.Read<ushort>(answer[28..]) & TypeMask);
    }

    private static Parsed<FileStream> Failed(string path, string reason) =>
        Parsed<FileStream>.Failed(new SourceLocation(path, 0, 0), reason);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte answer);
}
