using Tidemark.Detection.Activation;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Activation;

/// <summary>The tables of a run: activations, newcomers, groups and their members, states.</summary>
internal static class ActivationTables
{
    /// <summary>All names such a call may write.</summary>
    public static string[] Files { get; } =
        ["activations.csv", "newcomers.csv", "groups.csv", "group_members.csv", "states.csv", "rejected.csv", "summary.json"];

    public static void Activations(Stream to, PostColumns posts, ActivationResult result)
    {
        using var table = new CsvTable(
            to, "asset", "kind", "date", "from", "to", "before_rate", "after_rate", "dormant_days", "p", "q", "explained_by", "subject");
        foreach (AssetChange change in result.Changes.OrderBy(change => change.Change.Asset).ThenBy(change => change.Change.Day).ThenBy(change => change.Kind, StringComparer.Ordinal))
        {
            LifeChange life = change.Change;
            table.Text(posts.Accounts[life.Asset]);
            table.Text(change.Kind);
            Date(table, result, life.Day);
            Date(table, result, life.From);
            Date(table, result, life.To);
            Figure(table, life.BeforeRate);
            Figure(table, life.AfterRate);
            table.Number(life.DormantDays);
            Figure(table, life.P);
            Figure(table, change.Q);
            table.Text(life.ExplainedBy);
            table.Text(life.Subject);
            table.EndRow();
        }
    }

    public static void Newcomers(Stream to, PostColumns posts, ActivationResult result)
    {
        using var table = new CsvTable(to, "asset", "first");
        foreach (int asset in result.Newcomers)
        {
            table.Text(posts.Accounts[asset]);
            Date(table, result, result.Lives.First(asset));
            table.EndRow();
        }
    }

    public static void Groups(Stream to, ActivationResult result)
    {
        using var table = new CsvTable(to, "group", "kind", "date", "from", "to", "assets", "expected", "p", "q", "explained_by");
        for (int i = 0; i < result.Groups.Count; i++)
        {
            StartGroup group = result.Groups[i];
            table.Number(i + 1);
            table.Text(group.Kind);
            Date(table, result, group.Day);
            Date(table, result, group.From);
            Date(table, result, group.To);
            table.Number(group.Members.Count);
            Figure(table, group.Expected);
            Figure(table, group.P);
            Figure(table, group.Q);
            table.Text(group.ExplainedBy);
            table.EndRow();
        }
    }

    public static void Members(Stream to, PostColumns posts, ActivationResult result)
    {
        using var table = new CsvTable(to, "group", "asset", "date");
        for (int i = 0; i < result.Groups.Count; i++)
        {
            foreach ((int asset, int day) in result.Groups[i].Members)
            {
                table.Number(i + 1);
                table.Text(posts.Accounts[asset]);
                Date(table, result, day);
                table.EndRow();
            }
        }
    }

    public static void States(Stream to, PostColumns posts, ActivationResult result)
    {
        using var table = new CsvTable(to, "asset", "state", "from", "to");
        foreach (AssetState state in result.States)
        {
            table.Text(posts.Accounts[state.Asset]);
            table.Text(state.State);
            Date(table, result, state.From);
            Date(table, result, state.To);
            table.EndRow();
        }
    }

    private static void Date(CsvTable table, ActivationResult result, int day) => table.Text(ActivationDetector.Date(result.Lives.FirstDay + day));

    /// <summary>Six digits: more would differ between processors and tell nobody anything.</summary>
    private static void Figure(CsvTable table, double value) =>
        table.Number(value == 0 ? 0 : Math.Abs(value) < 1e-300 ? 1e-300 : double.Parse(value.ToString("E5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture));
}
