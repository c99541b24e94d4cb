using System.Globalization;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>What a person must know about a result before using it.</summary>
internal static class CoordinationNotes
{
    public static IEnumerable<string> Of(CoordinationCall call, ShareMaterial material, CoordinationRun run)
    {
        if (material.Refused.Count > 0)
        {
            Fault first = material.Refused[0];
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Rows(material.Refused.Count)} could not be used{(call.OnlyEdges ? "" : material.Refused.Count == 1 ? "; it is in rejected.csv" : "; all are in rejected.csv")}; the first: {first}");
        }
        if (material.Shares.Contents is { HasEmpty: true })
        {
            yield return "some rows have an empty content_id; they count as one post, for ids are compared byte for byte";
        }
        if (run.Index.Duplicates > 0)
        {
            yield return $"{Rows(run.Index.Duplicates)} {(run.Index.Duplicates == 1 ? "repeats" : "repeat")} another one in all columns and {(run.Index.Duplicates == 1 ? "is not counted" : "are not counted")} again";
        }
        if (call.Mode == CoordinationMode.Tested && call.KeepLoops)
        {
            yield return "--keep-loops: two posts of one account cannot be tested against chance and are left out; see --no-significance";
        }
        if (run.Tested?.Loose.Count > 0)
        {
            yield return Loose(run.Tested.Loose.Count);
        }
        if (run.Tested?.Tests.Audience > 0)
        {
            yield return Audience(run.Tested.Tests.Audience);
        }
        if (!call.OnlyEdges && run.Profiles.Count(p => !p.Stability.Stable) is > 0 and int loose)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{loose} of {run.Profiles.Count} groups are not stable: where they begin and end is a choice of the method; the table of groups says which");
        }
        if (call.Mode == CoordinationMode.Untested)
        {
            yield return "not tested against chance: such edges are frequent among people who only read the same news";
        }
    }

    /// <summary>Pairs that passed the tests and are left out all the same.</summary>
    public static string Loose(int pairs) => pairs == 1
        ? "1 pair passed the tests but stands alone, hangs in a chain or leads from one group to another; it is not reported"
        : string.Create(CultureInfo.InvariantCulture,
            $"{pairs:N0} pairs passed the tests but stand alone, hang in chains or lead from one group to another; they are not reported");

    /// <summary>Pairs that two nulls would have kept, and that a common source explains.</summary>
    public static string Audience(int pairs) => string.Create(CultureInfo.InvariantCulture,
        $"{pairs:N0} {(pairs == 1 ? "pair is" : "pairs are")} synchronous beyond chance, but mostly on what a third account, or one of the two, had posted shortly before: this is consistent with an audience, and {(pairs == 1 ? "it is" : "they are")} not reported");

    private static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")}");
}
