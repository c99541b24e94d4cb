using System.Security.Cryptography;
using System.Text.Json;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// What detectors wrote, against the hashes the journal has of it: a finding that was edited or removed must not pass for what was
/// found, nor its absence for "nothing was found".
/// </summary>
/// <remarks>
/// The files of a run are complete beside their places before the journal knows of them, and move there after it does. So a kill leaves
/// either the files of the run before, or files that the next command that writes moves to their places (<see cref="Settle"/>).
/// </remarks>
public static class DetectedFiles
{
    /// <summary>What a file is called until the journal knows it.</summary>
    public const string Coming = ".coming";

    private const string Why = "; findings are what a detector wrote, and nobody edits them. Restore it from a copy, or run `tidemark detect` again";

    /// <summary>What is wrong with the files in <c>findings/</c>, one sentence each; hashes all of them.</summary>
    /// <param name="root">The case folder.</param>
    /// <param name="entries">Its journal.</param>
    /// <param name="unfinished">Takes what was interrupted and is not damaged.</param>
    public static IReadOnlyList<string> Check(string root, IReadOnlyList<JournalEntry> entries, ICollection<string> unfinished)
    {
        ArgumentNullException.ThrowIfNull(unfinished);
        var problems = new List<string>();
        string folder = Path.Combine(root, CaseFolder.FindingsName);
        SortedDictionary<string, string> known = Known(entries);
        foreach ((string name, string sha256) in known)
        {
            string path = Path.Combine(folder, name);
            string? found = Hash(path);
            if (found == sha256)
            {
                continue;
            }
            if (Hash(path + Coming) == sha256)
            {
                unfinished.Add($"A run of `tidemark detect` was interrupted at its last step: {CaseFolder.FindingsName}/{name} is complete and not yet in its place. "
                    + $"The next command that writes to this case moves it there; `tidemark detect {root}` does.");
                continue;
            }
            problems.Add(found is null
                ? $"{CaseFolder.FindingsName}/{name}: it is missing, though a detector wrote it{Why}"
                : $"{CaseFolder.FindingsName}/{name}: it was changed: its bytes now hash to {found[..8]}…, the journal says {sha256[..8]}…{Why}");
        }
        string[] there = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        foreach (string path in there.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (Counts(name) && !known.ContainsKey(name))
            {
                problems.Add($"{CaseFolder.FindingsName}/{name}: the journal knows of no detector that wrote it; take it out of the folder");
            }
        }
        return problems;
    }

    /// <summary>Moves what the journal knows and a kill left beside its place, and removes what the journal never came to know.</summary>
    internal static void Settle(string root, IReadOnlyList<JournalEntry> entries)
    {
        string folder = Path.Combine(root, CaseFolder.FindingsName);
        if (!Directory.Exists(folder))
        {
            return;
        }
        SortedDictionary<string, string>? known = null;
        foreach (string coming in Directory.GetFiles(folder, "*" + Coming))
        {
            known ??= Known(entries);
            if (known.TryGetValue(Path.GetFileName(coming)[..^Coming.Length], out string? sha256) && Hash(coming) == sha256)
            {
                Durable.Move(coming, coming[..^Coming.Length]);
            }
            else
            {
                File.Delete(coming);
            }
        }
    }

    /// <summary>Moves the files of a run to their places, once the journal knows them.</summary>
    public static void Place(string root, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            string path = Path.Combine(root, CaseFolder.FindingsName, name);
            Durable.Move(path + Coming, path);
        }
    }

    /// <summary>What is read as findings: lines of findings, networks and reports. Anything else in the folder is nobody's evidence.</summary>
    private static bool Counts(string name) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The files of the last run of every detector, with their hashes.</summary>
    private static SortedDictionary<string, string> Known(IReadOnlyList<JournalEntry> entries)
    {
        var runs = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JournalEntry entry in entries.Where(entry => entry.Kind == JournalKind.Detected))
        {
            if (entry.Fields.TryGetProperty("files", out JsonElement files) && files.ValueKind == JsonValueKind.Object)
            {
                runs[entry.Text("detector") ?? ""] = files;
            }
        }
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonElement run in runs.Values)
        {
            foreach (JsonProperty file in run.EnumerateObject().Where(file => file.Value.ValueKind == JsonValueKind.String && Path.GetFileName(file.Name) == file.Name))
            {
                known[file.Name] = file.Value.GetString()!;
            }
        }
        return known;
    }

    /// <summary>The hash of a file; null where there is none, or a link, which may lead anywhere.</summary>
    private static string? Hash(string path)
    {
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null } || RegularFile.IsSpecial(path))
        {
            return null;
        }
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
