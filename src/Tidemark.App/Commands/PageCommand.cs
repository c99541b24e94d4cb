using System.CommandLine;
using System.Text.Json;
using Tidemark.App.Pages;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark page FILE…</c>: what a saved page says, without a case. Nothing is fetched.</summary>
internal static class PageCommand
{
    public static CommandEntry Entry { get; } = new(
        "page", "read saved pages: headline, byline, dates with all witnesses, body, identifiers",
        ["tidemark page article.html", "tidemark page saved/*.html --urls saved/urls.tsv --json", "tidemark page crawl.warc.gz --json"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "saved pages (.html), or archives of pages: MHTML, WARC, WACZ, RSS, Atom", Arity = ArgumentArity.OneOrMore };
        var url = new Option<string?>("--url") { Description = "where the page came from (one file only)", HelpName = "URL" };
        var urls = new Option<string?>("--urls") { Description = "a list: file name, tab, address on each line; names are relative to the list", HelpName = "LIST.tsv" };
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout: an object for one page, an array for several files or an archive" };
        var command = new Command("page", "Reads saved pages: headline, byline, dates with all witnesses and their conflicts, body with a reason for every dropped block, site identifiers. Nothing is fetched.")
        {
            files, url, urls, json,
        };
        command.SetAction(call => Run(call.GetValue(files)!, call.GetValue(url), call.GetValue(urls), call.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string? url, string? list, bool json)
    {
        if (url is not null && (files.Length > 1 || list is not null))
        {
            throw new Refusal(list is null ? "--url is for one file; name several in a list with --urls." : "--url and --urls exclude each other.");
        }
        Dictionary<string, string> addresses = list is null ? [] : PageFiles.Addresses(list);
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, PageJson.Options);
        using var progress = new Progress("Reading pages", "pages", files.Length);
        int failed = 0;
        // An archive holds many pages, so that its answer is a list even if it is the only file.
        bool many = files.Length > 1 || PageFiles.IsArchive(files[0]);
        if (json && many)
        {
            writer.WriteStartArray();
        }
        for (int i = 0; i < files.Length; i++)
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            string file = files[i];
            string? address = url ?? addresses.GetValueOrDefault(file.Length > 0 && !file.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(file) : "");
            bool whole = true;
            foreach ((TextPlace? place, Parsed<Page> read) in PageFiles.ReadAll(file, address))
            {
                whole &= read.Ok;
                if (!json)
                {
                    Write(place is null ? file : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}, record {place.Number} at byte {place.Offset}"), read);
                }
                else if (read.Ok)
                {
                    PageJson.Write(writer, file, read.Value, place);
                }
                else
                {
                    PageJson.WriteError(writer, file, place is null && many && read.Fault.Where.Byte > 0 ? read.Fault.ToString() : read.Fault.Reason, place);
                }
            }
            failed += whole ? 0 : 1;
            progress.Report(i + 1);
        }
        if (json)
        {
            if (many)
            {
                writer.WriteEndArray();
            }
            writer.Flush();
            Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, checked((int)buffer.Length)));
        }
        if (json && failed > 0)
        {
            Console.Error.WriteLine($"tidemark: {failed} of {files.Length} files could not be read, or not wholly; their entries say why.");
        }
        return failed > 0 ? Exit.WrongInput : Exit.Done;
    }

    private static void Write(string file, Parsed<Page> read)
    {
        Console.Out.WriteLine(Plain.Text(file));
        if (!read.Ok)
        {
            Console.Error.WriteLine($"tidemark: {Plain.Text(read.Fault.Reason)}");
            return;
        }
        Page page = read.Value;
        Line("title", page.Title);
        Line("byline", page.Byline);
        Line("agency", page.Agency.Count == 0 ? null : string.Join(", ", page.Agency));
        Line("published", page.Published);
        Line("modified", page.Modified);
        foreach (PageConflict conflict in page.Conflicts.Take(3))
        {
            PageWitness first = page.Witnesses[conflict.First], second = page.Witnesses[conflict.Second];
            Line("conflict", $"{conflict.What}: {first.Source} {first.Iso}, {second.Source} {second.Iso}, {conflict.Days} days apart");
        }
        Line("language", page.Language);
        foreach (PageIdentifier identifier in page.Identifiers)
        {
            Line("identifier", $"{identifier.Kind} {identifier.Value}");
        }
        foreach (string note in page.Notes)
        {
            Line("note", note);
        }
        Console.Out.WriteLine();
        foreach (string paragraph in page.Paragraphs)
        {
            Console.Out.WriteLine(Plain.Text(paragraph));
        }
        Console.Out.WriteLine();
    }

    private static void Line(string name, string? value)
    {
        if (value is not null)
        {
            Console.Out.WriteLine($"  {name + ":",-12}{Plain.Text(value)}");
        }
    }
}
