using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents.Compound;

/// <summary>
/// What an old Office document ([MS-DOC], [MS-XLS], [MS-PPT]) or an Outlook message ([MS-OXMSG]) says of itself: the property sets
/// SummaryInformation and DocumentSummaryInformation, the sender and dates of a message, embedded objects and program code.
/// </summary>
internal static class CompoundDescription
{
    private const string Summary = "\\u0005SummaryInformation";
    private const string DocumentSummary = "\\u0005DocumentSummaryInformation";

    /// <summary>Reads a compound file. Returns whether it is a message of Outlook.</summary>
    public static bool Read(ReadOnlyMemory<byte> bytes, SelfDescription into)
    {
        CompoundFile? file = CompoundFile.Open(bytes, out string? fault);
        if (file is null)
        {
            into.CannotRead("the compound file", fault!);
            return false;
        }
        if (file.Stream(Summary) is { } summary)
        {
            Properties(PropertySet.Read(summary), into);
        }
        if (file.Stream(DocumentSummary) is { } document)
        {
            PropertySet set = PropertySet.Read(document);
            into.Add("company", set.Text(15), "DocumentSummaryInformation Company");
            into.Add("manager", set.Text(14), "DocumentSummaryInformation Manager");
            if (set.Number(23) is { } version and > 0)
            {
                into.Add("application-version", FormattableString.Invariant($"{version >> 16}.{version & 0xFFFF:D4}"), "DocumentSummaryInformation Version");
            }
        }
        bool message = file.Stream("__properties_version1.0") is not null && file.Stream(Summary) is null;
        if (message)
        {
            OutlookMessage.Read(file, into);
        }
        Contents(file, into);
        if (file.Fault is { } damage)
        {
            into.CannotRead("a part of the compound file", damage);
        }
        return message;
    }

    private static void Properties(PropertySet set, SelfDescription into)
    {
        const string source = "SummaryInformation";
        into.Add("title", set.Text(2), $"{source} Title");
        into.Add("author", set.Text(4), $"{source} Author");
        into.Add("template", set.Text(7), $"{source} Template");
        into.Add("last-modified-by", set.Text(8), $"{source} LastAuthor");
        into.Add("revision", set.Text(9), $"{source} RevisionNumber");
        into.Add("application", set.Text(18), $"{source} AppName");
        into.AddDate("created", ClaimedTime.FromFileTime(set.Time(12)), $"{source} CreateTime");
        into.AddDate("modified", ClaimedTime.FromFileTime(set.Time(13)), $"{source} LastSaveTime");
        into.AddDate("printed", ClaimedTime.FromFileTime(set.Time(11)), $"{source} LastPrinted");
        // The editing time is a length in the form of a moment.
        if (set.Time(10) is > 0 and < 365UL * 864_000_000_000 and var editing)
        {
            into.Add("editing-minutes", (long)(editing / 600_000_000), $"{source} EditTime");
        }
    }

    private static void Contents(CompoundFile file, SelfDescription into)
    {
        List<string> embedded = [];
        string? macros = null;
        foreach (CompoundEntry entry in file.Entries)
        {
            string name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
            if (!entry.IsStream && entry.Path.StartsWith("ObjectPool/", StringComparison.Ordinal) && embedded.Count < 100
                && entry.Path.IndexOf('/', "ObjectPool/".Length) < 0)
            {
                embedded.Add(SelfDescription.Cut(entry.Path, 200));
                into.AddDate("embedded", ClaimedTime.FromFileTime(entry.Modified), $"directory entry {SelfDescription.Cut(entry.Path, 100)}");
            }
            if (!entry.IsStream && name is "_VBA_PROJECT_CUR" or "Macros" or "VBA")
            {
                macros ??= entry.Path;
            }
        }
        if (embedded.Count > 0)
        {
            into.Traces.Add($"{embedded.Count} embedded object(s)");
            into.Conflict("embedded-files", $"{embedded.Count} object(s) are embedded whole and carry their own authors and dates; a pasted chart or equation does this as a matter of course.",
                new JsonObject { ["parts"] = Office.OfficePackage.Strings(embedded) });
        }
        if (macros is not null)
        {
            into.Conflict("macros", $"The file holds program code ({macros}), which was not run.", new JsonObject { ["part"] = macros });
        }
    }
}

/// <summary>Sender, dates and origin of an Outlook message ([MS-OXMSG] 2.4, [MS-OXPROPS]).</summary>
internal static class OutlookMessage
{
    public static void Read(CompoundFile file, SelfDescription into)
    {
        into.Add("title", Text(file, "0037"), "PidTagSubject");
        into.Add("author", Text(file, "0C1A"), "PidTagSenderName");
        into.Add("sender-address", Text(file, "5D01") ?? Text(file, "0C1F"), "PidTagSenderEmailAddress");
        into.Add("on-behalf-of", Text(file, "0042"), "PidTagSentRepresentingName");
        into.Add("last-modified-by", Text(file, "3FFA"), "PidTagLastModifierName");
        into.Add("message-id", Text(file, "1035"), "PidTagInternetMessageId");
        byte[] properties = file.Stream("__properties_version1.0")!;
        for (int at = 32; at + 16 <= properties.Length; at += 16)
        {
            uint tag = BinaryPrimitives.ReadUInt32LittleEndian(properties.AsSpan(at));
            (string What, string Name)? date = tag switch
            {
                0x00390040 => ("sent", "PidTagClientSubmitTime"),
                0x0E060040 => ("received", "PidTagMessageDeliveryTime"),
                0x30070040 => ("created", "PidTagCreationTime"),
                0x30080040 => ("modified", "PidTagLastModificationTime"),
                _ => null,
            };
            if (date is { } known)
            {
                into.AddDate(known.What, ClaimedTime.FromFileTime(BinaryPrimitives.ReadUInt64LittleEndian(properties.AsSpan(at + 8))), known.Name);
            }
        }
        int attached = file.Entries.Count(e => !e.IsStream && e.Path.StartsWith("__attach_version1.0_", StringComparison.Ordinal) && !e.Path.Contains('/', StringComparison.Ordinal));
        if (attached > 0)
        {
            into.Add("attachments", attached, "__attach_version1.0");
        }
    }

    private static string? Text(CompoundFile file, string tag) =>
        file.Stream($"__substg1.0_{tag}001F") is { } wide ? Encoding.Unicode.GetString(wide, 0, wide.Length & ~1)
        : file.Stream($"__substg1.0_{tag}001E") is { } narrow ? PropertySet.Decode(narrow, 1252)
        : null;
}
