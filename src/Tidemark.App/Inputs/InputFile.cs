using Tidemark.App.Terminal;

namespace Tidemark.App.Inputs;

/// <summary>
/// A file the user names is a regular file or a symbolic link to one. Everything else is refused before it is opened, for
/// opening a pipe can wait for ever, and a device or a socket has no bytes to come back to.
/// </summary>
internal static class InputFile
{
    /// <summary>The path, if there is a regular file that can be read.</summary>
    /// <exception cref="Refusal">There is none; the message says what there is and what to do.</exception>
    public static string Regular(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            throw new Refusal("a file name is empty; name a file.");
        }
        string shown = Shown(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new Refusal($"{shown} is no possible file name: it holds a NUL.");
        }
        if (Directory.Exists(path))
        {
            throw new Refusal(File.Exists(Path.Combine(path, "case.yaml"))
                ? $"{shown} is a case folder, not a file; name the case first and then the files."
                : $"{shown} is a folder, not a file; name the files in it.");
        }
        switch (FileTypes.Of(path))
        {
            case FileType.Missing:
                throw new Refusal(IsLink(path)
                    ? $"{shown} is a symbolic link that leads to no file."
                    : $"{shown} does not exist; check the name and the folder.");
            case FileType.Denied:
                throw new Refusal($"{shown} cannot be reached: no permission for a folder on the way.");
            case FileType.Pipe:
                throw new Refusal($"{shown} is a pipe; save what comes through it to a file first, for evidence is read more than once.");
            case FileType.Socket:
                throw new Refusal($"{shown} is a socket, not a file.");
            case FileType.Device:
                throw new Refusal($"{shown} is a device, not a file.");
            default:
                break;
        }
        try
        {
            File.OpenHandle(path).Dispose();
        }
        catch (UnauthorizedAccessException)
        {
            throw new Refusal($"{shown} cannot be read: no permission. Ask its owner, or change the permissions of a copy.");
        }
        catch (IOException failure)
        {
            throw new Refusal($"{shown} cannot be read: {failure.Message}");
        }
        return path;
    }

    // A name may hold a line end, and with it a forged second sentence.
    private static string Shown(string path) => $"'{Plain.Text(path.Length > 200 ? "…" + path[^200..] : path)}'";

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
