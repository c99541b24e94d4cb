using System.Runtime.InteropServices;
using System.Xml;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// XML read forward only, without document type, entities or anything outside the bytes. The reader keeps a stack of names, not of
/// calls, so depth costs bytes and no crash.
/// </summary>
internal static class PlainXml
{
    /// <summary>Walks over every node until the end or the first fault.</summary>
    /// <param name="bytes">One XML document.</param>
    /// <param name="visit">Called on each node; must not move the reader.</param>
    /// <returns>Null at the end; else why it breaks off, with line and column. What was visited before stands.</returns>
    public static string? Walk(ReadOnlyMemory<byte> bytes, Action<XmlReader> visit)
    {
        using MemoryStream stream = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Limits.PartBytes,
            MaxCharactersFromEntities = 1,
            CheckCharacters = false,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                visit(reader);
            }
            return null;
        }
        catch (XmlException fault)
        {
            return FormattableString.Invariant($"its XML breaks off in line {fault.LineNumber}, column {fault.LinePosition}")
                + (fault.Message.Contains("DTD", StringComparison.Ordinal) ? " at a document type, which no such file has" : "");
        }
        catch (InvalidDataException)
        {
            return "its XML names an encoding it is not in";
        }
    }

    /// <summary>Visits each element with a path of local names and its text, for small files of properties.</summary>
    /// <param name="bytes">One XML document.</param>
    /// <param name="leaf">Called at the end of each element with its prefix and local name, its parent's local name, its depth and its own text.</param>
    public static string? Leaves(ReadOnlyMemory<byte> bytes, Action<string, string, string, int, string> leaf)
    {
        List<(string Prefix, string Name, System.Text.StringBuilder Text)> open = [];
        return Walk(bytes, reader =>
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.IsEmptyElement:
                    leaf(reader.Prefix, reader.LocalName, open.Count == 0 ? "" : open[^1].Name, open.Count, "");
                    break;
                case XmlNodeType.Element:
                    open.Add((reader.Prefix, reader.LocalName, new System.Text.StringBuilder()));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    if (open[^1].Text.Length <= Limits.FieldCharacters)
                    {
                        open[^1].Text.Append(reader.Value);
                    }
                    break;
                case XmlNodeType.EndElement when open.Count > 0:
                    (string prefix, string name, System.Text.StringBuilder text) = open[^1];
                    open.RemoveAt(open.Count - 1);
                    leaf(prefix, name, open.Count == 0 ? "" : open[^1].Name, open.Count, text.ToString());
                    break;
                default:
                    break;
            }
        });
    }
}
