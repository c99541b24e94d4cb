using Tidemark.Detection.Statements.Languages;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>Texts and rows with what every step of the ledger asks of them.</summary>
internal sealed class LedgerMaterial
{
    private readonly Dictionary<string, int> _textPlaces;
    private readonly Dictionary<string, int> _rowPlaces;

    public LedgerMaterial(IReadOnlyList<LedgerSource> sources, IReadOnlyList<LedgerText> texts, IReadOnlyList<LedgerRow> rows)
    {
        (Sources, Texts, Rows) = (sources, texts, rows);
        _textPlaces = texts.Select((text, i) => (text.Sha256, i)).ToDictionary(pair => pair.Sha256, pair => pair.i, StringComparer.Ordinal);
        _rowPlaces = rows.Select((row, i) => (row.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        Days = [.. texts.Select(text => LedgerRows.Day(text.Published))];
    }

    /// <summary>The texts with their words, in the order of <see cref="Texts"/>.</summary>
    public IReadOnlyList<LedgerSource> Sources { get; }

    /// <summary>The texts as the ledger shows them.</summary>
    public IReadOnlyList<LedgerText> Texts { get; }

    /// <summary>All rows.</summary>
    public IReadOnlyList<LedgerRow> Rows { get; }

    /// <summary>Day of publication of each text, where it states one.</summary>
    public IReadOnlyList<DateOnly?> Days { get; }

    public int TextOf(LedgerRow row) => _textPlaces[row.Text];

    public LedgerRow Row(string id) => Rows[_rowPlaces[id]];

    public int PlaceOf(string id) => _rowPlaces[id];

    public Language LanguageOf(LedgerRow row) => LanguageFiles.Of(Sources[TextOf(row)].Read.Article.Language);

    /// <summary>Whether the row stands in a text its own speaker published: no hand lies between. A file's name is nobody's.</summary>
    public bool IsOwn(LedgerRow row) => Texts[TextOf(row)] is var text && text.Outlet != text.Name && SpeakerNames.Same(text.Outlet, row.Speaker);

    /// <summary>When it was said, else when the text was published; null where neither is known.</summary>
    public (DateOnly From, DateOnly To)? Said(LedgerRow row) =>
        row.When is { OfSaying: true } time ? (time.From, time.To) : Days[TextOf(row)] is { } day ? (day, day) : null;
}
