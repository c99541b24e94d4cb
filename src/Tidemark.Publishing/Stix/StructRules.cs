using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>What the parts of a struct must keep among themselves.</summary>
internal static class StructRules
{
    public static void Check(JsonValue value, string path, string name, string where, StixContext context)
    {
        switch (name)
        {
            case "external-reference":
                if (!value.Has("description") && !value.Has("url") && !value.Has("external_id"))
                {
                    context.Add('R', where, $"{path}: an external reference needs a description, url or external_id");
                }
                if (value.Has("url") && !value.Has("hashes") && !context.Lax)
                {
                    context.Add('P', where, $"{path}: hashes should stand beside url (7.1)");
                }
                break;
            case "kill-chain-phase":
                foreach ((_, JsonValue part) in value.Properties)
                {
                    if (!context.Lax && part.IsText && part.Text.Any(c => c is ' ' or '_' || char.IsUpper(c)))
                    {
                        context.Add('V', where, $"{path}: {part} should be lower case with hyphens");
                    }
                }
                break;
            case "granular-marking":
                if (value.Has("lang") == value.Has("marking_ref"))
                {
                    context.Add('G', where, $"{path}: exactly one of lang and marking_ref");
                }
                break;
            case "mime-part":
                if (value.Has("body") == value.Has("body_raw_ref"))
                {
                    context.Add('C', where, $"{path}: exactly one of body and body_raw_ref");
                }
                break;
            default:
                break;
        }
    }
}
