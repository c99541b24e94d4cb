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
                $"{material.Refused.Count} rows could not be used{(call.OnlyEdges ? "" : ", all are in rejected.csv")}; the first: {first}");
        }
        if (material.Shares.Contents?.Find([]) >= 0)
        {
            yield return "some rows have an empty content_id; they count as one post, for ids are compared byte for byte";
        }
        if (run.Index.Duplicates > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{run.Index.Duplicates} rows repeat another one in all columns and count once");
        }
        if (call.Mode == CoordinationMode.Tested && call.KeepLoops)
        {
            yield return "--keep-loops: two posts of one account cannot be tested against chance and are left out; see --no-significance";
        }
        if (run.Tested?.Loose.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{run.Tested.Loose.Count} pairs passed the tests but stand alone or lead from one group to another; they are not reported");
        }
        if (!call.OnlyEdges && run.Profiles.Count(p => !p.Stability.Stable) is > 0 and int loose)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{loose} of {run.Profiles.Count} groups are not stable: where they begin and end is a choice of the method; groups.csv says which");
        }
        if (call.Mode == CoordinationMode.Untested)
        {
            yield return "not tested against chance: such edges are frequent among people who only read the same news";
        }
    }
}
