using System.Text.Json;
using Tidemark.Detection.Coordination;

namespace Tidemark.App.Coordination;

/// <summary>summary.json of a call with several kinds of trace.</summary>
internal static class SeveralTracesSummary
{
    public static void Write(
        Stream to, CoordinationCall call, IReadOnlyList<ShareMaterial> materials, SeveralTraces found, IReadOnlyList<string> notes)
    {
        SummaryFile.Write(to, CoordinationSummary.ModeName(call.Mode), call, materials[0], notes, json =>
        {
            json.WriteStartObject("several_traces");
            json.WriteNumber("kinds", found.Kinds);
            json.WriteNumber("q_of_each", found.ByKind[0].Options.Q);
            json.WriteString("correction", "each kind is tested on its own at q divided by the number of kinds (Bonferroni); p and q in the tables are multiplied by it, at most 1");
            json.WriteString("kept", "a pair is kept if one kind or more keeps it; its line in edges.csv is that of the kind with the smallest q");
            json.WriteEndObject();
            json.WriteStartArray("traces");
            for (int kind = 0; kind < found.Kinds; kind++)
            {
                Kind(json, materials[kind], found.ByKind[kind], found.BestKind.Count(k => k == kind), call);
            }
            json.WriteEndArray();
            json.WriteNumber("accounts", found.ByKind[0].Index.Accounts);
            CoordinationSummary.Rejected(json, materials[0].Refused);
            json.WriteNumber("edges", found.Edges.Count);
            json.WriteNumber("groups", found.Groups.All.Count);
            IReadOnlyList<GroupTest> whole = GroupTests.Of(found);
            json.WriteNumber("groups_that_hold_as_a_whole", whole.Count(g => g.Q <= call.Q));
            json.WriteStartArray("group_tests");
            foreach (GroupTest group in whole)
            {
                json.WriteStartObject();
                json.WriteNumber("group", group.Group);
                json.WriteNumber("accounts", found.Groups.All[group.Group - 1].Accounts.Length);
                GroupTable.Whole(json, group);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void Kind(Utf8JsonWriter json, ShareMaterial material, CoordinationResult result, int best, CoordinationCall call)
    {
        json.WriteStartObject();
        json.WriteString("trace", TraceWords.Word(material.Shares.Kind));
        json.WriteStartObject("rows");
        json.WriteNumber("repeated", result.Index.Duplicates);
        json.WriteNumber("used", result.Index.Rows);
        json.WriteEndObject();
        json.WriteNumber("objects", result.Index.Objects);
        CoordinationSummary.Price(json, material.Shares, PairPrice.Of(result.Index, call.Window.Nanoseconds));
        json.WriteNumber("edges", result.Edges.Count);
        json.WriteNumber("edges_with_the_smallest_q_here", best);
        json.WriteNumber("groups", result.Groups.All.Count);
        CoordinationSummary.Tests(json, result);
        json.WriteEndObject();
    }
}
