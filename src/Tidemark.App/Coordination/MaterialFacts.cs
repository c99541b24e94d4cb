using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>What a report says of the material beside the detector's result, and where the posts behind a row are found.</summary>
internal sealed record MaterialFacts
{
    /// <summary>The case's title, or the name of the file.</summary>
    public required string Title { get; init; }

    /// <summary>What the person who ran this wanted to know, or null.</summary>
    public string? Question { get; init; }

    /// <summary>The sources, one by one.</summary>
    public required IReadOnlyList<CollectedSource> Sources { get; init; }

    /// <summary>The command that computes this again.</summary>
    public required string Command { get; init; }

    /// <summary>Options beyond the detector's own that can change the result, by name.</summary>
    public IReadOnlyDictionary<string, string> FurtherOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>What was assumed or capped.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The files with the complete tables.</summary>
    public IReadOnlyList<NamedFile> CompleteTables { get; init; } = [];

    /// <summary>The post of a row: by its content id and its time.</summary>
    public required Func<int, UnixTime, ActingPost> Post { get; init; }

    /// <summary>What a sweep over windows told; null if none was made.</summary>
    public WindowSweepResult? Sweep { get; init; }

    /// <summary>For a synthetic world: what was planted; null for real material.</summary>
    public IReadOnlyList<PlantedGroup>? Planted { get; init; }
}
