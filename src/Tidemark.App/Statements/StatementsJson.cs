using System.Text.Json;
using Tidemark.Detection.Statements;

namespace Tidemark.App.Statements;

/// <summary>The ledger of one article as JSON, field by field as its contract has it.</summary>
internal static class StatementsJson
{
    public static void Write(Utf8JsonWriter json, string file, ArticleRead read, string sha256)
    {
        ArticleStatements article = read.Statements;
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteStartObject("article");
        WriteFacts(json, article.Article, read.Page);
        json.WriteString("sha256", sha256);
        if (read.Page is { } page)
        {
            // Spans of a page go into the text that was taken out of it.
            json.WriteString("text", page.Text);
            json.WriteString("offsets", "text");
        }
        json.WriteEndObject();
        json.WriteStartArray("statements");
        foreach (Statement statement in article.Statements)
        {
            WriteStatement(json, statement);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter json, string file, string error)
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("error", error);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, ArticleFacts facts, ArticlePage? page)
    {
        json.WriteString("title", page is null ? facts.Title?.Text : page.Title);
        json.WriteString("byline", page is null ? facts.Byline?.Text : page.Byline);
        json.WriteString("published", page is null ? facts.Published : page.Published);
        json.WriteString("dateline", page is null ? facts.Dateline?.Text : page.Dateline);
        json.WriteString("language", facts.Language);
        json.WriteStartArray("agency");
        foreach (Cut agency in facts.Agencies)
        {
            json.WriteStartObject();
            json.WriteString("name", agency.Text);
            json.WriteNumber("start", agency.Start);
            json.WriteNumber("end", agency.End);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteCuts(json, "headings", facts.Headings);
        WriteCuts(json, "related", facts.Related);
    }

    private static void WriteStatement(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        json.WriteString("id", statement.Id);
        json.WriteNumber("line", statement.Line);
        json.WriteString("kind", Lower(statement.Kind));
        if (statement.Speaker is { } speaker)
        {
            json.WriteStartObject("speaker");
            WriteCut(json, speaker.Span);
            json.WriteString("canonical", speaker.Canonical);
            json.WriteString("role", speaker.Role);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("speaker");
        }
        if (statement.Cue is { } cue)
        {
            json.WriteStartObject("cue");
            WriteCut(json, cue.Span);
            json.WriteString("lemma", cue.Lemma);
            json.WriteString("class", cue.Class);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("cue");
        }
        json.WriteString("stance", Lower(statement.Stance));
        json.WriteString("modality", Lower(statement.Modality));
        json.WriteString("factivity", Lower(statement.Factivity));
        WriteCuts(json, "hedges", statement.Hedges);
        json.WriteStartArray("content");
        foreach (ContentPiece piece in statement.Content)
        {
            json.WriteStartObject();
            WriteCut(json, piece.Span);
            json.WriteBoolean("quoted", piece.Quoted);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("chain");
        foreach (Hop hop in statement.Chain)
        {
            WriteHop(json, hop, hop == statement.Chain[^1] && hop.Certain);
        }
        json.WriteEndArray();
        if (statement.Addressee is { } addressee)
        {
            json.WriteStartObject("addressee");
            WriteCut(json, addressee);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("addressee");
        }
        WriteTime(json, statement.When);
        json.WriteStartArray("denies");
        foreach (string id in statement.Denies)
        {
            json.WriteStringValue(id);
        }
        json.WriteEndArray();
        json.WriteStartArray("denial_scope");
        foreach (DenialScope scope in statement.DenialScopes)
        {
            json.WriteStringValue(Lower(scope));
        }
        json.WriteEndArray();
        json.WriteString("answers", statement.Answers);
        json.WriteString("rule", statement.Rule);
        json.WriteString("tier", Lower(statement.Tier));
        json.WriteEndObject();
    }

    private static void WriteHop(Utf8JsonWriter json, Hop hop, bool last)
    {
        if (hop.Kind == HopKind.Article || last)
        {
            json.WriteStringValue(hop.Name);
            return;
        }
        json.WriteStartObject();
        json.WriteString("name", hop.Name);
        json.WriteString("kind", Lower(hop.Kind));
        if (!hop.Certain)
        {
            json.WriteBoolean("certain", false);
        }
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, StatedTime? time)
    {
        if (time is null)
        {
            json.WriteNull("when");
            return;
        }
        json.WriteStartObject("when");
        json.WriteStartObject("text");
        WriteCut(json, time.Text);
        json.WriteEndObject();
        json.WriteString("from", time.From);
        json.WriteString("to", time.To);
        json.WriteString("of", time.OfSaying ? "saying" : "content");
        json.WriteEndObject();
    }

    private static void WriteCuts(Utf8JsonWriter json, string name, IReadOnlyList<Cut> cuts)
    {
        json.WriteStartArray(name);
        foreach (Cut cut in cuts)
        {
            json.WriteStartObject();
            WriteCut(json, cut);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCut(Utf8JsonWriter json, Cut cut)
    {
        json.WriteNumber("start", cut.Start);
        json.WriteNumber("end", cut.End);
        json.WriteString("text", cut.Text);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
