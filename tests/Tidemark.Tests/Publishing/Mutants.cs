using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Detection;

namespace Tidemark.Tests.Publishing;

/// <summary>Breaks sound documents in ways files for exchange are broken: seeded, so that a mutant that shows a fault can be made again.</summary>
internal sealed class Mutants(ulong seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.0", "1.5", "1e21", "\"\"", "\"x\"", "\"true\"", "\"0\"", "[]", "{}", "[null]", "[\"x\"]", "{\"x\":null}", "{\"x\":\"y\"}",
        "\"2024-01-01T00:00:00Z\"", "\"2024-02-30T00:00:00Z\"", "\"2024-01-01T00:00:60.123456789Z\"", "\"2024-01-01T24:00:00Z\"", "\"2024-01-01T00:00:00+00:00\"", "\"2024-01-01 00:00:00Z\"", "\"2024-01-01\"",
        "\"1723248000\"", "1723248000", "\"https://a b\"", "\"https://\\u00e4.example/\"", "\"https://a.example/%zz\"", "\"a@b\"", "\"192.0.2.1\"", "\"192.0.2.1/33\"", "\"192.0.2.1/24\"", "\"192.0.2.01\"", "\"::1\"", "\"1::2::3\"", "\"::ffff:192.0.2.1\"",
        "\"US\"", "\"us\"", "\"en\"", "\"en-US\"", "\"e\"", "\"ab\"", "\"abc\"", "\"YWJj\"", "\"YWJ\"", "\"d41d8cd98f00b204e9800998ecf8427e\"", "\"tlp:red\"", "\"tlp:blue\"", "\"misp-galaxy:disarm-techniques=\\\"x\\\"\"",
        "\"a.example\"", "\"a.b.\"", "\"CVE-2024-1\"", "\"CVE-2024-0001\"", "\"cve\"", "\"capec\"", "\"CAPEC-1\"", "\"strongly-agree\"", "\"new-sdo\"", "\"property-extension\"", "\"A B\"", "\"a_b\"",
        "\"identity--00000000-0000-4000-8000-000000000001\"", "\"identity--x\"", "\"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9\"",
    ];

    private static readonly string[] Names =
    [
        "x_foo", "foo", "name", "value", "lang", "confidence", "extensions", "defanged", "created", "modified", "timestamp", "uuid", "Tag", "comment", "url", "hashes", "objects",
        "object_refs", "precision", "latitude", "country", "count", "labels", "granular_markings", "definition", "extension_type", "revoked", "is_family", "end", "body", "first_seen", "type", "id",
    ];

    private static readonly string[] Patterns =
    [
        "[a:b = 'x']", "[a:b = \"x\"]", "[a:b LIKE 'a' AND NOT c:d = 'b']", "[a:b IN ('x',2)] FOLLOWEDBY [c:d > 5] WITHIN 5 SECONDS", "[a:b]", "[a:b.c[*].d = t'2020-01-01T00:00:00Z']",
        "[file:hashes.'SHA-256' = 'x']", "([a:b=1] AND [c:d=2]) OR [e:f MATCHES '^x']", "[EXISTS a:b]", "[a:b = 1] START t'2020' STOP t'2021'", "[a:b = ]", "[a:b = 'x'", "a:b = 'x'", "[a:b NOT = 1]", "[a:b[x] = 5]", "[a:b = 1][c:d = 2]", "[]",
    ];

    private readonly SeededRandom _random = new(seed);

    /// <summary>A copy with one to three things changed.</summary>
    public JsonNode Of(JsonNode sound)
    {
        JsonNode mutant = sound.DeepClone();
        for (int changes = 1 + Below(3); changes > 0; changes--)
        {
            List<JsonNode> containers = [];
            Collect(mutant, containers);
            if (containers.Count == 0)
            {
                break;
            }
            Change(containers[Below(containers.Count)], containers);
        }
        return mutant;
    }

    private static void Collect(JsonNode node, List<JsonNode> containers)
    {
        if (node is JsonObject { Count: > 0 } item)
        {
            containers.Add(item);
            foreach ((_, JsonNode? value) in item)
            {
                if (value is not null)
                {
                    Collect(value, containers);
                }
            }
        }
        else if (node is JsonArray { Count: > 0 } list)
        {
            containers.Add(list);
            foreach (JsonNode? value in list)
            {
                if (value is not null)
                {
                    Collect(value, containers);
                }
            }
        }
    }

    private void Change(JsonNode container, List<JsonNode> all)
    {
        if (container is JsonArray list)
        {
            int at = Below(list.Count);
            switch (Below(4))
            {
                case 0:
                    list.RemoveAt(at);
                    break;
                case 1:
                    list.Add(list[at]?.DeepClone());
                    break;
                case 2:
                    list[at] = Changed(list[at]);
                    break;
                default:
                    list[at] = Value();
                    break;
            }
            return;
        }
        JsonObject item = container.AsObject();
        string name = item.ElementAt(Below(item.Count)).Key;
        switch (Below(8))
        {
            case 0:
                item.Remove(name);
                break;
            case 1:
                item[name] = Value();
                break;
            case 2:
                item[Names[Below(Names.Length)]] = Value();
                break;
            case 3:
                JsonNode? moved = item[name]?.DeepClone();
                item.Remove(name);
                item[Below(2) == 0 ? name.ToUpperInvariant() : name + "s"] = moved;
                break;
            case 4 when item.ContainsKey("pattern"):
                item["pattern"] = Patterns[Below(Patterns.Length)];
                break;
            case 5:
                JsonNode other = all[Below(all.Count)];
                item[name] = (other is JsonObject from ? from.ElementAt(Below(from.Count)).Value : other[0])?.DeepClone();
                break;
            default:
                item[name] = Changed(item[name]);
                break;
        }
    }

    private JsonNode? Value() => JsonNode.Parse(Values[Below(Values.Length)]);

    private JsonNode? Changed(JsonNode? value)
    {
        if (value is JsonValue text && text.TryGetValue(out string? old) && old.Length > 0)
        {
            int at = Below(old.Length);
            return Below(5) switch
            {
                0 => string.Concat(old.AsSpan(0, at), old.AsSpan(at + 1)),
                1 => string.Concat(old.AsSpan(0, at), "Xz-. 09\u00E9/:"[Below(10)].ToString(), old.AsSpan(at + 1)),
                2 => old.ToUpperInvariant(),
                3 => old + "x",
                _ => old.Replace('-', '_'),
            };
        }
        if (value is JsonValue number && number.TryGetValue(out double figure))
        {
            return Below(4) switch
            {
                0 => JsonValue.Create(-figure),
                1 => JsonValue.Create(figure + 0.5),
                2 => JsonValue.Create(figure * 1000),
                _ => JsonValue.Create(figure.ToString(CultureInfo.InvariantCulture)),
            };
        }
        return Value();
    }

    private int Below(int bound) => _random.Below(bound);
}
