using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>What every summary.json of `tidemark coordination` begins and ends with, whatever was asked.</summary>
internal static class SummaryFile
{
    public static void Write(Stream to, string mode, CoordinationCall call, ShareMaterial material, IReadOnlyList<string> notes, Action<Utf8JsonWriter> figures)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("command", "coordination");
        json.WriteString("mode", mode);
        Options(json, call);
        Inputs(json, material);
        figures(json);
        json.WriteStartArray("notes");
        foreach (string note in notes)
        {
            json.WriteStringValue(note);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    private static void Options(Utf8JsonWriter json, CoordinationCall call)
    {
        json.WriteStartObject("options");
        if (call.Sweep != SweepWish.Alone)
        {
            json.WriteNumber("window_seconds", call.Window.Nanoseconds / 1e9);
        }
        json.WriteNumber("min_weight", call.MinWeight);
        if (call.Mode == CoordinationMode.CooRTweet)
        {
            json.WriteNumber("min_participation", call.MinParticipation);
        }
        if (call.Mode == CoordinationMode.Tested)
        {
            json.WriteNumber("q", call.Q);
        }
        json.WriteNumber("seed", call.Seed);
        json.WriteBoolean("keep_loops", call.KeepLoops);
        json.WriteString("trace", call.Traces.Count == 0 ? TraceWords.Word(TraceKind.Object) : TraceWords.Words(call.Traces));
        json.WriteEndObject();
    }

    /// <summary>What was read: each file with its hash, so that anybody can tell whether they hold the same.</summary>
    private static void Inputs(Utf8JsonWriter json, ShareMaterial material)
    {
        json.WriteStartArray("inputs");
        foreach (ReadFile file in material.Files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteNumber("rows", file.Rows);
            json.WriteNumber("rejected", file.Refused);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
