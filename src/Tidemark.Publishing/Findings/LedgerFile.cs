using System.Text.Json;
using System.Text.Json.Serialization;
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

    // The default encoder escapes everything that could act in a terminal or a page.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a ledger; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write(StatementLedger ledger, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, new Envelope(Format, ledger), Json);
        stream.WriteByte((byte)'\n');
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
    public static Parsed<StatementLedger> Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            Envelope? envelope = JsonSerializer.Deserialize<Envelope>(stream, Json);
            return envelope is { Format: Format }
                ? Parsed<StatementLedger>.Of(envelope.Ledger)
                : Parsed<StatementLedger>.Failed(new SourceLocation(file, 0, 0), "this ledger was written by another version of Tidemark; run `tidemark detect` again");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or FormatException)
        {
            long line = failure is JsonException { LineNumber: { } number } ? number + 1 : 0;
            return Parsed<StatementLedger>.Failed(new SourceLocation(file, line, (failure as JsonException)?.BytePositionInLine ?? 0), $"this is no ledger: {JsonTexts.Reason(failure)}");
        }
    }

    private sealed record Envelope(int Format, StatementLedger Ledger);

    private sealed record WithDecisions(StatementLedger Ledger, IReadOnlyList<DecidedRow> Decided, IReadOnlyList<DecidedRow> Gone);
}
