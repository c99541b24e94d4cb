namespace Tidemark.Detection.Places;

/// <summary>A stretch of a text that may name a place.</summary>
internal sealed class Candidate(int first, int last, Name name)
{
    /// <summary>First token.</summary>
    public int First { get; set; } = first;

    /// <summary>Last token, inclusive.</summary>
    public int Last { get; set; } = last;

    public Name Name { get; } = name;

    /// <summary>UTF-16 span where it is not that of whole tokens: a name in a hashtag.</summary>
    public (int Start, int End)? Inside { get; set; }

    /// <summary>The place, once settled.</summary>
    public string? Place { get; set; }

    public NameKind Kind { get; set; }

    /// <summary>Why it is this place.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Settled by what stands with it, so that others may lean on it.</summary>
    public bool Certain { get; set; }

    public bool Dropped { get; set; }

    /// <summary>In a hashtag.</summary>
    public bool InTag { get; set; }

    /// <summary>A town and its state in one.</summary>
    public bool Joined { get; set; }

    public PlaceRole Role { get; set; }

    public string RoleRule { get; set; } = "";

    public bool IsFolk => Kind is NameKind.Demonym or NameKind.DemonymAdjective or NameKind.DemonymNoun or NameKind.DemonymPlural;
}
