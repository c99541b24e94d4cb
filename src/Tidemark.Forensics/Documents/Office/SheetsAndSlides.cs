using System.Text.Json.Nodes;
using System.Xml;

namespace Tidemark.Forensics.Documents.Office;

/// <summary>Traces inside Excel workbooks and PowerPoint presentations (ECMA-376 part 1, 18 and 19; [MS-XLSX] 2.6).</summary>
internal static class SheetsAndSlides
{
    public static void Read(ZipParts zip, FileKind kind, Budget budget, SelfDescription into)
    {
        if (kind == FileKind.ExcelWorkbook)
        {
            Workbook(zip, budget, into);
        }
        Tally comments = new();
        string place = "";
        foreach (ZipPart part in zip.Parts)
        {
            bool authors = part.Name.EndsWith("commentAuthors.xml", StringComparison.OrdinalIgnoreCase)
                || part.Name.StartsWith("xl/persons/", StringComparison.OrdinalIgnoreCase);
            bool text = part.Name.StartsWith("ppt/comments/", StringComparison.OrdinalIgnoreCase)
                || part.Name.StartsWith("xl/threadedComments/", StringComparison.OrdinalIgnoreCase)
                || part.Name.StartsWith("xl/comments", StringComparison.OrdinalIgnoreCase);
            if ((!authors && !text) || OfficePackage.Part(zip, part.Name, budget, into) is not { } bytes)
            {
                continue;
            }
            place = place.Length == 0 ? part.Name : place;
            OfficePackage.Walk(bytes, part.Name, into, reader =>
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    return;
                }
                if (reader.LocalName is "cmAuthor" or "person" or "author")
                {
                    into.Add("comment-author", WordText.Value(reader, "name") ?? WordText.Value(reader, "displayName"), part.Name);
                }
                else if (reader.LocalName is "cm" or "threadedComment" or "comment")
                {
                    comments.Add(WordText.Value(reader, "authorId") ?? WordText.Value(reader, "personId"),
                        WordText.Value(reader, "dt") ?? WordText.Value(reader, "dT") ?? WordText.Value(reader, "created"));
                }
            });
        }
        if (comments.Count > 0)
        {
            comments.Dates(into, "comment", place);
            into.Traces.Add($"{comments.Count} comment(s)");
            into.Conflict("comments", $"{comments.Count} comment(s) are left in the file; that is how people work together.", comments.Evidence(place));
        }
    }

    private static void Workbook(ZipParts zip, Budget budget, SelfDescription into)
    {
        const string name = "xl/workbook.xml";
        if (OfficePackage.Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        List<string> hidden = [];
        OfficePackage.Walk(part, name, into, reader =>
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                return;
            }
            if (reader.LocalName == "absPath")
            {
                into.Add("saved-in-folder", WordText.Value(reader, "url"), $"{name} x15ac:absPath");
            }
            else if (reader.LocalName == "fileVersion")
            {
                into.Add("application-build", WordText.Value(reader, "rupBuild"), $"{name} fileVersion rupBuild");
            }
            else if (reader.LocalName == "sheet" && WordText.Value(reader, "state") is "hidden" or "veryHidden" && hidden.Count < 100)
            {
                hidden.Add(SelfDescription.Cut(WordText.Value(reader, "name") ?? "", 100));
            }
        });
        if (hidden.Count > 0)
        {
            into.Conflict("hidden-sheets", $"{hidden.Count} sheet(s) are hidden; workbooks keep their lists and helper tables so.",
                new JsonObject { ["part"] = name, ["sheets"] = OfficePackage.Strings(hidden) });
        }
    }
}
