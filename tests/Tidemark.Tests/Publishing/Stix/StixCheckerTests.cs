using System.Text.Json.Nodes;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Stix;
using Xunit;

namespace Tidemark.Tests.Publishing.Stix;

public sealed class StixCheckerTests
{
    private static readonly Dictionary<string, (string Type, Action<JsonObject> Break)> Faults = new(StringComparer.Ordinal)
    {
        ["T a time is a day"] = ("campaign", o => o["first_seen"] = "2024-03-01"),
        ["T a day that does not exist"] = ("campaign", o => o["first_seen"] = "2023-02-29T00:00:00Z"),
        ["T null"] = ("campaign", o => o["description"] = null),
        ["T an empty list"] = ("identity", o => o["roles"] = new JsonArray()),
        ["T a boolean as text"] = ("email-message", o => o["is_multipart"] = "false"),
        ["T a number as text"] = ("campaign", o => o["confidence"] = "50"),
        ["T confidence beyond 100"] = ("campaign", o => o["confidence"] = 101),
        ["T a fraction where an integer is meant"] = ("sighting", o => o["count"] = 1.5),
        ["T a hash of the wrong length"] = ("file", o => o["hashes"]!["MD5"] = "abc"),
        ["T base64 that is none"] = ("artifact", o => o["payload_bin"] = "YQ="),
        ["T latitude beyond the pole"] = ("location", o => o["latitude"] = 91),
        ["T a list where text is meant"] = ("note", o => o["content"] = new JsonArray("a")),
        ["V a value of no vocabulary"] = ("identity", o => o["identity_class"] = "band"),
        ["V an opinion that is none"] = ("opinion", o => o["opinion"] = "maybe"),
        ["V a country of three letters"] = ("location", o => o["country"] = "DEU"),
        ["V an unknown hash"] = ("file", o => o["hashes"]!["SHA-0"] = "abc"),
        ["V a phase with a blank"] = ("attack-pattern", o => o["kill_chain_phases"]![0]!["phase_name"] = "Plan Strategy"),
        ["R a name is missing"] = ("campaign", o => o.Remove("name")),
        ["R created is missing"] = ("campaign", o => o.Remove("created")),
        ["R an extension nobody made"] = ("extension-definition", o => o.Remove("created_by_ref")),
        ["R a report without types"] = ("report", o => o.Remove("report_types")),
        ["R a place without a place"] = ("location", Nowhere),
        ["R an external reference to nothing"] = ("attack-pattern", o => o["external_references"]![0]!.AsObject().Remove("external_id")),
        ["R observed data without objects"] = ("observed-data", o => o.Remove("object_refs")),
        ["P a property of no type"] = ("campaign", o => o["narrative"] = "x"),
        ["P a property no extension declares"] = ("campaign", o => o["extensions"] = null),
        ["P an old version"] = ("campaign", o => o["spec_version"] = "2.0"),
        ["P a type of no standard"] = ("campaign", o => o["type"] = "narrative"),
        ["P an observable with a history"] = ("url", o => o["created"] = "2024-08-01T00:00:00Z"),
        ["P a language that is none"] = ("identity", o => o["lang"] = "e"),
        ["P a url without hashes"] = ("attack-pattern", o => o["external_references"]![0]!["url"] = "https://a.example/"),
        ["I another type in the id"] = ("campaign", o => o["id"] = "malware--" + Exchange.Uuid(5)),
        ["I an id that is none"] = ("campaign", o => o["id"] = "campaign--1"),
        ["I capitals in an id"] = ("sighting", o => o["id"] = "sighting--AAAAAAAA-0000-4000-8000-000000000000"),
        ["I a UUID of version 1"] = ("sighting", o => o["id"] = "sighting--00000000-0000-1000-8000-000000000000"),
        ["S modified before created"] = ("campaign", o => o["modified"] = "2024-07-01T00:00:00Z"),
        ["S last before first"] = ("campaign", o => o["last_seen"] = "2024-02-01T00:00:00Z"),
        ["S a relationship of no time"] = ("relationship", NoTime),
        ["X a reference to nothing"] = ("report", o => o["object_refs"]!.AsArray().Add("campaign--" + Exchange.Uuid(77))),
        ["X a marking that is not there"] = ("identity", o => o["object_marking_refs"] = new JsonArray("marking-definition--" + Exchange.Uuid(77))),
        ["X a reference to another type"] = ("sighting", o => o["where_sighted_refs"]![0] = o["observed_data_refs"]![0]!.GetValue<string>()),
        ["X a reference that is none"] = ("note", o => o["object_refs"]![0] = "campaign"),
        ["L a verb of no standard"] = ("relationship", o => o["relationship_type"] = "resembles"),
        ["L a verb between the wrong types"] = ("relationship", o => o["relationship_type"] = "consists-of"),
        ["L derived from another type"] = ("relationship", o => o["relationship_type"] = "derived-from"),
        ["D a random id"] = ("url", o => o["id"] = "url--" + Exchange.Uuid(77)),
        ["D a value and the id of another"] = ("domain-name", o => o["value"] = "port.example"),
        ["D no contributing property and a derived id"] = ("process", o => o["id"] = "process--00000000-0000-5000-8000-000000000000"),
        ["M a sixth TLP"] = ("marking-definition", o => o["extensions"]!["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"]!["tlp_2_0"] = "red"),
        ["M another date of TLP"] = ("marking-definition", o => o["created"] = "2022-10-01T00:00:00Z"),
        ["M an object that marks itself"] = ("marking-definition", o => o["object_marking_refs"] = new JsonArray(o["id"]!.GetValue<string>())),
        ["E an extension nobody defines"] = ("note", o => o["extensions"] = JsonNode.Parse($"{{\"extension-definition--{Exchange.Uuid(77)}\":{{\"extension_type\":\"property-extension\"}}}}")),
        ["E an extension of another kind"] = ("campaign", o => o["extensions"]!.AsObject().First().Value!["extension_type"] = "property-extension"),
        ["E a determination that is none"] = ("incident", o => o["extensions"]!.AsObject().First().Value!["determination"] = "maybe"),
        ["E an extension of no name"] = ("file", o => o["extensions"] = JsonNode.Parse("{\"odd-ext\":{\"a\":1}}")),
        ["N a pattern with double quotes"] = ("indicator", o => o["pattern"] = "[domain-name:value = \"x\"]"),
        ["G a selector that points at nothing"] = ("note", o => o["granular_markings"]![0]!["selectors"]![0] = "authors.[1]"),
        ["G two markings in one"] = ("note", o => o["granular_markings"]![0]!["lang"] = "en"),
        ["C a body in parts and whole"] = ("email-message", o => o["is_multipart"] = true),
        ["C an address without a place"] = ("email-addr", o => o["value"] = "ann"),
        ["C a url with a blank"] = ("url", o => o["value"] = "https://a.example/b c"),
        ["C a domain with a slash"] = ("domain-name", o => o["value"] = "a.example/b"),
        ["C an octet beyond 255"] = ("ipv4-addr", o => o["value"] = "192.0.2.256"),
        ["C two gaps in an address"] = ("ipv6-addr", o => o["value"] = "1::2::3"),
        ["C a process that is none"] = ("process", o => o.Remove("pid")),
        ["C traffic from nowhere"] = ("network-traffic", o => o.Remove("src_ref")),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Fact]
    public void A_sound_bundle_is_valid_in_either_way()
    {
        Assert.Empty(Exchange.Check(Exchange.Bundle()).All);
        Assert.Empty(Exchange.Check(Exchange.Bundle(), lax: true).All);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_fault_is_found_with_its_code_and_object(string name)
    {
        JsonObject bundle = Exchange.Bundle();
        (string type, Action<JsonObject> broken) = Faults[name];
        JsonObject item = Exchange.First(bundle, type);
        broken(item);

        ProblemList found = Exchange.Check(bundle);

        Assert.False(found.Valid);
        Assert.Contains(found.All, problem => problem.Code == name[0] && problem.Where == item["id"]!.GetValue<string>());
        Assert.Equal(Exchange.Check(bundle, lax: true).All.Any(problem => StixChecker.FailingLax.Contains(problem.Code, StringComparison.Ordinal)), !Exchange.Check(bundle, lax: true).Valid);
    }

    [Fact]
    public void The_bundle_itself_is_looked_at()
    {
        Assert.Equal(["B"], Codes(new JsonObject { ["type"] = "bundel", ["objects"] = new JsonArray() }));
        Assert.Equal(["I"], Codes(new JsonObject { ["type"] = "bundle", ["id"] = "bundle--1" }));
        Assert.Equal(["B"], Codes(new JsonObject { ["type"] = "bundle", ["id"] = "bundle--" + Exchange.Uuid(1), ["objects"] = new JsonArray() }));
        Assert.Equal(["P", "R"], Codes(new JsonObject { ["type"] = "bundle", ["id"] = "bundle--" + Exchange.Uuid(1), ["x"] = 1, ["objects"] = new JsonArray(1) }));
        JsonObject twice = Exchange.Bundle();
        twice["objects"]!.AsArray().Add(Exchange.First(twice, "campaign").DeepClone());
        Assert.Equal(["I"], Codes(twice));

        static string[] Codes(JsonNode document) => [.. Exchange.Check(document).All.Select(problem => problem.Code.ToString()).Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Lax_takes_custom_content_and_references_to_the_outside()
    {
        JsonObject bundle = Exchange.Bundle();
        JsonObject campaign = Exchange.First(bundle, "campaign");
        campaign["x_mood"] = "calm";
        campaign["created_by_ref"] = "identity--" + Exchange.Uuid(77);
        Exchange.First(bundle, "note").Remove("object_refs");
        Exchange.First(bundle, "url")["id"] = "url--" + Exchange.Uuid(77);
        ProblemList found = Exchange.Check(bundle, lax: true);

        Assert.True(found.Valid);
        Assert.Contains(found.All, problem => problem.Code == 'R');
        Assert.False(Exchange.Check(bundle).Valid);
    }

    private static void Nowhere(JsonObject place)
    {
        foreach (string property in (string[])["country", "latitude", "longitude", "precision"])
        {
            place.Remove(property);
        }
    }

    private static void NoTime(JsonObject relationship)
    {
        relationship["start_time"] = "2024-08-01T00:00:00Z";
        relationship["stop_time"] = "2024-08-01T00:00:00.000Z";
    }
}
