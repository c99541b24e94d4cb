using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Outputs;

/// <summary>Rows that were refused, each with its place and the reason: as a table, and in a summary.</summary>
internal static class RejectedRows
{
    /// <summary>Writes <c>rejected.csv</c>.</summary>
    public static void Table(Stream to, IReadOnlyList<Fault> rejected)
    {
        using var table = new CsvTable(to, "file", "line", "byte", "reason");
        foreach (Fault fault in rejected)
        {
            table.Text(fault.Where.File);
            table.Number(fault.Where.Line);
            table.Number(fault.Where.Byte);
            table.Text(fault.Reason);
            table.EndRow();
        }
    }

    /// <summary>Writes an array of this name.</summary>
    public static void Array(Utf8JsonWriter json, string name, IEnumerable<Fault> rejected)
    {
        json.WriteStartArray(name);
        foreach (Fault fault in rejected)
        {
            json.WriteStartObject();
            json.WriteString("file", fault.Where.File);
            json.WriteNumber("line", fault.Where.Line);
            json.WriteNumber("byte", fault.Where.Byte);
            json.WriteString("reason", fault.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
