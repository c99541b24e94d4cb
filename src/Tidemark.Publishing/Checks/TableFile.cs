using System.Reflection;

namespace Tidemark.Publishing.Checks;

/// <summary>A table of a standard's facts, kept as text beside the code: <c>#</c> begins a comment line, blank lines mean nothing.</summary>
internal static class TableFile
{
    /// <summary>The lines that say something, with their indent.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>"name: words …", going on in lines that are indented.</summary>
    public static IEnumerable<(string Name, string[] Words)> WordLists(string name)
    {
        string? current = null;
        var words = new List<string>();
        foreach (string line in Lines(name))
        {
            string rest = line;
            if (line[0] != ' ')
            {
                if (current is not null)
                {
                    yield return (current, [.. words]);
                }
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                (current, rest) = (line[..colon], line[(colon + 1)..]);
                words.Clear();
            }
            words.AddRange(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        if (current is not null)
        {
            yield return (current, [.. words]);
        }
    }
}
