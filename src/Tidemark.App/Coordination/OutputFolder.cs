using System.Text;
using Tidemark.App.Outputs;

namespace Tidemark.App.Coordination;

/// <summary>
/// A folder of results that belong together. Each file is written beside its place and moved there whole; what an earlier call left
/// under a name this one could also have written goes, so that results of two calls never lie side by side.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Unfinished = ".unfinished";

    /// <summary>Written by every call; a folder that holds one was written by an earlier call.</summary>
    private const string Summary = "summary.json";

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

    /// <summary>
    /// Refuses a folder whose files a call must not replace: the record of a case, the call's own inputs, and files that no call of
    /// the same command left there. Asked before anything is read, for reading may take minutes.
    /// </summary>
    /// <param name="folder">Where the results are to go.</param>
    /// <param name="names">All names such a call may write or remove.</param>
    /// <param name="inputs">The files to be read.</param>
    /// <param name="overwrite">The user gives up files of these names, but neither inputs nor a record.</param>
    /// <param name="command">The command that is called; its own earlier results may be replaced.</param>
    public static void Check(string folder, IReadOnlyList<string> names, IReadOnlyList<string> inputs, bool overwrite, string command = "coordination")
    {
        if (File.Exists(folder))
        {
            throw new Refusal($"{folder} is a file; --out names a folder.");
        }
        OutputGuard.RefuseRecord(folder);
        string real = RealPath.Of(folder);
        foreach (string input in inputs)
        {
            string name = Path.GetFileName(RealPath.Of(input));
            if (names.Any(known => IsAt(input, real, known) || IsAt(input, real, known + Unfinished)))
            {
                throw new Refusal($"the input {input} lies where this call writes its {name}; name another folder with --out. Nothing was written.");
            }
        }
        bool earlier = IsEarlierRun(Path.Combine(real, Summary), command);
        foreach (string name in names)
        {
            OutputGuard.RefuseForeign(Path.Combine(folder, name), _ => earlier, $"of an earlier call of `tidemark {command}`", overwrite);
        }
    }

    /// <summary>Writes a file; it gets its name when everything is written.</summary>
    public void Write(string name, Action<Stream> write)
    {
        string path = Path.Combine(_folder, name + Unfinished);
        _written.Add(name);
        // What lies there is removed, not opened: a link would lead the bytes into another file.
        File.Delete(path);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
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

    /// <summary>Both as they are named and as links lead: replacing a link would leave its target, but the input would be gone.</summary>
    private static bool IsAt(string input, string folder, string name)
    {
        string place = Path.Combine(folder, name);
        string parent = RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(input))!);
        return Path.Combine(parent, Path.GetFileName(input)).Equals(place, RealPath.Comparison)
            || RealPath.Of(input).Equals(RealPath.Of(place), RealPath.Comparison);
    }

    /// <summary>A summary begins with the command it is of.</summary>
    private static bool IsEarlierRun(string summary, string command)
    {
        if (!File.Exists(summary))
        {
            return false;
        }
        using FileStream stream = File.OpenRead(summary);
        byte[] head = new byte[64];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(head, 0, length).StartsWith($"{{\n  \"command\": \"{command}\"", StringComparison.Ordinal);
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
