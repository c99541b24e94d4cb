using System.Globalization;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Retelling;
using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// Prices closeness in time where a statement makes something of it ("in the same week", "coincided with"): the days that can lie between the
/// two, and how often chance gives such a neighbour.
/// </summary>
/// <remarks>
/// <para><b>Chance</b>: with n other dated days in a season of L days, a day taken at random has one of them within a stretch of s days with
/// probability 1 − (1 − s/L)ⁿ. The stretch is the unit named (a week is 7 days), else 2g + 1 for the fewest days g that can lie between.</para>
/// <para><b>Does not claim</b> that events are independent or even over the season; news comes in heaps, so the true chance is higher. A small
/// chance is no proof of a link: somebody chose this pair among many.</para>
/// <para><b>Fails innocently</b> where the two events are not found in the case: then no gap is given, and only the named stretch is priced.</para>
/// </remarks>
internal sealed class Closeness
{
    /// <summary>From this chance on a closeness weighs nothing: one day in five has it.</summary>
    public const double NoWeight = 0.2;

    /// <summary>Below this it may be worth a look; the usual one in twenty.</summary>
    public const double LittleWeight = 0.05;

    private const double SameEvent = 0.5;

    private readonly LedgerMaterial _material;
    private readonly List<(LedgerRow Row, HashSet<string> Stems, LedgerTime Time)> _dated = [];
    private readonly SortedSet<DateOnly> _days = [];
    private readonly DateOnly _first;
    private readonly int _season;

    public Closeness(LedgerMaterial material, LedgerOptions options)
    {
        _material = material;
        foreach (LedgerRow row in material.Rows)
        {
            Language language = material.LanguageOf(row);
            LedgerTime[] times = [.. Times(row, row.Content, language)];
            var text = new RetoldText(row.Content, language);
            foreach (LedgerTime time in row.When is { } when ? times.Prepend(when) : times)
            {
                if (time.From == time.To)
                {
                    _days.Add(time.From);
                }
            }
            if (times.Length > 0)
            {
                _dated.Add((row, [.. text.Stems], times[0]));
            }
            if (material.IsOwn(row) && material.Days[material.TextOf(row)] is { } day)
            {
                _days.Add(day);
            }
        }
        DateOnly last = options.To ?? (_days.Count > 0 ? _days.Max : default);
        _first = options.From ?? (_days.Count > 0 ? _days.Min : default);
        _days.RemoveWhere(day => day < _first || day > last);
        _season = Math.Max(1, last.DayNumber - _first.DayNumber + 1);
    }

    public IReadOnlyList<Nearness> Find()
    {
        var found = new List<Nearness>();
        foreach (LedgerRow row in _material.Rows)
        {
            Language language = _material.LanguageOf(row);
            Dictionary<string, int> units = language.Phrases("same-span").Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
            if (Phrases.First(row.Content, units.Keys.Concat(language.Phrases("close"))) is not { } said)
            {
                continue;
            }
            (LedgerTime? first, string? firstRow) = Event(row, row.Content[..said.Start], language);
            (LedgerTime? second, string? secondRow) = Event(row, row.Content[said.End..], language);
            (int least, int most) = first is null || second is null ? (-1, -1) : Gap(first, second);
            int span = units.TryGetValue(said.Phrase, out int unit) ? unit : 2 * Math.Max(0, least) + 1;
            if (first is null || second is null)
            {
                if (unit == 0)
                {
                    continue;
                }
            }
            int others = Math.Max(0, _days.Count - 1);
            double chance = 1 - Math.Pow(1 - Math.Min(1, (double)span / _season), others);
            found.Add(new Nearness(row.Id, first, second, least, most, span, others, _season, chance,
                chance >= NoWeight ? "no weight" : chance >= LittleWeight ? "little weight" : "worth a look")
            {
                DatedBy = [.. new[] { firstRow, secondRow }.OfType<string>().Distinct(StringComparer.Ordinal)],
            });
        }
        return found;
    }

    /// <summary>Fewest and most days that can lie between two times.</summary>
    public static (int Least, int Most) Gap(LedgerTime a, LedgerTime b)
    {
        int ahead = b.From.DayNumber - a.To.DayNumber;
        int behind = a.From.DayNumber - b.To.DayNumber;
        return (Math.Max(0, Math.Max(ahead, behind)), Math.Max(b.To.DayNumber - a.From.DayNumber, a.To.DayNumber - b.From.DayNumber));
    }

    /// <summary>The time a side of the sentence gives, or the one another row gives for the same thing, with that row.</summary>
    private (LedgerTime? Time, string? Row) Event(LedgerRow row, string side, Language language)
    {
        if (Times(row, side, language).FirstOrDefault() is { } stated)
        {
            return (stated, null);
        }
        var text = new RetoldText(side, language);
        HashSet<string> asked = [.. text.Clause(0), .. text.Words.Count > 0 ? Enumerable.Range(0, text.Words.Count).SelectMany(word => text.EndsClause(word) ? text.Clause(word + 1) : []) : []];
        (LedgerTime? Time, string? Row) best = (null, null);
        double most = 0;
        foreach ((LedgerRow other, HashSet<string> stems, LedgerTime time) in _dated)
        {
            double share = asked.Count < 2 || other.Id == row.Id ? 0 : (double)asked.Count(stems.Contains) / asked.Count;
            if (share >= SameEvent && share > most)
            {
                (best, most) = ((time, other.Id), share);
            }
        }
        return best;
    }

    /// <summary>Days and months a stretch of a row's words names, in the year of its text unless it states one.</summary>
    private IEnumerable<LedgerTime> Times(LedgerRow row, string words, Language language)
    {
        var text = new RetoldText(words, language);
        foreach ((int first, int count, string date) in text.Dates)
        {
            string[] parts = date.Split('-');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int month))
            {
                continue;
            }
            int day = int.Parse(parts[1], CultureInfo.InvariantCulture);
            int? year = first + count < text.Words.Count && text.Words[first + count] is { Length: 4 } next && int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out int stated) && stated is >= 1900 and < 2200
                ? stated : _material.Days[_material.TextOf(row)]?.Year;
            if (year is { } of && (day == 0 || day <= DateTime.DaysInMonth(of, month)))
            {
                yield return new LedgerTime(text.Cut(first, count),
                    new DateOnly(of, month, Math.Max(1, day)), new DateOnly(of, month, day == 0 ? DateTime.DaysInMonth(of, month) : day), false);
            }
        }
    }
}
