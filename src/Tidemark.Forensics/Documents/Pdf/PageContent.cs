namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>One painted character: where its middle lies on the page, how large it is, and when it was painted.</summary>
internal readonly record struct PaintedCharacter(double X, double Y, double Size, int Order, string Text);

/// <summary>One rectangle filled with a colour nothing shows through.</summary>
internal readonly record struct PaintedBox(double Left, double Bottom, double Right, double Top, int Order);

/// <summary>
/// Follows the content of a page (ISO 32000-1, 8 and 9) as far as is needed to say which characters were painted where and which filled
/// rectangles came after them. Nothing is drawn.
/// </summary>
/// <remarks>
/// Left out on purpose, because they would accuse without cause: text painted invisibly (as under a scan), pictures, shapes that are no
/// rectangles, fills that let something through, fills behind a clip that is no rectangle.
/// </remarks>
internal sealed class PageContent(PdfFile file, int operatorsLeft)
{
    private const int CharacterLimit = 200_000;
    private const int BoxLimit = 5_000;
    private const int SaveLimit = 256;
    private const int FormDepth = 8;
    private readonly Dictionary<PdfDictionary, PdfFont> _fonts = [];
    private readonly Stack<State> _saved = new();
    private readonly List<(double X, double Y)> _path = [];
    private State _state = new();
    private Matrix _line = Matrix.Identity;
    private Matrix _text = Matrix.Identity;
    private bool _rectangles = true;
    private bool _clip;
    private int _order;

    /// <summary>Characters in the order painted.</summary>
    public List<PaintedCharacter> Characters { get; } = [];

    /// <summary>Boxes in the order painted.</summary>
    public List<PaintedBox> Boxes { get; } = [];

    /// <summary>Operators that may still be followed in this file.</summary>
    public int OperatorsLeft { get; private set; } = operatorsLeft;

    /// <summary>The number behind the last thing painted.</summary>
    public int NextOrder => _order++;

    /// <summary>Follows a content stream.</summary>
    public void Run(byte[] content, PdfDictionary? resources, int depth = 0)
    {
        PdfLexer lexer = new(content, 0);
        List<object?> operands = [];
        while (OperatorsLeft > 0)
        {
            object? token = lexer.Token(0);
            if (ReferenceEquals(token, PdfLexer.Nothing))
            {
                return;
            }
            if (token is not PdfWord word)
            {
                if (operands.Count < 64)
                {
                    operands.Add(token);
                }
                continue;
            }
            OperatorsLeft--;
            if (word.Value == "ID")
            {
                // The bytes of a picture in the text: up to "EI" between blanks.
                int end = content.AsSpan(lexer.At).IndexOf("EI"u8);
                while (end > 0 && !(PdfLexer.IsBlank(content[lexer.At + end - 1]) && (lexer.At + end + 2 >= content.Length || PdfLexer.IsBlank(content[lexer.At + end + 2]))))
                {
                    int next = content.AsSpan(lexer.At + end + 2).IndexOf("EI"u8);
                    end = next < 0 ? -1 : end + 2 + next;
                }
                if (end < 0)
                {
                    return;
                }
                lexer.At += end + 2;
            }
            else
            {
                Operator(word.Value, operands, resources, depth);
            }
            operands.Clear();
        }
    }

    private static double Number(List<object?> operands, int index) => index < operands.Count && operands[index] is double value && Math.Abs(value) < 1e7 ? value : 0;

