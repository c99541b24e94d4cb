using System.Text;
using System.Text.Json.Nodes;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;
using Tidemark.Publishing.Stix;
using JsonValue = Tidemark.Publishing.Json.JsonValue;

namespace Tidemark.Tests.Publishing;

/// <summary>Sound files for exchange, written for these tests, and the check of what is made of them.</summary>
internal static class Exchange
{
    public const string Tlp1White = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";

    private const string Time = "\"created\":\"2024-08-01T00:00:00Z\",\"modified\":\"2024-08-02T00:00:00.5Z\"";

    /// <summary>A bundle with an object of most types, in which every property is as it should be.</summary>
    public static JsonObject Bundle()
    {
        var bundle = new JsonObject { ["type"] = "bundle", ["id"] = "bundle--" + Uuid(0) };
        var objects = new JsonArray();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ', 3);
            string text = parts[2];
            foreach ((string name, string id) in ids)
            {
                text = text.Replace($"@{name}@", id, StringComparison.Ordinal);
            }
            JsonObject item = JsonNode.Parse($"{{\"type\":\"{parts[1]}\",\"spec_version\":\"2.1\",{text}}}")!.AsObject();
            string key = item["id"]?.GetValue<string>() ?? Derived(item) ?? $"{parts[1]}--{Uuid(ids.Count + 1)}";
            item["id"] = key;
            ids[parts[0]] = key;
            objects.Add((JsonNode)item);
        }
        bundle["objects"] = objects;
        return bundle;
    }

    /// <summary>A MISP event with attributes, objects of four templates, references and tags.</summary>
    public static JsonObject Event() => JsonNode.Parse($$$"""
        {"Event":{"uuid":"{{{Uuid(900)}}}","info":"a test","date":"2024-08-10","threat_level_id":"4","analysis":"1","distribution":"0","published":false,
         "timestamp":"1723248000","Orgc":{"name":"a desk","uuid":"{{{Uuid(901)}}}"},"Tag":[{"name":"tlp:amber","colour":"#FFC000"}],
         "Attribute":[
          {"uuid":"{{{Uuid(902)}}}","type":"domain","category":"Network activity","value":"harbour.example","to_ids":false,"distribution":"5","timestamp":"1723248000"},
          {"uuid":"{{{Uuid(903)}}}","type":"sha256","category":"Payload delivery","value":"{{{new string('a', 64)}}}","to_ids":false},
          {"uuid":"{{{Uuid(904)}}}","type":"ip-dst","category":"Network activity","value":"2001:db8::1","first_seen":"2024-08-01T00:00:00Z"}],
         "Object":[
          {"uuid":"{{{Uuid(905)}}}","name":"user-account","meta-category":"misc","template_uuid":"49606b06-22f0-4ac8-8eee-2f12ad46f3d3","template_version":"6","timestamp":"1723248000",
           "Attribute":[{"uuid":"{{{Uuid(906)}}}","type":"text","category":"Other","object_relation":"user-id","value":"17"}]},
          {"uuid":"{{{Uuid(907)}}}","name":"email","meta-category":"network","template_uuid":"a0c666e0-fc65-4be8-b48f-3423d788b552","template_version":"19",
           "Attribute":[{"uuid":"{{{Uuid(908)}}}","type":"email-src","category":"Payload delivery","object_relation":"from","value":"ann@example.org"},
                        {"uuid":"{{{Uuid(909)}}}","type":"datetime","category":"Other","object_relation":"send-date","value":"2024-08-10T09:00:00+02:00"}],
           "ObjectReference":[{"uuid":"{{{Uuid(910)}}}","object_uuid":"{{{Uuid(907)}}}","referenced_uuid":"{{{Uuid(905)}}}","relationship_type":"related-to"}]},
          {"uuid":"{{{Uuid(911)}}}","name":"narrative","meta-category":"misc","template_uuid":"83bea299-514a-4719-a84b-f6fd0997fac1","template_version":"4",
           "Attribute":[{"uuid":"{{{Uuid(912)}}}","type":"text","category":"Other","object_relation":"narrative-summary","value":"a summary"},
                        {"uuid":"{{{Uuid(913)}}}","type":"text","category":"Other","object_relation":"5Ds-of-propaganda","value":"distract"}]}],
         "EventReport":[{"uuid":"{{{Uuid(914)}}}","name":"notes","content":"none"}]}}
        """)!.AsObject();

    public static ProblemList Check(JsonNode document, bool lax = false) => ExchangeFile.Check(Tree(document), lax).Problems;

    public static JsonValue Tree(JsonNode document) => JsonTree.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "f").Value.Root;

    /// <summary>The object of a type, the first there is.</summary>
    public static JsonObject First(JsonObject bundle, string type) =>
        bundle["objects"]!.AsArray().Select(item => item!.AsObject()).First(item => item["type"]!.GetValue<string>() == type);

    public static string Uuid(int number) => $"00000000-0000-4000-8000-{number:d12}";

    private static string? Derived(JsonObject item) => DeterministicId.Of(Tree(item));

    private static string Lines => $$$"""
        tlp marking-definition "id":"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb","created":"2022-10-01T00:00:00.000Z","name":"TLP:GREEN","extensions":{"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d":{"extension_type":"property-extension","tlp_2_0":"green"}}
        desk identity {{{Time}}},"name":"a desk","identity_class":"organization","object_marking_refs":["@tlp@","{{{Tlp1White}}}"],"roles":["writer"],"lang":"en-GB"
        ext extension-definition {{{Time}}},"created_by_ref":"@desk@","name":"tags","schema":"none","version":"1.0","extension_types":["toplevel-property-extension"],"extension_properties":["mood"]
        map attack-pattern {{{Time}}},"name":"a technique","external_references":[{"source_name":"DISARM","external_id":"T0001"}],"kill_chain_phases":[{"kill_chain_name":"disarm","phase_name":"plan-strategy"}]
        campaign campaign {{{Time}}},"name":"a campaign","first_seen":"2024-03-01T00:00:00Z","last_seen":"2024-03-01T00:00:00Z","confidence":50,"created_by_ref":"@desk@","mood":"calm","extensions":{"@ext@":{"extension_type":"toplevel-property-extension"}}
        set intrusion-set {{{Time}}},"name":"a set","resource_level":"team","goals":["a goal"],"confidence":0
        place location {{{Time}}},"country":"DE","latitude":53.5,"longitude":10,"precision":100.5
        box infrastructure {{{Time}}},"name":"hosts","infrastructure_types":["amplification"]
        domain domain-name "value":"harbour.example"
        url url "value":"https://harbour.example/a?b=%20c"
        ip ipv4-addr "value":"192.0.2.0/24"
        ip6 ipv6-addr "value":"2001:db8::1"
        ann email-addr "value":"ann@harbour.example","display_name":"Ann"
        bob email-addr "value":"bob@harbour.example"
        mail email-message "is_multipart":false,"from_ref":"@ann@","to_refs":["@bob@"],"subject":"a subject","body":"a body","date":"2024-08-01T00:00:60Z"
        parts email-message "is_multipart":true,"from_ref":"@ann@","subject":"parts","body_multipart":[{"body":"x","content_type":"text/plain"}]
        account user-account "user_id":"17","account_type":"twitter"
        file file "name":"a.txt","size":0,"hashes":{"SHA-256":"{{{new string('0', 64)}}}","MD5":"{{{new string('f', 32)}}}"}
        data artifact "payload_bin":"YQ==","mime_type":"text/plain"
        traffic network-traffic "src_ref":"@ip@","src_port":80,"protocols":["tcp"]
        process process "pid":17
        seen observed-data {{{Time}}},"first_observed":"2024-08-01T00:00:00Z","last_observed":"2024-08-01T00:00:00Z","number_observed":1,"object_refs":["@account@"]
        sign indicator {{{Time}}},"name":"a sign","description":"of nothing","indicator_types":["benign"],"pattern":"[domain-name:value = 'harbour.example']","pattern_type":"stix","valid_from":"2024-08-01T00:00:00Z"
        event incident {{{Time}}},"name":"an event","extensions":{"extension-definition--ef765651-680c-498d-9894-99799f2fa126":{"extension_type":"property-extension","determination":"suspected","investigation_status":"open"}}
        by relationship {{{Time}}},"relationship_type":"attributed-to","source_ref":"@campaign@","target_ref":"@set@"
        of relationship {{{Time}}},"relationship_type":"consists-of","source_ref":"@box@","target_ref":"@domain@","start_time":"2024-08-01T00:00:00Z","stop_time":"2024-08-02T00:00:00Z"
        like relationship {{{Time}}},"relationship_type":"related-to","source_ref":"@account@","target_ref":"@url@"
        sight sighting {{{Time}}},"sighting_of_ref":"@sign@","count":2,"observed_data_refs":["@seen@"],"where_sighted_refs":["@place@"]
        note note {{{Time}}},"content":"a note","authors":["Ann"],"object_refs":["@campaign@"],"granular_markings":[{"marking_ref":"@tlp@","selectors":["authors.[0]","content"]}]
        view opinion {{{Time}}},"opinion":"neutral","object_refs":["@note@"]
        german language-content {{{Time}}},"object_ref":"@note@","contents":{"de":{"content":"eine Notiz"}}
        report report {{{Time}}},"name":"a report","report_types":["campaign"],"published":"2024-08-02T00:00:00Z","object_refs":["@campaign@","@mail@"]
        """;
}
