using System.Globalization;
using Tidemark.Model;
using Tidemark.Publishing.Pictures;
using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Assets;

/// <summary>A finding about lives as a line of a table and of the timeline; days since 1970-01-01.</summary>
/// <param name="Account">The account as the material has it; null for a start in common.</param>
/// <param name="Who">Who, as the page names them.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Day">The likeliest day.</param>
/// <param name="From">The earliest.</param>
/// <param name="To">The latest.</param>
/// <param name="Before">The level or share before; for a start in common how many chance expects.</param>
/// <param name="After">After; for a start in common how many there are.</param>
/// <param name="Dormant">Silent days right before.</param>
/// <param name="Words">The words of a new subject, safe.</param>
/// <param name="P">Its chance.</param>
/// <param name="Q">Its false-discovery rate.</param>
internal sealed record LifeRow(
    string? Account, string Who, string Kind, int Day, int From, int To, string Before, string After, string Dormant, string Words, double P, double Q)
{
    /// <summary>The rows: starts in common first, then accounts by day and by their place in every list.</summary>
    public static LifeRow[] Of(AssetsReport report, AssetNames names)
    {
        var rows = new List<(LifeRow Row, int Order)>();
        int group = 0;
        foreach (Finding finding in report.Of("activation"))
        {
            Measure day = finding.Measures[0];
            (int at, int from, int to) = ((int)day.Value, (int)(day.Low ?? day.Value), (int)(day.High ?? day.Value));
            NullModel chance = finding.Null!;
            if (day.Name == LifeMeasures.Common)
            {
                group++;
                rows.Add((new LifeRow(null, $"Start {group}, {Figures.Count(finding.Subjects.Count, "account", "accounts")}", "start in common", at, from, to,
                    $"{Figures.Number(chance.Expected)} expected", $"{Figures.Count(finding.Subjects.Count)} accounts", "", "", chance.P, chance.Q), group));
                continue;
            }
            bool level = day.Name == LifeMeasures.NewLevel;
            string unit = level ? "posts a day" : "of its posts";
            rows.Add((new LifeRow(finding.Subjects[0], names.Name(finding.Subjects[0]), level ? "new level" : "new subject", at, from, to,
                $"{Value(finding, LifeMeasures.Before, level)} {unit}", $"{Value(finding, LifeMeasures.After, level)} {unit}", Value(finding, LifeMeasures.Dormant, true),
                report.Lives?.Words.GetValueOrDefault(finding.Id) is { } words ? names.Words(words) : "", chance.P, chance.Q), names.Order(finding.Subjects[0])));
        }
        return [.. rows.OrderBy(row => row.Row.Account is null ? 0 : 1).ThenBy(row => row.Row.Account is null ? row.Order : row.Row.Day).ThenBy(row => row.Order).ThenBy(row => row.Row.Kind, StringComparer.Ordinal).Select(row => row.Row)];
    }

    /// <summary>The rows as text.</summary>
    public static PictureTable Table(IReadOnlyList<LifeRow> rows) => new(
        "Accounts and starts in common, with the interval of each day",
        ["Who", "What", "Day (UTC)", "Between (UTC)", "Before", "After", "#Silent days before", "New subject's words", "#p", "#q"],
        [.. rows.Take(LedgerReport.MostRows).Select(row => (IReadOnlyList<string>)
        [
            row.Who, row.Kind, Date(row.Day), $"{Date(row.From)} – {Date(row.To)}", row.Before, row.After, row.Dormant, row.Words, Figures.Probability(row.P), Figures.Probability(row.Q),
        ])], rows.Count);

    /// <summary>A day as it is written.</summary>
    public static string Date(int day) => Figures.Day(UnixTime.FromSeconds(day * 86_400L));

    private static string Value(Finding finding, string name, bool plain)
    {
        double value = finding.Measures.First(measure => measure.Name == name).Value;
        return plain ? Figures.Number(value) : value.ToString("P0", CultureInfo.InvariantCulture);
    }
}
