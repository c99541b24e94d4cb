using System.Text;
using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.Detection.Places;
using Tidemark.Publishing.Pictures;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Places;

/// <summary>The files of <c>tidemark places</c>.</summary>
internal static class PlaceTables
{
    /// <summary>All names such a call may write.</summary>
    public static string[] Files { get; } = ["mentions.csv", "targets.csv", "places.csv", "map.svg", "summary.json"];

    public static void Mentions(Stream to, PlaceRun run)
    {
        using var table = new CsvTable(to, "doc", "start", "end", "text", "place", "role", "rule");
        foreach ((string doc, PlaceMention mention) in run.Mentions)
        {
            table.Text(doc);
            table.Number((long)mention.Cut.Start);
            table.Number((long)mention.Cut.End);
            table.Text(mention.Cut.Text);
            table.Text(mention.Place);
            table.Text(PlaceRoles.Word(mention.Role));
            table.Text(mention.Rule);
            table.EndRow();
        }
    }

    public static void Targets(Stream to, IReadOnlyList<PlaceTarget> targets, Func<string, bool>? contested)
    {
        using var table = new CsvTable(to, "place", "documents", "share", "baseline", "lift", "low", "high", "q", "contested", "name", "p");
        foreach (PlaceTarget target in targets)
        {
            table.Text(target.Place);
            table.Number(target.Documents);
            table.Number(target.Share);
            table.Number(target.Baseline);
            table.Number(target.Lift);
            table.Number(target.Low);
            table.Number(target.High);
            table.Number(target.Q);
            table.Text(contested is null ? "" : contested(target.Place) ? "yes" : "no");
            table.Text(PlaceNames.Of(target.Place));
            table.Number(target.P);
            table.EndRow();
        }
    }

    /// <summary>Documents by place and role: the table of the map, and of what has no tile on it.</summary>
    public static void Places(Stream to, PlaceRun run)
    {
        using var table = new CsvTable(to, "place", "name", "target", "biography", "outlet", "mention");
        foreach ((string place, long[] counts) in run.Tally.ByRole)
        {
            table.Text(place);
            table.Text(PlaceNames.Of(place));
            foreach (PlaceRole role in (PlaceRole[])[PlaceRole.Target, PlaceRole.Biography, PlaceRole.Outlet, PlaceRole.Mention])
            {
                table.Number(counts[(int)role]);
            }
            table.EndRow();
        }
    }

    public static void Map(Stream to, PlaceRun run, IReadOnlyList<PlaceTarget> targets, Func<string, bool>? contested, double q)
    {
        var counts = targets.ToDictionary(target => target.Place, target => target.Documents, StringComparer.Ordinal);
        var marked = targets.Where(target => target.Q <= q).Select(target => target.Place).ToHashSet(StringComparer.Ordinal);
        var listed = targets.Where(target => contested is not null && contested(target.Place)).Select(target => target.Place).ToHashSet(StringComparer.Ordinal);
        to.Write(Encoding.UTF8.GetBytes(PlaceMap.Draw(counts, marked, listed, run.Tally.Documents)));
    }

    public static void Summary(Stream to, PlaceRun run, PlaceRun? baseline, IReadOnlyList<PlaceTarget> targets, double q, ulong seed, string? contested)
    {
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("command", "places");
            json.WriteStartObject("options");
            json.WriteNumber("q", q);
            json.WriteNumber("seed", seed);
            json.WriteString("contested", contested);
            json.WriteEndObject();
            Material(json, "material", run);
            if (baseline is not null)
            {
                Material(json, "baseline", baseline);
            }
            json.WriteNumber("mentions", run.Mentions.Count);
            json.WriteNumber("tested", baseline is null ? 0 : targets.Count);
            json.WriteNumber("above_baseline", targets.Count(target => target.Q <= q));
            json.WriteStartArray("notes");
            json.WriteStringValue("A document targets a place if at least one of its mentions has the role target: its people are addressed, called upon or urged. Mentions, biographies and outlets do not count, nor where an account says it is.");
            json.WriteStringValue("Lift, interval and q count documents of one account together (design effect); no random number is drawn, so the seed changes nothing.");
            json.WriteStringValue("Local papers, campaigns and weather services address the people of a place, too: look for them before you read a lift.");
            if (baseline is null)
            {
                json.WriteStringValue("Without --baseline nothing can be said about more or less than usual.");
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        to.Write("\n"u8);
    }

    private static void Material(Utf8JsonWriter json, string name, PlaceRun run)
    {
        json.WriteStartObject(name);
        json.WriteNumber("documents", run.Tally.Documents);
        json.WriteNumber("repeated", run.Inputs.Repeated);
        json.WriteNumber("rejected", run.Inputs.Rejected);
        json.WriteStartArray("files");
        foreach (PlaceFile file in run.Inputs.Files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("file", file.Name);
            json.WriteString("kind", file.Kind);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteNumber("documents", file.Documents);
            json.WriteNumber("repeated", file.Repeated);
            json.WriteNumber("rejected", file.Rejected);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        RejectedRows.Array(json, "rejected_at", run.Inputs.Faults);
        json.WriteEndObject();
    }
}
