using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>Tags have a name; those of the TLP taxonomy and of known galaxies name a value that exists.</summary>
internal static class TagRules
{
    private static readonly HashSet<string> Tlp = new(StringComparer.Ordinal)
    {
        "tlp:red", "tlp:amber", "tlp:amber+strict", "tlp:green", "tlp:clear", "tlp:white", "tlp:ex:chr", "tlp:unclear",
    };

    public static void Check(JsonValue element, string where, MispContext context)
    {
        if (!element.TryGet("Tag", out JsonValue tags))
        {
            return;
        }
        foreach (JsonValue tag in tags.Items)
        {
            if (tag.TextOf("name") is not { Length: > 0 } name)
            {
                context.Add('G', where, "a tag needs a name");
                continue;
            }
            if (!context.Lax && MispForms.GalaxyTag().Match(name) is { Success: true } galaxy
                && MispTables.IsMissing(galaxy.Groups[1].Value, galaxy.Groups[2].Value))
            {
                context.Add('G', where, $"the galaxy {Shown.Bare(galaxy.Groups[1].Value)} has no value {Shown.Text(galaxy.Groups[2].Value)}");
            }
            if (name.StartsWith("tlp:", StringComparison.Ordinal) && !Tlp.Contains(name))
            {
                context.Add('G', where, $"{Shown.Bare(name)} is not a TLP tag");
            }
            if (tag.TextOf("colour") is { } colour && !MispForms.Colour().IsMatch(colour))
            {
                context.Add('G', where, $"colour {Shown.Text(colour)} is not # and hexadecimal digits");
            }
        }
    }
}
