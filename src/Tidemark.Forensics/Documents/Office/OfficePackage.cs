using System.Text.Json.Nodes;
using System.Xml;

namespace Tidemark.Forensics.Documents.Office;

/// <summary>
/// What a Word, Excel or PowerPoint file (ECMA-376) says of itself: core, extended and custom properties, identifiers of editing
/// sessions, tracked changes, comments, what is embedded and what it would load from elsewhere.
/// </summary>
/// <remarks>Nothing is loaded: a part is found by its name in the archive, a target outside is a text.</remarks>
internal static class OfficePackage
{
    private const string Relationship = "/relationships/";

    /// <summary>Reads the package. Time and memory: O(unpacked bytes), at most <see cref="Limits.TotalBytes"/>.</summary>
    public static void Read(ReadOnlyMemory<byte> bytes, FileKind kind, SelfDescription into)
    {
        ZipParts zip = ZipParts.Open(bytes);
        Budget budget = new(Limits.TotalBytes);
        if (!zip.HasDirectory)
        {
            into.CannotRead("the archive's directory", "it is missing or damaged, so parts were searched by their own headers");
        }
        Core(zip, budget, into);
        Extended(zip, budget, into);
        Custom(zip, budget, into);
        foreach (ZipPart part in zip.Parts)
        {
            if (part.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && !part.Name.StartsWith("_rels/", StringComparison.Ordinal))
            {
                OutsideTargets(zip, part, budget, into);
            }
        }
        if (kind == FileKind.WordDocument)
        {
            WordText.Read(zip, budget, into);
        }
        else
        {
            SheetsAndSlides.Read(zip, kind, budget, into);
        }
        Embedded(zip, into);
    }

    /// <summary>Unpacks a part, or says why not.</summary>
    public static byte[]? Part(ZipParts zip, string name, Budget budget, SelfDescription into)
    {
        if (zip.Find(name) is not { } part)
        {
            return null;
        }
        byte[] bytes = zip.Read(part, Limits.PartBytes, budget, out string? fault);
        if (fault is not null)
        {
            into.CannotRead(part.Name, fault);
        }
        return bytes.Length == 0 ? null : bytes;
    }

    /// <summary>Walks an XML part, or says where it breaks off.</summary>
    public static void Walk(byte[] part, string name, SelfDescription into, Action<XmlReader> visit)
    {
        if (PlainXml.Walk(part, visit) is { } fault)
        {
            into.CannotRead(name, fault);
        }
    }

