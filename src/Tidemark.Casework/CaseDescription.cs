namespace Tidemark.Casework;

/// <summary>What a case is about, as people wrote it into case.yaml. Nothing of it is guessed: what is absent stays absent.</summary>
public sealed record CaseDescription
{
    /// <summary>What the case is called; hostile text until encoded.</summary>
    public required string Title { get; init; }

    /// <summary>The question the case is to answer, in one sentence; empty where nobody wrote one.</summary>
    public string Question { get; init; } = "";

    /// <summary>First day the case is about, or null.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, inclusive, or null.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The election cycle or campaign, as people call it: "2024"; empty where there is none.</summary>
    public string Cycle { get; init; } = "";

    /// <summary>Languages of the material (BCP 47), in the order written.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Who publishes what is exported; empty where nobody is named.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>
    /// How far exports may be passed on (TLP 2.0): clear, green, amber, amber+strict or red. Where nobody decided, amber: what has not been
    /// decided on is not for everybody.
    /// </summary>
    public string Tlp { get; init; } = "amber";

    /// <summary>Places that were contested, each with the days it was: the list is case data, none is built in.</summary>
    public IReadOnlyList<ContestedPlace> Contested { get; init; } = [];
}

/// <summary>A place that was contested for some days.</summary>
/// <param name="Place">Its name.</param>
/// <param name="From">First day, or null = from the beginning.</param>
/// <param name="To">Last day, inclusive, or null = to the end.</param>
public readonly record struct ContestedPlace(string Place, DateOnly? From, DateOnly? To);
