using Tidemark.App.Findings;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Reports;

/// <summary>What detectors of assets left in a case, checked against what the case says today.</summary>
internal static class CaseAssets
{
    /// <summary>Reads it; null where no such detector ran.</summary>
    /// <exception cref="Refusal">A file cannot be read, or it rests on retracted evidence (exit 1).</exception>
    public static AssetsReport? Read(CaseFolder folder)
    {
        string place = Path.Combine(folder.Root, CaseFolder.FindingsName);
        string[] files = Directory.Exists(place) ? [.. Directory.GetFiles(place, "*" + AssetRunFile.Ending).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
        {
            return null;
        }
        CaseFindings.RefuseChanged(folder);
        AssetRun[] runs = [.. files.Select(file =>
        {
            using FileStream stream = File.OpenRead(file);
            Parsed<AssetRun> read = AssetRunFile.Read(stream, Path.GetRelativePath(folder.Root, file));
            return read.Ok ? read.Value : throw new Refusal($"{read.Fault}.");
        })];
        foreach (AssetRun run in runs)
        {
            string[] retracted = [.. folder.Record.Originals.Where(original => original.Retracted is not null && run.Inputs.Contains(original.Sha256, StringComparer.Ordinal))
                .Select(original => $"{original.Name} ({original.Short}): {original.Retracted}")];
            if (retracted.Length > 0)
            {
                throw new Refusal($"{folder.Root}: what {run.Detector} found rests on evidence that was retracted: {string.Join("; ", retracted)}. Run `tidemark detect {folder.Root} {run.Detector}` again.", Exit.AnswerIsNo);
            }
        }
        HashSet<string> detectors = [.. runs.Select(run => run.Detector)], used = [.. runs.SelectMany(run => run.Inputs)];
        HashSet<string> since = [.. folder.Entries.Where(entry => entry.Kind == JournalKind.Detected && detectors.Contains(entry.Text("detector") ?? "")).Select(entry => entry.Time)];
        string oldest = since.Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        int later = folder.Record.Originals.Count(original => original.Retracted is null && original.Finished && !used.Contains(original.Sha256) && string.CompareOrdinal(original.Added, oldest) > 0);
        return new AssetsReport(runs, [.. CaseFindings.Read(folder).Where(finding => detectors.Contains(finding.Detector))])
        {
            Notices = later == 0 ? [] : [$"{Figures.Count(later, "original", "originals")} came in after this was computed."],
        };
    }
}
