namespace Tidemark.App.Coordination;

/// <summary>
/// A folder of results that belong together. Each file is written beside its place and moved there whole; what an earlier call left
/// under a name this one could also have written goes, so that results of two calls never lie side by side.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Unfinished = ".unfinished";

    private readonly string _folder;
    private readonly List<string> _written = [];
    private bool _done;

    /// <exception cref="Refusal">The folder cannot be made.</exception>
    public OutputFolder(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Refusal($"the folder '{folder}' cannot be made: {failure.Message}");
        }
    }

    /// <summary>Writes a file; it gets its name when everything is written.</summary>
    public void Write(string name, Action<Stream> write)
    {
        string path = Path.Combine(_folder, name + Unfinished);
        _written.Add(name);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        write(file);
    }

    /// <summary>Gives the files their names, in the order they were written.</summary>
    /// <param name="known">All names such a call may write.</param>
    public void Finish(params ReadOnlySpan<string> known)
    {
        foreach (string name in known)
        {
            if (!_written.Contains(name))
            {
                File.Delete(Path.Combine(_folder, name));
            }
        }
        foreach (string name in _written)
        {
            File.Move(Path.Combine(_folder, name + Unfinished), Path.Combine(_folder, name), overwrite: true);
        }
        _done = true;
    }

    /// <summary>What was not finished is removed.</summary>
    public void Dispose()
    {
        if (!_done)
        {
            foreach (string name in _written)
            {
                File.Delete(Path.Combine(_folder, name + Unfinished));
            }
        }
    }
}
