using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.App.Pages;

/// <summary>Pages from files: bytes read with a bound, what lies beside a page at hand for its icon, and the list of addresses.</summary>
internal static class PageFiles
{
    private const int MostIcon = 4 * 1024 * 1024;

    /// <summary>Reads one file; every failure of the file is a value.</summary>
    public static Parsed<Page> Read(string path, string? url)
    {
        try
        {
            InputFile.Regular(path);
            long length = new FileInfo(path).Length;
            if (length > PageReader.MostBytes)
            {
                return Parsed<Page>.Failed(new SourceLocation(path, 0, PageReader.MostBytes), $"the file has {length} bytes; a page may have {PageReader.MostBytes}");
            }
            Parsed<Page> page = PageReader.Read(File.ReadAllBytes(path), url, name => Beside(path, name));
            return page.Ok ? page : Parsed<Page>.Failed(page.Fault.Where with { File = path }, page.Fault.Reason);
        }
        catch (Refusal refusal)
        {
            return Parsed<Page>.Failed(new SourceLocation(path, 0, 0), refusal.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Parsed<Page>.Failed(new SourceLocation(path, 0, 0), failure.Message);
        }
    }

    /// <summary>Whether a file is an archive of pages; false for what cannot be opened, which is told when it is read.</summary>
    public static bool IsArchive(string path)
    {
        try
        {
            InputFile.Regular(path);
            using FileStream file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[64];
            ReadOnlySpan<byte> start = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            start = start.TrimStart(" \t\r\n\uFEFF"u8);
            // Nearly every file is a page, which begins so; it need not be looked at twice.
            if (start.Length > 5 && start[0] == '<' && start[1] is (byte)'!' or (byte)'h' or (byte)'H')
            {
                return false;
            }
            file.Position = 0;
            return PageArchive.Is(file, path);
        }
        catch (Exception failure) when (failure is Refusal or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Every page of a file: one, or those of an archive with their places; every failure is a value.</summary>
    public static IEnumerable<ArchivedPage> ReadAll(string path, string? url)
    {
        if (!IsArchive(path))
        {
            yield return new ArchivedPage(null, Read(path, url));
            yield break;
        }
        using FileStream file = File.OpenRead(path);
        foreach (ArchivedPage page in PageArchive.Read(file, path, Interrupt.Token))
        {
            yield return page;
        }
    }

    /// <summary>
    /// The list of addresses: "file name, tab, url" a line, names relative to the list's folder. By full path; a line without a tab is refused
    /// with its number, an empty one is skipped.
    /// </summary>
    /// <exception cref="Refusal">The list cannot be read.</exception>
    public static Dictionary<string, string> Addresses(string list)
    {
        InputFile.Regular(list);
        string folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(list))
        {
            number++;
            if (line.Trim().Length == 0)
            {
                continue;
            }
            string[] cells = line.TrimEnd('\r').Split('\t');
            if (cells.Length < 2 || cells[0].Trim().Length == 0 || cells[0].Contains('\0', StringComparison.Ordinal))
            {
                throw new Refusal($"'{list}' line {number}: a file name, a tab and an address are expected.");
            }
            string url = cells[1].Trim();
            if (url.Length > 0)
            {
                addresses[Path.GetFullPath(Path.Combine(folder, cells[0].Trim().TrimStart('\uFEFF')))] = url;
            }
        }
        return addresses;
    }

    /// <summary>A regular file beside the page, of bounded size; null for anything else. Links are not followed.</summary>
    private static byte[]? Beside(string page, string name)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(page))!;
        string path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length is > 0 and <= MostIcon && FileTypes.Of(path) == FileType.Regular ? File.ReadAllBytes(path) : null;
    }
}
