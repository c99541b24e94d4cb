using System.Globalization;
using System.Text.Json;
using Tidemark.Detection.Issues;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Issues;

/// <summary>The tables of a search for issues.</summary>
internal static class IssueTables
{
    /// <summary>Issues written; what is weaker is counted in summary.json.</summary>
    public const int Most = 40;

    /// <summary>All names such a call may write.</summary>
    public static string[] Files { get; } = ["issues.csv", "terms.csv", "timeline.csv", "exemplars.csv", "rejected.csv", "summary.json"];

    public static void Issues(Stream to, IssueResult result)
    {
        using var table = new CsvTable(
            to, "issue", "rank", "label", "documents", "assets", "share", "background_share", "lift", "low", "high", "q", "stability", "languages", "named", "z");
        for (int i = 0; i < Math.Min(Most, result.Issues.Count); i++)
        {
            Issue issue = result.Issues[i];
            table.Number(i + 1);
            table.Number(i + 1);
            table.Text(issue.Label);
            table.Number(issue.Documents);
            table.Number(issue.Assets);
            Figure(table, issue.Share);
            Figure(table, issue.BackgroundShare);
            Figure(table, issue.Lift);
            Figure(table, issue.Low);
            Figure(table, issue.High);
            Figure(table, issue.Q);
            Figure(table, issue.Stability);
            table.Text(string.Join(' ', issue.Languages));
            table.Text(issue.Named ? "yes" : "no");
            Figure(table, issue.Z);
            table.EndRow();
        }
    }

    public static void Terms(Stream to, IssueResult result)
    {
        using var table = new CsvTable(to, "issue", "term", "z", "low", "high", "stability");
        for (int i = 0; i < Math.Min(Most, result.Issues.Count); i++)
        {
            foreach (IssueTerm term in result.Issues[i].Terms)
            {
                table.Number(i + 1);
                table.Text(term.Text);
                Figure(table, term.Z);
                Figure(table, term.Low);
                Figure(table, term.High);
                Figure(table, term.Stability);
                table.EndRow();
            }
        }
    }

    public static void Timeline(Stream to, IssueResult result)
    {
        using var table = new CsvTable(to, "issue", "date", "documents", "share", "background_share");
        for (int i = 0; i < Math.Min(Most, result.Issues.Count); i++)
        {
            for (int day = 0; day < result.Days.Count; day++)
            {
                IssueDay on = result.Issues[i].Timeline[day];
                table.Number(i + 1);
                table.Text(Date(result.Days[day]));
                table.Number(on.Documents);
                Figure(table, on.Share);
                Figure(table, on.BackgroundShare);
                table.EndRow();
            }
        }
    }

    public static void Exemplars(Stream to, IssueResult result, IssuePosts posts)
    {
        using var table = new CsvTable(to, "issue", "content_id", "account_id", "date", "text");
        for (int i = 0; i < Math.Min(Most, result.Issues.Count); i++)
        {
            foreach (int post in result.Issues[i].Exemplars)
            {
                table.Number(i + 1);
                table.Text(posts.Content(post));
                table.Text(posts.Account(post));
                table.Text(Date(posts.Material.Day[post]));
                table.Text(posts.Material.Text[post]);
                table.EndRow();
            }
        }
    }

    public static void Figures(Utf8JsonWriter json, IssueResult result, double q)
    {
        json.WriteNumber("documents", result.Documents);
        json.WriteNumber("background_documents", result.BackgroundDocuments);
        json.WriteNumber("background_accounts", result.BackgroundAccounts);
        json.WriteNumber("words_looked_at", result.WordsLookedAt);
        json.WriteNumber("issues_looked_at", result.Issues.Count);
        json.WriteNumber("reported", result.Issues.Count(issue => IsReported(issue, q)));
        json.WriteStartArray("languages");
        foreach (LanguageCoverage language in result.Coverage)
        {
            json.WriteStartObject();
            json.WriteString("language", language.Language);
            json.WriteNumber("posts", language.Posts);
            json.WriteBoolean("stop_list", language.HasStopWords);
            json.WriteBoolean("tokeniser", language.HasWords);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Whether an issue may be told: beyond chance, and found again when accounts are drawn again.</summary>
    public static bool IsReported(Issue issue, double q) => issue.Q <= q && issue.Stability >= 0.8;

    public static string Date(int day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Figure(CsvTable table, double value) => table.Number(double.IsNaN(value) ? value : Math.Round(value, 6));
}
