using Tidemark.App.Findings;
using Tidemark.Casework;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Graphs;

namespace Tidemark.App.Exports;

/// <summary>What detectors found in a case, read from its folder, and whether it still stands on evidence.</summary>
/// <param name="Findings">All findings.</param>
/// <param name="Network">The kept network; null if no detector has written one.</param>
internal sealed record StandingFindings(IReadOnlyList<Finding> Findings, Network? Network)
{
    private const int Told = 5;

    /// <summary>Reads <c>findings/</c>.</summary>
    /// <exception cref="Refusal">A file is damaged (exit 2), or a finding rests on retracted evidence (exit 1).</exception>
    public static StandingFindings Read(CaseFolder folder)
    {
        CaseFindings.RefuseChanged(folder);
        string directory = Path.Combine(folder.Root, CaseFolder.FindingsName);
        var findings = new List<Finding>();
        string[] paths = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.jsonl") : [];
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            foreach (Parsed<Finding> finding in FindingLines.Read(File.ReadLines(path), Shown(path)))
            {
                findings.Add(finding.Ok ? finding.Value : throw Damaged(finding.Fault));
            }
        }
        string networkPath = Path.Combine(directory, NetworkFile.Name);
        Network? network = null;
        if (File.Exists(networkPath))
        {
            Parsed<Network> read = NetworkFile.Read(File.ReadAllText(networkPath), Shown(networkPath));
            network = read.Ok ? read.Value : throw Damaged(read.Fault);
        }
        RefuseStale(folder, findings, network);
        return new StandingFindings(findings, network);

        static string Shown(string path) => Path.Combine(CaseFolder.FindingsName, Path.GetFileName(path));

        Refusal Damaged(Fault fault) => new($"{fault}. `tidemark detect {folder.Root}` writes the findings again.");
    }

    private static void RefuseStale(CaseFolder folder, List<Finding> findings, Network? network)
    {
        Dictionary<string, Original> retracted = folder.Record.Originals
            .Where(original => original.Retracted is not null).ToDictionary(original => original.Sha256, StringComparer.Ordinal);
        List<string> stale = [.. StaleFindings.RestingOn(findings, retracted.Keys.ToHashSet(StringComparer.Ordinal))
            .Select(finding => $"{finding.Finding.Id} rests on {string.Join(" and ", finding.Retracted.Select(Original))}")];
        if (stale.Count == 0 && network?.Inputs.FirstOrDefault(retracted.ContainsKey) is { } input)
        {
            stale.Add($"the network of kept edges rests on {Original(input)}");
        }
        if (stale.Count > 0)
        {
            string more = stale.Count > Told ? $"; and {stale.Count - Told} more" : "";
            throw new Refusal(
                $"nothing was exported, because findings rest on retracted evidence: {string.Join("; ", stale.Take(Told))}{more}. "
                + $"`tidemark detect {folder.Root}` finds again what can be found without it.", Exit.AnswerIsNo);
        }

        string Original(string hash) => $"{retracted[hash].Name} ({retracted[hash].Short}), retracted: {retracted[hash].Retracted}";
    }
}
