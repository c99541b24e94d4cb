using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>
/// The id of a cyber observable object, which follows from what it says (STIX 2.1, 2.9): UUIDv5 (RFC 4122, 4.3) over the canonical
/// JSON (RFC 8785) of the id contributing properties that are present. Two producers give one address one id. The ids printed in the
/// standard's own examples do not follow its rule.
/// </summary>
public static class DeterministicId
{
    private static readonly Guid Namespace = new("00abedb4-aa42-466c-9c01-fed23315a9b7");
    private static readonly string[] Preferred = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    /// <summary>The id of an object; null where its type has no contributing property or none is present.</summary>
    /// <param name="item">The object, with or without an id.</param>
    /// <exception cref="OverflowException">A contributing number is beyond a double.</exception>
    public static string? Of(JsonValue item)
    {
        if (item.TextOf("type") is not { } type || !StixTables.Types.TryGetValue(type, out ObjectType? known))
        {
            return null;
        }
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string property in known.IdentifiedBy)
        {
            if (item.TryGet(property, out JsonValue value))
            {
                parts.Add(property, property == "hashes" && value.IsObject && value.Count > 0 ? OneHash(value) : CanonicalJson.Of(value));
            }
        }
        return parts.Count == 0 ? null : Of(type, parts);
    }

    /// <summary>The id from contributing properties whose values are canonical JSON already.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="parts">Property and canonical value; names are ASCII, so ordinal order is that of UTF-16.</param>
    internal static string Of(string type, SortedDictionary<string, string> parts)
    {
        var text = new StringBuilder("{");
        foreach ((string name, string value) in parts)
        {
            text.Append(text.Length > 1 ? "," : "");
            CanonicalJson.Quote(name, text);
            text.Append(':').Append(value);
        }
        return $"{type}--{Version5(Namespace, Encoding.UTF8.GetBytes(text.Append('}').ToString())):D}";
    }

    /// <summary>A UUID of version 5 (RFC 4122, 4.3).</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 4122 fixes SHA-1 for version 5.")]
    public static Guid Version5(Guid space, ReadOnlySpan<byte> name)
    {
        byte[] input = new byte[16 + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input.AsSpan(16));
        return Stamped(SHA1.HashData(input), 5);
    }

    /// <summary>The first 16 bytes of a hash as a UUID that says a version.</summary>
    internal static Guid Stamped(ReadOnlySpan<byte> hash, int version)
    {
        Span<byte> uuid = stackalloc byte[16];
        hash[..16].CopyTo(uuid);
        BinaryPrimitives.WriteUInt16BigEndian(uuid[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(uuid[6..]) & 0x0FFF) | (version << 12)));
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return new Guid(uuid, bigEndian: true);
    }

    /// <summary>One hash stands for all: the first there is of MD5, SHA-1, SHA-256, SHA-512, else the first as written.</summary>
    private static string OneHash(JsonValue hashes)
    {
        string name = Preferred.FirstOrDefault(hashes.Has) ?? hashes.Properties.First().Name;
        hashes.TryGet(name, out JsonValue value);
        var text = new StringBuilder("{");
        CanonicalJson.Quote(name, text);
        text.Append(':');
        CanonicalJson.Write(value, text);
        return text.Append('}').ToString();
    }
}
