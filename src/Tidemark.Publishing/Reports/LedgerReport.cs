using System.Globalization;
using Tidemark.Casework.Ledger;
using Tidemark.Model.Ledger;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// Everything the page of a ledger says, and the one door through which words of the texts reach it: what it returns is safe to encode and
/// print, and defanged. Speakers are shown by the names the texts give them: a ledger is about who says what.
/// </summary>
public sealed class LedgerReport
{
    /// <summary>Rows of a table at most; all of them are in the export.</summary>
    public const int MostRows = 1500;

    private readonly Dictionary<string, LedgerRow> _rows;
    private readonly Dictionary<string, LedgerText> _texts;
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Prepares a ledger for showing. O(size of the ledger).</summary>
    public LedgerReport(DecidedLedger decided)
    {
        ArgumentNullException.ThrowIfNull(decided);
        Decided = decided;
        _rows = decided.Ledger.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        _texts = decided.Ledger.Texts.ToDictionary(text => text.Sha256, StringComparer.Ordinal);
        _numbers = decided.Ledger.Texts.Select((text, i) => (text.Sha256, i)).ToDictionary(pair => pair.Sha256, pair => pair.i + 1, StringComparer.Ordinal);
    }

    /// <summary>The ledger with people's decisions.</summary>
    public DecidedLedger Decided { get; }

    /// <summary>What the machine read.</summary>
    public StatementLedger Ledger => Decided.Ledger;

    /// <summary>What the case is called.</summary>
    public required string Title { get; init; }

    /// <summary>The question of the case, or empty.</summary>
    public required string Question { get; init; }

    /// <summary>Version of the program.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What a reader has to know about this run.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>First and last day of the season that is drawn; null: all dates.</summary>
    public (DateOnly From, DateOnly To)? Season { get; init; }

    /// <summary>A row by its id.</summary>
    public LedgerRow Row(string id) => _rows[id];

    /// <summary>The text of a row.</summary>
    public LedgerText Text(LedgerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _texts[row.Text];
    }

    /// <summary>"T3 line 7": the text's number in the list of texts, and the line.</summary>
    public string Place(LedgerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Create(CultureInfo.InvariantCulture, $"T{_numbers[row.Text]} line {row.Line}");
    }

    /// <summary>The number of a text in the list.</summary>
    public int Number(LedgerText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _numbers[text.Sha256];
    }

    /// <summary>Who speaks, with a correction in its place where a person made one.</summary>
    public string Who(LedgerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Words(row.Speaker ?? "nobody named", 120);
    }

    /// <summary>The words of the texts, safe and cut.</summary>
    public static string Words(string? text, int most = 600) => Shown.Text(Shown.Defanged((text ?? "").Length > 8000 ? text![..8000] : text ?? ""), most);

    /// <summary>A stretch of time: a day, or first and last day.</summary>
    public static string Days(LedgerTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.From == time.To ? Day(time.From) : $"{Day(time.From)} – {Day(time.To)}";
    }

    /// <summary>A day, ISO 8601.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A sentence in three parts: before the words that changed, these words, and what follows; the whole in the first where they are not found.</summary>
    public static (string Before, string Marked, string After) Marked(string sentence, string? words)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        int at = string.IsNullOrEmpty(words) ? -1 : sentence.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (Words(sentence), "", "") : (Words(sentence[..at]), Words(sentence.Substring(at, words!.Length)), Words(sentence[(at + words.Length)..]));
    }
}
