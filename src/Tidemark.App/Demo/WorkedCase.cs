using Tidemark.App.Outputs;
using Tidemark.Evidence.Custody;

namespace Tidemark.App.Demo;

/// <summary>The worked case of the repository (<c>cases/2024-us-election</c>), which travels with the program.</summary>
internal static class WorkedCase
{
    /// <summary>What its folder is called.</summary>
    public const string Name = "2024-us-election";

    private const string Prefix = "cases/" + Name + "/";

    /// <summary>Writes its texts into a folder.</summary>
    /// <returns>Their paths, in the order of their names, which begin with their dates.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (string resource in Resources().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            string file = Path.Combine(folder, resource[Prefix.Length..]);
            WholeFile.Write(file, stream => Copy(resource, stream));
            files.Add(file);
        }
        return files;
    }

    /// <summary>Puts its title, question and period into a case.</summary>
    public static void Describe(string root) => WholeFile.Write(Path.Combine(root, CaseFolder.CaseFile), stream => Copy(Prefix + CaseFolder.CaseFile, stream));

    private static IEnumerable<string> Resources() =>
        typeof(WorkedCase).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static void Copy(string resource, Stream to)
    {
        using Stream from = typeof(WorkedCase).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is missing from the assembly.");
        from.CopyTo(to);
    }
}
