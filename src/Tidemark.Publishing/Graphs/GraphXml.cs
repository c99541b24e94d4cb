using System.Globalization;
using System.Text;
using System.Xml;

namespace Tidemark.Publishing.Graphs;

/// <summary>What both graph formats need of XML: the same bytes everywhere, and text that cannot break out of it.</summary>
internal static class GraphXml
{
    /// <summary>Side of the picture in the units of graph programs; their default nodes and labels fit this scale.</summary>
    public const double Side = 1000;

    public static XmlWriter Open(Stream stream) => XmlWriter.Create(stream, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    });

    /// <summary>
    /// Text in which every character XML forbids (most control characters, lone surrogates, U+FFFE, U+FFFF), and every mark that turns the direction of text, is shown as
    /// <c>\u{0007}</c>; XmlWriter encodes the rest.
    /// </summary>
    public static string Text(string text)
    {
        StringBuilder? safe = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool pair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c);
            if (pair || (XmlConvert.IsXmlChar(c) && !Turns(c)))
            {
                safe?.Append(c);
                if (pair)
                {
                    i++;
                    safe?.Append(text[i]);
                }
                continue;
            }
            safe ??= new StringBuilder(text, 0, i, text.Length + 16);
            safe.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X4}}}");
        }
        return safe?.ToString() ?? text;
    }

    /// <summary>Marks that change the direction of what stands beside them: a label would be read as another one.</summary>
    private static bool Turns(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A length or place of the picture: a hundred-thousandth of its side is less than anybody can see.</summary>
    public static string Place(double unit) => Math.Round(unit * Side, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Graph programs count from below, pictures from above.</summary>
    public static string Height(double unit) => Place(1 - unit);

    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The figures of an edge that are known, with their column names, in a fixed order.</summary>
    public static IEnumerable<(string Name, double Value)> Figures(NetworkEdge edge)
    {
        (string Name, double Value)[] all =
        [
            ("mean_delta_seconds", edge.MeanDeltaSeconds), ("expected", edge.Expected), ("p", edge.P), ("q", edge.Q),
        ];
        return all.Where(figure => !double.IsNaN(figure.Value));
    }
}
