using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>What the user said on the command line about reading a source, understood.</summary>
public static class ReadingWords
{
    private static readonly (string Word, SourceFormat Format)[] Formats =
    [
        ("csv", SourceFormat.PostTable),
        ("tsv", SourceFormat.PostTable),
        ("x-archive", SourceFormat.XArchive),
        ("jsonl", SourceFormat.JsonLines),
        ("json", SourceFormat.JsonLines),
        ("page", SourceFormat.Html),
        ("text", SourceFormat.Text),
        ("mail", SourceFormat.Mail),
        ("html", SourceFormat.Html),
        ("txt", SourceFormat.Text),
        ("eml", SourceFormat.Mail),
    ];

    /// <summary>The formats <c>--as</c> knows, for help and messages.</summary>
    public static string FormatWords => string.Join(", ", Formats.Select(format => format.Word));

    /// <summary>The fields <c>--map</c> knows, for help and messages.</summary>
    public static string FieldWords => string.Join(", ", PostFields.Names);

    /// <summary>The reader's options; or which word is not understood.</summary>
    public static Parsed<ReadOptions> Options(ReadingChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ReadOptions options = ReadOptions.Default;
        if (choice.As is { } word)
        {
            int at = Array.FindIndex(Formats, format => string.Equals(format.Word, word, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                return Failed($"there is no format '{word}'; --as knows {FormatWords}");
            }
            options = options with { Format = Formats[at].Format };
        }
        var map = new List<ColumnChoice>();
        foreach (string text in choice.Map)
        {
            Parsed<ColumnChoice> column = ColumnChoice.Parse(text);
            if (!column.Ok)
            {
                return Failed($"--map: {column.Fault.Reason}");
            }
            map.Add(column.Value);
        }
        if (choice.Zone is { } zone)
        {
            Parsed<SourceZone> parsed = SourceZone.Parse(zone);
            if (!parsed.Ok)
            {
                return Failed($"--zone: {parsed.Fault.Reason}");
            }
            options = options with { Zone = parsed.Value };
        }
        return Parsed<ReadOptions>.Of(options with { Map = map });
    }

    private static Parsed<ReadOptions> Failed(string reason) => Parsed<ReadOptions>.Failed(default, reason);
}
