using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using ZstdSharp;

namespace Tidemark.Evidence.Texts;

/// <summary>The bytes of an original that is one text: hashed, compared with the journal, unpacked if it was packed, all within a bound.</summary>
internal static class TextBytes
{
    /// <summary>The longest text: 64 MiB, some 10 million words. What is larger is kept and not read.</summary>
    public const int Most = 64 << 20;

    /// <summary>Reads the whole original.</summary>
    public static Parsed<byte[]> Read(FileStream file, Original original)
    {
        if (file.Length > Most)
        {
            return Failed(original, Most, string.Create(CultureInfo.InvariantCulture, $"{file.Length:N0} bytes; a text of a case has at most {Most:N0}"));
        }
        byte[] bytes = new byte[(int)file.Length];
        int got = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length || Convert.ToHexStringLower(SHA256.HashData(bytes)) != original.Sha256)
        {
            return Failed(original, 0, "the original was changed; `tidemark audit` tells what. Nothing is read out of it");
        }
        return bytes is [0x1F, 0x8B, 8, ..] ? Unpack(original, new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
            : bytes is [0x28, 0xB5, 0x2F, 0xFD, ..] ? Unpack(original, new DecompressionStream(new MemoryStream(bytes), checkEndOfStream: true))
            : Parsed<byte[]>.Of(bytes);
    }

    private static Parsed<byte[]> Unpack(Original original, Stream packed)
    {
        using Stream open = packed;
        using var into = new MemoryStream();
        byte[] block = new byte[1 << 16];
        try
        {
            for (int read = open.Read(block); read > 0; read = open.Read(block))
            {
                into.Write(block, 0, read);
                if (into.Length > Most)
                {
                    return Failed(original, Most, string.Create(CultureInfo.InvariantCulture, $"unpacked it has more than {Most:N0} bytes, which no text of a case has"));
                }
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or ZstdException)
        {
            return Failed(original, into.Length, "the packed data breaks off or is damaged here");
        }
        return Parsed<byte[]>.Of(into.ToArray());
    }

    private static Parsed<byte[]> Failed(Original original, long at, string reason) =>
        Parsed<byte[]>.Failed(new SourceLocation(original.Name, 0, at), reason);
}
