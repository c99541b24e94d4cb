using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.Evidence.Texts;
using Tidemark.Model.Pages;

namespace Tidemark.App.Pages;

/// <summary>A page as one JSON object: every key always there, in one order, so that the same page gives the same bytes.</summary>
internal static class PageJson
{
    /// <summary>Letters beyond ASCII are escaped, and with them whatever would act on a terminal.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a page; <paramref name="file"/> is the path as it was given.</summary>
    /// <param name="place">For a page of an archive its place there, which is written as <c>record</c>; null writes nothing.</param>
    public static void Write(Utf8JsonWriter to, string file, Page page, TextPlace? place = null)
    {
        to.WriteStartObject();
        to.WriteString("file", WholeText.Of(file));
        Place(to, place);
        Text(to, "url", page.Url);
        Text(to, "canonical", page.Canonical);
        to.WriteString("sha256", page.Sha256);
        to.WriteString("encoding", page.Encoding);
        Text(to, "title", page.Title);
        Text(to, "byline", page.Byline);
        Text(to, "dateline", page.Dateline);
        Text(to, "language", page.Language);
        Text(to, "site", page.Site);
        Text(to, "published", page.Published);
        Text(to, "modified", page.Modified);
        Witnesses(to, page);
        Texts(to, "agency", page.Agency);
        Text(to, "text", page.Text);
        Texts(to, "paragraphs", page.Paragraphs);
        Blocks(to, page);
        to.WriteStartArray("related");
        foreach (PageLink link in page.Related)
        {
            to.WriteStartObject();
            Text(to, "text", link.Text);
            Text(to, "href", link.Href);
            to.WriteEndObject();
        }
        to.WriteEndArray();
        to.WriteStartArray("identifiers");
        foreach (PageIdentifier identifier in page.Identifiers)
        {
            to.WriteStartObject();
            to.WriteString("kind", identifier.Kind);
            Text(to, "value", identifier.Value);
            to.WriteEndObject();
        }
        to.WriteEndArray();
        Texts(to, "classes", page.Classes);
        Text(to, "generator", page.Generator);
        Favicon(to, page.Favicon);
        Texts(to, "notes", page.Notes);
        to.WriteEndObject();
    }

    /// <summary>Writes why a file gave no page.</summary>
    public static void WriteError(Utf8JsonWriter to, string file, string error, TextPlace? place = null)
    {
        to.WriteStartObject();
        to.WriteString("file", WholeText.Of(file));
        Place(to, place);
        to.WriteString("error", WholeText.Of(error));
        to.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter to, TextPlace? place)
    {
        if (place is null)
        {
            return;
        }
        to.WriteStartObject("record");
        to.WriteString("member", WholeText.Of(place.Member));
        to.WriteNumber("number", place.Number);
        to.WriteNumber("offset", place.Offset);
        to.WriteNumber("length", place.Length);
        to.WriteEndObject();
    }

    private static void Witnesses(Utf8JsonWriter to, Page page)
    {
        to.WriteStartArray("witnesses");
        foreach (PageWitness witness in page.Witnesses)
        {
            to.WriteStartObject();
            to.WriteString("what", witness.What);
            to.WriteString("source", witness.Source);
            Text(to, "value", witness.Value);
            Text(to, "iso", witness.Iso);
            to.WriteEndObject();
        }
        to.WriteEndArray();
        to.WriteStartArray("conflicts");
        foreach (PageConflict conflict in page.Conflicts)
        {
            to.WriteStartObject();
            to.WriteString("what", conflict.What);
            to.WriteStartArray("between");
            to.WriteNumberValue(conflict.First);
            to.WriteNumberValue(conflict.Second);
            to.WriteEndArray();
            to.WriteNumber("days", conflict.Days);
            to.WriteEndObject();
        }
        to.WriteEndArray();
    }

    private static void Blocks(Utf8JsonWriter to, Page page)
    {
        to.WriteStartArray("dropped");
        foreach (PageBlock block in page.Blocks)
        {
            if (!block.Kept)
            {
                to.WriteStartObject();
                to.WriteString("reason", block.Reason);
                Text(to, "text", block.Text);
                to.WriteEndObject();
            }
        }
        to.WriteEndArray();
    }

    private static void Favicon(Utf8JsonWriter to, PageFavicon? icon)
    {
        if (icon is null)
        {
            to.WriteNull("favicon");
            return;
        }
        to.WriteStartObject("favicon");
        Text(to, "href", icon.Href);
        if (icon.Mmh3 is { } hash)
        {
            to.WriteNumber("mmh3", hash);
        }
        else
        {
            to.WriteNull("mmh3");
        }
        Text(to, "md5", icon.Md5);
        Text(to, "sha256", icon.Sha256);
        to.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter to, string name, IEnumerable<string> texts)
    {
        to.WriteStartArray(name);
        foreach (string text in texts)
        {
            to.WriteStringValue(WholeText.Of(text));
        }
        to.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter to, string name, string? text)
    {
        if (text is null)
        {
            to.WriteNull(name);
        }
        else
        {
            to.WriteString(name, WholeText.Of(text));
        }
    }
}
