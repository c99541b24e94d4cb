using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Documents;

/// <summary>The summary of a verdict, built from its rows and from nothing else.</summary>
internal static class Sentences
{
    /// <summary>Two or three sentences: what the file says of itself, what contradicts, what could not be read.</summary>
    public static string Summary(FileKind kind, SelfDescription file, IReadOnlyList<Check> checks)
    {
        List<string> says = [];
        Say(says, file, "author", "author");
        Say(says, file, "last-modified-by", "last changed by");
        Say(says, file, "camera-model", "camera");
        Say(says, file, "application", "written with");
        Say(says, file, "creator-tool", "written with");
        Say(says, file, "producer", "produced by");
        Say(says, file, "software", "processed with");
        foreach ((string what, string words) in (ReadOnlySpan<(string, string)>)[("taken", "taken"), ("created", "created"), ("modified", "last changed")])
        {
            foreach (DatedClaim date in file.Dates)
            {
                if (date.What == what)
                {
                    says.Add($"{words} {date.Time.Text}");
                    break;
                }
            }
        }
        string name = kind.PlainName();
        string first = says.Count == 0
            ? $"{char.ToUpperInvariant(name[0])}{name[1..]} that says nothing of its author, software or dates."
            : $"{char.ToUpperInvariant(name[0])}{name[1..]} that says of itself: {string.Join("; ", says)}.";
        List<string> broken = [.. checks.Where(c => c.Outcome == CheckOutcome.Inconsistent).Select(c => c.Name)];
        int tested = checks.Count(c => c.Outcome != CheckOutcome.NotTestable);
        string second = broken.Count > 0
            ? $" It contradicts itself in {broken.Count} of {checks.Count} checks ({string.Join(", ", broken)}); honest histories that leave this are named there."
            : tested == 0 ? " None of it could be tested against anything else in the file."
            : $" {tested} of {checks.Count} checks could be made and found no contradiction, which does not show that any of it is true.";
        string third = file.Traces.Count > 0 ? $" It also holds {string.Join(", ", file.Traces)}." : "";
        string fourth = file.Conflicts.Any(c => c.Code == "cannot-read") ? " Not all of it could be read." : "";
        return first + second + third + fourth;
    }

    private static void Say(List<string> says, SelfDescription file, string field, string words)
    {
        foreach (Field found in file.Fields)
        {
            if (found.Name == field)
            {
                says.Add($"{words} '{SelfDescription.Cut(found.Value, 80)}'");
                return;
            }
        }
    }
}
