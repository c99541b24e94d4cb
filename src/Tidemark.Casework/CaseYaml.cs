using System.Globalization;
using System.Text;
using Tidemark.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tidemark.Casework;

/// <summary>
/// Reads and writes case.yaml. Read event by event into nothing but text: no types are built from tags, no anchors or aliases
/// are followed (a few lines of them can unfold into gigabytes), and depth and size are bounded.
/// </summary>
public static class CaseYaml
{
    /// <summary>A description is a page; 256 KiB leaves room for every contested place of a large country with comments.</summary>
    public const int LongestFile = 256 * 1024;

    private const int Deepest = 6;

    /// <summary>A new case.yaml with its explanations.</summary>
    public static string Template(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return $"""
            # What this case is about. Edit it freely; every line but the title may stay empty.
            # Reports quote the title and the question word for word.
            title: {Quoted(title)}

            # One sentence the case is to answer, put so that the answer may be no.
            question: ""

            # First and last day the case is about, both included.
            period:
              from:    # 2024-06-01
              to:      # 2024-11-30

            # The election cycle or campaign, as people call it.
            cycle: ""

            # Languages of the material: en, es, fa …
            languages: []

            # Who publishes what is exported, and how far it may be passed on (TLP 2.0): clear, green, amber, amber+strict or red.
            publisher: ""
            tlp: amber

            # Places that were contested, and when. No list is built in: who counts as contested changes with time.
            # - place: Name
            #   from: 2024-07-21
            #   to: 2024-11-05
            contested: []

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Reads a description.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    public static Parsed<CaseDescription> Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > LongestFile)
        {
            return Failed(file, 0, string.Create(CultureInfo.InvariantCulture, $"it has {bytes.Length:N0} bytes; {LongestFile:N0} are allowed"));
        }
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return Failed(file, 1, "it is empty; at least a title is needed");
            }
            return Describe(Node(parser, 0), file);
        }
        catch (DecoderFallbackException)
        {
            return Failed(file, 0, "it is not UTF-8 text");
        }
        catch (Unfit unfit)
        {
            return Failed(file, unfit.Line, unfit.Message);
        }
        catch (YamlException failure)
        {
            return Failed(file, failure.Start.Line, $"it is not YAML: {failure.Message}");
        }
    }

    private static Parsed<CaseDescription> Describe(YamlNode root, string file)
    {
        if (root.Fields is null)
        {
            return Failed(file, root.Line, "it must begin with fields like 'title: …'");
        }
        YamlNode? period = root.Field("period");
        var description = new CaseDescription
        {
            Title = root.Field("title")?.OneText("title") ?? "",
            Question = root.Field("question")?.OneText("question") ?? "",
            Cycle = root.Field("cycle")?.OneText("cycle") ?? "",
            Publisher = root.Field("publisher")?.OneText("publisher") ?? "",
            Tlp = Tlp(root.Field("tlp")),
            From = period?.Field("from")?.Day("period: from"),
            To = period?.Field("to")?.Day("period: to"),
            Languages = [.. (root.Field("languages")?.List("languages") ?? []).Select(item => item.OneText("a language"))],
            Contested = [.. (root.Field("contested")?.List("contested") ?? []).Select(Place)],
        };
        if (description.Title.Length == 0)
        {
            return Failed(file, root.Line, "the title is missing");
        }
        return description.From > description.To
            ? Failed(file, period!.Line, "the period ends before it begins")
            : Parsed<CaseDescription>.Of(description);
    }

    private static string Tlp(YamlNode? node)
    {
        string level = (node?.OneText("tlp") ?? "").Trim().ToLowerInvariant();
        level = level.StartsWith("tlp:", StringComparison.Ordinal) ? level[4..] : level;
        return level switch
        {
            "" => new CaseDescription { Title = "" }.Tlp,
            "clear" or "green" or "amber" or "amber+strict" or "red" => level,
            _ => throw new Unfit(node!.Line, $"tlp: '{level}' is not a level; there are clear, green, amber, amber+strict and red"),
        };
    }

    private static ContestedPlace Place(YamlNode node)
    {
        string place = node.Field("place")?.OneText("place") ?? "";
        if (place.Length == 0)
        {
            throw new Unfit(node.Line, "a contested place needs a name: 'place: …'");
        }
        return new ContestedPlace(place, node.Field("from")?.Day("from"), node.Field("to")?.Day("to"));
    }

    private static YamlNode Node(Parser parser, int depth)
    {
        ParsingEvent at = parser.Current ?? throw new Unfit(0, "it ends too soon");
        long line = at.Start.Line;
        if (depth > Deepest)
        {
            throw new Unfit(line, string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {Deepest} levels"));
        }
        if (at is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            throw new Unfit(line, "anchors and aliases (& and *) are not used in case.yaml");
        }
        switch (at)
        {
            case Scalar scalar:
                parser.MoveNext();
                return new YamlNode(line) { Text = scalar.Value };
            case SequenceStart:
                parser.MoveNext();
                var items = new List<YamlNode>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Node(parser, depth + 1));
                }
                return new YamlNode(line) { Items = items };
            case MappingStart:
                parser.MoveNext();
                return new YamlNode(line) { Fields = Fields(parser, depth) };
            default:
                throw new Unfit(line, "something unexpected stands here");
        }
    }

    private static Dictionary<string, YamlNode> Fields(Parser parser, int depth)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            YamlNode key = Node(parser, depth + 1);
            YamlNode value = Node(parser, depth + 1);
            if (key.Text is null || !fields.TryAdd(key.Text, value))
            {
                throw new Unfit(key.Line, $"the field '{key.Text ?? "?"}' stands here twice or has no plain name");
            }
        }
        return fields;
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static Parsed<CaseDescription> Failed(string file, long line, string reason) =>
        Parsed<CaseDescription>.Failed(new SourceLocation(file, line, 0), reason);

    /// <summary>A scalar, a list or fields: exactly one of the three.</summary>
    private sealed class YamlNode(long line)
    {
        public long Line => line;

        public string? Text { get; init; }

        public IReadOnlyList<YamlNode>? Items { get; init; }

        public IReadOnlyDictionary<string, YamlNode>? Fields { get; init; }

        public YamlNode? Field(string name) => Fields?.GetValueOrDefault(name);

        public string OneText(string what) => Text ?? throw new Unfit(line, $"{what} must be one line of text");

        public IReadOnlyList<YamlNode> List(string what) =>
            Items ?? (Text is { Length: 0 } ? [] : throw new Unfit(line, $"{what} must be a list: [a, b], or lines that begin with '- '"));

        public DateOnly? Day(string what) => OneText(what) is { Length: > 0 } text
            ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day
                : throw new Unfit(line, $"{what}: '{text}' is not a day; write it as 2024-11-05")
            : null;
    }

    /// <summary>Leaves the recursion when the content does not fit; never leaves this file.</summary>
    private sealed class Unfit(long line, string reason) : Exception(reason)
    {
        public long Line => line;
    }
}
