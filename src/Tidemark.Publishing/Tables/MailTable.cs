namespace Tidemark.Publishing.Tables;

/// <summary>An address of a mail and the name beside it; hostile text.</summary>
/// <param name="Address">"local@domain".</param>
/// <param name="Name">The name, decoded; empty where there is none.</param>
public readonly record struct MailTableAddress(string Address, string Name);

/// <summary>A mail of a case as a table shows it: what it says of itself, which nobody has tested.</summary>
public sealed record MailRow
{
    /// <summary>SHA-256 of the original it stands in.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The original's file name; hostile text.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in a mailbox, from 1; null where the original itself could not be read.</summary>
    public int? Number { get; init; }

    /// <summary>Its first byte in the original as unpacked, and its length; null where it could not be read.</summary>
    public (long Offset, long Length)? Place { get; init; }

    /// <summary>The Message-ID, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The authors.</summary>
    public IReadOnlyList<MailTableAddress> From { get; init; } = [];

    /// <summary>Those it was sent to.</summary>
    public IReadOnlyList<MailTableAddress> To { get; init; } = [];

    /// <summary>Those who got a copy.</summary>
    public IReadOnlyList<MailTableAddress> Cc { get; init; } = [];

    /// <summary>The subject, decoded.</summary>
    public string? Subject { get; init; }

    /// <summary>The date as the mail gives it, letter for letter.</summary>
    public string? Date { get; init; }

    /// <summary>Why it could not be read, with the place; null where it could.</summary>
    public string? Failure { get; init; }
}

/// <summary>The mails of a case as a CSV table: <c>mails.csv</c>.</summary>
public static class MailTable
{
    /// <summary>Writes one line a mail, in the order given. Addresses are JSON in their cell, so that no separator can be forged by a name.</summary>
    public static void Write(IEnumerable<MailRow> rows, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var table = new CsvTable(
            stream, "source_sha256", "source_name", "number", "byte_offset", "byte_length", "message_id", "from", "to", "cc", "subject", "date", "failure");
        foreach (MailRow row in rows)
        {
            table.Text(row.Sha256);
            table.Text(row.Name);
            table.Number(row.Number);
            table.Number(row.Place?.Offset);
            table.Number(row.Place?.Length);
            table.Text(row.MessageId);
            Addresses(table, row.From);
            Addresses(table, row.To);
            Addresses(table, row.Cc);
            table.Text(row.Subject);
            table.Text(row.Date);
            table.Text(row.Failure);
            table.EndRow();
        }
    }

    private static void Addresses(CsvTable table, IReadOnlyList<MailTableAddress> addresses) => TableCell.List(table, addresses, (json, one) =>
    {
        json.WriteStartObject();
        json.WriteString("address", TableCell.Whole(one.Address));
        json.WriteString("name", TableCell.Whole(one.Name));
        json.WriteEndObject();
    });
}
