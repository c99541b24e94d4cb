using System.Text.Json;
using Tidemark.Casework.Ledger;
using Tidemark.Model;
using Tidemark.Model.Ledger;

namespace Tidemark.Publishing.Findings;

/// <summary>The ledger of a case as it lies beside its findings: <c>findings/ledger.json</c>; and with people's decisions as one document.</summary>
public static class LedgerFile
{
    /// <summary>The file's name in the folder of findings.</summary>
    public const string Name = "ledger.json";

    private const int Format = 1;

    private static JsonSerializerOptions Json => DetectedDocument.Options;

    /// <summary>Writes a ledger; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write(StatementLedger ledger, Stream stream)
    {
        DetectedDocument.Write(new Envelope(Format, ledger), stream, Json);
    }

    /// <summary>The ledger and the decisions as one JSON document.</summary>
    public static string Text(DecidedLedger decided)
    {
        ArgumentNullException.ThrowIfNull(decided);
        return JsonSerializer.Serialize(
            new WithDecisions(decided.Ledger, [.. decided.Ledger.Rows.Select(row => decided.Of(row.Id)).Where(row => row.Decisions.Count > 0)], decided.Gone), Json);
    }

    /// <summary>Reads a ledger back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<StatementLedger> Read(Stream stream, string file) =>
        DetectedDocument.Read<Envelope, StatementLedger>(stream, file, "ledger", Json, envelope => envelope.Format == Format ? envelope.Ledger : null);

    private sealed record Envelope(int Format, StatementLedger Ledger);

    private sealed record WithDecisions(StatementLedger Ledger, IReadOnlyList<DecidedRow> Decided, IReadOnlyList<DecidedRow> Gone);
}
