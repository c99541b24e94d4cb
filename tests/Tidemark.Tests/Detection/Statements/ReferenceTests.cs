using System.Text.Json;
using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

/// <summary>The annotated articles outside the repository: speakers, stances and what must not be a statement.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Annotated_statements_are_found_with_their_stance_and_nothing_else_is_certain()
    {
        int asked = 0;
        int found = 0;
        int right = 0;
        foreach (string path in Directory.EnumerateFiles(Golden(), "*.txt").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(path);
            using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")));
            IReadOnlyList<Statement> read = Ledger.Checked(text, StatementReader.Read(text)).Statements;
            foreach (JsonElement gold in truth.RootElement.GetProperty("statements").EnumerateArray())
            {
                if (gold.TryGetProperty("optional", out JsonElement optional) && optional.GetBoolean())
                {
                    continue;
                }
                asked++;
                JsonElement cue = gold.GetProperty("cue");
                Statement? statement = read.FirstOrDefault(one => one.Cue is { } words && words.Span.Start < cue.GetProperty("end").GetInt32() && cue.GetProperty("start").GetInt32() < words.Span.End);
                if (statement is null)
                {
                    continue;
                }
                found++;
                IEnumerable<string?> stances = [gold.GetProperty("stance").GetString(), .. gold.TryGetProperty("stance_also", out JsonElement also) ? also.EnumerateArray().Select(one => one.GetString()) : []];
                right += stances.Contains(statement.Stance.ToString().ToLowerInvariant()) ? 1 : 0;
            }
            foreach (JsonElement not in truth.RootElement.GetProperty("not_statements").EnumerateArray())
            {
                int start = not.GetProperty("start").GetInt32();
                int end = not.GetProperty("end").GetInt32();
                Assert.DoesNotContain(read, statement => statement.Tier == Tier.Certain && statement.Content.Any(piece => piece.Span.Start >= start && piece.Span.End <= end));
            }
        }
        Assert.True(found >= 0.94 * asked, $"{found} of {asked} found");
        Assert.True(right >= 0.94 * asked, $"{right} of {asked} with the right stance");
    }

    private static string Golden()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string golden = Path.Combine(at.FullName, "shared", "golden", "statements", "articles");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }
        Assert.Skip("needs ../shared/golden/statements");
        return "";
    }
}
