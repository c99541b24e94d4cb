using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// One writer or many readers on a case. The lock is the operating system's, on a file held open: it goes when the process goes,
/// however it ends, so that no lock is ever stale.
/// </summary>
internal static class CaseLock
{
    public const string FileName = ".lock";

    /// <summary>Tries to take the lock; waits up to <paramref name="patience"/> for a process that is just ending.</summary>
    /// <returns>The lock, released when disposed; or null where another process holds it.</returns>
    public static FileStream? TryTake(string folder, bool forWriting, TimeSpan patience)
    {
        const int pause = 50;
        for (int waited = 0; ; waited += pause)
        {
            if (TryOpen(Path.Combine(folder, FileName), forWriting, out FileStream? held))
            {
                return held;
            }
            if (waited >= patience.TotalMilliseconds)
            {
                return null;
            }
            Thread.Sleep(pause);
        }
    }

    private static bool TryOpen(string path, bool forWriting, [NotNullWhen(true)] out FileStream? held)
    {
        held = null;
        try
        {
            held = forWriting
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
            return true;
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            return false;
        }
    }

    // Windows: ERROR_SHARING_VIOLATION. Unix: the runtime reports EWOULDBLOCK of flock under its own number.
    private static bool IsHeldByAnother(IOException failure) =>
        failure is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && (!OperatingSystem.IsWindows() || (failure.HResult & 0xFFFF) == 32)
        && (OperatingSystem.IsWindows() || failure.HResult is 11 or 35);
}
