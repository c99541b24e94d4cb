using Tidemark.App.Terminal;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>A verdict in plain words for a reporter: what was tested and how it came out, what does not fit, and what none of it shows.</summary>
internal static class VerdictText
{
    private const int MostFields = 12;

    public static void Write(TextWriter to, string file, string sha256, FileVerdict verdict)
    {
        to.WriteLine(Say(file));
        to.WriteLine($"  {Say(verdict.Summary)}");
        foreach (Check check in verdict.Checks)
        {
            to.WriteLine($"  {check.Name}: {VerdictJson.Words(check.Outcome)}. {Say(check.Detail)}");
        }
        foreach (Conflict conflict in verdict.Conflicts)
        {
            to.WriteLine($"  {Heading(conflict.Code)} ({conflict.Code}): {Say(conflict.Detail)}");
        }
        foreach (DateWitness date in verdict.Dates.Take(MostFields))
        {
            to.WriteLine($"  {date.What} {Say(date.Value)}, says {Say(date.Source)}");
        }
        foreach (Field field in verdict.Fields.Take(MostFields))
        {
            to.WriteLine($"  {field.Name}: {Say(field.Value)} ({Say(field.Source)})");
        }
        int more = Math.Max(0, verdict.Fields.Count - MostFields) + Math.Max(0, verdict.Dates.Count - MostFields);
        if (more > 0)
        {
            to.WriteLine($"  and {more} more; --json lists all of them");
        }
        foreach (string limit in verdict.Checks.Select(check => check.DoesNotShow).Distinct(StringComparer.Ordinal))
        {
            to.WriteLine($"  What this does not show: {Say(limit)}");
        }
        if (sha256.Length > 0)
        {
            to.WriteLine($"  SHA-256 {sha256}");
        }
    }

    /// <summary>Only what contradicts itself is said not to fit; comments, attached files or an unsigned field are there to be known.</summary>
    private static string Heading(string code) => code switch
    {
        "duplicate-header" or "signature-expired" or "key-conflict" or "thumbnail-differs" or "zones-differ" or "damaged-structure" => "does not fit",
        "cannot-read" => "could not be read",
        _ => "to note",
    };

    private static string Say(string text) => Plain.Text(VerdictJson.Shortened(text));
}
