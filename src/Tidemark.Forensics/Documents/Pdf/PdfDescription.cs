using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// What a PDF says of itself: information dictionary, XMP, revisions, and what else is in it (attached files, signatures, scripts).
/// </summary>
internal static class PdfDescription
{
    private const int RevisionsShown = 200;
    private const int RevisionsRead = 20;

    /// <summary>Reads a PDF. Time and memory: O(bytes + decoded bytes), the latter at most <see cref="Limits.TotalBytes"/>.</summary>
    public static void Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        PdfScan scan = PdfScan.Of(bytes.Span);
        PdfFile file = PdfFile.Open(bytes, scan, new Budget(Limits.TotalBytes));
        if (scan.Dictionaries.Count == 0 && file.Trailer.Entries.Count == 0)
        {
            into.CannotRead("the PDF", "it holds no object that can be read");
            return;
        }
        if (!scan.Complete)
        {
            into.CannotRead("the PDF behind the first objects", "it holds more, or more damaged, objects than are listed of one file");
        }
        if (file.TableFault is { } fault)
        {
            into.Conflict("damaged-structure", $"The cross-reference table is not sound ({fault}), so objects were searched by themselves; a transfer that broke off does this.",
                new JsonObject { ["why"] = fault });
        }
        if (file.Encrypted)
        {
            into.Add("encryption", file.Locked ? "asks for a password" : "opens without a password", "trailer /Encrypt");
        }
        Information(file, into);
        Metadata(file, into);
        Revisions(bytes, file, into);
        if (file.Locked)
        {
            into.CannotRead("the text strings of the PDF", "they are encrypted and the empty password does not open them");
        }
        else
        {
            Contents(file, into);
            HiddenText.Search(file, into);
        }
    }

    private static void Information(PdfFile file, SelfDescription into)
    {
        if (file.Locked || file.Trailer["Info"] is not { } at || file.Dictionary(at) is not { } info)
        {
            return;
        }
        int number = at is PdfReference reference ? reference.Number : -1;
        into.Add("title", file.Text(info, "Title", number), "Info Title");
        into.Add("author", file.Text(info, "Author", number), "Info Author");
        into.Add("producer", file.Text(info, "Producer", number), "Info Producer");
        into.Add("creator-tool", file.Text(info, "Creator", number), "Info Creator");
        into.Add("company", file.Text(info, "Company", number), "Info Company");
        into.AddDate("created", file.Text(info, "CreationDate", number), "Info CreationDate");
        into.AddDate("modified", file.Text(info, "ModDate", number), "Info ModDate");
        into.AddDate("source-modified", file.Text(info, "SourceModified", number), "Info SourceModified");
    }

    private static void Metadata(PdfFile file, SelfDescription into)
    {
        if (file.Dictionary(file.Trailer["Root"]) is { } root && root["Metadata"] is PdfReference reference
            && file.Dictionary(reference) is { StreamAt: >= 0 } stream)
        {
            byte[] packet = file.Decode(stream, reference.Number, out string? fault);
            if (packet.Length == 0 && fault is not null)
            {
                into.CannotRead("XMP", fault);
                return;
            }
            XmpPacket.Read(packet, "XMP", into);
        }
    }

    private static void Revisions(ReadOnlyMemory<byte> bytes, PdfFile file, SelfDescription into)
    {
        List<PdfRevision> revisions = PdfRevisions.Of(bytes.Span, file.Scan, file.HeaderAt);
        into.Add("revisions", Math.Max(1, revisions.Count), "cross-reference sections");
        if (revisions.Count < 2)
        {
            return;
        }
        JsonArray rows = [];
        for (int i = 0; i < revisions.Count && i < RevisionsShown; i++)
        {
            PdfRevision revision = revisions[i];
            JsonObject row = new()
            {
                ["revision"] = i + 1,
                ["offset"] = 0,
                ["length"] = revision.Length,
                ["added_at"] = revision.AddedAt,
                ["added_length"] = revision.Length - revision.AddedAt,
            };
            if (i < RevisionsRead && i < revisions.Count - 1)
            {
                Then(bytes[..revision.Length], i + 1, row, into);
            }
            rows.Add((JsonNode)row);
        }
        foreach (DatedClaim date in into.Dates)
        {
            if (date.Source == "Info ModDate")
            {
                into.RevisionDates.Add(date);
            }
        }
        into.Traces.Add(FormattableString.Invariant($"{revisions.Count} revisions"));
        into.Conflict("earlier-revisions",
            FormattableString.Invariant($"The file holds {revisions.Count} revisions, one behind the other; the first `length` bytes are the file as it was then, and open as a PDF of their own. Signing, filling in a form and adding a comment do this as a matter of course."),
            new JsonObject { ["revisions"] = rows });
    }

    /// <summary>What the file said of itself then.</summary>
    private static void Then(ReadOnlyMemory<byte> bytes, int number, JsonObject row, SelfDescription into)
    {
        SelfDescription then = new();
        PdfFile file = PdfFile.Open(bytes, PdfScan.Of(bytes.Span), new Budget(4L << 20));
        Information(file, then);
        foreach (Verdicts.Field field in then.Fields)
        {
            row[field.Name] = SelfDescription.Cut(field.Value, 200);
        }
        foreach (DatedClaim date in then.Dates)
        {
            row[date.What] = date.Time.Text;
            if (date.What == "modified")
            {
                into.RevisionDates.Add(date with { Source = FormattableString.Invariant($"revision {number} {date.Source}") });
            }
        }
    }

    private static void Contents(PdfFile file, SelfDescription into)
    {
        (int attached, int signatures, int scripts) = (0, 0, 0);
        HashSet<int> seen = [];
        foreach (int number in file.Numbers)
        {
            if (file.Budget.Left < 1 << 20)
            {
                break;
            }
            if (seen.Add(number) && file.Resolve(new PdfReference(number, 0)) is PdfDictionary dictionary)
            {
                Font(file, dictionary, into);
                attached += dictionary.Name("Type") == "EmbeddedFile" ? 1 : 0;
                signatures += dictionary["ByteRange"] is not null && dictionary["Contents"] is not null ? 1 : 0;
                scripts += dictionary.Name("S") == "JavaScript" ? 1 : 0;
            }
        }
        if (attached > 0)
        {
            into.Traces.Add($"{attached} embedded file(s)");
            into.Conflict("embedded-files", $"{attached} file(s) are attached inside the PDF and carry their own authors and dates.",
                new JsonObject { ["count"] = attached });
        }
        if (signatures > 0)
        {
            into.Conflict("digital-signatures", $"The PDF holds {signatures} digital signature(s), which were not verified here; a viewer that knows the signers' certificates can.",
                new JsonObject { ["count"] = signatures });
        }
        if (scripts > 0)
        {
            into.Conflict("scripts", $"The PDF holds {scripts} script(s), which were not run; forms use them to check what is typed in.",
                new JsonObject { ["count"] = scripts });
        }
    }

    private static void Font(PdfFile file, PdfDictionary dictionary, SelfDescription into)
    {
        if (dictionary.Name("Type") == "Font" && (file.Resolve(dictionary["BaseFont"]) as PdfName)?.Value is { Length: > 0 } font && into.Fonts.Count < 500)
        {
            into.Fonts.Add(font.Length > 7 && font[6] == '+' ? font[7..] : font); // ABCDEF+ marks a subset.
        }
    }
}
