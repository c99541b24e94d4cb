using System.Text.Json;
using Tidemark.Model.Pages;

namespace Tidemark.Publishing.Tables;

/// <summary>A text of a case as a table shows it.</summary>
public sealed record PageRow
{
    /// <summary>SHA-256 of the original it stands in.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The original's file name; hostile text.</summary>
    public required string Name { get; init; }

    /// <summary>page, text, mail or entry.</summary>
    public required string Kind { get; init; }

    /// <summary>The file inside a packed archive, the record's number there, its first byte and its length; null where the text is the whole original.</summary>
    public (string Member, long Number, long Offset, long Length)? Place { get; init; }

    /// <summary>The addresses it was found at.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>When it was fetched, as the archive says.</summary>
    public string? Captured { get; init; }

    /// <summary>What the page says of itself; null for what is no page, or could not be read.</summary>
    public Page? Page { get; init; }

    /// <summary>ISO 639-1, measured from the text.</summary>
    public string? Language { get; init; }

    /// <summary>Characters of the text; null where it could not be read.</summary>
    public long? Characters { get; init; }

    /// <summary>Why it could not be read, with the place; null where it could.</summary>
    public string? Failure { get; init; }
}

/// <summary>The texts of a case as a CSV table: <c>pages.csv</c>.</summary>
public static class PageTable
{
    /// <summary>
    /// Writes one line a text, in the order given. Lists (addresses, agencies, witnesses, conflicts, identifiers) are JSON in their cell, so
    /// that no separator can be forged by what stands in them.
    /// </summary>
    public static void Write(IEnumerable<PageRow> rows, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var table = new CsvTable(
            stream, "source_sha256", "source_name", "member", "record", "byte_offset", "byte_length", "kind", "urls", "captured", "canonical",
            "title", "byline", "agency", "dateline", "published", "modified", "witnesses", "conflicts", "language", "site", "generator",
            "identifiers", "paragraphs", "characters", "page_sha256", "notes", "failure");
        foreach (PageRow row in rows)
        {
            Page? page = row.Page;
            table.Text(row.Sha256);
            table.Text(row.Name);
            table.Text(row.Place?.Member);
            table.Number(row.Place?.Number);
            table.Number(row.Place?.Offset);
            table.Number(row.Place?.Length);
            table.Text(row.Kind);
            Texts(table, row.Urls);
            table.Text(row.Captured);
            table.Text(page?.Canonical);
            table.Text(page?.Title);
            table.Text(page?.Byline);
            Texts(table, page?.Agency);
            table.Text(page?.Dateline);
            table.Text(page?.Published);
            table.Text(page?.Modified);
            TableCell.List(table, page?.Witnesses, Witness);
            TableCell.List(table, page?.Conflicts, Conflict);
            table.Text(row.Language);
            table.Text(page?.Site);
            table.Text(page?.Generator);
            TableCell.List(table, page?.Identifiers, Identifier);
            table.Number(page is null ? null : (long?)page.Paragraphs.Count);
            table.Number(row.Characters);
            table.Text(page?.Sha256);
            table.Text(page is null ? null : string.Join('\n', page.Notes));
            table.Text(row.Failure);
            table.EndRow();
        }
    }

    private static void Witness(Utf8JsonWriter json, PageWitness witness)
    {
        json.WriteStartObject();
        json.WriteString("what", witness.What);
        json.WriteString("source", witness.Source);
        json.WriteString("value", TableCell.Whole(witness.Value));
        json.WriteString("iso", witness.Iso);
        json.WriteEndObject();
    }

    private static void Conflict(Utf8JsonWriter json, PageConflict conflict)
    {
        json.WriteStartObject();
        json.WriteString("what", conflict.What);
        json.WriteStartArray("between");
        json.WriteNumberValue(conflict.First);
        json.WriteNumberValue(conflict.Second);
        json.WriteEndArray();
        json.WriteNumber("days", conflict.Days);
        json.WriteEndObject();
    }

    private static void Identifier(Utf8JsonWriter json, PageIdentifier identifier)
    {
        json.WriteStartObject();
        json.WriteString("kind", identifier.Kind);
        json.WriteString("value", TableCell.Whole(identifier.Value));
        json.WriteEndObject();
    }

    private static void Texts(CsvTable table, IReadOnlyList<string>? texts) => TableCell.List(table, texts, (json, text) => json.WriteStringValue(TableCell.Whole(text)));
}
