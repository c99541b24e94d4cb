using System.Text.Json.Nodes;
using Tidemark.Publishing.Checks;
using Xunit;

namespace Tidemark.Tests.Publishing.Misp;

public sealed class MispCheckerTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Faults = new(StringComparer.Ordinal)
    {
        ["F a key of no format"] = e => e["narrative"] = "x",
        ["F a time as a number"] = e => e["Attribute"]![0]!["timestamp"] = 1723248000,
        ["F a flag as text"] = e => e["Attribute"]![0]!["to_ids"] = "false",
        ["F an object as a list"] = e => e["Orgc"] = new JsonArray(),
        ["F the same entry twice"] = e => e["Tag"]!.AsArray().Add(e["Tag"]![0]!.DeepClone()),
        ["F an organisation without uuid"] = e => e["Orgc"]!.AsObject().Remove("uuid"),
        ["U no title"] = e => e["info"] = "",
        ["U a date that is none"] = e => e["date"] = "2024-02-30",
        ["U a level that is none"] = e => e["threat_level_id"] = "9",
        ["U no time"] = e => e.Remove("timestamp"),
        ["U a time of no digits"] = e => e["timestamp"] = "now",
        ["U a uuid that is none"] = e => e["Attribute"]![0]!["uuid"] = "abc",
        ["U a uuid twice"] = e => e["Object"]![0]!["uuid"] = e["Attribute"]![0]!["uuid"]!.GetValue<string>(),
        ["U a distribution that is none"] = e => e["Attribute"]![0]!["distribution"] = "7",
        ["D a type that is none"] = e => e["Attribute"]![0]!["type"] = "dominio",
        ["D a type in another category"] = e => e["Attribute"]![0]!["category"] = "Financial fraud",
        ["D no category"] = e => e["Attribute"]![0]!.AsObject().Remove("category"),
        ["V no value"] = e => e["Attribute"]![0]!.AsObject().Remove("value"),
        ["V a hash that is none"] = e => e["Attribute"]![1]!["value"] = "xyz",
        ["V an address that is none"] = e => e["Attribute"]![2]!["value"] = "1.2.3",
        ["V a time that is none"] = e => e["Object"]![1]!["Attribute"]![1]!["value"] = "yesterday",
        ["V a first sight that is none"] = e => e["Attribute"]![2]!["first_seen"] = "2024-08-01",
        ["O a template that is none"] = e => e["Object"]![0]!["template_uuid"] = Exchange.Uuid(1),
        ["O a template of another name"] = e => e["Object"]![0]!["name"] = "account",
        ["O a template from the future"] = e => e["Object"]![0]!["template_version"] = "99",
        ["O a relation that is none"] = e => e["Object"]![0]!["Attribute"]![0]!["object_relation"] = "id",
        ["O a relation of another type"] = e => e["Object"]![1]!["Attribute"]![0]!["type"] = "email-dst",
        ["O nothing that is required"] = e => e["Object"]![0]!["Attribute"] = new JsonArray(),
        ["O a value that is not listed"] = e => e["Object"]![2]!["Attribute"]![1]!["value"] = "dazzle",
        ["O a relation given twice"] = e =>
        {
            JsonNode again = e["Object"]![2]!["Attribute"]![0]!.DeepClone();
            again["uuid"] = Exchange.Uuid(999);
            e["Object"]![2]!["Attribute"]!.AsArray().Add(again);
        },
        ["R a reference to nothing"] = e => e["Object"]![1]!["ObjectReference"]![0]!["referenced_uuid"] = Exchange.Uuid(1),
        ["R a verb that is none"] = e => e["Object"]![1]!["ObjectReference"]![0]!["relationship_type"] = "vibes-with",
        ["R a reference of another object"] = e => e["Object"]![1]!["ObjectReference"]![0]!["object_uuid"] = Exchange.Uuid(905),
        ["G a TLP that is none"] = e => e["Tag"]![0]!["name"] = "tlp:blue",
        ["G a tag without a name"] = e => e["Tag"]![0]!["name"] = "",
        ["G a technique that is none"] = e => e["Tag"]![0]!["name"] = "misp-galaxy:disarm-techniques=\"a new one\"",
        ["G a colour that is none"] = e => e["Tag"]![0]!["colour"] = "amber",
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Fact]
    public void A_sound_event_is_valid_in_either_way()
    {
        Assert.Empty(Exchange.Check(Exchange.Event()).All);
        Assert.Empty(Exchange.Check(Exchange.Event(), lax: true).All);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_fault_is_found_with_its_code(string name)
    {
        JsonObject document = Exchange.Event();
        Faults[name](document["Event"]!.AsObject());

        ProblemList found = Exchange.Check(document);

        Assert.False(found.Valid);
        Assert.Contains(found.All, problem => problem.Code == name[0]);
    }

    [Theory]
    [InlineData("misp-galaxy:disarm-techniques=\"A new one\"", false)]
    [InlineData("misp-galaxy:disarm-actortypes=\"educator\"", true)]
    [InlineData("misp-galaxy:disarm-actortypes=\"Educator\"", false)]
    [InlineData("misp-galaxy:disarm-techniques=\"educator\"", false)]
    [InlineData("misp-galaxy:disarm-actortypes=\"\"", false)]
    [InlineData("misp-galaxy:of-somebody-else=\"educator\"", true)]
    public void A_tag_of_a_known_galaxy_names_one_of_its_values(string tag, bool valid)
    {
        JsonObject document = Exchange.Event();
        document["Event"]!["Tag"]![0]!["name"] = tag;

        Assert.Equal(valid, Exchange.Check(document).Valid);
        Assert.True(Exchange.Check(document, lax: true).Valid);
    }

    [Fact]
    public void Lax_takes_bare_events_lists_numbers_and_unknown_keys()
    {
        JsonObject bare = Exchange.Event()["Event"]!.DeepClone().AsObject();
        bare["timestamp"] = 1723248000;
        bare["x"] = 1;
        bare["Attribute"]![0]!["to_ids"] = "1";
        bare["Object"]![0]!["template_uuid"] = Exchange.Uuid(1);

        Assert.True(Exchange.Check(bare, lax: true).Valid);
        Assert.True(Exchange.Check(new JsonArray(Exchange.Event(), bare.DeepClone()), lax: true).Valid);
        Assert.False(Exchange.Check(bare).Valid);
    }
}
