using System.Text.Json.Nodes;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Documents;

/// <summary>Short questions to a verdict.</summary>
internal static class Verdicts
{
    public static FileVerdict Of(byte[] bytes)
    {
        int head = Math.Min(bytes.Length, FileRecognition.HeadLength);
        return DocumentExaminer.Examine(bytes, FileRecognition.Recognise(bytes.AsSpan(0, head), head == bytes.Length));
    }

    public static string[] Values(this FileVerdict verdict, string field) => [.. verdict.Fields.Where(f => f.Name == field).Select(f => f.Value)];

    public static string[] When(this FileVerdict verdict, string what) => [.. verdict.Dates.Where(d => d.What == what).Select(d => d.Value)];

    public static CheckOutcome Outcome(this FileVerdict verdict, string check) => Assert.Single(verdict.Checks, c => c.Name == check).Outcome;

    public static JsonObject? Conflict(this FileVerdict verdict, string code) => verdict.Conflicts.FirstOrDefault(c => c.Code == code)?.Evidence;

    /// <summary>What holds of every verdict, whatever the file.</summary>
    public static void IsWhole(FileVerdict verdict)
    {
        Assert.NotEmpty(verdict.Summary);
        Assert.All(verdict.Checks, c =>
        {
            Assert.NotEmpty(c.Detail);
            Assert.NotEmpty(c.DoesNotShow);
            Assert.NotEmpty(c.Evidence);
        });
        Assert.All(verdict.Conflicts, c => Assert.NotEmpty(c.Detail));
        Assert.All(verdict.Fields, f => Assert.True(f.Value.Length is > 0 and < 5_000, f.Name));
        string all = string.Join(' ', verdict.Checks.Select(c => c.Detail + c.DoesNotShow)) + verdict.Summary;
        Assert.DoesNotContain("authentic", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("fake", all, StringComparison.OrdinalIgnoreCase);
    }
}
