using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Detection.Statements;

namespace Tidemark.App.Statements;

/// <summary>The ledger of one article for a person at a terminal.</summary>
internal static class StatementsText
{
    private const int Width = 240;

    public static void Write(TextWriter to, string file, ArticleStatements read)
    {
        ArticleFacts facts = read.Article;
        string[] head = [.. new[] { facts.Title?.Text, facts.Byline is { } by ? "by " + by.Text : null, facts.Published }.Where(part => part is not null).Select(part => Plain.Text(part))];
        int certain = read.Statements.Count(statement => statement.Tier == Tier.Certain);
        to.WriteLine(Plain.Text(file) + (head.Length > 0 ? ": " + string.Join(", ", head) : ""));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {read.Statements.Count} statements, {certain} certain. A rule found each; whether it is right, a person decides."));
        foreach (Statement statement in read.Statements)
        {
            string who = statement.Speaker is { } speaker ? speaker.Canonical + (speaker.Role is { } role ? $" ({role})" : "") : "nobody named";
            string stance = statement.Stance.ToString().ToLowerInvariant();
            string hedged = statement.Modality == Modality.Plain ? "" : $", {statement.Modality.ToString().ToLowerInvariant()}";
            to.WriteLine();
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {statement.Id}  line {statement.Line}  {Short(who)}  {stance}{hedged}  [{(statement.Tier == Tier.Certain ? "certain" : "uncertain")}: {statement.Rule}]"));
            if (statement.Content.Count > 0)
            {
                to.WriteLine("      " + Short(string.Join(" … ", statement.Content.Select(piece => piece.Quoted ? $"“{piece.Span.Text}”" : piece.Span.Text))));
            }
            string chain = string.Join(" → ", statement.Chain.Select(hop => hop.Name));
            string when = statement.When is { } time ? $"; {time.Text.Text} ({(time.From == time.To ? time.From : $"{time.From} to {time.To}")})" : "";
            string answers = statement.Answers is { } question ? $"; answers {question}" : "";
            string denies = statement.Denies.Count > 0 ? $"; denies {string.Join(", ", statement.Denies)}" : "";
            to.WriteLine("      " + Short(chain + when + answers + denies));
        }
    }

    // One line a statement part: white space inside is folded, what is too long is cut.
    private static string Short(string text)
    {
        string line = Plain.Text(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return line.Length <= Width ? line : line[..(char.IsHighSurrogate(line[Width - 1]) ? Width - 1 : Width)] + "…";
    }
}
