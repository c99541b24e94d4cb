using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>What a cyber observable must keep besides its table (chapter 6).</summary>
internal static class ObservableRules
{
    public static void Check(in StixItem item, StixContext context)
    {
        string? value = item.Json.TextOf("value");
        switch (item.Type)
        {
            case "artifact":
                Artifact(item, context);
                break;
            case "file":
                TypeRules.OneOf(item, 'C', "hashes", "name", context);
                TypeRules.Range(item, "size", 0, double.MaxValue, context);
                break;
            case "email-message":
                EmailMessage(item, context);
                break;
            case "email-addr" when value is not null && !StixForms.Mail().IsMatch(value):
                Wrong(item, value, "an e-mail address", context);
                break;
            case "domain-name" when value is not null && !StixForms.IsHost(value):
                Wrong(item, value, "a domain name", context);
                break;
            case "url" when value is not null && !StixForms.Uri().IsMatch(value):
                Wrong(item, value, "a URL (RFC 3986; what is not ASCII is percent-encoded)", context);
                break;
            case "ipv4-addr" when value is not null && !StixForms.IsIpv4(value):
                Wrong(item, value, "an IPv4 address or network", context);
                break;
            case "ipv6-addr" when value is not null && !StixForms.IsIpv6(value):
                Wrong(item, value, "an IPv6 address or network", context);
                break;
            case "mac-addr" when value is not null && !StixForms.Mac().IsMatch(value):
                Wrong(item, value, "a MAC address: six lower-case pairs with colons", context);
                break;
            case "network-traffic":
                NetworkTraffic(item, context);
                break;
            case "process" or "user-account" or "x509-certificate" or "windows-registry-key":
                ObjectType type = item.Known!;
                if (!item.Json.Properties.Any(property => property.Name == "extensions" || type.Own.ContainsKey(property.Name)))
                {
                    context.Add('C', item.Id, "at least one property of its own is required");
                }
                break;
            default:
                break;
        }
    }

    private static void Wrong(in StixItem item, string value, string what, StixContext context) =>
        context.Add('C', item.Id, $"value: {Shown.Text(value)} is not {what}");

    private static void Artifact(in StixItem item, StixContext context)
    {
        bool url = item.Json.Has("url");
        if (url == item.Json.Has("payload_bin"))
        {
            context.Add('C', item.Id, "exactly one of payload_bin and url is required");
        }
        if (url && !item.Json.Has("hashes"))
        {
            context.Add('C', item.Id, "url needs hashes");
        }
        if (item.Json.Has("decryption_key") && !item.Json.Has("encryption_algorithm"))
        {
            context.Add('C', item.Id, "decryption_key needs encryption_algorithm");
        }
    }

    private static void EmailMessage(in StixItem item, StixContext context)
    {
        if (!item.Json.TryGet("is_multipart", out JsonValue multipart))
        {
            return;
        }
        if (multipart.Kind == JsonKind.True && item.Json.Has("body"))
        {
            context.Add('C', item.Id, "body may not be used when is_multipart is true");
        }
        if (multipart.Kind == JsonKind.False && item.Json.Has("body_multipart"))
        {
            context.Add('C', item.Id, "body_multipart may not be used when is_multipart is false");
        }
    }

    private static void NetworkTraffic(in StixItem item, StixContext context)
    {
        TypeRules.OneOf(item, 'C', "src_ref", "dst_ref", context);
        TypeRules.Range(item, "src_port", 0, 65535, context);
        TypeRules.Range(item, "dst_port", 0, 65535, context);
        if (item.Json.TryGet("is_active", out JsonValue active) && active.Kind == JsonKind.True && item.Json.Has("end"))
        {
            context.Add('C', item.Id, "end may not be used while is_active is true");
        }
    }
}