    private void Operator(string name, List<object?> o, PdfDictionary? resources, int depth)
    {
        switch (name)
        {
            case "q" when _saved.Count < SaveLimit:
                _saved.Push(_state);
                break;
            case "Q" when _saved.Count > 0:
                _state = _saved.Pop();
                break;
            case "cm":
                _state.Transform = Matrix.Of(o).Then(_state.Transform);
                break;
            case "gs":
                Graphics(o, resources);
                break;
            case "re":
                Rectangle(Number(o, 0), Number(o, 1), Number(o, 2), Number(o, 3));
                break;
            case "m" or "l":
                Point(Number(o, 0), Number(o, 1));
                break;
            case "c" or "v" or "y":
                _rectangles = false;
                break;
            case "W" or "W*":
                _clip = true;
                break;
            case "f" or "F" or "f*" or "B" or "B*" or "b" or "b*":
                Fill();
                End();
                break;
            case "n" or "S" or "s":
                End();
                break;
            case "BT":
                _line = _text = Matrix.Identity;
                break;
            case "Tf":
                _state.Font = Font(o, resources);
                _state.Size = Number(o, 1);
                break;
            case "Tm":
                _line = _text = Matrix.Of(o);
                break;
            case "Td" or "TD":
                _state.Leading = name == "TD" ? -Number(o, 1) : _state.Leading;
                _line = _text = new Matrix(1, 0, 0, 1, Number(o, 0), Number(o, 1)).Then(_line);
                break;
            case "TL":
                _state.Leading = Number(o, 0);
                break;
            case "T*":
                NextLine();
                break;
            case "Tc":
                _state.Spacing = Number(o, 0);
                break;
            case "Tw":
                _state.WordSpacing = Number(o, 0);
                break;
            case "Tz":
                _state.Stretch = Number(o, 0) / 100;
                break;
            case "Ts":
                _state.Rise = Number(o, 0);
                break;
            case "Tr":
                _state.Invisible = Number(o, 0) is 3 or 7;
                break;
            case "Tj" when o.Count > 0:
                Show(o[0]);
                break;
            case "'" when o.Count > 0:
                NextLine();
                Show(o[0]);
                break;
            case "\"" when o.Count > 2:
                (_state.WordSpacing, _state.Spacing) = (Number(o, 0), Number(o, 1));
                NextLine();
                Show(o[2]);
                break;
            case "TJ" when o.Count > 0 && o[0] is List<object?> parts:
                foreach (object? part in parts)
                {
                    if (part is double shift && Math.Abs(shift) < 1e6)
                    {
                        _text = new Matrix(1, 0, 0, 1, -shift / 1000 * _state.Size * _state.Stretch, 0).Then(_text);
                    }
                    else
                    {
                        Show(part);
                    }
                }
                break;
            case "Do" when o.Count > 0 && o[0] is PdfName form && depth < FormDepth:
                Form(form.Value, resources, depth);
                break;
            default:
                break;
        }
    }

    private void NextLine() => _line = _text = new Matrix(1, 0, 0, 1, 0, -_state.Leading).Then(_line);

    private void Form(string name, PdfDictionary? resources, int depth)
    {
        if (file.Dictionary(file.Dictionary(resources?["XObject"])?[name]) is not { } form || form.Name("Subtype") != "Form"
            || file.Dictionary(resources?["XObject"])![name] is not PdfReference reference || form["Group"] is not null)
        {
            return; // A group may be transparent as a whole.
        }
        State before = _state;
        if (file.Resolve(form["Matrix"]) is List<object?> matrix)
        {
            _state.Transform = Matrix.Of(matrix).Then(_state.Transform);
        }
        int saved = _saved.Count;
        Run(file.Decode(form, reference.Number, out _), file.Dictionary(form["Resources"]) ?? resources, depth + 1);
        while (_saved.Count > saved)
        {
            _saved.Pop();
        }
        _state = before;
    }

    private void Graphics(List<object?> o, PdfDictionary? resources)
    {
        if (o.Count == 0 || o[0] is not PdfName name || file.Dictionary(file.Dictionary(resources?["ExtGState"])?[name.Value]) is not { } state)
        {
            return;
        }
        if (file.Resolve(state["ca"]) is double opacity)
        {
            _state.Opaque = opacity >= 0.99;
        }
        if (file.Resolve(state["BM"]) is { } mode)
        {
            _state.Blends = mode is not PdfName { Value: "Normal" or "Compatible" };
        }
        if (file.Resolve(state["SMask"]) is { } mask)
        {
            _state.Masked = mask is not PdfName { Value: "None" };
        }
    }

    private PdfFont? Font(List<object?> o, PdfDictionary? resources)
    {
        if (o.Count == 0 || o[0] is not PdfName name || file.Dictionary(file.Dictionary(resources?["Font"])?[name.Value]) is not { } dictionary)
        {
            return null;
        }
        if (!_fonts.TryGetValue(dictionary, out PdfFont? font))
        {
            font = PdfFont.Of(file, dictionary);
            _fonts[dictionary] = font;
        }
        return font;
    }

    private void Show(object? operand)
    {
        if (operand is not PdfString text)
        {
            return;
        }
        bool wide = _state.Font?.Wide ?? false;
        for (int i = 0; i < text.Bytes.Length && Characters.Count < CharacterLimit; i += wide ? 2 : 1)
        {
            int code = wide && i + 1 < text.Bytes.Length ? (text.Bytes[i] << 8) | text.Bytes[i + 1] : text.Bytes[i];
            double width = (_state.Font?.Width(code) ?? 0.5) * _state.Size;
            Matrix at = _text.Then(_state.Transform);
            string shown = _state.Font?.Text(code) ?? ((char)code).ToString();
            if (!_state.Invisible && shown.Length > 0)
            {
                (double x, double y) = at.Map(width * _state.Stretch / 2, (_state.Size * 0.3) + _state.Rise);
                // No page is larger than 14,400 units (ISO 32000-1, annex C.2); what lies far outside, or nowhere, is not seen.
                if (Math.Abs(x) < 1e6 && Math.Abs(y) < 1e6)
                {
                    Characters.Add(new PaintedCharacter(x, y, Math.Abs(_state.Size) * at.Scale, _order++, shown));
                }
            }
            double step = (width + _state.Spacing + (code == 32 && !wide ? _state.WordSpacing : 0)) * _state.Stretch;
            _text = new Matrix(1, 0, 0, 1, step, 0).Then(_text);
        }
    }

