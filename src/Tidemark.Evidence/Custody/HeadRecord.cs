using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Evidence.Custody;

/// <summary>
/// The anchor of the journal's end: without it nobody would miss a removed last line. Five lines of text; the last one is the
/// SHA-256 of the four before it, so that a changed head record is told apart from a changed journal.
/// </summary>
/// <param name="Lines">Lines of the journal.</param>
/// <param name="Bytes">Length of the journal in bytes.</param>
/// <param name="Last">SHA-256 of its last line with its line feed.</param>
internal readonly record struct HeadRecord(long Lines, long Bytes, string Last)
{
    /// <summary>A head record is 250 bytes at most; anything longer is none and is not read into memory.</summary>
    public const int Longest = 512;

    private const string Title = "tidemark journal head 1";

    public byte[] ToBytes()
    {
        string body = string.Create(CultureInfo.InvariantCulture, $"{Title}\nlines {Lines}\nbytes {Bytes}\nlast {Last}\n");
        return Encoding.ASCII.GetBytes($"{body}check {Hash(Encoding.ASCII.GetBytes(body))}\n");
    }

    /// <summary>Reads a head record; null unless every byte is as <see cref="ToBytes"/> writes it.</summary>
    public static HeadRecord? Parse(ReadOnlySpan<byte> bytes)
    {
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        if (lines.Length != 6 || !Field(lines[1], "lines ", out long count) || !Field(lines[2], "bytes ", out long length)
            || !lines[3].StartsWith("last ", StringComparison.Ordinal))
        {
            return null;
        }
        var head = new HeadRecord(count, length, lines[3][5..]);
        return bytes.SequenceEqual(head.ToBytes()) ? head : null;
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static bool Field(string line, string name, out long value)
    {
        value = 0;
        return line.StartsWith(name, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
