using System.Xml;

namespace Tidemark.Forensics.Documents.Office;

/// <summary>What an OpenDocument file says of itself in <c>meta.xml</c> (OASIS OpenDocument 1.3 part 3, 4.3), and its tracked changes.</summary>
internal static class OpenDocumentPackage
{
    public static void Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ZipParts zip = ZipParts.Open(bytes);
        Budget budget = new(Limits.TotalBytes);
        const string name = "meta.xml";
        if (OfficePackage.Part(zip, name, budget, into) is { } meta)
        {
            string? fault = PlainXml.Leaves(meta, (prefix, local, parent, _, text) =>
            {
                string source = $"{name} {prefix}:{local}";
                switch (parent, local)
                {
                    case ("meta", "initial-creator"):
                        into.Add("author", text, source);
                        break;
                    case ("meta", "creator"):
                        into.Add("last-modified-by", text, source);
                        break;
                    case ("meta", "generator"):
                        into.Add("application", text, source);
                        break;
                    case ("meta", "editing-cycles"):
                        into.Add("revision", text, source);
                        break;
                    case ("meta", "title"):
                        into.Add("title", text, source);
                        break;
                    case ("meta", "creation-date"):
                        into.AddDate("created", text, source);
                        break;
                    case ("meta", "date"):
                        into.AddDate("modified", text, source);
                        break;
                    case ("meta", "print-date"):
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
            OfficePackage.Walk(meta, name, into, reader =>
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "template")
                {
                    into.Add("template", WordText.Value(reader, "title") ?? WordText.Value(reader, "href"), $"{name} meta:template");
                }
            });
        }
        else if (zip.Find(name) is null)
        {
            into.CannotRead(name, "the archive has no such part");
        }
        Content(zip, budget, into);
    }

    private static void Content(ZipParts zip, Budget budget, SelfDescription into)
    {
        const string name = "content.xml";
        if (OfficePackage.Part(zip, name, budget, into) is not { } content)
        {
            return;
        }
        Tally changes = new();
        Tally comments = new();
        string creator = "";
        bool annotation = false;
        string leaf = "";
        OfficePackage.Walk(content, name, into, reader =>
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                annotation = reader.LocalName == "annotation" || (annotation && reader.LocalName is "creator" or "date");
                leaf = reader.LocalName;
            }
            else if (reader.NodeType == XmlNodeType.Text && leaf == "creator")
            {
                creator = reader.Value;
            }
            else if (reader.NodeType == XmlNodeType.Text && leaf == "date" && creator.Length > 0)
            {
                (annotation ? comments : changes).Add(creator, reader.Value);
                creator = "";
            }
        });
        if (changes.Count > 0)
        {
            changes.Dates(into, "tracked change", $"{name} office:change-info");
            into.Traces.Add($"{changes.Count} tracked change(s)");
            into.Conflict("tracked-changes",
                $"{changes.Count} tracked change(s) by {changes.People} are left in the file, so earlier wording can be read; editing together leaves them.",
                changes.Evidence(name));
        }
        if (comments.Count > 0)
        {
            comments.Dates(into, "comment", $"{name} office:annotation");
            into.Traces.Add($"{comments.Count} comment(s)");
            into.Conflict("comments", $"{comments.Count} comment(s) by {comments.People} are left in the file; that is how people work together.",
                comments.Evidence(name));
        }
    }
}
