using System.Text;
using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Pictures;

/// <summary>
/// Writes SVG. Every text and attribute is encoded here and nowhere else; colours come by class from the page's style sheet, so
/// that one drawing serves light, dark and print, and no style attribute is needed, which the page's policy forbids.
/// </summary>
internal sealed class Svg
{
    private readonly StringBuilder _out = new(4096);
    private readonly Stack<string> _open = new();

    /// <summary>Begins a drawing that a screen reader takes as one image with a name and a description.</summary>
    public static Svg Image(string id, string title, string description, double width, double height)
    {
        var svg = new Svg();
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {N(width)} {N(height)}"), ("width", N(width)), ("height", N(height)),
            ("role", "img"), ("aria-labelledby", $"{id}-t {id}-d"), ("class", "drawing"));
        svg.Open("title", ("id", id + "-t")).Raw(title).Close();
        svg.Open("desc", ("id", id + "-d")).Raw(description).Close();
        return svg;
    }

    public Svg Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(element, attributes);
        _out.Append('>');
        _open.Push(element);
        return this;
    }

    public Svg Leaf(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(element, attributes);
        _out.Append("/>");
        return this;
    }

    public Svg Close()
    {
        _out.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    public Svg Text(double x, double y, string style, string text, string anchor = "start")
    {
        Open("text", ("x", N(x)), ("y", N(y)), ("class", style), ("text-anchor", anchor));
        return Raw(text).Close();
    }

    public Svg Line(double x1, double y1, double x2, double y2, string style) =>
        Leaf("line", ("x1", N(x1)), ("y1", N(y1)), ("x2", N(x2)), ("y2", N(y2)), ("class", style));

    public Svg Rectangle(double x, double y, double width, double height, string style, string? title = null)
    {
        Open("rect", ("x", N(x)), ("y", N(y)), ("width", N(width)), ("height", N(height)), ("class", style));
        return Titled(title).Close();
    }

    public Svg Path(string data, string style, string? title = null)
    {
        Open("path", ("d", data), ("class", style));
        return Titled(title).Close();
    }

    /// <summary>The finished drawing.</summary>
    public override string ToString()
    {
        while (_open.Count > 0)
        {
            Close();
        }
        return _out.ToString();
    }

    public static string N(double value) => Figures.Coordinate(value);

    /// <summary>Text inside the open element, encoded.</summary>
    public Svg Written(string text) => Raw(text);

    private Svg Titled(string? title) => title is null ? this : Open("title").Raw(title).Close();

    private Svg Raw(string text)
    {
        Encode(text);
        return this;
    }

    private void Tag(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _out.Append('<').Append(element);
        foreach ((string name, string value) in attributes)
        {
            _out.Append(' ').Append(name).Append("=\"");
            Encode(value);
            _out.Append('"');
        }
    }

    private void Encode(string text)
    {
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => _out.Append("&amp;"),
                '<' => _out.Append("&lt;"),
                '>' => _out.Append("&gt;"),
                '"' => _out.Append("&quot;"),
                '\'' => _out.Append("&#39;"),
                _ => _out.Append(c),
            };
        }
    }
}
