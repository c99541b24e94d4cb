using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// Everything the report of one coordination run says: figures, rows and sentences, no logic. Accounts are given by the ids
/// of the material; whether they are shown is decided when the report is rendered (<see cref="ReportOptions.ShowAccounts"/>).
/// Every text that comes from the material is hostile and stays raw here: it is made safe where it is shown.
/// </summary>
public sealed record CoordinationReport
{
    /// <summary>The case's title, or the name of the file.</summary>
    public required string Title { get; init; }

    /// <summary>What the person who ran this wanted to know; null if nobody said.</summary>
    public string? Question { get; init; }

    /// <summary>Whether the material was generated. The report then says so above everything else.</summary>
    public bool Synthetic { get; init; }

    /// <summary>For a synthetic world: what was planted in it. Empty for real material.</summary>
    public IReadOnlyList<PlantedGroup> Planted { get; init; } = [];

    /// <summary>Version of the program, as it prints it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What was collected, from where, and what was refused.</summary>
    public required CollectedMaterial Material { get; init; }

    /// <summary>How to compute it again.</summary>
    public required RunRecipe Run { get; init; }

    /// <summary>The method and its null model, in words and figures.</summary>
    public required MethodNotes Method { get; init; }

    /// <summary>The kept network.</summary>
    public required ReportNetwork Network { get; init; }

    /// <summary>The groups, largest first; empty is an answer too, and gets a report of its own kind.</summary>
    public required IReadOnlyList<ReportGroup> Groups { get; init; }

    /// <summary>The same method on the same data with its timing destroyed.</summary>
    public required ControlResult Control { get; init; }

    /// <summary>What the method can find in material like this; without it a report of nothing says that its power is unknown.</summary>
    public PowerNotes? Power { get; init; }

    /// <summary>How the result changes with the window; empty if it was not computed.</summary>
    public IReadOnlyList<WindowResult> Windows { get; init; } = [];

    /// <summary>How to read <see cref="Windows"/> and what must not be made of it, as sentences; empty if no sweep was made.</summary>
    public IReadOnlyList<string> WindowWords { get; init; } = [];

    /// <summary>Posts over time, everybody's and each group's; null if no post has a time.</summary>
    public ActivityTimeline? Timeline { get; init; }

    /// <summary>The objects the groups share most, largest first.</summary>
    public IReadOnlyList<SharedObject> TopObjects { get; init; } = [];

    /// <summary>The findings this report rests on.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What this run in particular does not show; the standing limits are added to it.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>What detectors of assets found in the same case; kept in files of their own. Null if none ran.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Assets.AssetsReport? Assets { get; init; }

    /// <summary>What texts (pages, plain texts, mails) the case holds besides posts, as sentences; empty if none.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>What a reader has to know about this run: a cap that was applied, a zone that was assumed. Never silent.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The files that hold the complete tables, when the report shows only their first rows.</summary>
    public IReadOnlyList<NamedFile> CompleteTables { get; init; } = [];
}

/// <summary>A file that goes with the report.</summary>
/// <param name="Name">Its name beside the report.</param>
/// <param name="Holds">What it holds, as the end of the sentence "… holds".</param>
public sealed record NamedFile(string Name, string Holds);

/// <summary>A group that a generator planted, to be compared with what was found.</summary>
/// <param name="Name">Its name in the generator.</param>
/// <param name="Style">How it acts, in words: "within seconds".</param>
/// <param name="Members">Its accounts.</param>
/// <param name="OnPurpose">True for a group that acts together openly, such as a newsroom that cross-posts: finding it is no false alarm.</param>
public sealed record PlantedGroup(string Name, string Style, IReadOnlyList<string> Members, bool OnPurpose = false);
