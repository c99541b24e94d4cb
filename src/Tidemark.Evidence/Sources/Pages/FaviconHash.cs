using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// The page's icon and its hashes. Scanners of the internet publish the signed MurmurHash3 x86 32 (Appleby, public domain, seed 0) of the
/// icon's base64 in lines of 76 characters, each ended by a line feed, as Python's base64.encodebytes writes them.
/// </summary>
internal static class FaviconHash
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The icon of a page, with hashes where its bytes are at hand; null where it names none.</summary>
    public static PageFavicon? Of(PageMeta meta, Func<string, byte[]?>? beside)
    {
        string? href = meta.Links.Find(link => link.Rel.Split(' ').Contains("icon")).Href;
        if (href is null)
        {
            return null;
        }
        byte[]? bytes = href.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? FromData(href) : FromBeside(href, beside);
        return bytes is not { Length: > 0 and <= MostBytes }
            ? new PageFavicon(href, null, null, null)
#pragma warning disable CA5351 // MD5 is no protection here; it is what others publish.
            : new PageFavicon(href, Mmh3(bytes), Convert.ToHexStringLower(MD5.HashData(bytes)), Convert.ToHexStringLower(SHA256.HashData(bytes)));
#pragma warning restore CA5351
    }

    /// <summary>The hash as scanners publish it.</summary>
    public static int Mmh3(ReadOnlySpan<byte> icon)
    {
        string base64 = Convert.ToBase64String(icon);
        var lines = new StringBuilder(base64.Length + base64.Length / 76 + 1);
        for (int i = 0; i < base64.Length; i += 76)
        {
            lines.Append(base64, i, Math.Min(76, base64.Length - i)).Append('\n');
        }
        return unchecked((int)Murmur3(Encoding.ASCII.GetBytes(lines.ToString()), 0));
    }

    /// <summary>MurmurHash3 x86 32. O(length).</summary>
    public static uint Murmur3(ReadOnlySpan<byte> data, uint seed)
    {
        unchecked
        {
            uint hash = seed;
            int whole = data.Length & ~3;
            for (int i = 0; i < whole; i += 4)
            {
                hash ^= Mix(BinaryPrimitives.ReadUInt32LittleEndian(data[i..]));
                hash = BitOperations.RotateLeft(hash, 13) * 5 + 0xe6546b64;
            }
            uint tail = 0;
            for (int i = data.Length - 1; i >= whole; i--)
            {
                tail = tail << 8 | data[i];
            }
            hash ^= data.Length > whole ? Mix(tail) : 0;
            hash ^= (uint)data.Length;
            hash = (hash ^ hash >> 16) * 0x85ebca6b;
            hash = (hash ^ hash >> 13) * 0xc2b2ae35;
            return hash ^ hash >> 16;
        }
    }

    private static uint Mix(uint block)
    {
        unchecked
        {
            return BitOperations.RotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
        }
    }

    private static byte[]? FromData(string href)
    {
        int comma = href.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || href.Length > MostBytes * 2)
        {
            return null;
        }
        string data = Uri.UnescapeDataString(href[(comma + 1)..]);
        if (!href.AsSpan(0, comma).Contains(";base64", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetBytes(data);
        }
        data = string.Concat(data.Where(c => !char.IsWhiteSpace(c)));
        byte[] bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data.PadRight((data.Length + 3) / 4 * 4, '='), bytes, out int written) ? bytes[..written] : null;
    }

    /// <summary>A file beside the page: a relative name without a scheme, that does not leave the folder.</summary>
    private static byte[]? FromBeside(string href, Func<string, byte[]?>? beside)
    {
        int end = href.AsSpan().IndexOfAny('?', '#');
        string name = Uri.UnescapeDataString(end < 0 ? href : href[..end]);
        return beside is null || name.Length is 0 or > 500 || name.Contains(':', StringComparison.Ordinal) || name[0] is '/' or '\\'
            || name.Split('/', '\\').Contains("..") || name.Contains('\0', StringComparison.Ordinal)
            ? null
            : beside(name);
    }
}
