namespace Tidemark.Model;

/// <summary>
/// Leads from any figure or sentence to the bytes it rests on: an original, by its hash, and the span of the row in it.
/// </summary>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the original as it came in, compressed or not.</param>
/// <param name="Line">Line (or record) number in the decompressed original, 1 for the first; 0 = the whole original.</param>
/// <param name="Offset">Byte offset of the record in the decompressed original.</param>
/// <param name="Length">Length of the record in bytes.</param>
public readonly record struct EvidenceRef(string Sha256, long Line, long Offset, long Length)
{
    /// <summary>"sha256:ab12cd34… line 17": short enough for a table cell, long enough to be looked up.</summary>
    public override string ToString() => Line > 0
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sha256:{Sha256[..12]}… line {Line}")
        : $"sha256:{Sha256[..12]}…";
}
