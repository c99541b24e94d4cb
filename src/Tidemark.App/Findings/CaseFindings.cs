using System.Security.Cryptography;
using Tidemark.App.Coordination;
using Tidemark.App.Outputs;
using Tidemark.Casework;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Findings;

/// <summary>The findings of a case: one file of findings, one of the network and one of the report's figures for each detector.</summary>
internal static class CaseFindings
{
    /// <summary>The journal's word for it: a detector ran, with its options and the hashes of what it wrote.</summary>
    public const string Detected = JournalKind.Detected;

    /// <summary>Writes what the coordination detector found and enters it in the journal.</summary>
    public static void Write(CaseFolder folder, string detector, CoordinationReport report) => Write(
        folder, detector, report.Run.Options, report.Run.Seed, [.. report.Material.Sources.Select(source => source.Sha256)], report.Findings.Count,
        [
            (detector + ".jsonl", stream => FindingLines.Write(report.Findings, stream)),
            (NetworkFile.Name, stream => NetworkFile.Write(
                NetworkFile.Of(report.Network, TraceWords.Word(report.Run.Kind),
                    "Pairs of accounts that were synchronised more often than three null models explain; who gave the signal, and whether anybody did, it does not say.",
                    [.. report.Material.Sources.Select(s => s.Sha256).Distinct().Order(StringComparer.Ordinal)]),
                stream)),
            (ReportFile.Name, stream => ReportFile.Write(report, stream)),
        ]);

    /// <summary>Writes the files of a detector's run and enters them in the journal; what the detector had found before is replaced.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="detector">Its name.</param>
    /// <param name="options">Every option that can change the result.</param>
    /// <param name="seed">The seed of its random choices.</param>
    /// <param name="inputs">SHA-256 of each original it read.</param>
    /// <param name="findings">How many findings there are.</param>
    /// <param name="written">The files, by name.</param>
    public static void Write(
        CaseFolder folder, string detector, IReadOnlyDictionary<string, string> options, ulong seed, IReadOnlyList<string> inputs, int findings,
        IReadOnlyList<(string Name, Action<Stream> Write)> written)
    {
        string place = Path.Combine(folder.Root, CaseFolder.FindingsName);
        Directory.CreateDirectory(place);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, Action<Stream> write) in written)
        {
            WholeFile.Write(Path.Combine(place, name + DetectedFiles.Coming), file =>
            {
                write(file);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                files.Add(name, Convert.ToHexStringLower(SHA256.HashData(file)));
            });
        }
        folder.Journal.Append(Clock.Now(), Detected, json =>
        {
            json.WriteString("detector", detector);
            json.WriteStartObject("options");
            foreach ((string name, string value) in options)
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
            json.WriteNumber("seed", seed);
            json.WriteStartArray("inputs");
            foreach (string input in inputs)
            {
                json.WriteStringValue(input);
            }
            json.WriteEndArray();
            json.WriteNumber("findings", findings);
            json.WriteStartObject("files");
            foreach ((string name, string sha256) in files)
            {
                json.WriteString(name, sha256);
            }
            json.WriteEndObject();
        });
        DetectedFiles.Place(folder.Root, files.Keys);
    }

    /// <summary>Refuses findings that are not what a detector wrote, byte for byte.</summary>
    /// <exception cref="Refusal">A file was changed, removed or slipped in.</exception>
    public static void RefuseChanged(CaseFolder folder)
    {
        var unfinished = new List<string>();
        IReadOnlyList<string> problems = DetectedFiles.Check(folder.Root, folder.Entries, unfinished);
        if (problems.Count > 0)
        {
            string more = problems.Count > 1 ? $" And {problems.Count - 1} more: `tidemark audit {folder.Root}` tells all." : "";
            throw new Refusal($"{folder.Root}: {problems[0]}.{more}");
        }
        if (unfinished.Count > 0)
        {
            throw new Refusal($"{folder.Root}: {unfinished[0]}");
        }
    }

    /// <summary>All findings of a case, by file, then in the order of the file.</summary>
    /// <exception cref="Refusal">A line is no finding, or a file is not as a detector wrote it.</exception>
    public static IReadOnlyList<Finding> Read(CaseFolder folder)
    {
        RefuseChanged(folder);
        string place = Path.Combine(folder.Root, CaseFolder.FindingsName);
        string[] files = Directory.Exists(place) ? [.. Directory.GetFiles(place, "*.jsonl").Order(StringComparer.Ordinal)] : [];
        var findings = new List<Finding>();
        foreach (string file in files)
        {
            foreach (Parsed<Finding> line in FindingLines.Read(File.ReadLines(file), Path.GetRelativePath(folder.Root, file)))
            {
                findings.Add(line.Ok ? line.Value : throw new Refusal($"{line.Fault}. Run `tidemark detect {folder.Root}` again."));
            }
        }
        return findings;
    }

    /// <summary>Which of them rest on retracted evidence, by id.</summary>
    public static IReadOnlySet<string> Stale(CaseFolder folder, IReadOnlyList<Finding> findings)
    {
        var retracted = folder.Record.Originals.Where(o => o.Retracted is not null).Select(o => o.Sha256).ToHashSet(StringComparer.Ordinal);
        return StaleFindings.RestingOn(findings, retracted).Select(s => s.Finding.Id).ToHashSet(StringComparer.Ordinal);
    }
}
