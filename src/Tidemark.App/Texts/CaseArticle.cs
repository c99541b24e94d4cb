using System.Globalization;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Sources.Archives;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.App.Texts;

/// <summary>A text of a case, read.</summary>
/// <param name="Source">Which text, and where its bytes are.</param>
/// <param name="Page">What a page says of itself; null for a plain text or a mail.</param>
/// <param name="Text">
/// For a page headline and body, one paragraph a line, as <c>tidemark statements</c> reads them; else the decoded text. Spans into it count code
/// points.
/// </param>
/// <param name="Language">ISO 639-1, measured from the text; null where that fails.</param>
internal sealed record CaseArticle(CaseText Source, Page? Page, string Text, string? Language)
{
    /// <summary>Reads every text of a case, one after the other, in the order of <see cref="CaseTexts.Of"/>.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="index">Its index.</param>
    /// <param name="most">A text of more characters is a fault: it stays in the case and is not read for what was asked.</param>
    /// <exception cref="IOException">An original could not be read (the disk, not the data).</exception>
    public static IEnumerable<(CaseText Source, Parsed<CaseArticle> Article)> Each(CaseFolder folder, CaseIndex index, int most = int.MaxValue)
    {
        foreach ((CaseText source, Parsed<byte[]> bytes) in CaseTexts.Each(folder, CaseTexts.Of(folder, index)))
        {
            Parsed<CaseArticle> article = bytes.Ok ? Read(source, bytes.Value) : Parsed<CaseArticle>.Failed(bytes.Fault);
            yield return (source, article.Ok && article.Value.Text.Length > most
                ? Parsed<CaseArticle>.Failed(
                    new SourceLocation(source.Original.Name, 0, most),
                    string.Create(CultureInfo.InvariantCulture, $"{article.Value.Text.Length:N0} characters; a text is read for statements up to {most:N0}. Split the file"))
                : article);
        }
    }

    /// <summary>Reads one text from its bytes.</summary>
    public static Parsed<CaseArticle> Read(CaseText source, byte[] bytes)
    {
        if (source.Kind is TextKind.Text or TextKind.Mail)
        {
            Parsed<DecodedText> text = DecodedText.Of(bytes);
            return text.Ok
                ? Parsed<CaseArticle>.Of(new CaseArticle(source, null, text.Value.Text, DecodedText.LanguageOf(text.Value.Text)))
                : Parsed<CaseArticle>.Failed(text.Fault.Where with { File = source.Original.Name }, text.Fault.Reason);
        }
        Parsed<Page> page = source.Kind == TextKind.Entry ? FeedEntry.Read(bytes, source.Charset) : PageReader.Read(bytes, source.Url, charset: source.Charset);
        if (!page.Ok)
        {
            return Parsed<CaseArticle>.Failed(page.Fault.Where with { File = source.Original.Name }, page.Fault.Reason);
        }
        Page of = page.Value;
        string body = of.Title is { Length: > 0 } title ? $"{title.ReplaceLineEndings(" ")}\n{of.Text}" : of.Text;
        return Parsed<CaseArticle>.Of(new CaseArticle(source, of, body, of.Language));
    }
}
