using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents;

/// <summary>What the directory of a ZIP archive says; nothing is unpacked.</summary>
internal static class ArchiveDescription
{
    private const int Shown = 20;

    /// <summary>
    /// The kind of a document whose first bytes did not tell: large pictures may stand before the parts by which Office files are known.
    /// </summary>
    public static FileKind Kind(ReadOnlyMemory<byte> bytes)
    {
        ZipParts zip = ZipParts.Open(bytes);
        if (zip.Find("[Content_Types].xml") is null)
        {
            return zip.Find("meta.xml") is not null && zip.Find("content.xml") is not null ? FileKind.OpenDocument : FileKind.Zip;
        }
        foreach (ZipPart part in zip.Parts)
        {
            FileKind kind = part.Name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) ? FileKind.WordDocument
                : part.Name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) ? FileKind.ExcelWorkbook
                : part.Name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase) ? FileKind.PowerPointPresentation
                : FileKind.Zip;
            if (kind != FileKind.Zip)
            {
                return kind;
            }
        }
        return FileKind.Zip;
    }

    /// <summary>Counts the entries and names what an unpacking program should beware of.</summary>
    public static void Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        ZipParts zip = ZipParts.Open(bytes);
        into.Add("entries", zip.Parts.Count, "ZIP directory");
        if (!zip.HasDirectory)
        {
            into.CannotRead("the archive's directory", "it is missing or damaged");
        }
        List<string> leading = [];
        (long packed, long unpacked, int encrypted) = (0, 0, 0);
        foreach (ZipPart part in zip.Parts)
        {
            packed += part.Packed;
            unpacked += part.Unpacked;
            encrypted += part.Encrypted ? 1 : 0;
            if (leading.Count < Shown && (part.Name.StartsWith('/') || part.Name.Contains('\\', StringComparison.Ordinal) || part.Name.Contains(':', StringComparison.Ordinal)
                || part.Name.Split('/').Contains("..")))
            {
                leading.Add(SelfDescription.Cut(part.Name, 200));
            }
        }
        if (leading.Count > 0)
        {
            into.Conflict("unsafe-names", "Names in the archive lead out of the folder it would be unpacked in, or are written for one system; nothing was unpacked.",
                new JsonObject { ["names"] = Office.OfficePackage.Strings(leading) });
        }
        if (encrypted > 0)
        {
            into.Conflict("encrypted-entries", $"{encrypted} entries are encrypted and were not looked at.", new JsonObject { ["count"] = encrypted });
        }
        // Deflate cannot pack better than about 1032 to 1; text rarely passes 20.
        if (unpacked > Limits.TotalBytes && unpacked / Math.Max(1, Math.Min(packed, bytes.Length)) > 200)
        {
            into.Conflict("large-when-unpacked", $"The archive states {unpacked} bytes unpacked from {bytes.Length}; nothing was unpacked.",
                new JsonObject { ["stated"] = unpacked, ["bytes"] = bytes.Length });
        }
    }
}
