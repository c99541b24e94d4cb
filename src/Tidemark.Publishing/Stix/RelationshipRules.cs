using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>A relationship joins two objects by a verb that appendix B knows for their types.</summary>
internal static class RelationshipRules
{
    private static readonly string[] NotJoined =
        ["relationship", "sighting", "bundle", "marking-definition", "language-content", "extension-definition"];

    public static void Check(in StixItem item, StixContext context)
    {
        string source = StixId.Of(item.Json.TextOf("source_ref") ?? "").Type;
        string target = StixId.Of(item.Json.TextOf("target_ref") ?? "").Type;
        string verb = item.Json.TextOf("relationship_type") ?? "";
        if (!StixForms.Verb().IsMatch(verb))
        {
            context.Add('L', item.Id, $"relationship_type {Shown.Text(verb)} must be lower-case letters, digits and hyphens");
        }
        if (NotJoined.Contains(source, StringComparer.Ordinal) || NotJoined.Contains(target, StringComparer.Ordinal))
        {
            context.Add('L', item.Id, "a relationship joins domain objects or observables");
        }
        if (context.Lax)
        {
            return;
        }
        if (verb is "derived-from" or "duplicate-of")
        {
            if (source != target)
            {
                context.Add('L', item.Id, $"{verb} joins objects of one type");
            }
        }
        else if (verb != "related-to" && !StixTables.Allows(source, verb, target))
        {
            context.Add('L', item.Id, $"{Shown.Bare(source)} {Shown.Bare(verb)} {Shown.Bare(target)} is not a relationship of the specification; use related-to");
        }
    }
}
