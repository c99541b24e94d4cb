using System.Reflection;

namespace Tidemark.Detection.Statements.Languages;

/// <summary>The languages that come with the program, read once from the data embedded in this assembly.</summary>
internal static class LanguageFiles
{
    private const string Root = "Tidemark.Statements.";
    private static readonly Lazy<Language> LazyEnglish = new(() => Load("en"));

    public static Language English => LazyEnglish.Value;

    /// <summary>The language of this code; English where there is no folder for it.</summary>
    public static Language Of(string code) => code switch
    {
        _ => English,
    };

    internal static Language Load(string code)
    {
        Assembly assembly = typeof(LanguageFiles).Assembly;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        string prefix = Root + code + "/";
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
#pragma warning disable RS0030 // Data of this very assembly: no file is opened and nothing comes from outside.
                using System.IO.Stream stream = assembly.GetManifestResourceStream(name)!;
                using var reader = new System.IO.StreamReader(stream);
                files[name[prefix.Length..].Split('.')[0]] = reader.ReadToEnd();
#pragma warning restore RS0030
            }
        }
        return Language.Parse(code, files);
    }
}
