using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>
/// Reads one entry of a feed as a page: title, authors, link, dates with their witnesses, and the text of its content or summary. What the
/// feed gives is what the site offered to readers of feeds, often the beginning of the article only.
/// </summary>
/// <remarks>No document type is accepted: XML's own five entities are resolved, HTML's as HTML resolves them, others stand as they are; nothing is loaded.</remarks>
public static class FeedEntry
{
    private const int Deepest = 200;

    /// <summary>Reads an entry from its bytes.</summary>
    /// <param name="bytes">From its opening to its closing tag.</param>
    /// <param name="charset">The encoding the feed names; null = UTF-8.</param>
    /// <returns>The entry, or where and why it is no XML; lines and bytes count from the entry's beginning.</returns>
    public static Parsed<Page> Read(byte[] bytes, string? charset)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Encoding encoding = (charset is null ? null : PageEncoding.ByName(charset)) ?? Encoding.UTF8;
        string text = encoding.GetString(bytes);
        var fields = new Fields();
        // Namespaces are declared at the feed's beginning, which is not here: names are compared without their prefix.
        using var reader = new XmlTextReader(new StringReader(text))
        {
            Namespaces = false, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, WhitespaceHandling = WhitespaceHandling.Significant,
        };
        try
        {
            fields.Read(reader);
        }
        catch (XmlException fault)
        {
            return Parsed<Page>.Failed(new SourceLocation("", Math.Max(0, fault.LineNumber), ByteOf(text, encoding, fault.LineNumber, fault.LinePosition)), $"the entry is no XML ({fault.Message.TrimEnd('.')})");
        }
        return Parsed<Page>.Of(fields.Page(bytes, encoding.WebName));
    }

    private static long ByteOf(string text, Encoding encoding, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
        {
            int end = text.IndexOf('\n', at);
            if (end < 0)
            {
                break;
            }
            at = end + 1;
        }
        return encoding.GetByteCount(text.AsSpan(0, Math.Min(text.Length, at + Math.Max(0, column - 1))));
    }

    private sealed class Fields
    {
        private readonly List<string> _authors = [];
        private readonly List<PageWitness> _dates = [];
        private string? _title, _link, _guid, _summary, _content;

        public void Read(XmlTextReader reader)
        {
            reader.MoveToContent();
            reader.Read();
            while (!reader.EOF)
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                    continue;
                }
                if (reader.Depth > 1)
                {
                    reader.Skip();
                    continue;
                }
                One(reader);
            }
        }

        public Page Page(byte[] bytes, string encoding)
        {
            string? url = _link ?? _guid;
            byte[] html = Encoding.UTF8.GetBytes($"<!doctype html><meta charset=utf-8><body><article>{_content ?? _summary ?? ""}</article>");
            Parsed<Page> read = PageReader.Read(html, url);
            Page body = read.Ok ? read.Value : new Page { Sha256 = "", Encoding = encoding };
            string? title = _title is null ? null : PlainText.Collapse(WebUtility.HtmlDecode(_title));
            return new Page
            {
                Url = url,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Encoding = encoding,
                Title = title is { Length: > 0 } ? title : null,
                Byline = _authors.Count == 0 ? null : string.Join(", ", _authors),
                Dateline = body.Dateline,
                Language = body.Language,
                Published = _dates.Find(date => date.What == "published" && date.Iso is not null)?.Iso,
                Modified = _dates.Find(date => date.What == "modified" && date.Iso is not null)?.Iso,
                Witnesses = [.. _dates, .. _authors.Select(author => new PageWitness("byline", "feed", author, null))],
                Conflicts = PageConflicts.Between(_dates),
                Agency = body.Agency,
                // What stands in a feed was put there to be read: no part of it is navigation.
                Blocks = [.. body.Blocks.Select(block => block with { Kept = true, Reason = "entry" })],
                Notes = read.Ok ? body.Notes : [read.Fault.Reason],
            };
        }

        private void One(XmlTextReader reader)
        {
            string name = reader.Name;
            name = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            switch (name)
            {
                case "title":
                    _title ??= Inner(reader);
                    break;
                case "link":
                    string? href = reader.GetAttribute("href"), rel = reader.GetAttribute("rel");
                    string inner = Inner(reader);
                    _link ??= href is null ? Address(inner) : rel is null or "alternate" ? Address(href) : null;
                    break;
                case "guid" or "id":
                    _guid ??= Address(Inner(reader));
                    break;
                case "pubDate" or "date" or "published" or "issued" or "created":
                    Date("published", Inner(reader));
                    break;
                case "updated" or "modified":
                    Date("modified", Inner(reader));
                    break;
                case "author" or "creator" or "contributor":
                    Author(reader);
                    break;
                case "description" or "summary":
                    _summary ??= Inner(reader);
                    break;
                case "content" or "encoded" when reader.GetAttribute("src") is null:
                    _content ??= Inner(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        /// <summary>The text of an element, or its markup where it holds elements; the reader then stands behind it.</summary>
        private static string Inner(XmlTextReader reader)
        {
            if (reader.IsEmptyElement)
            {
                reader.Read();
                return "";
            }
            var text = new StringBuilder();
            int depth = reader.Depth;
            reader.Read();
            while (!reader.EOF && reader.Depth > depth)
            {
                if (reader.Depth > depth + Deepest)
                {
                    throw new XmlException("elements are nested too deep", null, reader.LineNumber, reader.LinePosition);
                }
                switch (reader.NodeType)
                {
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                        text.Append(reader.Value);
                        break;
                    case XmlNodeType.EntityReference:
                        // Without a document type it means nothing to XML; &nbsp; and the like mean something to HTML.
                        text.Append('&').Append(reader.Name).Append(';');
                        break;
                    case XmlNodeType.Element:
                        text.Append('<').Append(reader.Name).Append('>');
                        break;
                    case XmlNodeType.EndElement:
                        text.Append("</").Append(reader.Name).Append('>');
                        break;
                    default:
                        break;
                }
                reader.Read();
            }
            reader.Read();
            return text.ToString();
        }

        private void Author(XmlTextReader reader)
        {
            string inner = Inner(reader);
            // Atom: <author><name>…</name><uri>…</uri></author>; RSS: "desk@site.example (A Name)", or a name.
            int open = inner.IndexOf("<name>", StringComparison.Ordinal), close = inner.IndexOf("</name>", StringComparison.Ordinal);
            string text = open >= 0 && close > open ? inner[(open + 6)..close] : inner.Contains('<', StringComparison.Ordinal) ? "" : inner;
            int bracket = text.IndexOf('(', StringComparison.Ordinal);
            if (text.Contains('@', StringComparison.Ordinal))
            {
                text = bracket >= 0 && text.EndsWith(')') ? text[(bracket + 1)..^1] : "";
            }
            text = PlainText.Collapse(WebUtility.HtmlDecode(text));
            if (text.Length is > 1 and < 200 && !_authors.Contains(text, StringComparer.Ordinal) && _authors.Count < 20)
            {
                _authors.Add(text);
            }
        }

        private void Date(string what, string value)
        {
            value = value.Trim();
            if (value.Length is > 0 and <= 100 && _dates.Count < 20)
            {
                _dates.Add(new PageWitness(what, "feed", value, DateText.Machine(value, false)?.Iso));
            }
        }

        private static string? Address(string text)
        {
            text = text.Trim();
            return text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text : null;
        }
    }
}
