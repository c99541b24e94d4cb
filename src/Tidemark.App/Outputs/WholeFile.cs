namespace Tidemark.App.Outputs;

/// <summary>Writes a file beside its place and moves it there when it is complete: a reader never opens half of it.</summary>
internal static class WholeFile
{
    private const string Ending = ".tidemark-part";

    /// <summary>Writes one file.</summary>
    /// <param name="path">Its place; its folder exists.</param>
    /// <param name="write">Writes the content; the stream can seek and be read, so that what was written can be hashed.</param>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string coming = path + Ending;
        try
        {
            using (FileStream stream = Begin(coming))
            {
                write(stream);
            }
            File.Move(coming, path, overwrite: true);
        }
        finally
        {
            File.Delete(coming);
        }
    }

    /// <summary>
    /// Opens a file that nothing else has opened. What lies there is removed first, not opened: a link put there would lead the bytes
    /// into somebody's file.
    /// </summary>
    public static FileStream Begin(string path)
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
    }
}
