using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>A reference is an identifier, leads to a type that is meant, and stays inside the bundle.</summary>
internal static class ReferenceRules
{
    public static void Check(string reference, string path, IReadOnlyList<string> wanted, string where, StixContext context)
    {
        StixId id = StixId.Of(reference, anyCase: context.Lax);
        if (!id.WellFormed)
        {
            context.Add('X', where, $"{path}: {Shown.Text(reference)} is not an identifier");
            return;
        }
        if (wanted.Count > 0 && !Meant(id.Type, wanted, context))
        {
            context.Add('X', where, $"{path}: leads to a {Shown.Bare(id.Type)} where {string.Join(" or ", wanted)} is meant");
            return;
        }
        if (!context.Lax && !context.Ids.Contains(reference) && !MarkingRules.IsTlp1(reference))
        {
            context.Add('X', where, $"{path}: {Shown.Bare(reference)} is not in the bundle; add it, or take the reference out");
        }
    }

    private static bool Meant(string type, IReadOnlyList<string> wanted, StixContext context)
    {
        string? known = StixTables.ClassOf(type);
        if (wanted.Contains(type, StringComparer.Ordinal) || (known is not null && wanted.Contains(known, StringComparer.Ordinal)))
        {
            return true;
        }
        if (context.Lax && known is null)
        {
            return true;
        }
        // Which class a new type is of only its schema says, and that lies elsewhere.
        return context.NewTypes.Contains(type) && wanted.Any(name => name is "domain" or "relation" or "observable");
    }
}
