using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.App.Pages;
using Tidemark.App.Terminal;
using Tidemark.Detection.Sites;
using Tidemark.Model;
using Tidemark.Model.Pages;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark sites DIR</c>: which domains share what sites of one operator share.</summary>
internal static class SitesCommand
{
    public static CommandEntry Entry { get; } = new(
        "sites", "search saved pages for domains that share identifiers and design", ["tidemark sites saved", "tidemark sites saved --json"], Make);

    private static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = "a folder with saved pages (.html) and urls.tsv: file name, tab, address on each line" };
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout" };
        var command = new Command("sites", "Groups saved pages by registrable domain and says which domains share account identifiers, CSS classes or an icon as sites of one operator do; each with an innocent explanation.")
        {
            folder, json,
        };
        command.SetAction(call => Run(call.GetValue(folder)!, call.GetValue(json)));
        return command;
    }

    private static int Run(string folder, bool json)
    {
        if (folder.Length == 0 || folder.Contains('\0', StringComparison.Ordinal) || !Directory.Exists(folder))
        {
            throw new Refusal($"'{folder}' is no folder; name the folder with the saved pages and urls.tsv.");
        }
        string list = Path.Combine(folder, "urls.tsv");
        if (!File.Exists(list))
        {
            throw new Refusal($"'{list}' is missing: file name, tab, address on each line.");
        }
        Dictionary<string, string> addresses = PageFiles.Addresses(list);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.html").Order(StringComparer.Ordinal)];
        var pages = new List<SitePage>();
        var left = new List<(string File, string Reason)>();
        using var progress = new Progress("Reading pages", "pages", files.Length);
        for (int i = 0; i < files.Length; i++)
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            string? url = addresses.GetValueOrDefault(Path.GetFullPath(files[i]));
            Parsed<Page> read = PageFiles.Read(files[i], url);
            string? domain = !read.Ok ? null : RegistrableDomain.Of(url ?? read.Value.Canonical);
            if (domain is null)
            {
                left.Add((Path.GetFileName(files[i]), read.Ok ? "its address is not known" : read.Fault.Reason));
            }
            else
            {
                pages.Add(new SitePage(domain, read.Value.Identifiers, read.Value.Classes, read.Value.Favicon?.Sha256, read.Value.Generator));
            }
            progress.Report(i + 1);
        }
        progress.Dispose();
        int domains = pages.Select(page => page.Domain).Distinct(StringComparer.Ordinal).Count();
        IReadOnlyList<SiteLink> links = SiteLinks.Find(pages);
        if (json)
        {
            WriteJson(domains, pages.Count, links, left);
        }
        else
        {
            Write(domains, pages.Count, links, left);
        }
        return Exit.Done;
    }

    private static void Write(int domains, int pages, IReadOnlyList<SiteLink> links, List<(string File, string Reason)> left)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages} pages of {domains} domains; {links.Count(link => link.Tier == SiteTier.Link)} links, {links.Count(link => link.Tier == SiteTier.Lead)} leads"));
        foreach (SiteLink link in links)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(link.Tier == SiteTier.Link ? "link" : "lead")}  {Plain.Text(link.A)}  {Plain.Text(link.B)}  {link.Score:0.00}"));
            foreach (SiteEvidence evidence in link.Evidence)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {evidence.Kind} {Plain.Text(evidence.Value ?? evidence.Likeness?.ToString("0.00", CultureInfo.InvariantCulture))}, on {evidence.OnDomains} domains, weight {evidence.Weight:0.00}"));
            }
            Console.Out.WriteLine($"      but: {link.Innocent}");
        }
        foreach ((string file, string reason) in left)
        {
            Console.Error.WriteLine($"tidemark: {Plain.Text(file)} was left out: {Plain.Text(reason)}");
        }
    }

    private static void WriteJson(int domains, int pages, IReadOnlyList<SiteLink> links, List<(string File, string Reason)> left)
    {
        using var buffer = new MemoryStream();
        using (var to = new Utf8JsonWriter(buffer, PageJson.Options))
        {
            to.WriteStartObject();
            to.WriteNumber("domains", domains);
            to.WriteNumber("pages", pages);
            to.WriteStartArray("links");
            foreach (SiteLink link in links)
            {
                to.WriteStartObject();
                to.WriteString("a", link.A);
                to.WriteString("b", link.B);
                to.WriteString("tier", link.Tier == SiteTier.Link ? "link" : "lead");
                to.WriteNumber("score", link.Score);
                to.WriteStartArray("evidence");
                foreach (SiteEvidence evidence in link.Evidence)
                {
                    to.WriteStartObject();
                    to.WriteString("kind", evidence.Kind);
                    if (evidence.Likeness is { } likeness)
                    {
                        to.WriteNumber("value", likeness);
                    }
                    else
                    {
                        to.WriteString("value", evidence.Value);
                    }
                    to.WriteNumber("on_domains", evidence.OnDomains);
                    to.WriteNumber("weight", evidence.Weight);
                    to.WriteEndObject();
                }
                to.WriteEndArray();
                to.WriteString("innocent", link.Innocent);
                to.WriteEndObject();
            }
            to.WriteEndArray();
            to.WriteStartArray("left_out");
            foreach ((string file, string reason) in left)
            {
                PageJson.WriteError(to, file, reason);
            }
            to.WriteEndArray();
            to.WriteEndObject();
        }
        Console.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, checked((int)buffer.Length)));
    }
}
