using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.Model;

namespace Tidemark.App.Posts;

/// <summary>What the summary.json of every command on posts begins and ends with.</summary>
internal static class PostSummary
{
    /// <summary>Refused rows located one by one in summary.json; rejected.csv holds all.</summary>
    private const int Located = 1_000;

    /// <summary>Writes a summary.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="command">The command; a folder is known by it as one of an earlier call.</param>
    /// <param name="material">What was read.</param>
    /// <param name="notes">What a person must know beside what reading noted.</param>
    /// <param name="options">Writes the options of the call.</param>
    /// <param name="figures">Writes the figures of the result.</param>
    public static void Write(
        Stream to, string command, PostMaterial material, IReadOnlyList<string> notes, Action<Utf8JsonWriter> options,
        Action<Utf8JsonWriter> figures)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("command", command);
        json.WriteStartObject("options");
        options(json);
        json.WriteEndObject();
        json.WriteStartArray("inputs");
        foreach (PostFile file in material.Files)
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
        json.WriteNumber("posts", material.Posts.Count);
        json.WriteNumber("repeated", material.Posts.Repeated);
        json.WriteNumber("assets", material.Posts.Accounts.Count);
        Rejected(json, material.Refused);
        figures(json);
        json.WriteStartArray("notes");
        foreach (string note in material.Notes.Concat(notes))
        {
            json.WriteStringValue(note);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    private static void Rejected(Utf8JsonWriter json, IReadOnlyList<Fault> refused)
    {
        json.WriteNumber("rejected", refused.Count);
        RejectedRows.Array(json, "rejected_rows", refused.Take(Located));
    }
}
