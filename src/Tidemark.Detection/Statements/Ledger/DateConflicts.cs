using Tidemark.Model.Ledger;

namespace Tidemark.Detection.Statements.Ledger;

/// <summary>Two dates for one statement of one speaker: both are kept, with their witnesses, and neither is preferred.</summary>
/// <remarks>
/// Witnesses are the dates of the speaker's own texts and the days on which retellings say it was said. Dates more than a week apart are taken
/// for two occasions on which it was said, and are no conflict.
/// </remarks>
internal static class DateConflicts
{
    private const int Days = 7;

    public static IReadOnlyList<DateConflict> Find(LedgerMaterial material, IReadOnlyList<StatementVariants> variants)
    {
        var conflicts = new List<DateConflict>();
        foreach (StatementVariants of in variants)
        {
            var dates = new List<DatedRow>();
            foreach (LedgerRow row in of.Rows.Select(material.Row))
            {
                if (row.When is { OfSaying: true } time && time.From == time.To)
                {
                    dates.Add(new DatedRow(time.From, row.Id, "said in the text"));
                }
                else if (material.IsOwn(row) && material.Days[material.TextOf(row)] is { } day)
                {
                    dates.Add(new DatedRow(day, row.Id, "date of the text"));
                }
            }
            DatedRow[] apart = [.. dates.OrderBy(date => date.Day).ThenBy(date => material.PlaceOf(date.Row)).DistinctBy(date => date.Day)];
            // One publication holds several statements: its two dates are told once.
            if (apart.Length > 1 && apart[^1].Day.DayNumber - apart[0].Day.DayNumber <= Days && !conflicts.Exists(known => Texts(known).SetEquals(Texts(apart))))
            {
                conflicts.Add(new DateConflict(of.Id, apart));
            }
        }
        return conflicts;

        HashSet<string> Texts(object dates) => [.. (dates is DateConflict of ? of.Dates : (DatedRow[])dates).Select(date => material.Row(date.Row).Text)];
    }
}
