using System.Text.Json.Nodes;
using System.Xml;

namespace Tidemark.Forensics.Documents.Office;

/// <summary>
/// Traces of editing inside a Word text (ECMA-376 part 1, 17.13 and 17.15.1): tracked insertions and deletions, comments, text set
/// hidden, identifiers of editing sessions (rsids), fonts.
/// </summary>
internal static class WordText
{
    private static readonly string[] Texts = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

    public static void Read(ZipParts zip, Budget budget, SelfDescription into)
    {
        Settings(zip, budget, into);
        Fonts(zip, budget, into);
        Changes changes = new();
        foreach (string name in Texts)
        {
            if (OfficePackage.Part(zip, name, budget, into) is { } part)
            {
                OfficePackage.Walk(part, name, into, reader => changes.Visit(reader, name));
            }
        }
        changes.Report(into);
        Comments(zip, budget, into);
    }

    private static void Settings(ZipParts zip, Budget budget, SelfDescription into)
    {
        const string name = "word/settings.xml";
        if (OfficePackage.Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        HashSet<string> sessions = new(StringComparer.OrdinalIgnoreCase);
        string? root = null;
        OfficePackage.Walk(part, name, into, reader =>
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                return;
            }
            if (reader.LocalName == "rsid" && Value(reader, "val") is { } session && sessions.Count < 100_000)
            {
                sessions.Add(session);
            }
            else if (reader.LocalName == "rsidRoot")
            {
                root = Value(reader, "val");
            }
            else if (reader.LocalName == "trackRevisions")
            {
                into.Add("tracking", "on", $"{name} w:trackRevisions");
            }
        });
        if (sessions.Count > 0)
        {
            into.Add("editing-sessions", sessions.Count, $"{name} w:rsids");
        }
        into.Add("first-editing-session", root, $"{name} w:rsidRoot");
    }

    private static void Fonts(ZipParts zip, Budget budget, SelfDescription into)
    {
        // The styles and the text name what was used; the font table also lists what only a theme offers.
        foreach (string name in (string[])["word/styles.xml"])
        {
            if (OfficePackage.Part(zip, name, budget, into) is { } part)
            {
                OfficePackage.Walk(part, name, into, reader =>
                {
                    if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "rFonts" && Value(reader, "ascii") is { } font && into.Fonts.Count < 500)
                    {
                        into.Fonts.Add(font);
                    }
                });
            }
        }
    }

    private static void Comments(ZipParts zip, Budget budget, SelfDescription into)
    {
        const string name = "word/comments.xml";
        if (OfficePackage.Part(zip, name, budget, into) is not { } part)
        {
            return;
        }
        Tally tally = new();
        OfficePackage.Walk(part, name, into, reader =>
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "comment")
            {
                tally.Add(Value(reader, "author"), Value(reader, "date"));
            }
        });
        if (tally.Count > 0)
        {
            tally.Dates(into, "comment", $"{name} w:comment");
            into.Traces.Add($"{tally.Count} comment(s)");
            into.Conflict("comments", $"{tally.Count} comment(s) by {tally.People} are left in the file; that is how people work together.",
                tally.Evidence(name));
        }
    }

    /// <summary>An attribute by its local name, whatever its prefix.</summary>
    internal static string? Value(XmlReader reader, string local)
    {
        string? found = null;
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == local)
            {
                found = reader.Value;
                break;
            }
        }
        reader.MoveToElement();
        return found;
    }

    /// <summary>Tracked changes, counted while the text passes by.</summary>
    private sealed class Changes
    {
        private readonly Tally _tally = new();
        private int _insertions;
        private int _deletions;
        private int _others;
        private int _hidden;
        private string _part = "";

        public void Visit(XmlReader reader, string part)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                return;
            }
            switch (reader.LocalName)
            {
                case "ins":
                case "moveTo":
                    _insertions += Count(reader, part);
                    break;
                case "del":
                case "moveFrom":
                    _deletions += Count(reader, part);
                    break;
                case "rPrChange" or "pPrChange" or "sectPrChange" or "tblPrChange" or "cellIns" or "cellDel" or "numberingChange":
                    _others += Count(reader, part);
                    break;
                case "vanish" when Value(reader, "val") is null or "1" or "true" or "on":
                    _hidden++;
                    break;
                default:
                    break;
            }
        }

        public void Report(SelfDescription into)
        {
            if (_tally.Count > 0)
            {
                _tally.Dates(into, "tracked change", $"{_part} w:ins, w:del");
                into.Traces.Add($"{_tally.Count} tracked change(s)");
                JsonObject evidence = _tally.Evidence(_part);
                evidence["insertions"] = _insertions;
                evidence["deletions"] = _deletions;
                evidence["formats"] = _others;
                into.Conflict("tracked-changes",
                    $"{_tally.Count} tracked change(s) by {_tally.People} are left in the file, so earlier wording can be read; editing together leaves them.", evidence);
            }
            if (_hidden > 0)
            {
                into.Conflict("hidden-text",
                    $"{_hidden} place(s) of the text are set hidden; fields, tables of contents and templates use that, too.",
                    new JsonObject { ["part"] = "word/document.xml", ["places"] = _hidden });
            }
        }

        private int Count(XmlReader reader, string part)
        {
            if (Value(reader, "author") is not { } author)
            {
                return 0; // The same names stand for other things where nobody signed them.
            }
            _part = _part.Length == 0 ? part : _part;
            _tally.Add(author, Value(reader, "date"));
            return 1;
        }
    }
}
