using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// A report together with how it is shown: the one door through which names, texts and objects of the material reach a page.
/// Everything it returns is safe to encode and print, defanged and, unless accounts are shown, veiled.
/// </summary>
public sealed class ReportView
{
    private readonly Pseudonyms _accounts;
    private readonly Pseudonyms _objects;
    private readonly Dictionary<string, string> _labels;
    private readonly Dictionary<string, int?> _groupOf;
    private readonly Dictionary<string, int>? _byName;
    private readonly Veil _veil;
    private readonly Dictionary<string, ReportNode> _nodes;
    private readonly Dictionary<int, ReportEdge[]> _edgesOf;

    /// <summary>Prepares a report for showing. O(size of the report).</summary>
    /// <exception cref="ArgumentException">Pseudonyms are asked for without a key.</exception>
    public ReportView(CoordinationReport report, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.ShowAccounts && options.PseudonymKey.IsEmpty)
        {
            throw new ArgumentException("Pseudonyms need a key: without one anybody could number the accounts again.", nameof(options));
        }
        (Report, Options) = (report, options);
        _labels = report.Network.Nodes.Where(n => n.Label is not null).ToDictionary(n => n.Key, n => n.Label!, StringComparer.Ordinal);
        _groupOf = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (ReportGroup group in report.Groups)
        {
            foreach (string member in group.Members)
            {
                _groupOf[member] = group.Id;
            }
        }
        _accounts = new Pseudonyms(options.PseudonymKey.Span, AllAccounts(report));
        // Where names are shown nothing may depend on the key, or the same case made twice would not give the same bytes.
        _byName = !options.ShowAccounts ? null : AllAccounts(report).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.Ordinal);
        _nodes = report.Network.Nodes.ToDictionary(n => n.Key, StringComparer.Ordinal);
        // 0 stands for pairs that do not lie within one group; groups count from 1.
        _edgesOf = report.Network.Edges.GroupBy(e => GroupOf(e.A) is { } group && group == GroupOf(e.B) ? group : 0).ToDictionary(
            g => g.Key,
            g => g.OrderBy(e => e.P).ThenByDescending(e => e.Weight).ThenBy(e => Math.Min(Order(e.A), Order(e.B))).ThenBy(e => Math.Max(Order(e.A), Order(e.B))).ToArray());
        _objects = new Pseudonyms(options.PseudonymKey.Span, ShownObjects(options).Where(o => Hides(o.Kind, o.Value)).Select(o => o.Value));
        _veil = new Veil(_labels.Select(l => (l.Value, l.Key)).Concat(AllAccounts(report).Select(a => (a, a)))
            .Select(x => (x.Item1, $"Account {_accounts[x.Item2]}")));
        NodesByNumber = [.. report.Network.Nodes.OrderBy(n => Order(n.Key)).ThenBy(n => n.Key, StringComparer.Ordinal)];
    }

    /// <summary>The report.</summary>
    public CoordinationReport Report { get; }

    /// <summary>How it is shown.</summary>
    public ReportOptions Options { get; }

    /// <summary>The nodes in the order of their pseudonyms (of their names, if accounts are shown): no other order may show through.</summary>
    public IReadOnlyList<ReportNode> NodesByNumber { get; }

    /// <summary>Accounts in groups.</summary>
    public int GroupAccounts => _groupOf.Count;

    /// <summary>An account's name on the page: "Account 17", or its label or id.</summary>
    public string Name(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Options.ShowAccounts
            ? Id(_labels.GetValueOrDefault(account) is { } label && !string.IsNullOrWhiteSpace(label) ? label : account)
            : $"Account {_accounts[account]}";
    }

    /// <summary>An account's name where there is little room: "17", or the beginning of its name.</summary>
    public string ShortName(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Options.ShowAccounts ? Cut(Name(account), 14) : $"{_accounts[account]}";
    }

    /// <summary>The same door for sections on assets.</summary>
    public Assets.AssetNames AssetNames => new(Name, Order, Text);

    /// <summary>Where an account stands in every list.</summary>
    public int Order(string account) => _byName?[account] ?? _accounts[account];

    /// <summary>Accounts in the order of every list.</summary>
    public IEnumerable<string> Ordered(IEnumerable<string> accounts) => Options.ShowAccounts
        ? accounts.Order(StringComparer.Ordinal)
        : accounts.OrderBy(Order);

    /// <summary>The group of an account, or null.</summary>
    public int? GroupOf(string account) => _groupOf.GetValueOrDefault(account);

    /// <summary>Running text from the material, at most <see cref="ReportOptions.TextLength"/> characters of it.</summary>
    public string Text(string? text) => Running(text, Options.TextLength);

    /// <summary>A short text from the material: a reason, a name.</summary>
    public string Short(string? text) => Running(text, 200);

    /// <summary>A file name, an option, a command: shown letter for letter so that it can be typed again, but never acting.</summary>
    public static string Literal(string? text) => Shown.Text((text ?? "").Replace("://", "[:]//", StringComparison.Ordinal), 4_000);

    /// <summary>An id of the material, where accounts are shown.</summary>
    public static string Id(string id) => Shown.Text(Shown.Defanged(id.Length > 400 ? id[..400] : id), 60, Math.Max(0, id.Length - 400));

    /// <summary>
    /// A sentence that somebody wrote for this report: names in it are veiled, links defanged, and it is never cut.
    /// </summary>
    public string Words(string? text) => Running(text, 20_000);

    /// <summary>An object of the material: a link defanged, a post or a mentioned account numbered unless accounts are shown.</summary>
    public string Object(TraceKind kind, string value, int most = 200)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Hides(kind, value))
        {
            return kind == TraceKind.Mention
                ? _accounts.TryGet(value, out int number) ? $"Account {number}" : $"Mentioned account {_objects[value]}"
                : $"{(kind == TraceKind.Object ? "Object" : "Post")} {_objects[value]}";
        }
        string shown = Running(value, most);
        if (string.IsNullOrWhiteSpace(shown))
        {
            return "(blank)";
        }
        return kind == TraceKind.Hashtag ? "#" + shown.TrimStart('#') : shown;
    }

    /// <summary>A post's id, where accounts are shown: on most platforms an id leads to the account in one step.</summary>
    public string? PostId(ActingPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return Options.ShowAccounts && post.Id is not null ? Id(post.Id) : null;
    }

    /// <summary>"H" for a hash of an original and the line in it: "H2 line 17".</summary>
    public string Place(EvidenceRef? evidence)
    {
        if (evidence is not { } place)
        {
            return "";
        }
        int index = 0;
        foreach (CollectedSource source in Report.Material.Sources)
        {
            index++;
            if (string.Equals(source.Sha256, place.Sha256, StringComparison.Ordinal))
            {
                return place.Line > 0 ? $"S{index} line {Figures.Count(place.Line)}" : $"S{index}";
            }
        }
        return place.ToString();
    }

    /// <summary>The edges inside a group, strongest first.</summary>
    public IReadOnlyList<ReportEdge> EdgesOf(ReportGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _edgesOf.GetValueOrDefault(group.Id, []);
    }

    /// <summary>The edges that do not lie within one group, strongest first.</summary>
    public IReadOnlyList<ReportEdge> LooseEdges => _edgesOf.GetValueOrDefault(0, []);

    /// <summary>The node of an account, or null if it has no kept edge.</summary>
    public ReportNode? Node(string account) => _nodes.GetValueOrDefault(account);

    /// <summary>What the objects of this run are called, for one and for many.</summary>
    public (string One, string Many) ObjectWords => Report.Run.Kinds.Count > 1 ? ("trace", "traces") : KindWords(Report.Run.Kind);

    /// <summary>What the objects of a kind are called, for one and for many.</summary>
    public static (string One, string Many) KindWords(TraceKind kind) => kind switch
    {
        TraceKind.Link => ("link", "links"),
        TraceKind.Domain => ("domain", "domains"),
        TraceKind.Hashtag => ("hashtag", "hashtags"),
        TraceKind.Repost => ("reposted post", "reposted posts"),
        TraceKind.Reply => ("replied-to post", "replied-to posts"),
        TraceKind.Mention => ("mentioned account", "mentioned accounts"),
        TraceKind.Text => ("text", "texts"),
        TraceKind.Media => ("media file", "media files"),
        TraceKind.Sequence => ("hashtag sequence", "hashtag sequences"),
        TraceKind.Similar => ("text with its near-copies", "texts with their near-copies"),
        _ => ("object", "objects"),
    };

    private bool Hides(TraceKind kind, string value) => !Options.ShowAccounts && kind switch
    {
        TraceKind.Repost or TraceKind.Reply or TraceKind.Mention => true,
        TraceKind.Object => value.Length >= 6 && value.All(char.IsAsciiDigit),
        _ => false,
    };

    /// <summary>The beginning of a text that was made safe, for a label in a picture; the table beside it has all of it.</summary>
    public static string Cut(string shown, int most)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var elements = new System.Globalization.StringInfo(shown);
        return elements.LengthInTextElements <= most ? shown : elements.SubstringByTextElements(0, most - 1) + "…";
    }

    /// <summary>Both ends of a text that was made safe, for a label: links of one site differ at their end.</summary>
    public static string CutMiddle(string shown, int most)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var elements = new System.Globalization.StringInfo(shown);
        int length = elements.LengthInTextElements, tail = most / 2;
        return length <= most ? shown
            : elements.SubstringByTextElements(0, most - 1 - tail) + "…" + elements.SubstringByTextElements(length - tail, tail);
    }

    private string Running(string? text, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        // Names are taken out before the text is cut, or half a name would stay; but a 100 kB word is not searched to its end.
        int reach = (int)Math.Min(text.Length, most * 4L + 400);
        string head = reach == text.Length ? text : text[..reach];
        string veiled = Options.ShowAccounts ? head : _veil.Over(head);
        return Shown.Text(Shown.Defanged(veiled), most, text.Length - reach);
    }

    private static IEnumerable<string> AllAccounts(CoordinationReport report) => report.Network.Nodes.Select(n => n.Key)
        .Concat(report.Network.Edges.SelectMany(e => new[] { e.A, e.B }))
        .Concat(report.Groups.SelectMany(g => g.Members.Concat(g.Leads.Select(l => l.Account))))
        .Concat(report.Planted.SelectMany(p => p.Members))
        .Concat(report.Assets?.Accounts ?? []);

    private IEnumerable<(TraceKind Kind, string Value)> ShownObjects(ReportOptions options) => Report.TopObjects
        .Select(o => (o.Kind, o.Value)).Concat(_edgesOf.Values.SelectMany(edges => edges.Take(options.EdgesPerGroup))
        .SelectMany(e => e.Rows.Take(options.RowsPerEdge)).Select(r => (r.Kind, r.Object)));
}
