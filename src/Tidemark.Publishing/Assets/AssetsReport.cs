using Tidemark.Model;

namespace Tidemark.Publishing.Assets;

/// <summary>What detectors of assets found in a case, as a report shows it.</summary>
/// <param name="Runs">Their runs, by detector.</param>
/// <param name="Findings">Their findings, in the order they were written.</param>
public sealed record AssetsReport(IReadOnlyList<AssetRun> Runs, IReadOnlyList<Finding> Findings)
{
    /// <summary>What a reader has to know about these runs.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The run on lives, if there was one.</summary>
    public AssetRun? Lives => Runs.FirstOrDefault(run => run.Detector == "activation");

    /// <summary>Every account it names.</summary>
    public IEnumerable<string> Accounts => Findings.Where(finding => finding.Detector == "activation").SelectMany(finding => finding.Subjects)
        .Concat(Runs.SelectMany(run => run.Newcomers).Select(newcomer => newcomer.Account));

    /// <summary>The findings of a detector.</summary>
    public IEnumerable<Finding> Of(string detector) => Findings.Where(finding => finding.Detector == detector);
}

/// <summary>How names and words of the material reach a page of assets: safe to encode and print, and veiled unless accounts are shown.</summary>
/// <param name="Name">An account's name on the page.</param>
/// <param name="Order">Where it stands in every list.</param>
/// <param name="Words">Words of the material.</param>
public sealed record AssetNames(Func<string, string> Name, Func<string, int> Order, Func<string, string> Words);
