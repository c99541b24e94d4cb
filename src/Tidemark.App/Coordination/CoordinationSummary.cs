using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.Detection.Coordination;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>summary.json: how the result came about, so that anybody can make it again.</summary>
internal static class CoordinationSummary
{
    private const int Located = 100;

    public static void Write(Stream to, CoordinationCall call, ShareMaterial material, CoordinationRun run, IReadOnlyList<string> notes, WindowSweepResult? sweep)
    {
        SummaryFile.Write(to, ModeName(call.Mode), call, material, notes, json =>
        {
            json.WriteStartObject("rows");
            json.WriteNumber("read", material.Shares.Count + material.Refused.Count);
            json.WriteNumber("rejected", material.Refused.Count);
            json.WriteNumber("repeated", run.Index.Duplicates);
            json.WriteNumber("used", run.Index.Rows);
            json.WriteEndObject();
            json.WriteNumber("accounts", run.Index.Accounts);
            json.WriteNumber("objects", run.Index.Objects);
            Rejected(json, material.Refused);
            Price(json, material.Shares, run.Price);
            json.WriteNumber("edges", run.Edges.Count);
            if (run.Groups is not null)
            {
                json.WriteNumber("groups", run.Groups.All.Count);
            }
            if (run.Tested is not null)
            {
                json.WriteNumber("groups_that_hold_as_a_whole", GroupTests.Of(run.Tested).Count(g => g.Q <= call.Q));
                Tests(json, run.Tested);
            }
            if (run.Tested is not null && !call.OnlyEdges)
            {
                GroupTable.Write(json, material.Shares, run.Profiles);
            }
            if (sweep is not null)
            {
                SweepOutput.Write(json, sweep);
            }
        });
    }

    public static string ModeName(CoordinationMode mode) => mode switch
    {
        CoordinationMode.Tested => "tested",
        CoordinationMode.Untested => "no-significance",
        CoordinationMode.CooRTweet => "compat coortweet",
        _ => "compat cnt",
    };

    internal static void Rejected(Utf8JsonWriter json, IReadOnlyList<Fault> rejected)
    {
        RejectedRows.Array(json, "rejected", rejected.Take(Located));
        json.WriteBoolean("rejected_complete", rejected.Count <= Located);
    }

    internal static void Price(Utf8JsonWriter json, ShareColumns shares, PairPrice price)
    {
        json.WriteStartObject("price");
        json.WriteNumber("pairs_in_window", price.Pairs);
        json.WriteStartArray("hottest_objects");
        foreach (PairPrice.HotObject hot in price.Hottest)
        {
            json.WriteStartObject();
            json.WriteString("object", shares.Objects.Text(hot.Object));
            json.WriteNumber("rows", hot.Rows);
            json.WriteNumber("pairs_in_window", hot.Pairs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Tests(Utf8JsonWriter json, CoordinationResult result)
    {
        json.WriteNumber("candidates", result.Candidates.Count);
        json.WriteNumber("tests", result.Tests.Tests);
        json.WriteStartArray("control_runs");
        foreach (ControlRun run in result.Control)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", run.Seed);
            json.WriteNumber("candidates", run.Candidates);
            json.WriteNumber("edges", run.Edges);
            json.WriteNumber("groups", run.Groups);
            json.WriteNumber("accounts", run.Accounts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
