namespace Tidemark.Detection.Statements.Resolution;

/// <summary>Somebody the article speaks of by name or by description.</summary>
internal sealed class Entity
{
    public required string Name { get; set; }

    public HopKind Kind { get; set; } = HopKind.Body;

    /// <summary>Whether the article said what it is, by a word for it or by its name.</summary>
    public bool KindStated { get; set; }

    /// <summary>Common nouns the article uses for it, in lower case: "weekly", "firm", "minister".</summary>
    public HashSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>What it is, in the article's words.</summary>
    public string? Role { get; set; }

    /// <summary>Whom it belongs to or speaks for.</summary>
    public Entity? Of { get; set; }

    /// <summary>UTF-16 offset of the last mention before the place being read.</summary>
    public int Last { get; set; }

    /// <summary>A proper name, and no description.</summary>
    public bool Named { get; set; }

    public bool Plural { get; set; }

    /// <summary>1 a man, 2 a woman, by title, role or pronoun; 0 not told.</summary>
    public int Gender { get; set; }
}
