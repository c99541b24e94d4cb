using Tidemark.Model;

namespace Tidemark.Evidence.Index;

public sealed partial class CaseIndex
{
    /// <summary>How many different values traces of a kind have.</summary>
    public long ValueCount(TraceKind kind) => _file.Whole("SELECT count(DISTINCT object) FROM traces WHERE kind = $1", (int)kind);

    /// <summary>The different values that traces of a kind have, in ordinal order; hostile text.</summary>
    public IReadOnlyList<string> Values(TraceKind kind)
    {
        var values = new List<string>();
        using DuckRows rows = _file.Query(
            "SELECT DISTINCT o.value FROM traces t JOIN objects o ON o.kind = t.kind AND o.object = t.object WHERE t.kind = $1 ORDER BY o.value",
            (int)kind);
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                values.Add(rows.Text(0, row));
            }
        }
        return values;
    }
}
