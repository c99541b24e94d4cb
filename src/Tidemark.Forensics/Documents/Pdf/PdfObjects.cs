namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>A name, without its slash.</summary>
internal sealed record PdfName(string Value);

/// <summary>A string, as bytes.</summary>
internal sealed record PdfString(byte[] Bytes);

/// <summary>A reference to an object.</summary>
internal readonly record struct PdfReference(int Number, int Generation);

/// <summary>A word that is none of the other things: <c>obj</c>, <c>stream</c>, an operator.</summary>
internal sealed record PdfWord(string Value);

/// <summary>A dictionary, and where the bytes of its stream begin if it has one.</summary>
internal sealed class PdfDictionary
{
    /// <summary>The entries; of a key that stands twice, the last.</summary>
    public Dictionary<string, object?> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Offset of the stream's first byte; -1 where it has none.</summary>
    public int StreamAt { get; set; } = -1;

    /// <summary>Length of the stream in bytes, as found, not as stated.</summary>
    public int StreamLength { get; set; }

    /// <summary>The entry as it stands, or null.</summary>
    public object? this[string key] => Entries.GetValueOrDefault(key);

    /// <summary>The entry as a name, or null.</summary>
    public string? Name(string key) => (this[key] as PdfName)?.Value;

    /// <summary>The entry as a whole number, or null.</summary>
    public long? Integer(string key) => this[key] is double number && Math.Abs(number) < 9e15 ? (long)number : null;
}
