using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.App.Ledgers;
using Tidemark.App.Statements;
using Tidemark.App.Terminal;
using Tidemark.App.Texts;
using Tidemark.Detection.Duplicates;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Ledger;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark copies TEXT…</c>: which texts hold parts of one another, with signs of how, and what retold statements lost.</summary>
internal static class CopiesCommand
{
    public static CommandEntry Entry { get; } = new(
        "copies", "find texts that hold parts of one another, and what statements lose from one to the other",
        ["tidemark copies first.txt second.html third.txt", "tidemark copies harbour --json"], Make);

    private static Command Make()
    {
        var texts = new Argument<string[]>("TEXT") { Description = "plain texts or saved pages, two or more; or one case folder", Arity = ArgumentArity.OneOrMore };
        var threshold = new Option<double>("--threshold") { Description = "the share of the lighter text that two texts have in common, 0 to 1", DefaultValueFactory = _ => new ArticleCopyOptions().Threshold };
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout" };
        var command = new Command("copies", "Compares texts with one another: near-duplicates and copied passages, with the signs that tell syndication from silent copying and rewriting, and the statements one retells of the other with what was lost. It says what stands in both; not who copied, and not that it was done in secret.")
        {
            texts, threshold, json,
        };
        command.SetAction(call => Run(call.GetValue(texts)!, call.GetValue(threshold), call.GetValue(json)));
        return command;
    }

