using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>One line of the journal: what happened, when, and the hash of the line before.</summary>
public sealed class JournalEntry
{
    /// <summary>The hash "before" the first line.</summary>
    internal const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Longest line, in bytes. The longest there is today (a reading with 1,000 notes) has some 100 KiB.</summary>
    internal const int Longest = 4 << 20;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = false };

    private readonly JsonElement _fields;

    private JournalEntry(JsonElement fields, long number, string kind, string time, string previous, string hash) =>
        (_fields, Number, Kind, Time, Previous, Hash) = (fields, number, kind, time, previous, hash);

    /// <summary>Number of the line, 1 for the first.</summary>
    public long Number { get; }

    /// <summary>What happened: see <see cref="JournalKind"/>.</summary>
    public string Kind { get; }

    /// <summary>When it was written, by this machine's clock: ISO 8601 in UTC.</summary>
    public string Time { get; }

    /// <summary>SHA-256 of the line before.</summary>
    public string Previous { get; }

    /// <summary>SHA-256 of this line with its line feed.</summary>
    public string Hash { get; }

    /// <summary>A field as text, or null where it is absent or no text.</summary>
    public string? Text(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A field as a whole number, or null.</summary>
    public long? Whole(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long whole)
            ? whole : null;

    /// <summary>A field as a list of texts; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    /// <summary>The whole line as JSON, for fields this version does not know.</summary>
    public JsonElement Fields => _fields;

    /// <summary>One line as it is written, with its line feed.</summary>
    internal static byte[] Format(long number, UnixTime now, string kind, string previous, Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("prev", previous);
            writer.WriteNumber("n", number);
            // Whole seconds: a journal tells when people did things, and more digits would feign a precision clocks lack.
            writer.WriteString("time", UnixTime.FromSeconds(now.Seconds).ToString());
            writer.WriteString("entry", kind);
            fields(writer);
            writer.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.Length <= Longest
            ? buffer.ToArray()
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"A journal line of {buffer.Length} bytes ({kind}) is longer than {Longest}."));
    }

    /// <summary>Reads one line, given with its line feed; null if it is no journal line at all.</summary>
    internal static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        // Text that is not UTF-8 would throw only later, where somebody asks for the field.
        if (line.Length > Longest || line.IsEmpty || line[^1] != '\n' || !Utf8.IsValid(line))
        {
            return null;
        }
        try
        {
            var reader = new Utf8JsonReader(line[..^1], new JsonReaderOptions { MaxDepth = 16 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("n", out JsonElement n) || n.ValueKind != JsonValueKind.Number || !n.TryGetInt64(out long number)
                || Texted(root, "entry") is not { } kind || Texted(root, "prev") is not { } previous)
            {
                return null;
            }
            return new JournalEntry(root.Clone(), number, kind, Texted(root, "time") ?? "", previous, HeadRecord.Hash(line));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair.
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Kind}");

    private static string? Texted(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The kinds of journal entries. Kinds a version does not know are kept, hashed and otherwise ignored.</summary>
public static class JournalKind
{
    /// <summary>The case was created.</summary>
    public const string Created = "case-created";

    /// <summary>An addition was begun: name, size, options. Without its end it was interrupted.</summary>
    public const string AddBegun = "add-begun";

    /// <summary>The original is in the case: name, size, SHA-256, from whom, how to read it.</summary>
    public const string Added = "added";

    /// <summary>The original was read into the index, or kept without being read: rows, refused rows, notes. Ends the addition.</summary>
    public const string Read = "read";

    /// <summary>The addition ended without an original: stopped by the user, or failed, with the reason.</summary>
    public const string AddStopped = "add-stopped";

    /// <summary>An original was retracted: what rests on it is stale.</summary>
    public const string Retracted = "retracted";

    /// <summary>A detector ran: its options, inputs, and the files it wrote with their SHA-256.</summary>
    public const string Detected = "detected";

    /// <summary>A person decided on a row of the ledger: which, what, why, and what the row said. Later decisions do not remove it.</summary>
    public const string Decided = "decided";

    /// <summary>Something was exported: format, files and their SHA-256. Who holds such a file can be told what it was made from.</summary>
    public const string Exported = "exported";
}
