namespace Tidemark.Forensics.Mail;

/// <summary>
/// One mail as bytes: its header fields in order, and its body. Nothing is decoded or repaired, because signatures cover bytes.
/// </summary>
public sealed class RawMail
{
    private readonly Dictionary<string, List<HeaderField>> _byName = new(StringComparer.OrdinalIgnoreCase);

    internal RawMail(IReadOnlyList<HeaderField> fields, IReadOnlyList<int> strayLines, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> body, int bodyOffset)
    {
        (Fields, StrayLines, Bytes, Body, BodyOffset) = (fields, strayLines, bytes, body, bodyOffset);
        foreach (HeaderField field in fields)
        {
            if (!_byName.TryGetValue(field.Name, out List<HeaderField>? same))
            {
                _byName[field.Name] = same = [];
            }
            same.Add(field);
        }
    }

    /// <summary>The header fields, topmost first. The topmost was added last, for servers write above what they find.</summary>
    public IReadOnlyList<HeaderField> Fields { get; }

    /// <summary>Lines of the file in the header that are no field and continue none; 1 for the first line.</summary>
    public IReadOnlyList<int> StrayLines { get; }

    /// <summary>The whole mail: header, empty line and body, without the separator of a mailbox.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Everything behind the empty line that ends the header; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Where in the file the body begins, in bytes.</summary>
    public int BodyOffset { get; }

    /// <summary>All fields of this name, topmost first.</summary>
    public IReadOnlyList<HeaderField> All(string name) => _byName.TryGetValue(name, out List<HeaderField>? fields) ? fields : [];

    /// <summary>The topmost field of this name, which most mail programs show; null if there is none.</summary>
    public HeaderField? First(string name) => All(name) is [HeaderField first, ..] ? first : null;
}
