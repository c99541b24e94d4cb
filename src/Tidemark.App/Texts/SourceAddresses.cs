using Tidemark.App.Pages;

namespace Tidemark.App.Texts;

/// <summary>Where files were found, as the user says: one address for one file, or a list.</summary>
internal static class SourceAddresses
{
    private const int Longest = 8000;

    /// <summary>The address of a file by its path, or null where nobody says.</summary>
    /// <exception cref="Refusal">The call contradicts itself, or an address cannot be one.</exception>
    public static Func<string, string?> Of(string[] files, string? url, string? list)
    {
        if (url is not null && (files.Length > 1 || list is not null))
        {
            throw new Refusal(list is null ? "--url is for one file; name several in a list with --urls." : "--url and --urls exclude each other.");
        }
        if (url is not null)
        {
            Check(url);
            return _ => url;
        }
        if (list is null)
        {
            return _ => null;
        }
        Dictionary<string, string> addresses = PageFiles.Addresses(list);
        foreach (string address in addresses.Values)
        {
            Check(address);
        }
        return path => addresses.GetValueOrDefault(Path.GetFullPath(path));
    }

    private static void Check(string url)
    {
        if (url.Trim().Length == 0 || url.Length > Longest || url.Any(char.IsControl))
        {
            throw new Refusal($"an address has 1 to {Longest} characters and no control characters.");
        }
    }
}
