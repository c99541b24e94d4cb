using Tidemark.Detection.Statements;

namespace Tidemark.Detection.Places;

/// <summary>What a text does with a place it names.</summary>
public enum PlaceRole
{
    /// <summary>All else: things happen there, goods come from there, somebody travels there.</summary>
    Mention,

    /// <summary>People of the place are addressed, called upon or urged.</summary>
    Target,

    /// <summary>Where a person comes from, lives, was trained or holds office.</summary>
    Biography,

    /// <summary>The dateline a text opens with, or the place in the name of a newspaper, a station or an agency.</summary>
    Outlet,
}

/// <summary>A place a text names.</summary>
/// <param name="Cut">The name as it stands there, in code points of the text.</param>
/// <param name="Place">ISO 3166-2 of a US state or the District of Columbia (<c>US-GA</c>), or ISO 3166-1 of another country (<c>GE</c>).</param>
/// <param name="Role">What the text does with it.</param>
/// <param name="Rule">Why: the rule that made it a place, and the rule that gave the role, joined by "; ".</param>
public sealed record PlaceMention(Cut Cut, string Place, PlaceRole Role, string Rule);

/// <summary>The words of the roles, as files have them.</summary>
public static class PlaceRoles
{
    /// <summary>The word of a role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No role.</exception>
    public static string Word(PlaceRole role) => role switch
    {
        PlaceRole.Mention => "mention",
        PlaceRole.Target => "target",
        PlaceRole.Biography => "biography",
        PlaceRole.Outlet => "outlet",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };
}
