using Tidemark.Evidence.Texts;

namespace Tidemark.Evidence.Index;

/// <summary>A text as the index knows it.</summary>
/// <param name="Sha256">The original.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where in the original; null = all of it.</param>
/// <param name="Url">The address the original itself gives for it, or null; hostile text.</param>
/// <param name="Captured">When it was fetched, as the original says, or null; hostile text.</param>
/// <param name="Charset">The encoding that its server or feed names, or null; hostile text.</param>
public sealed record IndexedText(string Sha256, TextKind Kind, TextPlace? Place, string? Url, string? Captured, string? Charset = null);

public sealed partial class CaseIndex
{
    /// <summary>How many texts there are.</summary>
    public long TextCount => _file.Whole("SELECT count(*) FROM texts");

    /// <summary>Every text, in the order of the journal and within an archive in its order.</summary>
    public IReadOnlyList<IndexedText> Texts()
    {
        var texts = new List<IndexedText>();
        using DuckRows rows = _file.Query(
            "SELECT source, kind, member, number, byte_offset, byte_length, url, captured, charset FROM texts ORDER BY source, rowid");
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                TextPlace? place = rows.IsNull(3, row) ? null
                    : new TextPlace(rows.Text(2, row), rows.Longs(3)[row], rows.Longs(4)[row], rows.Longs(5)[row]);
                texts.Add(new IndexedText(
                    _hashes[rows.Ints(0)[row]], (TextKind)rows.Bytes(1)[row], place,
                    rows.IsNull(6, row) ? null : rows.Text(6, row), rows.IsNull(7, row) ? null : rows.Text(7, row),
                    rows.IsNull(8, row) ? null : rows.Text(8, row)));
            }
        }
        return texts;
    }
}
