using System.Text;
using System.Text.Json;

namespace Tidemark.Publishing.Tables;

/// <summary>What cells hold beside text and numbers.</summary>
internal static class TableCell
{
    /// <summary>A list as JSON; an empty list is an empty cell.</summary>
    public static void List<T>(CsvTable table, IReadOnlyList<T>? items, Action<Utf8JsonWriter, T> write)
    {
        if (items is null or { Count: 0 })
        {
            table.Empty();
            return;
        }
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (T item in items)
            {
                write(json, item);
            }
            json.WriteEndArray();
        }
        table.Text(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Half a surrogate pair, which no JSON can hold, becomes U+FFFD.</summary>
    public static string Whole(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
