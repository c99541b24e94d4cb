using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tidemark.App.Inputs;

/// <summary>What can stand at a path.</summary>
internal enum FileType
{
    Other,
    Regular,
    Pipe,
    Socket,
    Device,
    Missing,
    Denied,
}

/// <summary>What stands at a path, links followed. .NET tells folders from files and nothing more, so the system is asked.</summary>
internal static class FileTypes
{
    private const int PermissionDenied = 13; // EACCES, the same number on Linux and macOS.

    public static FileType Of(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        byte[] state = new byte[512]; // Larger than struct statx (256) and macOS' struct stat (144).
        int mode;
        if (OperatingSystem.IsLinux())
        {
            // statx has one layout on every architecture: stx_mode is the 16-bit word at offset 28.
            if (Statx(-100, name, 0, 1, state) != 0)
            {
                return Error();
            }
            mode = BinaryPrimitives.ReadUInt16LittleEndian(state.AsSpan(28));
        }
        else if (OperatingSystem.IsMacOS())
        {
            int result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatMacX64(name, state) : StatMac(name, state);
            if (result != 0)
            {
                return Error();
            }
            mode = BinaryPrimitives.ReadUInt16LittleEndian(state.AsSpan(4));
        }
        else
        {
            return File.Exists(path) ? FileType.Regular : FileType.Missing;
        }
        return (mode & 0xF000) switch
        {
            0x8000 => FileType.Regular,
            0x1000 => FileType.Pipe,
            0xC000 => FileType.Socket,
            0x2000 or 0x6000 => FileType.Device,
            _ => FileType.Other,
        };
    }

    private static FileType Error() => Marshal.GetLastPInvokeError() == PermissionDenied ? FileType.Denied : FileType.Missing;

#pragma warning disable SYSLIB1054 // Source-generated imports would need unsafe code in the App for the same call.
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "stat", SetLastError = true)]
    private static extern int StatMac(byte[] path, byte[] state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    private static extern int StatMacX64(byte[] path, byte[] state);
#pragma warning restore SYSLIB1054
}
