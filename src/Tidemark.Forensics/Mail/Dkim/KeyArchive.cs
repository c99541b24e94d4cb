using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>
/// Keys that domains once published, each with who captured it. An archive can be wrong or poisoned, so several records under one name are kept
/// side by side: the same key from several sources corroborates, different keys are a conflict to be shown.
/// </summary>
public sealed class KeyArchive
{
    private readonly Dictionary<(string Selector, string Domain), List<KeyRecord>> _records = [];

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Reads an archive: JSON, or a plain capture of what the DNS answered (<see cref="KeyCaptures"/>), told apart by the first letter.
    /// </summary>
    /// <param name="bytes">UTF-8, with or without byte order mark.</param>
    /// <param name="file">The file as the user named it.</param>
    public static Parsed<KeyArchive> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        ReadOnlyMemory<byte> text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        ReadOnlySpan<byte> start = text.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is (byte)'[' or (byte)'{')
        {
            return ReadJson(text, file);
        }
        IReadOnlyList<KeyRecord> records = KeyCaptures.Read(System.Text.Encoding.UTF8.GetString(text.Span), file);
        if (records.Count == 0)
        {
            return Parsed<KeyArchive>.Failed(new SourceLocation(file, 0, 0), "this is neither a JSON list of keys nor does it hold a line 'selector._domainkey.domain TXT \"…\"'");
        }
        var archive = new KeyArchive();
        foreach (KeyRecord record in records)
        {
            archive.Add(record);
        }
        return Parsed<KeyArchive>.Of(archive);
    }

    /// <summary>Puts the records of another archive behind those of this one.</summary>
    public void Add(KeyArchive other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (KeyRecord record in other._records.Values.SelectMany(records => records))
        {
            Add(record);
        }
    }

    /// <summary>
    /// Reads a JSON list of <c>{"selector","domain","txt","source","licence","note"}</c>; the first three must be there. A record whose text gives
    /// no key is kept, so that a check can say so.
    /// </summary>
    private static Parsed<KeyArchive> ReadJson(ReadOnlyMemory<byte> json, string file)
    {
        var archive = new KeyArchive();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return Failed("a list of keys is expected, [{\"selector\",\"domain\",\"txt\",\"source\"}]");
            }
            int index = 0;
            foreach (JsonElement item in document.RootElement.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || Text(item, "selector") is not { } selector || Text(item, "domain") is not { } domain || Text(item, "txt") is not { } txt)
                {
                    return Failed($"entry {index} (counted from 0) has no selector, domain and txt as text");
                }
                archive.Add(KeyRecord.Read(selector, domain, txt, Text(item, "source") is { Length: > 0 } source ? source : $"entry {index}", Text(item, "note") ?? ""));
                index++;
            }
            return Parsed<KeyArchive>.Of(archive);
        }
        catch (JsonException failure)
        {
            return Parsed<KeyArchive>.Failed(new SourceLocation(file, (failure.LineNumber ?? 0) + 1, failure.BytePositionInLine ?? 0), "this is no JSON");
        }
        catch (InvalidOperationException)
        {
            return Failed("a text holds half a character");
        }

        Parsed<KeyArchive> Failed(string reason) => Parsed<KeyArchive>.Failed(new SourceLocation(file, 0, 0), reason);
    }

    internal void Add(KeyRecord record)
    {
        if (!_records.TryGetValue((record.Selector, record.Domain), out List<KeyRecord>? same))
        {
            _records[(record.Selector, record.Domain)] = same = [];
        }
        same.Add(record);
        Count++;
    }

    internal IReadOnlyList<KeyRecord> Find(string selector, string domain) =>
        _records.TryGetValue((KeyRecord.Lower(selector), KeyRecord.Lower(domain)), out List<KeyRecord>? records) ? records : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
