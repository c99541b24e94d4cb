namespace Tidemark.Publishing.Assets;

/// <summary>An account that arrived after the data began.</summary>
/// <param name="Account">The account.</param>
/// <param name="Day">The day of its first post, in days since 1970-01-01.</param>
public sealed record AssetArrival(string Account, int Day);

/// <summary>
/// A run of a detector of assets on a case, beside its findings: what was looked at, so that finding nothing is an answer too. What it
/// says accuses nobody; texts of the material stay raw here and are made safe where they are shown.
/// </summary>
/// <param name="Detector">Which one.</param>
/// <param name="Version">Version of its definition.</param>
/// <param name="Options">Every option that can change the result.</param>
/// <param name="Seed">The seed of its random choices.</param>
/// <param name="Inputs">SHA-256 of each original it read.</param>
/// <param name="FirstDay">The first day of the data, in days since 1970-01-01.</param>
/// <param name="LastDay">The last day.</param>
public sealed record AssetRun(
    string Detector, string Version, IReadOnlyDictionary<string, string> Options, ulong Seed, IReadOnlyList<string> Inputs, int FirstDay, int LastDay)
{
    /// <summary>What was looked at and how much of it was left aside, in sentences without a name.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The words of new subjects, by the id of their finding.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Accounts that arrived, by account.</summary>
    public IReadOnlyList<AssetArrival> Newcomers { get; init; } = [];
}