    private static void Core(ZipParts zip, Budget budget, SelfDescription into)
    {
        string name = Target(zip, budget, "metadata/core-properties", "docProps/core.xml");
        if (Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        string? fault = PlainXml.Leaves(part, (prefix, local, _, depth, text) =>
        {
            if (depth != 1)
            {
                return;
            }
            string source = prefix.Length == 0 ? $"{name} {local}" : $"{name} {prefix}:{local}";
            switch (local)
            {
                case "creator":
                    into.Add("author", text, source);
                    break;
                case "lastModifiedBy":
                    into.Add("last-modified-by", text, source);
                    break;
                case "revision":
                    into.Add("revision", text, source);
                    break;
                case "title":
                    into.Add("title", text, source);
                    break;
                case "created":
                    into.AddDate("created", text, source);
                    break;
                case "modified":
                    into.AddDate("modified", text, source);
                    break;
                case "lastPrinted" when !text.StartsWith("1601-01-01", StringComparison.Ordinal): // FILETIME zero.
                    into.AddDate("printed", text, source);
                    break;
                default:
                    break;
            }
        });
        if (fault is not null)
        {
            into.CannotRead(name, fault);
        }
    }

    private static void Extended(ZipParts zip, Budget budget, SelfDescription into)
    {
        string name = Target(zip, budget, "extended-properties", "docProps/app.xml");
        if (Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        string? fault = PlainXml.Leaves(part, (_, local, _, depth, text) =>
        {
            string? field = depth != 1 ? null : local switch
            {
                "Application" => "application",
                "AppVersion" => "application-version",
                "Company" => "company",
                "Template" => "template",
                "Manager" => "manager",
                "TotalTime" => "editing-minutes",
                _ => null,
            };
            if (field is not null)
            {
                into.Add(field, text, $"{name} {local}");
            }
        });
        if (fault is not null)
        {
            into.CannotRead(name, fault);
        }
    }

    private static void Custom(ZipParts zip, Budget budget, SelfDescription into)
    {
        string name = Target(zip, budget, "custom-properties", "docProps/custom.xml");
        if (Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        string property = "";
        Walk(part, name, into, reader =>
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "property")
            {
                property = SelfDescription.Cut(reader.GetAttribute("name") ?? "", 100);
            }
            else if (reader.NodeType == XmlNodeType.Text && property.Length > 0)
            {
                into.Add("custom", $"{property}: {reader.Value}", $"{name} {property}");
            }
        });
    }

    /// <summary>The part a relationship of the package leads to; the usual name where none does.</summary>
    private static string Target(ZipParts zip, Budget budget, string type, string usual)
    {
        if (zip.Find("_rels/.rels") is not { } rels)
        {
            return usual;
        }
        string? target = null;
        _ = PlainXml.Walk(zip.Read(rels, 1 << 20, budget, out _), reader =>
        {
            if (target is null && reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && reader.GetAttribute("Type") is { } of && of.EndsWith(type, StringComparison.Ordinal) && of.Contains(Relationship, StringComparison.Ordinal))
            {
                target = reader.GetAttribute("Target")?.TrimStart('/');
            }
        });
        return target is not null && zip.Find(target) is not null ? target : usual;
    }

    private static void OutsideTargets(ZipParts zip, ZipPart part, Budget budget, SelfDescription into)
    {
        List<string> templates = [];
        List<string> others = [];
        byte[] rels = zip.Read(part, 8 << 20, budget, out _);
        _ = PlainXml.Walk(rels, reader =>
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship"
                || !string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)
                || reader.GetAttribute("Target") is not { Length: > 0 } target || templates.Count + others.Count >= 100)
            {
                return;
            }
            string type = reader.GetAttribute("Type") ?? "";
            if (type.EndsWith("/attachedTemplate", StringComparison.Ordinal))
            {
                templates.Add(SelfDescription.Cut(target, 500));
            }
            else if (!type.EndsWith("/hyperlink", StringComparison.Ordinal))
            {
                others.Add(SelfDescription.Cut(target, 500));
            }
        });
        foreach (string template in templates)
        {
            into.Add("attached-template", template, $"{part.Name} attachedTemplate");
        }
        if (others.Count > 0)
        {
            into.Conflict("outside-content",
                $"{part.Name} names {others.Count} target(s) outside the file that an office program may load when it opens it, which tells their host; Tidemark loaded nothing. Linked pictures and tables are the ordinary reason.",
                new JsonObject { ["part"] = part.Name, ["targets"] = Strings(others) });
        }
    }

    private static void Embedded(ZipParts zip, SelfDescription into)
    {
        List<string> names = [];
        string? macros = null;
        foreach (ZipPart part in zip.Parts)
        {
            if (part.Name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase) && names.Count < 100)
            {
                names.Add(SelfDescription.Cut(part.Name, 200));
            }
            if (part.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                macros = part.Name;
            }
        }
        if (names.Count > 0)
        {
            into.Traces.Add($"{names.Count} embedded file(s)");
            into.Conflict("embedded-files",
                $"{names.Count} file(s) are embedded whole and carry their own authors and dates; a chart or a pasted table does this as a matter of course.",
                new JsonObject { ["parts"] = Strings(names) });
        }
        if (macros is not null)
        {
            into.Conflict("macros", $"The file holds program code ({macros}), which was not run.", new JsonObject { ["part"] = macros });
        }
    }

    /// <summary>Texts as JSON.</summary>
    public static JsonArray Strings(IEnumerable<string> values)
    {
        JsonArray array = [];
        foreach (string value in values)
        {
            array.Add((JsonNode?)JsonValue.Create(value));
        }
        return array;
    }
}