    private void Rectangle(double x, double y, double width, double height)
    {
        Point(x, y);
        Point(x + width, y);
        Point(x + width, y + height);
        Point(x, y + height);
    }

    private void Point(double x, double y)
    {
        if (_path.Count < 4_000)
        {
            _path.Add(_state.Transform.Map(x, y));
        }
        else
        {
            _rectangles = false;
        }
    }

    private void Fill()
    {
        if (!_rectangles || !_state.Opaque || _state.Blends || _state.Masked || _state.ClipUnknown)
        {
            return;
        }
        foreach ((double left, double bottom, double right, double top) in Corners())
        {
            (double l, double b) = (Math.Max(left, _state.Clip.Left), Math.Max(bottom, _state.Clip.Bottom));
            (double r, double t) = (Math.Min(right, _state.Clip.Right), Math.Min(top, _state.Clip.Top));
            if (l < r && b < t && Boxes.Count < BoxLimit)
            {
                Boxes.Add(new PaintedBox(l, b, r, t, _order++));
            }
        }
    }

    private void End()
    {
        if (_clip && _path.Count > 0)
        {
            List<(double Left, double Bottom, double Right, double Top)> corners = Corners();
            if (!_rectangles || corners.Count != 1)
            {
                _state.ClipUnknown = true;
            }
            else
            {
                _state.Clip = (Math.Max(_state.Clip.Left, corners[0].Left), Math.Max(_state.Clip.Bottom, corners[0].Bottom),
                    Math.Min(_state.Clip.Right, corners[0].Right), Math.Min(_state.Clip.Top, corners[0].Top));
            }
        }
        _path.Clear();
        (_rectangles, _clip) = (true, false);
    }

    /// <summary>The upright rectangles of the path; none where it holds anything else.</summary>
    private List<(double Left, double Bottom, double Right, double Top)> Corners()
    {
        List<(double, double, double, double)> boxes = [];
        List<(double X, double Y)> path = _path;
        if (path.Count == 5 && Math.Abs(path[4].X - path[0].X) < 0.01 && Math.Abs(path[4].Y - path[0].Y) < 0.01)
        {
            path = path[..4];
        }
        for (int i = 0; i + 4 <= path.Count; i += 4)
        {
            for (int k = 0; k < 4; k++)
            {
                (double x, double y) = path[i + k];
                (double nextX, double nextY) = path[i + ((k + 1) % 4)];
                if (Math.Abs(x - nextX) > 0.01 && Math.Abs(y - nextY) > 0.01)
                {
                    return [];
                }
            }
            boxes.Add((Math.Min(path[i].X, path[i + 2].X), Math.Min(path[i].Y, path[i + 2].Y), Math.Max(path[i].X, path[i + 2].X), Math.Max(path[i].Y, path[i + 2].Y)));
        }
        return path.Count % 4 == 0 ? boxes : [];
    }

    private struct State
    {
        public State() { }

        public Matrix Transform = Matrix.Identity;
        public PdfFont? Font;
        public double Size = 1;
        public double Leading;
        public double Spacing;
        public double WordSpacing;
        public double Stretch = 1;
        public double Rise;
        public bool Invisible;
        public bool Opaque = true;
        public bool Blends;
        public bool Masked;
        public bool ClipUnknown;
        public (double Left, double Bottom, double Right, double Top) Clip = (-1e9, -1e9, 1e9, 1e9);
    }

    private readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
    {
        public static readonly Matrix Identity = new(1, 0, 0, 1, 0, 0);

        public double Scale => Math.Sqrt(Math.Abs((A * D) - (B * C)));

        public static Matrix Of(List<object?> o) => new(Number(o, 0), Number(o, 1), Number(o, 2), Number(o, 3), Number(o, 4), Number(o, 5));

        public Matrix Then(Matrix next) => new(
            (A * next.A) + (B * next.C), (A * next.B) + (B * next.D),
            (C * next.A) + (D * next.C), (C * next.B) + (D * next.D),
            (E * next.A) + (F * next.C) + next.E, (E * next.B) + (F * next.D) + next.F);

        public (double X, double Y) Map(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);
    }
}
