using System.CommandLine;
using System.Globalization;
using Tidemark.App.Exchange;
using Tidemark.App.Exports;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Publishing.Exchange;
using Tidemark.Publishing.Graphs;
using Tidemark.Publishing.Misp.Writing;
using Tidemark.Publishing.Stix.Writing;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark export CASE FORMAT</c>: a case for other programs. Repeating it gives the same bytes.</summary>
internal static class ExportCommand
{
    private const string Formats = "stix, misp, csv, parquet, gexf or graphml";

    public static CommandEntry Entry { get; } = new(
        "export", "hand a case on: STIX, MISP, tables, a network",
        ["tidemark export harbour csv", "tidemark export harbour stix --out harbour.stix.json", "tidemark export harbour gexf --out harbour.gexf"], Make);

    private static Command Make()
    {
        var root = new Argument<string>("CASE") { Description = "the case folder" };
        var format = new Argument<string>("FORMAT")
        {
            Description = "stix: a STIX 2.1 bundle; misp: a MISP event; csv: a folder of tables; parquet: the same of posts, accounts, traces and sources; "
                + "gexf, graphml: the network of kept edges with its positions",
        };
        var target = new Option<string?>("--out") { Description = "the file, or for tables the folder, to write; else in the case's out/" };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command(
            "export", "Writes a case for other programs. Accounts and texts are as in the material: they are not pseudonymised here.")
        {
            root, format, target, overwrite,
        };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!), call.GetValue(format)!, call.GetValue(target), call.GetValue(overwrite)));
        return command;
    }

    private static int Run(string root, string format, string? chosen, bool overwrite)
    {
        switch (format)
        {
            case "stix" or "misp" or "csv" or "parquet" or "gexf" or "graphml":
                break;
            default:
                throw new Refusal($"there is no export format '{format}'; there are {Formats}.");
        }
        using CaseFolder folder = CaseAt.Write(root);
        if (folder.Record.Open.Count > 0)
        {
            Console.Error.WriteLine(
                $"tidemark: the addition of {Plain.Text(folder.Record.Open[0].Name)} was interrupted and is not in the export; "
                + "`tidemark add` of the same file finishes it.");
        }
        StandingFindings found = StandingFindings.Read(folder);
        (string path, IReadOnlyList<ExportedFile> files) = format switch
        {
            "stix" => Exchange(folder, found, chosen, overwrite, "case.stix.json", StixExport.Write),
            "misp" => Exchange(folder, found, chosen, overwrite, "case.misp.json", MispExport.Write),
            "csv" => Tables(folder, found, chosen, overwrite),
            "parquet" => Parquet(folder, chosen, overwrite),
            "gexf" => Graph(folder, found, chosen, overwrite, "network.gexf", Gexf.Write),
            _ => Graph(folder, found, chosen, overwrite, "network.graphml", GraphMl.Write),
        };
        Record(folder, format, files);
        foreach (ExportedFile file in files)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Plain.Text(file.Name)}  {file.Size:N0} bytes  sha256 {file.Sha256}"));
        }
        Console.Out.WriteLine($"Exported to {Plain.Text(chosen ?? Path.GetRelativePath(Directory.GetCurrentDirectory(), path))}.");
        return Exit.Done;
    }

    private static (string Path, IReadOnlyList<ExportedFile> Files) Tables(CaseFolder folder, StandingFindings found, string? chosen, bool overwrite)
    {
        using CaseIndex index = OpenIndex(folder);
        IReadOnlyList<(string File, Action<Stream> Write)> tables = new CaseTables(folder, index, found).All;
        string directory = ExportTarget.Path(folder, chosen, "csv", [.. tables.Select(table => table.File)], overwrite);
        var files = new List<ExportedFile>();
        foreach ((string file, Action<Stream> write) in tables)
        {
            files.Add(ExportTarget.Write(Path.Combine(directory, file), write));
        }
        return (directory, files);
    }

    private static (string Path, IReadOnlyList<ExportedFile> Files) Parquet(CaseFolder folder, string? chosen, bool overwrite)
    {
        OpenIndex(folder).Dispose();
        string directory = ExportTarget.Path(folder, chosen, "parquet", IndexParquet.Files, overwrite);
        string coming = Path.Combine(directory, ".tidemark-part");
        if (new FileInfo(coming).LinkTarget is not null)
        {
            // It would lead the tables into another folder, and the tidying up after them too.
            File.Delete(coming);
        }
        Directory.CreateDirectory(coming);
        try
        {
            IndexParquet.Write(folder, coming);
            return (directory, [.. IndexParquet.Files.Select(file => ExportTarget.Place(Path.Combine(coming, file), Path.Combine(directory, file)))]);
        }
        finally
        {
            Directory.Delete(coming, recursive: true);
        }
    }

    private static (string Path, IReadOnlyList<ExportedFile> Files) Graph(
        CaseFolder folder, StandingFindings found, string? chosen, bool overwrite, string name, Action<Network, Stream> write)
    {
        if (found.Network is not { } network)
        {
            throw new Refusal($"there is no network in {folder.Root} yet; `tidemark detect {folder.Root}` looks for one.");
        }
        string path = ExportTarget.Path(folder, chosen, name, [], overwrite);
        return (path, [ExportTarget.Write(path, stream => write(network, stream))]);
    }

    private static (string Path, IReadOnlyList<ExportedFile> Files) Exchange(
        CaseFolder folder, StandingFindings found, string? chosen, bool overwrite, string name, Func<ExchangeContent, Stream, int> write)
    {
        using CaseIndex index = OpenIndex(folder);
        ExchangeContent content = CaseExchange.Of(folder, index, found);
        string path = ExportTarget.Path(folder, chosen, name, [], overwrite);
        return (path, [ExportTarget.Write(path, stream => write(content, stream))]);
    }

    private static CaseIndex OpenIndex(CaseFolder folder)
    {
        Model.Parsed<CaseIndex> index = CaseIndex.Open(folder);
        return index.Ok ? index.Value : throw CaseAt.Refused(index.Fault);
    }

    /// <summary>The journal tells what left the case. Not where to: a path of somebody's machine is no part of the record.</summary>
    private static void Record(CaseFolder folder, string format, IReadOnlyList<ExportedFile> files) =>
        folder.Journal.Append(Clock.Now(), JournalKind.Exported, json =>
        {
            json.WriteString("format", format);
            json.WriteStartArray("files");
            foreach (ExportedFile file in files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("size", file.Size);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
}
