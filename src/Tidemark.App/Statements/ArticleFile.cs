using System.Security.Cryptography;
using System.Text;
using Tidemark.App.Inputs;
using Tidemark.Model;

namespace Tidemark.App.Statements;

/// <summary>An article as it lies on the disk: its text and the hash of its bytes.</summary>
/// <param name="Text">Decoded, without byte order mark, otherwise as it is.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the bytes.</param>
/// <param name="Page">The bytes of a page, which says its encoding itself; null for a plain text.</param>
internal sealed record ArticleFile(string Text, string Sha256, byte[]? Page)
{
    /// <summary>
    /// A longest article. The longest of 900 read had 60 KB. Reading for statements takes some two hundred times the bytes in memory where a
    /// text is one sentence without end, so the bound is set by that.
    /// </summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Reads a text in UTF-8; what is none gets the line and byte where that shows.</summary>
    public static Parsed<ArticleFile> Read(string path)
    {
        try
        {
            InputFile.Regular(path);
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
            {
                return Failed(path, 0, 0, $"{stream.Length} bytes; an article has at most {MostBytes}. Split the file");
            }
            // Read to its end and not to the length it states, for files of the system state none.
            using var content = new MemoryStream((int)stream.Length);
            byte[] block = new byte[1 << 16];
            for (int read = stream.Read(block); read > 0; read = stream.Read(block))
            {
                content.Write(block.AsSpan(0, read));
                if (content.Length > MostBytes)
                {
                    return Failed(path, 0, 0, $"more than {MostBytes} bytes; an article has fewer. Split the file");
                }
            }
            byte[] bytes = content.ToArray();
            return Decode(path, bytes);
        }
        catch (Refusal refusal)
        {
            return Failed(path, 0, 0, refusal.Message.TrimEnd('.'));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Failed(path, 0, 0, failure.Message.TrimEnd('.'));
        }
    }

    /// <summary>From bytes to text.</summary>
    internal static Parsed<ArticleFile> Decode(string path, byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        if (rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || rest.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Failed(path, 1, 0, "the text is UTF-16; save it as UTF-8");
        }
        int mark = rest.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        rest = rest[mark..];
        int binary = rest.IndexOf((byte)0);
        if (binary >= 0)
        {
            return Failed(path, Line(rest, binary), mark + binary, "a NUL; this is no text");
        }
        if (LooksLikeHtml(rest))
        {
            return Parsed<ArticleFile>.Of(new ArticleFile("", Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes));
        }
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(rest);
            return Parsed<ArticleFile>.Of(new ArticleFile(text, Convert.ToHexStringLower(SHA256.HashData(bytes)), null));
        }
        catch (DecoderFallbackException failure)
        {
            int at = Math.Clamp(failure.Index, 0, rest.Length);
            string bad = failure.BytesUnknown is { Length: > 0 } unknown ? $"0x{unknown[0]:X2}" : "a byte";
            return Failed(path, Line(rest, at), mark + at, $"{bad} is no UTF-8; save the text as UTF-8 (it may be Windows-1252 or Latin-1)");
        }
    }

    // By its bytes, never by its name: a page begins with a tag that only pages begin with.
    private static bool LooksLikeHtml(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, 1024)].TrimStart(" \t\r\n"u8);
        Span<byte> lower = stackalloc byte[32];
        int length = Math.Min(head.Length, lower.Length);
        for (int i = 0; i < length; i++)
        {
            lower[i] = head[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(head[i] | 0x20) : head[i];
        }
        ReadOnlySpan<byte> start = lower[..length];
        return start.StartsWith("<!doctype html"u8) || start.StartsWith("<html"u8) || start.StartsWith("<head"u8) || start.StartsWith("<body"u8) || start.StartsWith("<!--"u8) || start.StartsWith("<?xml"u8);
    }

    private static long Line(ReadOnlySpan<byte> bytes, int at) => 1 + bytes[..at].Count((byte)'\n');

    private static Parsed<ArticleFile> Failed(string path, long line, long at, string reason) =>
        Parsed<ArticleFile>.Failed(new SourceLocation(path, line, at), reason);
}