    private static int Run(string[] names, double threshold, bool json)
    {
        if (!(threshold > 0 && threshold <= 1))
        {
            throw new Refusal("--threshold is a share above 0 and at most 1; 0.1 is usual.");
        }
        var refused = new List<string>();
        bool ofCase = names.Length == 1 && Directory.Exists(names[0]);
        List<LedgerSource> sources = ofCase ? OfCase(names[0], refused) : OfFiles(names, refused);
        if (sources.Count + refused.Count < 2)
        {
            throw new Refusal(ofCase ? $"{names[0]} holds fewer than two texts; there is nothing to compare." : "one text has nothing to be compared with; name two or more, or a case.");
        }
        IReadOnlyList<ArticleCopy> copies = ArticleCopies.Find([.. sources.Select(source => source.Text)], new ArticleCopyOptions { Threshold = threshold }, Interrupt.Token);
        var pairs = copies.Select(copy => (Copy: copy, Signs: CopySigns.Of(Article(sources[copy.A]), Article(sources[copy.B]), copy.Containment))).ToList();
        // The ledger wants one text of each content; byte for byte the same is said as containment 1 above.
        StatementLedger ledger = LedgerBuilder.Build([.. sources.DistinctBy(source => source.Sha256)], null, Interrupt.Token);
        if (json)
        {
            WriteJson(sources, pairs, ledger, refused);
        }
        else
        {
            Write(sources, pairs, ledger);
        }
        foreach (string reason in refused)
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(reason));
        }
        return refused.Count > 0 ? Exit.WrongInput : Exit.Done;
    }

    private static List<LedgerSource> OfFiles(string[] names, List<string> refused)
    {
        var sources = new List<LedgerSource>();
        using var progress = new Progress("Reading texts", "texts", names.Length);
        foreach (string name in names)
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            Parsed<ArticleFile> file = ArticleFile.Read(name);
            Parsed<ArticleRead> page = file is { Ok: true, Value.Page: { } bytes } ? ArticlePage.Read(name, bytes) : default;
            if (!file.Ok || (file.Value.Page is not null && !page.Ok))
            {
                refused.Add((file.Ok ? page.Fault : file.Fault).ToString());
                continue;
            }
            sources.Add(file.Value.Page is null
                ? LedgerSource.Of(file.Value.Sha256, name, null, file.Value.Text)
                : new LedgerSource(file.Value.Sha256, name, null, page.Value.Page!.Text, page.Value.Statements, page.Value.Page.Published, page.Value.Page.Title, page.Value.Page.Byline));
            progress.Report(sources.Count + refused.Count);
        }
        return sources;
    }

    private static List<LedgerSource> OfCase(string root, List<string> refused)
    {
        using CaseFolder folder = CaseAt.Read(root);
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        using CaseIndex index = opened.Ok ? opened.Value : throw CaseAt.Refused(opened.Fault);
        var sources = new List<LedgerSource>();
        foreach ((CaseText text, Parsed<CaseArticle> article) in CaseArticle.Each(folder, index, ArticleFile.MostBytes))
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            if (!article.Ok)
            {
                refused.Add(article.Fault.ToString());
            }
            else if (text.Kind != TextKind.Mail)
            {
                sources.Add(CaseLedger.Source(article.Value));
            }
        }
        return sources;
    }

    private static CopiedArticle Article(LedgerSource source) =>
        new(source.Text, source.Byline, [.. source.Read.Article.Agencies.Select(agency => agency.Text)], source.Outlet);

    private static void Write(List<LedgerSource> sources, List<(ArticleCopy Copy, IReadOnlyList<CopySign> Signs)> pairs, StatementLedger ledger)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sources.Count} texts, {pairs.Count} {(pairs.Count == 1 ? "pair holds" : "pairs hold")} parts of one another."));
        foreach ((ArticleCopy copy, IReadOnlyList<CopySign> signs) in pairs)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Plain.Text(sources[copy.A].Name)} and {Plain.Text(sources[copy.B].Name)}: {copy.Containment:0.00} of the lighter text ({copy.Shared} runs of three words)"));
            foreach (CopySign sign in signs)
            {
                Console.Out.WriteLine($"  consistent with {Meaning(sign.Meaning)}: {Plain.Text(sign.Sentence)}");
                Console.Out.WriteLine($"      ordinary explanation: {Plain.Text(sign.Innocent)}");
            }
            if (signs.Count == 0)
            {
                Console.Out.WriteLine("  no sign of how it came about; similarity alone does not show it.");
            }
        }
        if (ledger.Drifts.Count > 0)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine("Statements that one text retells of another, changed:");
        }
        foreach (RowDrift drift in ledger.Drifts)
        {
            Console.Out.WriteLine($"  {drift.Kind}: {Told(drift.OriginalWords)} in {Name(ledger, drift.Original)}; {Told(drift.RetoldWords)} in {Name(ledger, drift.Retold)}");
        }
    }

    private static void WriteJson(List<LedgerSource> sources, List<(ArticleCopy Copy, IReadOnlyList<CopySign> Signs)> pairs, StatementLedger ledger, List<string> refused)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("texts");
            foreach (LedgerSource source in sources)
            {
                json.WriteStartObject();
                json.WriteString("name", source.Name);
                json.WriteString("sha256", source.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("copies");
            foreach ((ArticleCopy copy, IReadOnlyList<CopySign> signs) in pairs)
            {
                json.WriteStartObject();
                json.WriteString("a", sources[copy.A].Name);
                json.WriteString("b", sources[copy.B].Name);
                json.WriteNumber("containment", copy.Containment);
                json.WriteNumber("shared_runs", copy.Shared);
                json.WriteStartArray("signs");
                foreach (CopySign sign in signs)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", sign.Kind);
                    json.WriteString("consistent_with", Meaning(sign.Meaning));
                    json.WriteString("sentence", sign.Sentence);
                    json.WriteStartArray("evidence");
                    foreach (string words in sign.Evidence)
                    {
                        json.WriteStringValue(words);
                    }
                    json.WriteEndArray();
                    json.WriteString("innocent", sign.Innocent);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("drift");
            foreach (RowDrift drift in ledger.Drifts)
            {
                json.WriteStartObject();
                json.WriteString("kind", drift.Kind);
                Side("original", drift.Original, drift.OriginalWords);
                Side("retold", drift.Retold, drift.RetoldWords);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("refused");
            foreach (string reason in refused)
            {
                json.WriteStringValue(reason);
            }
            json.WriteEndArray();
            json.WriteEndObject();

            void Side(string name, string id, string? words)
            {
                LedgerRow row = ledger.Rows.First(row => row.Id == id);
                json.WriteStartObject(name);
                json.WriteString("text", ledger.Texts.First(text => text.Sha256 == row.Text).Name);
                json.WriteNumber("line", row.Line);
                json.WriteString("sentence", row.Sentence);
                json.WriteString("words", words);
                json.WriteEndObject();
            }
        }
        Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Meaning(CopyMeaning meaning) => meaning switch
    {
        CopyMeaning.Syndication => "syndication",
        CopyMeaning.SilentCopying => "silent copying",
        _ => "rewriting",
    };

    private static string Told(string? words) => words is null ? "nothing of it" : $"“{Plain.Text(words)}”";

    private static string Name(StatementLedger ledger, string id)
    {
        LedgerRow row = ledger.Rows.First(row => row.Id == id);
        return $"{Plain.Text(ledger.Texts.First(text => text.Sha256 == row.Text).Name)} line {row.Line.ToString(CultureInfo.InvariantCulture)}";
    }
}
