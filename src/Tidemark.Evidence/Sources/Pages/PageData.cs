using System.Text;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>The lists the page reader works by: texts built into the program, one rule a line, words divided by blanks, # for remarks.</summary>
internal static class PageData
{
    /// <summary>The rules of a list, each as its words.</summary>
    public static IEnumerable<string[]> Rules(string file)
    {
        foreach (string line in Lines(file))
        {
            yield return line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
    }

    /// <summary>The lines of a list without remarks and empty ones.</summary>
    public static List<string> Lines(string file)
    {
        using Stream stream = typeof(PageData).Assembly.GetManifestResourceStream("pages/" + file)
            ?? throw new InvalidOperationException($"{file} is not built into the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
