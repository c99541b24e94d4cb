using System.Text;
using System.Xml;

namespace Tidemark.Forensics.Documents;

/// <summary>
/// The properties of an XMP packet (ISO 16684-1) that say who, with what and when. Only properties of the file itself count: those
/// directly under <c>rdf:Description</c>, as element or attribute; what stands deeper speaks of ingredients and history.
/// </summary>
internal static class XmpPacket
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    // Property, the name of the field it becomes, or null and the kind of date.
    private static readonly Dictionary<(string Namespace, string Name), (string? Field, string? Date, string Shown)> Known = new()
    {
        [("http://purl.org/dc/elements/1.1/", "creator")] = ("author", null, "dc:creator"),
        [("http://purl.org/dc/elements/1.1/", "title")] = ("title", null, "dc:title"),
        [("http://ns.adobe.com/xap/1.0/", "CreatorTool")] = ("creator-tool", null, "xmp:CreatorTool"),
        [("http://ns.adobe.com/xap/1.0/", "CreateDate")] = (null, "created", "xmp:CreateDate"),
        [("http://ns.adobe.com/xap/1.0/", "ModifyDate")] = (null, "modified", "xmp:ModifyDate"),
        [("http://ns.adobe.com/xap/1.0/", "MetadataDate")] = (null, "metadata-modified", "xmp:MetadataDate"),
        [("http://ns.adobe.com/pdf/1.3/", "Producer")] = ("producer", null, "pdf:Producer"),
        [("http://ns.adobe.com/tiff/1.0/", "Make")] = ("camera-make", null, "tiff:Make"),
        [("http://ns.adobe.com/tiff/1.0/", "Model")] = ("camera-model", null, "tiff:Model"),
        [("http://ns.adobe.com/tiff/1.0/", "Software")] = ("software", null, "tiff:Software"),
        [("http://ns.adobe.com/tiff/1.0/", "Artist")] = ("author", null, "tiff:Artist"),
        [("http://ns.adobe.com/exif/1.0/", "DateTimeOriginal")] = (null, "taken", "exif:DateTimeOriginal"),
        [("http://ns.adobe.com/exif/1.0/", "DateTimeDigitized")] = (null, "digitized", "exif:DateTimeDigitized"),
        [("http://ns.adobe.com/photoshop/1.0/", "DateCreated")] = (null, "created", "photoshop:DateCreated"),
        [("http://ns.adobe.com/xap/1.0/mm/", "DocumentID")] = ("document-id", null, "xmpMM:DocumentID"),
        [("http://ns.adobe.com/xap/1.0/mm/", "InstanceID")] = ("instance-id", null, "xmpMM:InstanceID"),
        [("http://ns.adobe.com/xap/1.0/mm/", "OriginalDocumentID")] = ("original-document-id", null, "xmpMM:OriginalDocumentID"),
    };

    /// <summary>Reads a packet into a description.</summary>
    /// <param name="bytes">The packet, with or without its wrapper and padding.</param>
    /// <param name="source">How the place is named, such as <c>XMP</c>.</param>
    /// <param name="into">Receives fields and dates.</param>
    public static void Read(ReadOnlyMemory<byte> bytes, string source, SelfDescription into)
    {
        ReadOnlyMemory<byte> body = Body(bytes);
        if (body.IsEmpty)
        {
            return;
        }
        Walker walker = new(source, into);
        string? fault = PlainXml.Walk(body, walker.Visit);
        walker.Finish();
        if (fault is not null)
        {
            into.CannotRead(source, fault);
        }
    }

    /// <summary>From the first tag to the last, for packets are padded with blanks and NULs, and cut out of larger things.</summary>
    private static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.IndexOf("<\0"u8) is >= 0 and < 8 || span.IndexOf("\0<"u8) is >= 0 and < 8)
        {
            // UTF-16 or UTF-32 packet; the parser knows by the byte order mark, or it is decoded here.
            bool little = span.IndexOf("<\0"u8) is var l and >= 0 && (span.IndexOf("\0<"u8) is var b && (b < 0 || l < b));
            string text = (little ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(span[..(span.Length & ~1)]);
            return Body(Encoding.UTF8.GetBytes(text));
        }
        int from = span.IndexOf("<x:xmpmeta"u8);
        if (from < 0)
        {
            from = span.IndexOf("<rdf:RDF"u8);
        }
        if (from < 0)
        {
            from = span.IndexOf("<x:xapmeta"u8);
        }
        if (from < 0)
        {
            from = span.IndexOf((byte)'<');
        }
        if (from < 0)
        {
            return default;
        }
        int close = span.LastIndexOf("</x:xmpmeta>"u8);
        if (close < from)
        {
            int end = span.LastIndexOf((byte)'>');
            int trailer = span.LastIndexOf("<?xpacket"u8);
            if (trailer > from)
            {
                end = span[..trailer].LastIndexOf((byte)'>');
            }
            return end < from ? bytes[from..] : bytes[from..(end + 1)];
        }
        return bytes[from..(close + "</x:xmpmeta>"u8.Length)];
    }

    private sealed class Walker(string source, SelfDescription into)
    {
        private readonly StringBuilder _text = new();
        private readonly List<string> _items = [];
        private int _description = -1; // Depth of the open top-level rdf:Description.
        private (string? Field, string? Date, string Shown)? _property;
        private int _propertyDepth;
        private bool _nested;
        private int _steps;
        private string? _lastStep;

        public void Visit(XmlReader reader)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Open(reader);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when _property is not null && !_nested:
                    if (_text.Length <= Limits.FieldCharacters)
                    {
                        _text.Append(reader.Value);
                    }
                    break;
                case XmlNodeType.EndElement:
                    Close(reader);
                    break;
                default:
                    break;
            }
        }

        public void Finish()
        {
            if (_steps > 0)
            {
                into.Add("edit-history-steps", _steps, $"{source} xmpMM:History");
                into.Add("edit-history-last-software", _lastStep, $"{source} xmpMM:History stEvt:softwareAgent");
            }
        }

        private void Open(XmlReader reader)
        {
            bool empty = reader.IsEmptyElement;
            int depth = reader.Depth;
            if (reader.LocalName == "Description" && reader.NamespaceURI == Rdf && _description < 0)
            {
                Attributes(reader);
                _description = empty ? -1 : depth;
                return;
            }
            if (_description < 0)
            {
                return;
            }
            if (reader.NamespaceURI == "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" && reader.LocalName == "action")
            {
                _steps++;
            }
            if (reader.HasAttributes && depth > _description + 1)
            {
                const string step = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";
                _steps += reader.GetAttribute("action", step) is null ? 0 : 1;
                _lastStep = reader.GetAttribute("softwareAgent", step) ?? _lastStep;
            }
            if (depth == _description + 1 && Known.TryGetValue((reader.NamespaceURI, reader.LocalName), out var known))
            {
                (_property, _propertyDepth, _nested) = (known, depth, false);
                _text.Clear();
                _items.Clear();
                if (empty)
                {
                    _property = null;
                }
            }
            else if (_property is not null && reader.NamespaceURI == Rdf)
            {
                if (reader.LocalName == "li")
                {
                    _text.Clear();
                }
            }
            else if (_property is not null && depth > _propertyDepth)
            {
                _nested = true; // A structure: not the value of the property.
            }
        }

        private void Close(XmlReader reader)
        {
            int depth = reader.Depth;
            if (depth == _description)
            {
                _description = -1;
                _property = null;
            }
            else if (_property is { } property && depth == _propertyDepth)
            {
                if (_items.Count == 0)
                {
                    _items.Add(_text.ToString());
                }
                for (int i = 0; i < _items.Count; i++)
                {
                    State(property, _items[i], _items.Count == 1 ? "" : FormattableString.Invariant($"[{i + 1}]"));
                }
                _property = null;
            }
            else if (_property is not null && reader.LocalName == "li" && reader.NamespaceURI == Rdf && _items.Count < 100)
            {
                _items.Add(_text.ToString());
                _text.Clear();
            }
        }

        private void Attributes(XmlReader reader)
        {
            for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            {
                if (Known.TryGetValue((reader.NamespaceURI, reader.LocalName), out var known))
                {
                    State(known, reader.Value, "");
                }
            }
            reader.MoveToElement();
        }

        private void State((string? Field, string? Date, string Shown) property, string value, string index)
        {
            string place = $"{source} {property.Shown}{index}";
            if (property.Field is not null)
            {
                into.Add(property.Field, value, place);
            }
            else
            {
                into.AddDate(property.Date!, value, place);
            }
        }
    }
}
